#include "product/goals/graphql.h"

#include <boost/asio/this_coro.hpp>

#include "platform/graphql/loader.h"
#include "product/goals/graphql_inputs.h"

namespace waymark::goals {
namespace {

using graphql::Call;
using graphql::Connection;

const InputPath kInput("input");

using GoalPtr = std::shared_ptr<const Goal>;
/// The request's goals by id: `Task.goal` of a list is one read.
using GoalLoader = graphql::Loader<GoalId, GoalPtr>;

Task<std::unordered_map<GoalId, GoalPtr>> fetch_goals(const Goals& goals, Owner owner,
                                                      std::vector<GoalId> ids) {
  auto found = co_await goals.find_all(owner, ids);
  std::unordered_map<GoalId, GoalPtr> by_id;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (found[i]) by_id.emplace(ids[i], std::make_shared<const Goal>(std::move(*found[i])));
  co_return by_id;
}

using TaskPagePtr = std::shared_ptr<const TaskPage>;
/// First pages of the tasks of several goals: `Goal.tasks` of a list is one read. One loader for
/// each page size.
using FirstTasksLoader = graphql::Loader<GoalId, TaskPagePtr>;
using FirstTasksLoaders = std::unordered_map<std::uint32_t, std::unique_ptr<FirstTasksLoader>>;

Task<std::unordered_map<GoalId, TaskPagePtr>> fetch_first_tasks(const Tasks& tasks, Owner owner,
                                                                std::uint32_t size,
                                                                std::vector<GoalId> ids) {
  auto pages = co_await tasks.first_of_each(owner, std::move(ids), size);
  std::unordered_map<GoalId, TaskPagePtr> by_id;
  for (auto& [id, page] : pages)
    by_id.emplace(id, std::make_shared<const TaskPage>(std::move(page)));
  co_return by_id;
}

Connection<TaskItem> connection_of(TaskPage page) {
  return graphql::connection_of(std::move(page), &TaskPage::Entry::task);
}

}  // namespace

void GoalsGraphql::bind(graphql::Bindings& bindings) {
  bind_goals(bindings);
  bind_tasks(bindings);
  bind_quests(bindings);
}

void GoalsGraphql::bind_goals(graphql::Bindings& bindings) {
  bindings.object<Goal>("Goal")
      .field("progress", [](const Goal& goal) { return progress_of(goal); })
      .resolver("tasks", &GoalsGraphql::tasks_of_goal, this);
  bindings.query("myGoals", &GoalsGraphql::my_goals, this);
  bindings.query("goal", &GoalsGraphql::goal, this);
  bindings.query("activeGoalsCount", &GoalsGraphql::active_goals_count, this);
  bindings.mutation("createGoal", &GoalsGraphql::create_goal, this);
  bindings.mutation("updateGoal", &GoalsGraphql::update_goal, this);
  bindings.mutation("deleteGoal", &GoalsGraphql::delete_goal, this);
}

void GoalsGraphql::bind_tasks(graphql::Bindings& bindings) {
  bindings.object<TaskItem>("Task").resolver("goal", &GoalsGraphql::goal_of_task, this);
  bindings.query("tasks", &GoalsGraphql::tasks, this);
  bindings.query("todaysTasks", &GoalsGraphql::todays_tasks, this);
  bindings.mutation("addTask", &GoalsGraphql::add_task, this);
  bindings.mutation("createTask", &GoalsGraphql::add_task, this);
  bindings.mutation("updateTask", &GoalsGraphql::update_task, this);
  bindings.mutation("completeTask", &GoalsGraphql::complete_task, this);
  bindings.mutation("markTaskDone", &GoalsGraphql::mark_task_done, this);
  bindings.mutation("reopenTask", &GoalsGraphql::reopen_task, this);
  bindings.mutation("deleteTask", &GoalsGraphql::delete_task, this);
}

void GoalsGraphql::bind_quests(graphql::Bindings& bindings) {
  bindings.object<QuestView>("Quest");
  bindings.query("myQuests", &GoalsGraphql::my_quests, this);
  bindings.query("quest", &GoalsGraphql::quest, this);
  bindings.mutation("createQuest", &GoalsGraphql::create_quest, this);
  bindings.mutation("cancelQuest", &GoalsGraphql::cancel_quest, this);
  bindings.subscription("onQuestProgress", &GoalsGraphql::on_quest_progress, this);
}

Task<Connection<Goal>> GoalsGraphql::my_goals(Call& call) const {
  const Owner owner(call.context());
  GoalPage page = co_await goals_.list(owner, filter_of<GoalFilter>(call), page_of(call));
  co_return graphql::connection_of(std::move(page), &GoalPage::Entry::goal);
}

Task<std::optional<Goal>> GoalsGraphql::goal(Call& call) const {
  return goals_.find(Owner(call.context()), call.argument<GoalId>("id"));
}

Task<std::int64_t> GoalsGraphql::active_goals_count(Call& call) const {
  return goals_.active_count(Owner(call.context()));
}

Task<Goal> GoalsGraphql::create_goal(Call& call) const {
  return goals_.create(call.context(), call.argument<GoalInput>("input"), kInput);
}

Task<Goal> GoalsGraphql::update_goal(Call& call) const {
  return goals_.update(call.context(), call.argument<GoalId>("id"), goal_changes_of(call), kInput);
}

Task<bool> GoalsGraphql::delete_goal(Call& call) const {
  const GoalId id = call.argument<GoalId>("id");
  co_await goals_.remove(call.context(), id);
  co_return true;
}

Task<Connection<TaskItem>> GoalsGraphql::tasks_of_goal(const Goal& goal, Call& call) const {
  const Owner owner(call.context());
  store::PageRequest request = page_of(call);
  if (request.after) {
    TaskPage page = co_await tasks_.list(owner, goal.id, std::move(request));
    co_return connection_of(std::move(page));
  }
  auto& loaders = call.shared<FirstTasksLoaders>([] { return FirstTasksLoaders(); });
  auto& loader = loaders[request.size];
  if (!loader)
    loader = std::make_unique<FirstTasksLoader>(
        [&tasks = tasks_, owner, size = request.size](std::vector<GoalId> ids) {
          return fetch_first_tasks(tasks, owner, size, std::move(ids));
        });
  const auto page = co_await loader->load(goal.id);
  co_return connection_of(page ? **page : TaskPage());
}

Task<Connection<TaskItem>> GoalsGraphql::tasks(Call& call) const {
  const Owner owner(call.context());
  const GoalId goal = call.argument<GoalId>("goalId");
  TaskPage page = co_await tasks_.list(owner, goal, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::vector<TaskItem>> GoalsGraphql::todays_tasks(Call& call) const {
  const auto first = call.argument<std::optional<std::int64_t>>("first");
  return tasks_.todays(Owner(call.context()), first.value_or(20), InputPath());
}

Task<TaskItem> GoalsGraphql::add_task(Call& call) const {
  return tasks_.add(call.context(), call.argument<TaskInput>("input"), kInput);
}

Task<TaskItem> GoalsGraphql::update_task(Call& call) const {
  return tasks_.update(call.context(), call.argument<TaskId>("id"), task_changes_of(call), kInput);
}

Task<TaskItem> GoalsGraphql::complete_task(Call& call) const {
  return tasks_.complete(call.context(), call.argument<TaskId>("id"));
}

Task<TaskItem> GoalsGraphql::mark_task_done(Call& call) const {
  return tasks_.complete(call.context(), call.argument<TaskId>("taskId"));
}

Task<TaskItem> GoalsGraphql::reopen_task(Call& call) const {
  return tasks_.reopen(call.context(), call.argument<TaskId>("id"));
}

Task<bool> GoalsGraphql::delete_task(Call& call) const {
  const TaskId id = call.argument<TaskId>("id");
  co_await tasks_.remove(call.context(), id);
  co_return true;
}

Task<std::shared_ptr<const Goal>> GoalsGraphql::goal_of_task(const TaskItem& task,
                                                             Call& call) const {
  const Owner owner(call.context());
  GoalLoader& loader = call.shared<GoalLoader>([this, owner] {
    return GoalLoader([&goals = goals_, owner](std::vector<GoalId> ids) {
      return fetch_goals(goals, owner, std::move(ids));
    });
  });
  auto goal = co_await loader.load(task.goal_id);
  co_return goal ? std::move(*goal) : nullptr;
}

Task<Connection<QuestView>> GoalsGraphql::my_quests(Call& call) const {
  const Owner owner(call.context());
  QuestPage page = co_await quests_.list(owner, filter_of<QuestFilter>(call), page_of(call));
  co_return graphql::connection_of(std::move(page), &QuestPage::Entry::quest);
}

Task<std::optional<QuestView>> GoalsGraphql::quest(Call& call) const {
  return quests_.find(Owner(call.context()), call.argument<QuestId>("id"));
}

Task<QuestView> GoalsGraphql::create_quest(Call& call) const {
  return quests_.create(call.context(), call.argument<QuestInput>("input"), kInput);
}

Task<QuestView> GoalsGraphql::cancel_quest(Call& call) const {
  return quests_.cancel(call.context(), call.argument<QuestId>("id"));
}

graphql::Live<QuestView> GoalsGraphql::on_quest_progress(Call& call) const {
  const UserId user = call.context().require_principal().user;
  return graphql::Live<QuestView>(hub_, realtime::user_topic(user.to_string()), kQuestMessage);
}

}  // namespace waymark::goals
