// The facts that workouts tell of: payloads as in api/events/Workout*.v1.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

inline constexpr std::string_view kWorkoutLogged = "WorkoutLogged";
inline constexpr std::string_view kWorkoutUpdated = "WorkoutUpdated";
inline constexpr std::string_view kWorkoutDeleted = "WorkoutDeleted";

/// What every event of a workout says of it.
struct WorkoutFacts {
  WorkoutFacts() = default;
  explicit WorkoutFacts(const StoredWorkout& workout);

  WorkoutId workout_id;
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  WorkoutSource source = WorkoutSource::manual;
  Instant started_at;
  Instant ended_at;
  Seconds moving_seconds;
  Seconds elapsed_seconds;
  std::optional<Metres> distance_metres;
  std::optional<Metres> climb_metres;
  std::optional<std::int64_t> steps;   // of both feet
  std::optional<std::int64_t> pushes;  // of a wheelchair
  std::optional<Audience> audience;    // who sees that there is one; null: as for all workouts
};
BOOST_DESCRIBE_STRUCT(WorkoutFacts, (),
                      (workout_id, type, title, source, started_at, ended_at, moving_seconds,
                       elapsed_seconds, distance_metres, climb_metres, steps, pushes, audience))

struct WorkoutLogged : WorkoutFacts {
  WorkoutLogged() = default;
  explicit WorkoutLogged(const StoredWorkout& workout)
      : WorkoutFacts(workout), logged_at(workout.created_at), version(workout.version) {}
  Instant logged_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(WorkoutLogged, (WorkoutFacts), (logged_at, version))

/// The state after the edit.
struct WorkoutUpdated : WorkoutFacts {
  WorkoutUpdated() = default;
  explicit WorkoutUpdated(const StoredWorkout& workout)
      : WorkoutFacts(workout), updated_at(workout.updated_at), version(workout.version) {}
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(WorkoutUpdated, (WorkoutFacts), (updated_at, version))

/// What it was.
struct WorkoutDeleted : WorkoutFacts {
  WorkoutDeleted() = default;
  WorkoutDeleted(const StoredWorkout& workout, Instant when)
      : WorkoutFacts(workout), deleted_at(when) {}
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(WorkoutDeleted, (WorkoutFacts), (deleted_at))

}  // namespace waymark::workouts
