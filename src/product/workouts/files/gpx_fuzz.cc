// Any bytes as an uploaded file: either an Error that can be shown, or a workout that makes sense,
// and the same whatever pieces the file came in.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/recording/track.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Measures& workout) {
  // Of points that are all spikes but one there is a time and no distance.
  require(!workout.distance_metres ||
          (std::isfinite(workout.distance_metres->value) && workout.distance_metres->value >= 0));
  require(workout.moving_seconds.value > 0);
  require(workout.moving_seconds.value <= workout.elapsed_seconds.value + 1e-3);
  require(!workout.climb_metres || workout.climb_metres->value >= 0);
  if (!workout.track) return;
  const TrackSummary& track = *workout.track;
  require(track.min_latitude <= track.max_latitude && track.segment_count > 0);
  require(std::abs(track.min_longitude) <= 180 && std::abs(track.max_longitude) <= 180);
  require(track.point_count >= 1 && !track.polyline.empty());
}

void check_measures(Recording track) {
  try {
    check(measure(std::move(track), std::nullopt));
  } catch (const Error& error) {
    const std::string& key = error.problems().at(0).message_key;
    require(key == "error.gpx.no_movement" || key.starts_with("error.recording."));
  }
}

/// The number of points read, or -1 when the file was refused.
long read_in(std::string_view text, std::size_t piece) {
  try {
    long points = 0;
    for (Recording& track : finds_of<GpxReader>(text, piece).workouts) {
      points += static_cast<long>(track.samples.size());
      check_measures(std::move(track));
    }
    return points;
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_input && error.problems().at(0).field == "file");
    return -1;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(read_in(text, 1 << 20) == read_in(text, 1 + size % 13));
  return 0;
}
