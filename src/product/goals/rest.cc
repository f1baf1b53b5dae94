#include "product/goals/rest.h"

#include "base/json.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/goals/goals.h"
#include "product/goals/quests.h"
#include "product/goals/tasks.h"

namespace waymark::goals {
namespace {

struct GoalAnswer : Goal {
  explicit GoalAnswer(Goal goal) : Goal(std::move(goal)), progress(progress_of(*this)) {}
  double progress;
};
BOOST_DESCRIBE_STRUCT(GoalAnswer, (Goal), (progress))

struct GoalsAnswer {
  std::vector<GoalAnswer> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(GoalsAnswer, (), (items, next_cursor))

template <typename T>
T body_of(const http::Request& request, const RequestContext& context) {
  context.require_principal();
  return http::json_body<T>(request);
}

GoalFilter filter_of(const http::Request& request) {
  GoalFilter filter;
  if (const auto status = request.query("status")) {
    filter.status = parse_enum<GoalStatus>(*status);
    if (!filter.status) throw Error::invalid("status", "error.type.choice");
  }
  filter.tag = request.query("tag");
  return filter;
}

/// A text that is no id names nothing.
QuestId quest_of(const http::Request& request) {
  const auto id = QuestId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("quest");
  return *id;
}

Task<http::Response> list_goals(const Goals& goals, http::Request& request,
                                RequestContext& context) {
  const Owner owner(context);
  GoalPage page = co_await goals.list(owner, filter_of(request), page_of(request));
  GoalsAnswer answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (auto& entry : page.entries) answer.items.emplace_back(std::move(entry.goal));
  co_return http::Response::json(json::to_string(answer));
}

Task<http::Response> create_goal(const Goals& goals, http::Request& request,
                                 RequestContext& context) {
  GoalInput input = body_of<GoalInput>(request, context);
  Goal goal = co_await goals.create(context, std::move(input), InputPath());
  co_return http::Response::json(json::to_string(GoalAnswer(std::move(goal))), 201);
}

Task<http::Response> create_task(const Tasks& tasks, http::Request& request,
                                 RequestContext& context) {
  TaskInput input = body_of<TaskInput>(request, context);
  const TaskItem task = co_await tasks.add(context, std::move(input), InputPath());
  co_return http::Response::json(json::to_string(task), 201);
}

Task<http::Response> create_quest(const Quests& quests, http::Request& request,
                                  RequestContext& context) {
  QuestInput input = body_of<QuestInput>(request, context);
  const QuestView quest = co_await quests.create(context, std::move(input), InputPath());
  co_return http::Response::json(json::to_string(quest), 201);
}

Task<http::Response> cancel_quest(const Quests& quests, http::Request& request,
                                  RequestContext& context) {
  context.require_principal();
  const QuestView quest = co_await quests.cancel(context, quest_of(request));
  co_return http::Response::json(json::to_string(quest));
}

Task<http::Response> delete_quest(const Quests& quests, http::Request& request,
                                  RequestContext& context) {
  context.require_scope("admin");
  co_await quests.remove(context, quest_of(request));
  co_return http::Response::empty(204);
}

}  // namespace

void add_routes(http::Router& router, const Goals& goals, const Tasks& tasks,
                const Quests& quests) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::get, "/quests", &list_goals, goals);
  add_route(router, Method::post, "/quests", &create_goal, goals);
  add_route(router, Method::post, "/quests/createTask", &create_task, tasks);
  add_route(router, Method::post, "/quests/createQuest", &create_quest, quests);
  add_route(router, Method::post, "/quests/quests/{id}/cancel", &cancel_quest, quests);
  add_route(router, Method::del, "/quests/quests/{id}", &delete_quest, quests);
}

}  // namespace waymark::goals
