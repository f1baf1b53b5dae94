// The keys of workouts (repository.h).
#pragma once

#include <string>
#include <string_view>

#include "base/described.h"
#include "base/request_context.h"
#include "platform/store/item.h"
#include "product/workouts/source.h"

namespace waymark::workouts::keys {

inline constexpr std::string_view kWorkout = "WORKOUT#";
inline constexpr std::string_view kBest = "WORKOUTBEST#";

inline std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}
inline store::Key reference(Owner owner, WorkoutId id) {
  return store::Key(partition(owner), "WORKOUTREF#" + id.to_string());
}
inline std::string source_prefix(WorkoutId workout) {
  return "WORKOUTSRC#" + workout.to_string() + "#";
}
inline store::Key source(Owner owner, WorkoutId workout, SourceId id) {
  return store::Key(partition(owner), source_prefix(workout) + id.to_string());
}
inline store::Key file(Owner owner, const std::string& fingerprint) {
  return store::Key(partition(owner), "WORKOUTFILE#" + fingerprint);
}
inline store::Key apart(Owner owner, const std::string& fingerprint) {
  return store::Key(partition(owner), "WORKOUTAPART#" + fingerprint);
}
inline store::Key tally(Owner owner) {
  return store::Key(partition(owner), "TALLY#WORKOUTS");
}
inline store::Key settings(Owner owner) {
  return store::Key(partition(owner), "SETTINGS#WORKOUTS");
}
/// In GSI3.
inline std::string of_type(Owner owner, WorkoutType type) {
  return partition(owner) + "#" + std::string(enum_name(type));
}
/// In GSI2.
inline std::string anywhere(WorkoutId id) {
  return "WORKOUT#" + id.to_string();
}

}  // namespace waymark::workouts::keys
