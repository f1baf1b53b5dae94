// What a source gives a quest, in thousandths of the quest's unit. Pure functions of what is stored,
// so that counting again leads to the same.
#pragma once

#include <cstdint>

#include "product/goals/model.h"

namespace waymark::goals {

inline constexpr std::int64_t kOne = 1000;  // a task, a workout, a goal

/// 0 when the workout is of another type or outside [startsAt, deadline].
std::int64_t milli_of(const Quest& quest, const workouts::Workout& workout);
/// For linked quests and TASKS_DONE: 0 while the task is open or was done outside the quest's time
/// (a linked quest only has an end).
std::int64_t milli_of(const Quest& quest, const TaskItem& task);

struct GoalShare {
  std::int64_t current_milli = 0;
  std::int64_t target_milli = kOne;
};
/// How far a quest on this goal is.
GoalShare share_of(const Goal& goal);

/// Points for finishing the quest: 10 to 1,000, by what it asks for.
std::int64_t reward_of(const Quest& quest);

}  // namespace waymark::goals
