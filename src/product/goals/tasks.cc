#include "product/goals/tasks.h"

#include <algorithm>

#include "product/goals/event_list.h"
#include "product/goals/events.h"

namespace waymark::goals {
namespace {

constexpr TextRule kTitleRule{1, 200, false};
constexpr int kTries = 8;  // of an operation that names no version

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

void check_due(InputCheck& check, const std::optional<Instant>& due) {
  static const Instant kFirst = *parse_rfc3339("1970-01-01T00:00:00Z");
  static const Instant kLast = *parse_rfc3339("9999-12-31T23:59:59Z");
  if (due && (*due < kFirst || *due > kLast)) check.wrong("dueAt", "error.date.range");
}

std::int64_t done(const TaskItem& task) {
  return task.status == TaskStatus::done ? 1 : 0;
}

void add_status_event(EventList& events, const TaskItem& task) {
  if (task.status == TaskStatus::done)
    events.add(kTaskCompleted,
               TaskCompleted{task.id, task.goal_id, task.title, *task.completed_at, task.version});
  else
    events.add(kTaskReopened,
               TaskReopened{task.id, task.goal_id, task.title, task.updated_at, task.version});
}

}  // namespace

Task<TaskItem> Tasks::add(const RequestContext& context, TaskInput input, InputPath at) const {
  const Owner owner(context);
  InputCheck check(std::move(at));
  TaskItem task;
  task.goal_id = input.goal_id;
  task.title = check.text("title", input.title, kTitleRule);
  task.due_at = input.due_at;
  check_due(check, task.due_at);
  check.throw_if_any();
  task.id = id_for<TaskId>(owner.user(), input.client_id, "task", ids_);
  task.created_at = task.updated_at = clock_.now();

  store::Transaction transaction;
  GoalRepository::count(transaction, owner, task.goal_id, 1, 0, kTaskLimit);
  TaskRepository::add(transaction, owner, task);
  EventList events(owner);
  const TaskCreated created{task.id,     task.goal_id,    task.title,
                            task.due_at, task.created_at, task.version};
  events.add(kTaskCreated, created);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), events.take(), context);
  if (outcome.committed()) co_return task;
  if (input.client_id) {
    auto made = co_await find(owner, task.id);
    if (made) co_return std::move(*made);
  }
  const auto goal = co_await goals_.find(owner, task.goal_id);
  if (!goal) throw Error::not_found("goal");
  if (goal->status != GoalStatus::active) throw Error::conflict("error.goal.not_active");
  throw Error::conflict("error.task.limit").with("limit", std::to_string(kTaskLimit));
}

Task<TaskItem> Tasks::update(const RequestContext& context, TaskId id, TaskChanges changes,
                             InputPath at) const {
  const Owner owner(context);
  const auto before = co_await find(owner, id);
  if (!before) throw Error::not_found("task");
  if (before->version != changes.version) throw changed_elsewhere();
  InputCheck check(std::move(at));
  TaskItem after = *before;
  if (changes.title) after.title = check.text("title", *changes.title, kTitleRule);
  if (changes.due_at) after.due_at = *changes.due_at;
  check_due(check, after.due_at);
  check.throw_if_any();
  after.updated_at = clock_.now();
  ++after.version;

  store::Transaction transaction;
  TaskRepository::replace(transaction, owner, *before, after);
  EventList events(owner);
  const TaskUpdated updated{after.id,     after.goal_id,    after.title,
                            after.due_at, after.updated_at, after.version};
  events.add(kTaskUpdated, updated);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), events.take(), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return after;
}

Task<TaskItem> Tasks::complete(const RequestContext& context, TaskId id) const {
  return set_status(context, id, TaskStatus::done);
}

Task<TaskItem> Tasks::reopen(const RequestContext& context, TaskId id) const {
  return set_status(context, id, TaskStatus::open);
}

