// For workouts.cc, keeping.cc and merges.cc: what several kinds of changes do.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/workouts/events.h"
#include "product/workouts/repository.h"

namespace waymark::workouts {

inline void tell_logged(std::vector<events::NewEvent>& events, Owner owner,
                        const StoredWorkout& workout) {
  events.emplace_back(std::string(kWorkoutLogged), owner.user(),
                      json::to_string(WorkoutLogged(workout)));
}
inline void tell_updated(std::vector<events::NewEvent>& events, Owner owner,
                         const StoredWorkout& workout) {
  events.emplace_back(std::string(kWorkoutUpdated), owner.user(),
                      json::to_string(WorkoutUpdated(workout)));
}
inline void tell_deleted(std::vector<events::NewEvent>& events, Owner owner,
                         const StoredWorkout& workout, Instant now) {
  events.emplace_back(std::string(kWorkoutDeleted), owner.user(),
                      json::to_string(WorkoutDeleted(workout, now)));
}

/// A workout from before there were sources gets one, before another joins it.
inline void keep_first_source(store::Transaction& transaction, Owner owner, WorkoutId workout,
                              const std::vector<Source>& sources) {
  for (const Source& source : sources)
    if (source.id.uuid == workout.uuid)
      WorkoutRepository::put_source(transaction, owner, workout, source);
}

inline Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

}  // namespace waymark::workouts
