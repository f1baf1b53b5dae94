#include "product/goals/goal_cleanup.h"

#include "product/goals/event_list.h"
#include "product/goals/events.h"

namespace waymark::goals {
namespace {

constexpr std::uint32_t kTasksAtOnce = 30;  // three operations each, of the 100 of a commit

GoalId goal_of(const events::Event& event) {
  if (event.type == kGoalDeleted) return json::decode<GoalDeleted>(event.payload).goal_id;
  return json::decode<TaskDeleted>(event.payload).goal_id;
}

}  // namespace

bool GoalCleanup::wants(std::string_view type) const {
  return type == kGoalDeleted || type == kTaskDeleted;
}

Task<events::Effects> GoalCleanup::apply(const events::Event& event) {
  const Owner owner = Owner::acting_for(event.user);
  const GoalId goal = goal_of(event);
  events::Effects effects;
  const auto alive = co_await goals_.find(owner, goal);
  if (alive) co_return effects;
  EventList events(owner);
  const auto tasks = co_await tasks_.some_of(owner, goal, kTasksAtOnce);
  for (const TaskItem& task : tasks) {
    TaskRepository::remove(effects.transaction, owner, task);
    events.add(kTaskDeleted,
               TaskDeleted{task.id, goal, task.status == TaskStatus::done, clock_.now()});
  }
  effects.events = events.take();
  co_return effects;
}

}  // namespace waymark::goals
