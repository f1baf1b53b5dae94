// The GraphQL edge of workouts (api/schema.graphql): Workout, TrackSummary, myWorkouts, workout,
// logWorkout, updateWorkout, deleteWorkout.
#pragma once

#include "platform/graphql/bindings.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

/// Outlives the engine that it is bound to.
class WorkoutsGraphql {
 public:
  explicit WorkoutsGraphql(const Workouts& workouts) : workouts_(workouts) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<graphql::Connection<Workout>> my_workouts(graphql::Call& call) const;
  Task<std::optional<Workout>> workout(graphql::Call& call) const;
  Task<Workout> log(graphql::Call& call) const;
  Task<Workout> update(graphql::Call& call) const;
  Task<bool> remove(graphql::Call& call) const;

  const Workouts& workouts_;
};

}  // namespace waymark::workouts
