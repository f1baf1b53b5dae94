// What is computed from a track's points.
//
// Order      Points are sorted by time within their segment, segments by their first time. Doubles
//            (the same time) and what overlaps an earlier segment are dropped, so that a track that
//            is in the file twice counts once.
// Spikes     A point that would take an impossible speed to reach (15 m/s on foot, 10 m/s swimming
//            and rowing, 40 m/s else) is set aside. When the next points agree with it rather than
//            with what was before (five of them, or half a minute), the fix had jumped for good: that
//            counts as a pause.
// Resting    Points are looked at in windows of at least five seconds. A window whose ends lie less
//            than 0.3 m a second apart is resting: its time is not moving time, and of a whole rest
//            only the straight way from its beginning to its end counts, not the jitter.
// Pauses     A new segment, and a step of more than five minutes: nothing is counted across them.
// Distance   The sum of the geodesics (WGS 84) between the points of moving windows.
// Elapsed    From the first point to the last.
// Climb      Elevations are smoothed (mean of nine points, within a segment); then every rise counts
//            from its lowest to its highest point when it is at least 3 m, and ends when the track
//            has fallen 3 m below its top. Barometer noise and the steps of GPS heights stay below.
// Heart rate The mean over the points that have one.
// Bounds     minLongitude is the western edge, also when the track crosses 180° (RFC 7946 §5.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/units.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

inline constexpr std::size_t kPolylinePoints = 500;

/// The type that GPX <type> and <name> speak of: words (running, trail_running, "Morning Ride") or
/// Strava's numbers.
WorkoutType type_of(const std::optional<std::string>& type, const std::optional<std::string>& name);

/// What is kept of a track's points; the points themselves are not (architecture.md §9).
struct TrackSummary {
  std::int64_t point_count = 0;    // points that count, after doubles and spikes were dropped
  std::int64_t segment_count = 0;  // stretches without a pause
  double min_latitude = 0;
  double min_longitude =
      0;  // the western edge: more than max_longitude when the track crosses 180°
  double max_latitude = 0;
  double max_longitude = 0;
  std::optional<double> min_elevation;  // metres
  std::optional<double> max_elevation;
  std::string polyline;  // at most 500 points, Google's encoding, precision 5
};
BOOST_DESCRIBE_STRUCT(TrackSummary, (),
                      (point_count, segment_count, min_latitude, min_longitude, max_latitude,
                       max_longitude, min_elevation, max_elevation, polyline))

/// All that can be measured of a recording.
struct Measures {
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  Instant started_at;
  Instant ended_at;
  std::optional<Metres> distance_metres;
  Seconds moving_seconds;
  Seconds elapsed_seconds;
  std::optional<Metres> climb_metres;
  std::optional<std::int64_t> average_heart_rate;  // beats a minute
  std::optional<TrackSummary> track;
};

/// `type`, when given, wins over what the file says. Throws Error(invalid_input) naming `file` when nothing moves in it.
Measures measure(Recording recording, std::optional<WorkoutType> type);

}  // namespace waymark::workouts
