// The rules of tasks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/client_ids.h"
#include "base/input.h"
#include "product/goals/goals.h"
#include "product/goals/task_repository.h"

namespace waymark::goals {

/// GraphQL `TaskInput`, and the body of POST /quests/createTask.
struct TaskInput {
  GoalId goal_id;
  std::string title;
  std::optional<Instant> due_at;
  std::optional<ClientId> client_id;  // as GoalInput::client_id
};
BOOST_DESCRIBE_STRUCT(TaskInput, (), (goal_id, title, due_at, client_id))

struct TaskChanges {
  std::optional<std::string> title;
  std::optional<std::optional<Instant>> due_at;
  std::int64_t version = 0;
};

/// Where a person's day begins: asked when "today" is meant.
using TimeZoneOf = std::function<Task<TimeZone>(Owner)>;

/// One for the whole server, any reactor; what it borrows outlives it.
class Tasks {
 public:
  Tasks(store::Store& store, events::Outbox& outbox, const Clock& clock, IdSource& ids,
        TimeZoneOf time_zone_of)
      : tasks_(store),
        goals_(store),
        outbox_(outbox),
        clock_(clock),
        ids_(ids),
        time_zone_of_(std::move(time_zone_of)) {}

  /// Error(not_found) for no such goal; Error(conflict) when it is not active or has 1,000 tasks.
  /// With the client id of a task that is there already it adds none and gives that one.
  Task<TaskItem> add(const RequestContext& context, TaskInput input, InputPath at) const;
  Task<TaskItem> update(const RequestContext& context, TaskId id, TaskChanges changes,
                        InputPath at) const;
  /// What is done already stays as it is, and so with reopen.
  Task<TaskItem> complete(const RequestContext& context, TaskId id) const;
  Task<TaskItem> reopen(const RequestContext& context, TaskId id) const;
  Task<void> remove(const RequestContext& context, TaskId id) const;

  Task<std::optional<TaskItem>> find(Owner owner, TaskId id) const;
  /// Error(not_found) for no such goal.
  Task<TaskPage> list(Owner owner, GoalId goal, store::PageRequest request) const;
  /// The first page of each goal's tasks; the goals are known to be there.
  Task<std::unordered_map<GoalId, TaskPage>> first_of_each(Owner owner, std::vector<GoalId> goals,
                                                           std::uint32_t size) const {
    return tasks_.first_of_each(owner, std::move(goals), size);
  }
  /// Open tasks of active goals: overdue and due today in the person's time zone, soonest first,
  /// then those without a date. `first` is 1 to 100. Looks at no more than 1,000 tasks.
  Task<std::vector<TaskItem>> todays(Owner owner, std::int64_t first, InputPath at) const;

 private:
  Task<TaskItem> set_status(const RequestContext& context, TaskId id, TaskStatus status) const;
  /// Those of them whose goal is there and active, in the same order.
  Task<std::vector<TaskItem>> of_active_goals(Owner owner, store::Page page) const;

  TaskRepository tasks_;
  GoalRepository goals_;
  events::Outbox& outbox_;
  const Clock& clock_;
  IdSource& ids_;
  TimeZoneOf time_zone_of_;
};

}  // namespace waymark::goals
