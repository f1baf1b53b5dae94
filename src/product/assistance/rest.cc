#include "product/assistance/rest.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/assistance/assistance.h"

namespace waymark::assistance {
namespace {

using http::Request;
using http::Response;

struct AssistanceAnswerBody {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AssistanceAnswerBody, (), (text))

struct ThanksBody {
  UserId helper_id;
};
BOOST_DESCRIBE_STRUCT(ThanksBody, (), (helper_id))

/// What one person sees of a request; who else helps is not told.
struct AssistanceItem {
  AssistanceId id;
  UserId asker_id;
  GoalId goal_id;
  std::string goal_title;
  std::vector<std::string> tags;
  std::string text;
  AssistanceStatus status = AssistanceStatus::open;
  bool mine = false;
  std::vector<std::string> shared_tags;
  std::int64_t answer_count = 0;
  std::vector<UserId> thanked_ids;
  Instant created_at;
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(AssistanceItem, (),
                      (id, asker_id, goal_id, goal_title, tags, text, status, mine, shared_tags,
                       answer_count, thanked_ids, created_at, closed_at))

AssistanceItem item_of(AssistanceView view) {
  AssistanceItem item;
  item.id = view.id;
  item.asker_id = view.asker_id;
  item.goal_id = view.goal_id;
  item.goal_title = std::move(view.goal_title);
  item.tags = std::move(view.tags);
  item.text = std::move(view.text);
  item.status = view.status;
  item.mine = view.mine;
  item.shared_tags = std::move(view.shared_tags);
  item.answer_count = view.answer_count;
  item.thanked_ids = std::move(view.thanked);
  item.created_at = view.created_at;
  item.closed_at = view.closed_at;
  return item;
}

/// A text that is no id names nothing.
AssistanceId assistance_of(const Request& request) {
  const auto id = AssistanceId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("assistance");
  return *id;
}

Response answer_with(const Request& request, AssistanceView view, unsigned status = 200) {
  return http::json_answer(request, json::to_string(item_of(std::move(view))), status);
}

Response page_answer(const Request& request, AssistancePage page) {
  http::Items<AssistanceItem> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (auto& entry : page.entries) answer.items.push_back(item_of(std::move(entry.view)));
  return http::items_answer(request, answer);
}

Task<Response> for_me(const Helping& helping, Request& request, RequestContext& context) {
  const Owner owner(context);
  AssistancePage page = co_await helping.for_me(owner, page_of(request));
  co_return page_answer(request, std::move(page));
}

Task<Response> mine(const Helping& helping, Request& request, RequestContext& context) {
  const Owner owner(context);
  AssistancePage page = co_await helping.mine(owner, page_of(request));
  co_return page_answer(request, std::move(page));
}

Task<Response> ask(const Helping& helping, Request& request, RequestContext& context) {
  context.require_principal();
  auto input = http::json_body<AssistanceInput>(request);
  AssistanceView view = co_await helping.ask(context, std::move(input), InputPath());
  co_return answer_with(request, std::move(view), 201);
}

Task<Response> get(const Helping& helping, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  AssistanceView view = co_await helping.require(viewer, assistance_of(request));
  co_return answer_with(request, std::move(view));
}

Task<Response> list_answers(const Helping& helping, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  AnswerPage page = co_await helping.answers(viewer, assistance_of(request), page_of(request));
  http::Items<Answer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (auto& entry : page.entries) answer.items.push_back(std::move(entry.answer));
  co_return http::items_answer(request, answer);
}

Task<Response> add_answer(const Helping& helping, Request& request, RequestContext& context) {
  context.require_principal();
  auto body = http::json_body<AssistanceAnswerBody>(request);
  const Answer made =
      co_await helping.answer(context, assistance_of(request), std::move(body.text), InputPath());
  co_return Response::json(json::to_string(made), 201);
}

Task<Response> thank(const Helping& helping, Request& request, RequestContext& context) {
  context.require_principal();
  const auto body = http::json_body<ThanksBody>(request);
  AssistanceView view = co_await helping.thank(context, assistance_of(request), body.helper_id);
  co_return answer_with(request, std::move(view));
}

Task<Response> withdraw_thanks(const Helping& helping, Request& request, RequestContext& context) {
  context.require_principal();
  const auto helper = UserId::parse(request.path_parameter("helperId"));
  if (!helper) throw Error::not_found("user");
  AssistanceView view = co_await helping.withdraw_thanks(context, assistance_of(request), *helper);
  co_return answer_with(request, std::move(view));
}

Task<Response> close(const Helping& helping, Request& request, RequestContext& context) {
  context.require_principal();
  AssistanceView view = co_await helping.close(context, assistance_of(request));
  co_return answer_with(request, std::move(view));
}

}  // namespace

void add_routes(http::Router& router, const Helping& helping) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::get, "/api/assistance", &for_me, helping);
  add_route(router, Method::post, "/api/assistance", &ask, helping);
  add_route(router, Method::get, "/api/assistance/mine", &mine, helping);
  add_route(router, Method::get, "/api/assistance/{id}", &get, helping);
  add_route(router, Method::get, "/api/assistance/{id}/answers", &list_answers, helping);
  add_route(router, Method::post, "/api/assistance/{id}/answers", &add_answer, helping);
  add_route(router, Method::post, "/api/assistance/{id}/thanks", &thank, helping);
  add_route(router, Method::del, "/api/assistance/{id}/thanks/{helperId}", &withdraw_thanks,
            helping);
  add_route(router, Method::post, "/api/assistance/{id}/close", &close, helping);
}

}  // namespace waymark::assistance
