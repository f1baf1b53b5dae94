// The GraphQL edge of goals, tasks and quests (api/schema.graphql): the types Goal, Task and Quest,
// their queries and mutations, and onQuestProgress.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/realtime/hub.h"
#include "product/goals/goals.h"
#include "product/goals/quests.h"
#include "product/goals/tasks.h"

namespace waymark::goals {

/// Outlives the engine that it is bound to, as what it borrows does.
class GoalsGraphql {
 public:
  GoalsGraphql(const Goals& goals, const Tasks& tasks, const Quests& quests, realtime::Hub& hub)
      : goals_(goals), tasks_(tasks), quests_(quests), hub_(hub) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_goals(graphql::Bindings& bindings);
  void bind_tasks(graphql::Bindings& bindings);
  void bind_quests(graphql::Bindings& bindings);

  Task<graphql::Connection<Goal>> my_goals(graphql::Call& call) const;
  Task<std::optional<Goal>> goal(graphql::Call& call) const;
  Task<std::int64_t> active_goals_count(graphql::Call& call) const;
  Task<Goal> create_goal(graphql::Call& call) const;
  Task<Goal> update_goal(graphql::Call& call) const;
  Task<bool> delete_goal(graphql::Call& call) const;
  Task<graphql::Connection<TaskItem>> tasks_of_goal(const Goal& goal, graphql::Call& call) const;

  Task<graphql::Connection<TaskItem>> tasks(graphql::Call& call) const;
  Task<std::vector<TaskItem>> todays_tasks(graphql::Call& call) const;
  Task<TaskItem> add_task(graphql::Call& call) const;
  Task<TaskItem> update_task(graphql::Call& call) const;
  Task<TaskItem> complete_task(graphql::Call& call) const;
  Task<TaskItem> mark_task_done(graphql::Call& call) const;
  Task<TaskItem> reopen_task(graphql::Call& call) const;
  Task<bool> delete_task(graphql::Call& call) const;
  Task<std::shared_ptr<const Goal>> goal_of_task(const TaskItem& task, graphql::Call& call) const;

  Task<graphql::Connection<QuestView>> my_quests(graphql::Call& call) const;
  Task<std::optional<QuestView>> quest(graphql::Call& call) const;
  Task<QuestView> create_quest(graphql::Call& call) const;
  Task<QuestView> cancel_quest(graphql::Call& call) const;
  graphql::Live<QuestView> on_quest_progress(graphql::Call& call) const;

  const Goals& goals_;
  const Tasks& tasks_;
  const Quests& quests_;
  realtime::Hub& hub_;
};

}  // namespace waymark::goals
