// What a body did: a run, a ride, a swim (architecture.md §8 "workout"; SW 3e `CanonicalWorkout`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"

namespace waymark::workouts {

enum class WorkoutType { run, walk, hike, ride, swim, row, ski, strength, yoga, other };
BOOST_DESCRIBE_ENUM(WorkoutType, run, walk, hike, ride, swim, row, ski, strength, yoga, other)

enum class WorkoutSource { manual, gpx };
BOOST_DESCRIBE_ENUM(WorkoutSource, manual, gpx)

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

/// GraphQL `Workout`.
struct Workout {
  WorkoutId id;
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  WorkoutSource source = WorkoutSource::manual;
  Instant started_at;
  Instant ended_at;
  std::optional<Metres> distance_metres;
  Seconds moving_seconds;
  Seconds elapsed_seconds;
  std::optional<Metres> climb_metres;
  std::optional<std::int64_t> average_heart_rate;  // beats a minute
  std::optional<std::string> notes;
  std::optional<TrackSummary> track;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Workout, (),
                      (id, type, title, source, started_at, ended_at, distance_metres,
                       moving_seconds, elapsed_seconds, climb_metres, average_heart_rate, notes,
                       track, created_at, updated_at, version))

}  // namespace waymark::workouts