Task<TaskItem> Tasks::set_status(const RequestContext& context, TaskId id,
                                 TaskStatus status) const {
  const Owner owner(context);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto before = co_await find(owner, id);
    if (!before) throw Error::not_found("task");
    if (before->status == status) co_return *before;
    TaskItem after = *before;
    after.status = status;
    after.updated_at = clock_.now();
    after.completed_at.reset();
    if (status == TaskStatus::done) after.completed_at = after.updated_at;
    ++after.version;

    store::Transaction transaction;
    TaskRepository::replace(transaction, owner, *before, after);
    GoalRepository::count(transaction, owner, after.goal_id, 0, done(after) - done(*before));
    EventList events(owner);
    add_status_event(events, after);
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), events.take(), context);
    if (outcome.committed()) co_return after;
    if (outcome.failed_at(1)) throw Error::not_found("task");  // its goal has just been deleted
  }
  throw changed_elsewhere();
}

Task<void> Tasks::remove(const RequestContext& context, TaskId id) const {
  const Owner owner(context);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto task = co_await find(owner, id);
    if (!task) throw Error::not_found("task");
    store::Transaction transaction;
    GoalRepository::count(transaction, owner, task->goal_id, -1, -done(*task));
    TaskRepository::remove(transaction, owner, *task);
    EventList events(owner);
    const TaskDeleted deleted{task->id, task->goal_id, done(*task) == 1, clock_.now()};
    events.add(kTaskDeleted, deleted);
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), events.take(), context);
    if (outcome.committed()) co_return;
    if (outcome.failed_at(0)) throw Error::not_found("task");  // its goal has just been deleted
  }
  throw changed_elsewhere();
}

/// A task whose goal is deleted counts as deleted, though GoalCleanup may not have come to it yet.
Task<std::optional<TaskItem>> Tasks::find(Owner owner, TaskId id) const {
  auto task = co_await tasks_.find(owner, id);
  if (!task) co_return std::nullopt;
  const auto goal = co_await goals_.find(owner, task->goal_id);
  if (!goal) co_return std::nullopt;
  co_return task;
}

Task<TaskPage> Tasks::list(Owner owner, GoalId goal, store::PageRequest request) const {
  const auto found = co_await goals_.find(owner, goal);
  if (!found) throw Error::not_found("goal");
  co_return co_await tasks_.list(owner, goal, std::move(request));
}

Task<std::vector<TaskItem>> Tasks::todays(Owner owner, std::int64_t first, InputPath at) const {
  constexpr int kPages = 10;
  constexpr std::uint32_t kPageSize = 100;
  const store::PageRequest request(first, std::nullopt, std::move(at));
  const TimeZone zone = co_await time_zone_of_(owner);
  const auto tomorrow = std::chrono::sys_days(zone.day_of(clock_.now())) + std::chrono::days(1);
  const Instant end_of_today = zone.start_of(Date(tomorrow));

  std::vector<TaskItem> kept;
  bool dated = true;
  std::optional<store::Cursor> cursor;
  for (int page_number = 0; page_number < kPages && kept.size() < request.size; ++page_number) {
    store::Page page;
    if (dated)
      page = co_await tasks_.due_before(owner, end_of_today, cursor, kPageSize);
    else
      page = co_await tasks_.undated(owner, cursor, kPageSize);
    cursor = page.next;
    std::vector<TaskItem> found = co_await of_active_goals(owner, std::move(page));
    for (TaskItem& task : found)
      if (kept.size() < request.size) kept.push_back(std::move(task));
    if (cursor) continue;
    if (!dated) break;
    dated = false;
  }
  co_return kept;
}

Task<std::vector<TaskItem>> Tasks::of_active_goals(Owner owner, store::Page page) const {
  std::vector<TaskItem> tasks;
  std::vector<GoalId> ids;
  for (const store::Item& item : page.items) {
    tasks.push_back(TaskRepository::from_item(item));
    const GoalId goal = tasks.back().goal_id;
    if (std::find(ids.begin(), ids.end(), goal) == ids.end()) ids.push_back(goal);
  }
  const auto goals = co_await goals_.find_all(owner, ids);
  std::erase_if(tasks, [&](const TaskItem& task) {
    const auto place = std::find(ids.begin(), ids.end(), task.goal_id) - ids.begin();
    const auto& goal = goals[static_cast<std::size_t>(place)];
    return !goal || goal->status != GoalStatus::active;
  });
  co_return tasks;
}

}  // namespace waymark::goals
