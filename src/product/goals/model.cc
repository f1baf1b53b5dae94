#include "product/goals/model.h"

#include <algorithm>

namespace waymark::goals {

double progress_of(const Goal& goal) {
  if (goal.completed_at) return 1;
  if (goal.task_count <= 0) return 0;
  return std::clamp(
      static_cast<double>(goal.done_task_count) / static_cast<double>(goal.task_count), 0.0, 1.0);
}

bool is_finished(const Goal& goal) {
  return goal.completed_at || (goal.task_count > 0 && goal.done_task_count >= goal.task_count);
}

double progress_of(const Quest& quest) {
  if (quest.status == QuestStatus::completed) return 1;
  if (quest.target_milli <= 0) return 0;
  return std::clamp(
      static_cast<double>(quest.current_milli) / static_cast<double>(quest.target_milli), 0.0, 1.0);
}

QuestView view_of(const Quest& quest, Instant now) {
  QuestView view;
  view.id = quest.id;
  view.title = quest.title;
  view.kind = quest.kind;
  view.status = quest.status;
  if (quest.status == QuestStatus::active && quest.deadline && *quest.deadline <= now)
    view.status = QuestStatus::expired;
  view.goal_id = quest.goal_id;
  view.task_ids = quest.task_ids;
  view.metric = quest.metric;
  view.workout_type = quest.workout_type;
  view.starts_at = quest.starts_at;
  view.deadline = quest.deadline;
  view.current = static_cast<double>(quest.current_milli) / 1000;
  view.target = static_cast<double>(quest.target_milli) / 1000;
  view.progress = progress_of(quest);
  view.reward_points = quest.reward_points;
  view.created_at = quest.created_at;
  view.updated_at = quest.updated_at;
  view.completed_at = quest.completed_at;
  view.version = quest.version;
  return view;
}

}  // namespace waymark::goals
