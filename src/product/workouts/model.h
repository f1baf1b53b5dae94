// What a body did: a run, a ride, a swim (architecture.md §8 "workout"; SW 3e `CanonicalWorkout`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"
#include "product/workouts/recording/track.h"

namespace waymark::workouts {

enum class WorkoutSource { manual, gpx };
BOOST_DESCRIBE_ENUM(WorkoutSource, manual, gpx)

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
