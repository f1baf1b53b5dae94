// The facts that goals, tasks and quests tell of: payloads as in api/events/*.v1.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "product/goals/model.h"

namespace waymark::goals {

inline constexpr std::string_view kGoalCreated = "GoalCreated";
inline constexpr std::string_view kGoalUpdated = "GoalUpdated";
inline constexpr std::string_view kGoalCompleted = "GoalCompleted";
inline constexpr std::string_view kGoalReopened = "GoalReopened";
inline constexpr std::string_view kGoalDeleted = "GoalDeleted";
inline constexpr std::string_view kTaskCreated = "TaskCreated";
inline constexpr std::string_view kTaskUpdated = "TaskUpdated";
inline constexpr std::string_view kTaskCompleted = "TaskCompleted";
inline constexpr std::string_view kTaskReopened = "TaskReopened";
inline constexpr std::string_view kTaskDeleted = "TaskDeleted";
inline constexpr std::string_view kQuestCreated = "QuestCreated";
inline constexpr std::string_view kQuestProgressed = "QuestProgressed";
inline constexpr std::string_view kQuestCompleted = "QuestCompleted";
inline constexpr std::string_view kQuestReopened = "QuestReopened";
inline constexpr std::string_view kQuestCancelled = "QuestCancelled";
inline constexpr std::string_view kQuestExpired = "QuestExpired";
inline constexpr std::string_view kQuestDeleted = "QuestDeleted";
inline constexpr std::string_view kQuestReviewDue = "QuestReviewDue";

struct GoalCreated {
  GoalId goal_id;
  std::string title;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  Instant created_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GoalCreated, (), (goal_id, title, tags, target_date, created_at, version))

/// The state after the edit. Completing and reopening have events of their own, which follow.
struct GoalUpdated {
  GoalId goal_id;
  std::string title;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  GoalStatus status = GoalStatus::active;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GoalUpdated, (),
                      (goal_id, title, tags, target_date, status, updated_at, version))

struct GoalCompleted {
  GoalId goal_id;
  std::string title;
  Instant completed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GoalCompleted, (), (goal_id, title, completed_at, version))

struct GoalReopened {
  GoalId goal_id;
  std::string title;
  Instant reopened_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GoalReopened, (), (goal_id, title, reopened_at, version))

struct GoalDeleted {
  GoalId goal_id;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(GoalDeleted, (), (goal_id, deleted_at))

struct TaskCreated {
  TaskId task_id;
  GoalId goal_id;
  std::string title;
  std::optional<Instant> due_at;
  Instant created_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TaskCreated, (), (task_id, goal_id, title, due_at, created_at, version))

struct TaskUpdated {
  TaskId task_id;
  GoalId goal_id;
  std::string title;
  std::optional<Instant> due_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TaskUpdated, (), (task_id, goal_id, title, due_at, updated_at, version))

struct TaskCompleted {
  TaskId task_id;
  GoalId goal_id;
  std::string title;
  Instant completed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (task_id, goal_id, title, completed_at, version))

struct TaskReopened {
  TaskId task_id;
  GoalId goal_id;
  std::string title;
  Instant reopened_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TaskReopened, (), (task_id, goal_id, title, reopened_at, version))

/// Alone or with its goal.
struct TaskDeleted {
  TaskId task_id;
  GoalId goal_id;
  bool was_done = false;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(TaskDeleted, (), (task_id, goal_id, was_done, deleted_at))

struct QuestCreated {
  QuestId quest_id;
  std::string title;
  QuestKind kind = QuestKind::linked;
  std::optional<GoalId> goal_id;
  std::vector<TaskId> task_ids;
  std::optional<QuestMetric> metric;
  std::optional<WorkoutType> workout_type;
  Instant starts_at;
  std::optional<Instant> deadline;
  double target = 0;
  std::int64_t reward_points = 0;
  Instant created_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestCreated, (),
                      (quest_id, title, kind, goal_id, task_ids, metric, workout_type, starts_at,
                       deadline, target, reward_points, created_at, version))

/// What is done of a quest changed, either way.
struct QuestProgressed {
  QuestId quest_id;
  std::string title;
  double current = 0;
  double target = 0;
  double progress = 0;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestProgressed, (),
                      (quest_id, title, current, target, progress, updated_at, version))

struct QuestCompleted {
  QuestId quest_id;
  std::string title;
  QuestKind kind = QuestKind::linked;
  std::int64_t reward_points = 0;
  Instant completed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestCompleted, (),
                      (quest_id, title, kind, reward_points, completed_at, version))

struct QuestReopened {
  QuestId quest_id;
  std::string title;
  Instant reopened_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestReopened, (), (quest_id, title, reopened_at, version))

struct QuestCancelled {
  QuestId quest_id;
  std::string title;
  Instant cancelled_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestCancelled, (), (quest_id, title, cancelled_at, version))

struct QuestExpired {
  QuestId quest_id;
  std::string title;
  Instant expired_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestExpired, (), (quest_id, title, expired_at, version))

struct QuestDeleted {
  QuestId quest_id;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(QuestDeleted, (), (quest_id, deleted_at))

/// More is to be counted than one commit holds; the rest follows. Exactly one is given.
struct QuestReviewDue {
  std::optional<QuestId> quest_id;      // what was there before the quest
  std::optional<TaskId> task_id;        // more quests that count this task,
  std::optional<GoalId> goal_id;        // … this goal,
  std::optional<WorkoutId> workout_id;  // … this workout
};
BOOST_DESCRIBE_STRUCT(QuestReviewDue, (), (quest_id, task_id, goal_id, workout_id))

}  // namespace waymark::goals
