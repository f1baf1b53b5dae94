#include "product/workouts/files/track_points.h"

#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/time.h"

namespace waymark::workouts {

void TrackPoints::begin() {
  ++seen_;
  if (kept_ >= most_)
    throw Error::invalid("file", "error.track.too_many_points", {{"limit", std::to_string(most_)}});
}

double TrackPoints::coordinate(std::string_view name, std::string_view text, double limit) const {
  const auto value = number(text);
  if (value && std::abs(*value) <= limit) return *value;
  throw Error::invalid("file", "error.track.position",
                       {{"point", std::to_string(seen_)},
                        {"line", std::to_string(xml_.line())},
                        {"name", std::string(name)},
                        {"value", shown(text)}});
}

std::int64_t TrackPoints::time(std::string_view text) const {
  if (const auto when = parse_rfc3339(trimmed(text))) return when->time_since_epoch().count();
  throw Error::invalid("file", "error.track.time",
                       {{"point", std::to_string(seen_)},
                        {"line", std::to_string(xml_.line())},
                        {"value", shown(text)}});
}

void TrackPoints::keep(const Sample& sample) {
  if (!samples_.empty() && samples_.back().segment == sample.segment) {
    if (sample.time > samples_.back().time) ++forward_;
    if (sample.time < samples_.back().time && ++back_ == 1) {
      first_back_point_ = seen_;
      first_back_line_ = xml_.line();
    }
  }
  ++kept_;
  samples_.push_back(sample);
}

void TrackPoints::require_forward() const {
  if (back_ > forward_)
    throw Error::invalid(
        "file", "error.track.backwards",
        {{"point", std::to_string(first_back_point_)}, {"line", std::to_string(first_back_line_)}});
}

std::vector<Sample> TrackPoints::take() {
  forward_ = back_ = 0;
  return std::exchange(samples_, {});
}

}  // namespace waymark::workouts
