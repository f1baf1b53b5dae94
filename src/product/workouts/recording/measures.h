// What measure() (track.h) makes of a recording: the numbers of a workout, small enough to be kept.
//
// Kept of what was recorded moment by moment: the line (500 points), series for charts (200 points), splits (200 a unit),
// laps (200), the fastest stretches, and how long the heart beat how fast. In an item that is a few kilobytes, at most
// about 60. Columns of numbers are texts as compact_numbers.h says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "base/units.h"
#include "product/workouts/recording/workout_type.h"

namespace waymark::workouts {

inline constexpr std::size_t kPolylinePoints = 500;
inline constexpr std::size_t kSeriesPoints = 200;
inline constexpr std::size_t kMostSplits = 200;
inline constexpr std::size_t kMostLaps = 200;

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

/// GraphQL `WorkoutLap`, as the device cut it.
struct WorkoutLap {
  Instant started_at;
  Seconds elapsed_seconds;
  std::optional<Seconds> moving_seconds;
  std::optional<Metres> distance_metres;
  std::optional<std::int64_t> average_heart_rate;  // beats a minute
  std::optional<std::int64_t> max_heart_rate;
  std::optional<std::int64_t> average_cadence;
  std::optional<std::int64_t> average_power;  // watts
  std::optional<Metres> climb_metres;
  std::optional<std::int64_t> calories;  // kilocalories
};
BOOST_DESCRIBE_STRUCT(WorkoutLap, (),
                      (started_at, elapsed_seconds, moving_seconds, distance_metres,
                       average_heart_rate, max_heart_rate, average_cadence, average_power,
                       climb_metres, calories))

/// Stretches of the same length, one entry each; the last may be shorter. With more than 200 kilometres (miles) the
/// stretches are of 5, 10, 50 or 100 of them.
struct SplitColumns {
  double unit_metres = 0;
  double last_metres = 0;                       // of the last
  std::string moving;                           // tenths of a second
  std::string elapsed;                          // the same, with rests and pauses
  std::optional<std::string> elevation_change;  // decimetres: end less beginning
  std::optional<std::string> heart_rate;        // beats a minute, the mean
};
BOOST_DESCRIBE_STRUCT(SplitColumns, (),
                      (unit_metres, last_metres, moving, elapsed, elevation_change, heart_rate))

/// Moments spread over the whole; what was never there has no column. Entries are means since the moment before.
struct SeriesColumns {
  std::string seconds;                   // since the start
  std::optional<std::string> distance;   // decimetres since the start
  std::optional<std::string> elevation;  // decimetres
  std::optional<std::string> heart_rate;
  std::optional<std::string> speed;  // centimetres a second
  std::optional<std::string> cadence;
  std::optional<std::string> power;
};
BOOST_DESCRIBE_STRUCT(SeriesColumns, (),
                      (seconds, distance, elevation, heart_rate, speed, cadence, power))

/// How long the heart beat how fast: the entry i is of `lowest` + i beats a minute.
struct HeartRateTimes {
  std::int64_t lowest = 0;
  std::string seconds;
};
BOOST_DESCRIBE_STRUCT(HeartRateTimes, (), (lowest, seconds))

/// What personal records are kept of.
enum class RecordKind {
  m400,
  m800,
  km1,
  mile1,
  km5,
  km10,
  half_marathon,
  marathon,
  longest_distance,
  longest_time,
  most_climb
};
BOOST_DESCRIBE_ENUM(RecordKind, m400, m800, km1, mile1, km5, km10, half_marathon, marathon,
                    longest_distance, longest_time, most_climb)

/// Metres of the kinds up to marathon; 0 for the others.
double distance_of(RecordKind kind);

/// The fastest stretch of that length, by the clock: rests and pauses within it count.
struct BestEffort {
  RecordKind kind = RecordKind::m400;
  Seconds seconds;
  Seconds start_seconds;  // since the start of the workout
};
BOOST_DESCRIBE_STRUCT(BestEffort, (), (kind, seconds, start_seconds))

/// All that can be measured of a recording. What nothing tells of is absent.
struct Measures {
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  bool indoors = false;
  Instant started_at;
  Instant ended_at;
  std::optional<std::int64_t> utc_offset_minutes;  // as the file says
  std::optional<std::string> time_zone;            // IANA name, as the file says
  std::optional<Metres> distance_metres;
  Seconds moving_seconds;
  Seconds elapsed_seconds;
  std::optional<Metres> climb_metres;
  std::optional<Metres> descent_metres;
  std::optional<std::int64_t> average_heart_rate;  // beats a minute
  std::optional<std::int64_t> max_heart_rate;
  std::optional<std::int64_t> average_cadence;  // turns, strokes or pairs of steps a minute
  std::optional<std::int64_t> max_cadence;
  std::optional<std::int64_t> average_power;  // watts
  std::optional<std::int64_t> max_power;
  std::optional<double> max_speed;       // metres a second
  std::optional<std::int64_t> calories;  // kilocalories
  std::optional<std::int64_t> steps;     // of both feet
  std::optional<std::int64_t> pushes;    // of a wheelchair
  std::optional<TrackSummary> track;
  std::vector<WorkoutLap> laps;
  std::optional<SplitColumns> kilometres;
  std::optional<SplitColumns> miles;
  std::vector<BestEffort> efforts;  // by rising length
  std::optional<HeartRateTimes> heart_rate_times;
  std::optional<SeriesColumns> series;
};
BOOST_DESCRIBE_STRUCT(Measures, (),
                      (type, title, indoors, started_at, ended_at, utc_offset_minutes, time_zone,
                       distance_metres, moving_seconds, elapsed_seconds, climb_metres,
                       descent_metres, average_heart_rate, max_heart_rate, average_cadence,
                       max_cadence, average_power, max_power, max_speed, calories, steps, pushes,
                       track, laps, kilometres, miles, efforts, heart_rate_times, series))

}  // namespace waymark::workouts
