#include "product/groups/rest.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/groups/group_update.h"
#include "product/posts/answers.h"

namespace waymark::groups {
namespace {

using http::Request;
using http::Response;

struct RoleBody {
  Role role = Role::member;
};
BOOST_DESCRIBE_STRUCT(RoleBody, (), (role))

struct LinkBody {
  std::optional<Instant> expires_at;
  std::optional<std::int64_t> use_limit;
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (expires_at, use_limit))

struct TokenBody {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (token))

struct MemberAnswer : MemberView {
  MemberAnswer() = default;
  explicit MemberAnswer(const MemberView& view) : MemberView(view) {}
  std::optional<social::Person> person;
};
BOOST_DESCRIBE_STRUCT(MemberAnswer, (MemberView), (person))

template <typename T>
Response answer(const Request& request, const T& value, unsigned status = 200) {
  return http::json_answer(request, json::to_string(value), status);
}

/// A text that is no id names nothing.
template <typename T>
T id_in(const Request& request, std::string_view parameter, std::string_view what) {
  const auto id = T::parse(request.path_parameter(parameter));
  if (!id) throw Error::not_found(what);
  return *id;
}
GroupId group_of(const Request& request) {
  return id_in<GroupId>(request, "id", "group");
}
UserId user_of(const Request& request) {
  return id_in<UserId>(request, "userId", "group_member");
}

template <typename T>
T body_of(const Request& request, const RequestContext& context) {
  context.require_principal();
  return http::json_body<T>(request);
}

/// What is absent stays, null takes away.
GroupChanges changes_of(const Request& request) {
  auto body = http::json_body<GroupUpdate>(request);
  const boost::json::value given = json::parse(request.body);
  const boost::json::object& members = given.get_object();
  for (const char* field : {"name", "visibility", "admission"})
    if (const auto* value = members.if_contains(field); value && value->is_null())
      throw Error::invalid(field, "error.required");
  return changes_by(std::move(body), [&](const char* field) { return members.contains(field); });
}

Task<Response> list_groups(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  GroupPage page = co_await service.reading.mine(viewer, page_of(request));
  http::Items<GroupView> items;
  if (page.has_next && !page.entries.empty()) items.next_cursor = page.entries.back().cursor;
  for (auto& entry : page.entries) items.items.push_back(std::move(entry.group));
  co_return http::items_answer(request, items);
}

Task<Response> create_group(const Service& service, Request& request, RequestContext& context) {
  GroupInput input = body_of<GroupInput>(request, context);
  const GroupView group = co_await service.groups.create(context, std::move(input), InputPath());
  co_return answer(request, group, 201);
}

Task<Response> show_group(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  const GroupView group = co_await service.reading.require(viewer, group_of(request));
  co_return answer(request, group);
}

Task<Response> update_group(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const GroupId id = group_of(request);
  GroupChanges changes = changes_of(request);
  const GroupView group =
      co_await service.groups.update(context, id, std::move(changes), InputPath());
  co_return answer(request, group);
}

Task<Response> delete_group(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  co_await service.groups.remove(context, group_of(request));
  co_return Response::empty(204);
}

Task<Response> join(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const GroupView group = co_await service.membership.join(context, group_of(request));
  co_return answer(request, group);
}

Task<Response> leave(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  co_await service.membership.leave(context, group_of(request));
  co_return Response::empty(204);
}

Task<Response> list_members(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  auto page = co_await service.reading.members(viewer, group_of(request), page_of(request));
  http::Items<MemberAnswer> items;
  if (page.has_next && !page.next_cursor.empty()) items.next_cursor = std::move(page.next_cursor);
  std::vector<UserId> users;
  for (const auto& entry : page.entries) {
    items.items.emplace_back(entry.view);
    users.push_back(entry.view.user_id);
  }
  auto people = co_await service.social.people(viewer, std::move(users));
  for (std::size_t i = 0; i < people.size(); ++i) items.items[i].person = std::move(people[i]);
  co_return http::items_answer(request, items);
}

Task<Response> set_role(const Service& service, Request& request, RequestContext& context) {
  const RoleBody body = body_of<RoleBody>(request, context);
  const MemberView member =
      co_await service.membership.set_role(context, group_of(request), user_of(request), body.role);
  co_return answer(request, member);
}

bool asks_to_ban(const Request& request) {
  const auto ban = request.query("ban");
  if (!ban || *ban == "false") return false;
  if (*ban != "true") throw Error::invalid("ban", "error.type.boolean");
  return true;
}

Task<Response> remove_member(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  co_await service.membership.remove(context, group_of(request), user_of(request),
                                     asks_to_ban(request));
  co_return Response::empty(204);
}

Task<Response> list_posts(const Service& service, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  auto page = co_await service.reading.group_posts(viewer, group_of(request), page_of(request));
  http::Items<posts::PostAnswer> items;
  if (page.has_next && !page.entries.empty()) items.next_cursor = page.entries.back().cursor;
  std::vector<posts::PostView> views;
  for (auto& entry : page.entries) views.push_back(std::move(entry.post));
  items.items = co_await posts::answers_of(service.social, viewer, std::move(views));
  co_return http::items_answer(request, items);
}

Task<Response> list_links(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  http::Items<InvitationView> items;
  items.items = co_await service.links.list(context, group_of(request));
  co_return http::items_answer(request, items);
}

Task<Response> create_link(const Service& service, Request& request, RequestContext& context) {
  const LinkBody body = body_of<LinkBody>(request, context);
  LinkInput input;
  input.group_id = group_of(request);
  input.expires_at = body.expires_at;
  input.use_limit = body.use_limit;
  const NewLink link = co_await service.links.create(context, input, InputPath());
  co_return answer(request, link, 201);
}

Task<Response> revoke_link(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const auto link = id_in<InvitationId>(request, "invitationId", "group_invitation");
  co_await service.links.revoke(context, group_of(request), link);
  co_return Response::empty(204);
}

Task<Response> accept_link(const Service& service, Request& request, RequestContext& context) {
  TokenBody body = body_of<TokenBody>(request, context);
  const GroupView group = co_await service.links.accept(context, std::move(body.token));
  co_return answer(request, group);
}

using Pinning = Task<GroupView> (Pins::*)(const RequestContext&, GroupId, PostId) const;

template <Pinning pinning>
Task<Response> change_pin(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const GroupId id = group_of(request);
  const auto post = id_in<PostId>(request, "postId", "post");
  const GroupView group = co_await (service.pins.*pinning)(context, id, post);
  co_return answer(request, group);
}

}  // namespace

void add_routes(http::Router& router, const Service& service) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::get, "/api/groups", &list_groups, service);
  add_route(router, Method::post, "/api/groups", &create_group, service);
  add_route(router, Method::get, "/api/groups/{id}", &show_group, service);
  add_route(router, Method::patch, "/api/groups/{id}", &update_group, service);
  add_route(router, Method::del, "/api/groups/{id}", &delete_group, service);
  add_route(router, Method::post, "/api/groups/{id}/join", &join, service);
  add_route(router, Method::post, "/api/groups/{id}/leave", &leave, service);
  add_route(router, Method::get, "/api/groups/{id}/members", &list_members, service);
  add_route(router, Method::put, "/api/groups/{id}/members/{userId}", &set_role, service);
  add_route(router, Method::del, "/api/groups/{id}/members/{userId}", &remove_member, service);
  add_route(router, Method::get, "/api/groups/{id}/posts", &list_posts, service);
  add_route(router, Method::get, "/api/groups/{id}/invitations", &list_links, service);
  add_route(router, Method::post, "/api/groups/{id}/invitations", &create_link, service);
  add_route(router, Method::del, "/api/groups/{id}/invitations/{invitationId}", &revoke_link,
            service);
  add_route(router, Method::post, "/api/group-invitations/accept", &accept_link, service);
  add_route(router, Method::put, "/api/groups/{id}/pins/{postId}", &change_pin<&Pins::pin>,
            service);
  add_route(router, Method::del, "/api/groups/{id}/pins/{postId}", &change_pin<&Pins::unpin>,
            service);
}

}  // namespace waymark::groups
