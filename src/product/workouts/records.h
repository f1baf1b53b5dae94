// What one workout holds of personal records (repository.h WORKOUTBEST#): written in the commits that change the workout,
// so that the best of each kind is right after every edit, merge, split and deletion, in any order.
#pragma once

#include <string>
#include <vector>

#include "product/workouts/repository.h"

namespace waymark::workouts {

/// At most kMostBests. Fastest times are of workouts with a measured way; the longest and highest are of all.
std::vector<Best> bests_of(const Workout& workout);
inline constexpr std::size_t kMostBests = 11;

/// WORKOUTBEST#<type>#<kind>#
std::string best_prefix(WorkoutType type, RecordKind kind);
/// The sort key: lower is better.
std::string best_key(const Best& best);

}  // namespace waymark::workouts
