// What people set out to do: goals, the tasks they are split into, and quests (QF, GG §3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "product/workouts/model.h"

namespace waymark::goals {

using workouts::WorkoutType;

enum class GoalStatus { active, completed, archived };
BOOST_DESCRIBE_ENUM(GoalStatus, active, completed, archived)

struct Goal {
  GoalId id;
  std::string title;
  std::optional<std::string> description;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  GoalStatus status = GoalStatus::active;
  std::int64_t task_count = 0;  // exact: kept in the commits that change tasks
  std::int64_t done_task_count = 0;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> completed_at;  // kept while archived
  std::int64_t version = 1;             // of what people edit; the counts do not raise it
};
BOOST_DESCRIBE_STRUCT(Goal, (),
                      (id, title, description, tags, target_date, status, task_count,
                       done_task_count, created_at, updated_at, completed_at, version))

/// 0 to 1: finished tasks among all, or 1 for a completed goal.
double progress_of(const Goal& goal);
/// It was completed, or all its tasks (one at least) are done: when progress_of is 1.
bool is_finished(const Goal& goal);

enum class TaskStatus { open, done };
BOOST_DESCRIBE_ENUM(TaskStatus, open, done)

/// GraphQL `Task` (in C++ that name belongs to coroutines).
struct TaskItem {
  TaskId id;
  GoalId goal_id;
  std::string title;
  std::optional<Instant> due_at;
  TaskStatus status = TaskStatus::open;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> completed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TaskItem, (),
                      (id, goal_id, title, due_at, status, created_at, updated_at, completed_at,
                       version))

enum class QuestKind { linked, quantitative };
BOOST_DESCRIBE_ENUM(QuestKind, linked, quantitative)

enum class QuestStatus { active, completed, cancelled, expired };
BOOST_DESCRIBE_ENUM(QuestStatus, active, completed, cancelled, expired)

enum class QuestMetric { distance_metres, moving_seconds, climb_metres, workouts, tasks_done };
BOOST_DESCRIBE_ENUM(QuestMetric, distance_metres, moving_seconds, climb_metres, workouts,
                    tasks_done)

/// Amounts are whole thousandths (millimetres, milliseconds, thousandths of a task), so that what
/// was given can be taken back without a rest.
struct Quest {
  QuestId id;
  std::string title;
  QuestKind kind = QuestKind::linked;
  QuestStatus status = QuestStatus::active;
  std::optional<GoalId> goal_id;
  std::vector<TaskId> task_ids;
  std::optional<QuestMetric> metric;
  std::optional<WorkoutType> workout_type;
  Instant starts_at;
  std::optional<Instant> deadline;
  std::int64_t current_milli = 0;
  std::int64_t target_milli = 0;
  std::int64_t reward_points = 0;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> completed_at;
  std::int64_t version = 1;
  /// QUANTITATIVE: where counting what was there before the quest (or before it was reopened) has
  /// got to: a sort key of the store. Absent: everything is counted.
  std::optional<std::string> counting_from;
  bool settled = false;  // expired, and late workouts do not count any longer
};
BOOST_DESCRIBE_STRUCT(Quest, (),
                      (id, title, kind, status, goal_id, task_ids, metric, workout_type, starts_at,
                       deadline, current_milli, target_milli, reward_points, created_at, updated_at,
                       completed_at, version, counting_from, settled))

/// A quest as people see it: GraphQL `Quest`, REST, and the message of `onQuestProgress`.
struct QuestView {
  QuestId id;
  std::string title;
  QuestKind kind = QuestKind::linked;
  QuestStatus status = QuestStatus::active;
  std::optional<GoalId> goal_id;
  std::vector<TaskId> task_ids;
  std::optional<QuestMetric> metric;
  std::optional<WorkoutType> workout_type;
  Instant starts_at;
  std::optional<Instant> deadline;
  double current = 0;  // finished tasks, or the metric's unit
  double target = 0;
  double progress = 0;  // 0 to 1
  std::int64_t reward_points = 0;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> completed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QuestView, (),
                      (id, title, kind, status, goal_id, task_ids, metric, workout_type, starts_at,
                       deadline, current, target, progress, reward_points, created_at, updated_at,
                       completed_at, version))

/// `now` decides whether an active quest's deadline has passed: then it shows as EXPIRED, whether
/// the sweep has been there or not.
QuestView view_of(const Quest& quest, Instant now);

/// 0 to 1; a completed quest is 1.
double progress_of(const Quest& quest);

}  // namespace waymark::goals
