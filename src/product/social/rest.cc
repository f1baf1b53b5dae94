#include "product/social/rest.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"

namespace waymark::social {
namespace {

using http::Request;
using http::Response;

struct PeopleAnswer {
  std::vector<Person> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(PeopleAnswer, (), (items, next_cursor))

/// A text that is no id names nobody.
UserId person_of(const Request& request) {
  const auto id = UserId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("user");
  return *id;
}

Response page_answer(const Request& request, PersonPage page) {
  PeopleAnswer answer;
  if (page.has_next && !page.next_cursor.empty()) answer.next_cursor = std::move(page.next_cursor);
  for (PersonPage::Entry& entry : page.entries) answer.items.push_back(std::move(entry.person));
  return http::json_page_answer(request, json::to_string(answer));
}

Task<Response> profile(SocialServices& services, Request& request, RequestContext& context) {
  const Owner viewer(context);
  const auto id = co_await services.social.find(std::string(request.path_parameter("username")));
  if (!id) throw Error::not_found("user");
  const auto person = co_await services.social.person(viewer.user(), *id);
  if (!person) throw Error::not_found("user");
  co_return http::json_answer(request, json::to_string(*person));
}

/// A list of somebody's people.
template <auto kList>
Task<Response> list_of(SocialServices& services, Request& request, RequestContext& context) {
  const Owner viewer(context);
  const UserId of = person_of(request);
  const Standing standing = co_await services.social.standing(viewer.user(), of);
  if (!standing.exists || standing.blocked_by) throw Error::not_found("user");
  co_return page_answer(request, co_await (services.lists.*kList)(viewer, of, page_of(request)));
}

/// A list of one's own.
template <auto kList>
Task<Response> own_list(SocialServices& services, Request& request, RequestContext& context) {
  const Owner viewer(context);
  co_return page_answer(request, co_await (services.lists.*kList)(viewer, page_of(request)));
}

template <auto kChange>
Task<Response> change_follow(SocialServices& services, Request& request, RequestContext& context) {
  const Relation relation = co_await (services.follows.*kChange)(context, person_of(request));
  co_return Response::json(json::to_string(RelationView(relation)));
}

template <auto kChange>
Task<Response> change_block(SocialServices& services, Request& request, RequestContext& context) {
  const Relation relation = co_await (services.blocks.*kChange)(context, person_of(request));
  co_return Response::json(json::to_string(RelationView(relation)));
}

Task<Response> sharing(SocialServices& services, Request& request, RequestContext& context) {
  const Sharing found = co_await services.social.sharing(Owner(context).user());
  co_return http::json_answer(request, json::to_string(found));
}

Task<Response> change_sharing(SocialServices& services, Request& request, RequestContext& context) {
  context.require_principal();
  const Sharing changed =
      co_await services.sharing.change(context, http::json_body<SharingInput>(request));
  co_return Response::json(json::to_string(changed));
}

}  // namespace

/// Handlers are plain functions that call the coroutines above: a lambda that is a coroutine would outlive its captures.
void add_routes(http::Router& router, SocialServices& services) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::get, "/api/users/{username}", &profile, services);
  add_route(router, Method::post, "/api/users/{id}/follow", &change_follow<&Follows::follow>,
            services);
  add_route(router, Method::del, "/api/users/{id}/follow", &change_follow<&Follows::unfollow>,
            services);
  add_route(router, Method::del, "/api/users/{id}/follower",
            &change_follow<&Follows::remove_follower>, services);
  add_route(router, Method::post, "/api/users/{id}/block", &change_block<&Blocks::block>, services);
  add_route(router, Method::del, "/api/users/{id}/block", &change_block<&Blocks::unblock>,
            services);
  add_route(router, Method::post, "/api/users/{id}/mute", &change_block<&Blocks::mute>, services);
  add_route(router, Method::del, "/api/users/{id}/mute", &change_block<&Blocks::unmute>, services);
  add_route(router, Method::get, "/api/users/{id}/followers", &list_of<&Lists::followers>,
            services);
  add_route(router, Method::get, "/api/users/{id}/following", &list_of<&Lists::following>,
            services);
  add_route(router, Method::get, "/api/follow-requests", &own_list<&Lists::requests>, services);
  add_route(router, Method::get, "/api/follow-requests/sent", &own_list<&Lists::sent_requests>,
            services);
  add_route(router, Method::post, "/api/follow-requests/{id}/accept",
            &change_follow<&Follows::accept>, services);
  add_route(router, Method::del, "/api/follow-requests/{id}", &change_follow<&Follows::decline>,
            services);
  add_route(router, Method::get, "/api/blocks", &own_list<&Lists::blocked>, services);
  add_route(router, Method::get, "/api/mutes", &own_list<&Lists::muted>, services);
  add_route(router, Method::get, "/api/me/sharing", &sharing, services);
  add_route(router, Method::put, "/api/me/sharing", &change_sharing, services);
}

}  // namespace waymark::social
