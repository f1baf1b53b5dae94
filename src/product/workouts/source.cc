#include "product/workouts/source.h"

#include "base/text.h"

namespace waymark::workouts {

std::optional<std::string> device_text(const Device& device) {
  constexpr std::size_t kLongest = 100;
  std::string text = device.manufacturer.value_or("");
  if (device.name) {
    if (!text.empty() && !device.name->starts_with(text)) text += ' ';
    if (device.name->starts_with(text)) text.clear();
    text += *device.name;
  }
  if (!is_utf8(text) || has_control_characters(text)) return std::nullopt;
  text = normalise(text);
  if (text.empty() || code_points(text) > kLongest) return std::nullopt;
  return text;
}

std::string apart_name(const Source& source) {
  return source.fingerprint.empty() ? "manual:" + source.id.to_string() : source.fingerprint;
}

Source source_of(const StoredWorkout& stored) {
  Source source;
  source.id = SourceId{stored.id.uuid};
  source.source = stored.source;
  source.fingerprint = stored.file_hash.value_or("");
  source.added_at = stored.created_at;
  Measures& measures = source.measures;
  measures.type = stored.type;
  measures.title = stored.title;
  measures.started_at = stored.started_at;
  measures.ended_at = stored.ended_at;
  measures.distance_metres = stored.distance_metres;
  measures.moving_seconds = stored.moving_seconds;
  measures.elapsed_seconds = stored.elapsed_seconds;
  measures.climb_metres = stored.climb_metres;
  measures.average_heart_rate = stored.average_heart_rate;
  measures.track = stored.track;
  return source;
}

}  // namespace waymark::workouts
