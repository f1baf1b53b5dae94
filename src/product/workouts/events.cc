#include "product/workouts/events.h"

namespace waymark::workouts {

WorkoutFacts::WorkoutFacts(const StoredWorkout& workout)
    : workout_id(workout.id),
      type(workout.type),
      title(workout.title),
      source(workout.source),
      started_at(workout.started_at),
      ended_at(workout.ended_at),
      moving_seconds(workout.moving_seconds),
      elapsed_seconds(workout.elapsed_seconds),
      distance_metres(workout.distance_metres),
      climb_metres(workout.climb_metres),
      steps(workout.steps),
      pushes(workout.pushes),
      audience(workout.visibility.workout) {}

}  // namespace waymark::workouts
