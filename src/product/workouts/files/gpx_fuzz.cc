// Any bytes as an uploaded file: either an Error that can be shown, or a workout that makes sense,
// and the same whatever pieces the file came in.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/recording/track.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Measures& workout) {
  const TrackSummary& track = workout.track.value();
  require(std::isfinite(workout.distance_metres->value) && workout.distance_metres->value >= 0);
  require(workout.moving_seconds.value > 0);
  require(workout.moving_seconds.value <= workout.elapsed_seconds.value + 1e-3);
  require(!workout.climb_metres || workout.climb_metres->value >= 0);
  require(track.min_latitude <= track.max_latitude && track.segment_count > 0);
  require(std::abs(track.min_longitude) <= 180 && std::abs(track.max_longitude) <= 180);
  require(track.point_count >= 2 && !track.polyline.empty());
}

/// The number of points read, or -1 when the file was refused.
long read_in(std::string_view text, std::size_t piece) {
  try {
    GpxReader reader;
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
      reader.feed(text.substr(0, piece));
    Recording track = reader.finish();
    const auto points = static_cast<long>(track.samples.size());
    try {
      check(measure(std::move(track), std::nullopt));
    } catch (const Error& error) {
      require(error.problems().at(0).message_key == "error.gpx.no_movement");
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
