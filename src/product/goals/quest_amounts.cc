#include "product/goals/quest_amounts.h"

#include <algorithm>
#include <cmath>

namespace waymark::goals {
namespace {

bool in_time(const Quest& quest, Instant when) {
  return when >= quest.starts_at && (!quest.deadline || when <= *quest.deadline);
}

std::int64_t thousandths(double value) {
  return std::llround(value * kOne);
}

/// How much of a metric's unit is worth a point.
double units_a_point(QuestMetric metric) {
  switch (metric) {
    case QuestMetric::distance_metres:
      return 250;
    case QuestMetric::moving_seconds:
      return 120;
    case QuestMetric::climb_metres:
      return 10;
    case QuestMetric::workouts:
      return 1.0 / 15;
    case QuestMetric::tasks_done:
      return 1.0 / 5;
  }
  return 1;
}

double worth_of(const Quest& quest) {
  if (quest.goal_id) return 100;
  if (quest.kind == QuestKind::linked) return 25 + 5 * static_cast<double>(quest.task_ids.size());
  return static_cast<double>(quest.target_milli) / kOne / units_a_point(*quest.metric);
}

}  // namespace

std::int64_t milli_of(const Quest& quest, const workouts::Workout& workout) {
  if (quest.workout_type && *quest.workout_type != workout.type) return 0;
  if (!in_time(quest, workout.started_at)) return 0;
  switch (quest.metric.value_or(QuestMetric::tasks_done)) {
    case QuestMetric::distance_metres:
      return thousandths(workout.distance_metres.value_or(Metres{}).value);
    case QuestMetric::moving_seconds:
      return thousandths(workout.moving_seconds.value);
    case QuestMetric::climb_metres:
      return thousandths(workout.climb_metres.value_or(Metres{}).value);
    case QuestMetric::workouts:
      return kOne;
    case QuestMetric::tasks_done:
      return 0;
  }
  return 0;
}

std::int64_t milli_of(const Quest& quest, const TaskItem& task) {
  if (task.status != TaskStatus::done) return 0;
  const Instant when = task.completed_at.value_or(task.updated_at);
  if (quest.kind == QuestKind::linked) return !quest.deadline || when <= *quest.deadline ? kOne : 0;
  return quest.metric == QuestMetric::tasks_done && in_time(quest, when) ? kOne : 0;
}

GoalShare share_of(const Goal& goal) {
  GoalShare share;
  share.target_milli = std::max<std::int64_t>(1, goal.task_count) * kOne;
  share.current_milli = is_finished(goal) ? share.target_milli : goal.done_task_count * kOne;
  return share;
}

std::int64_t reward_of(const Quest& quest) {
  return std::llround(std::clamp(worth_of(quest), 10.0, 1000.0));
}

}  // namespace waymark::goals
