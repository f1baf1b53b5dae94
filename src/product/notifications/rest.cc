#include "product/notifications/rest.h"

#include <algorithm>
#include <map>

#include "base/json.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/notifications/notifications.h"

namespace waymark::notifications {
namespace {

using http::Request;
using http::Response;

struct NotificationAnswer : About {
  std::string id;
  NotificationKind kind = NotificationKind::follow;
  std::int64_t count = 0;
  std::vector<social::Person> actors;
  Instant at;
  bool read = false;
  Position position;
};
BOOST_DESCRIBE_STRUCT(NotificationAnswer, (About), (id, kind, count, actors, at, read, position))

struct ReadBody {
  std::optional<Position> up_to;
  std::optional<std::string> id;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (up_to, id))

struct ReadAnswer {
  std::int64_t unread_count = 0;
};
BOOST_DESCRIBE_STRUCT(ReadAnswer, (), (unread_count))

struct PreferencesBody {
  std::vector<Preference> items;
};
BOOST_DESCRIBE_STRUCT(PreferencesBody, (), (items))

using People = std::map<UserId, social::Person>;

/// Everybody a page names, in one batch of reads. `page` outlives the call.
Task<People> people_of(const social::Social& social, UserId viewer, const NotificationPage& page) {
  std::vector<UserId> ids;
  for (const auto& entry : page.entries)
    ids.insert(ids.end(), entry.view.actor_ids.begin(), entry.view.actor_ids.end());
  std::ranges::sort(ids);
  const auto rest = std::ranges::unique(ids);
  ids.erase(rest.begin(), rest.end());
  auto found = co_await social.people(viewer, ids);
  People people;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (found[i]) people.emplace(ids[i], std::move(*found[i]));
  co_return people;
}

NotificationAnswer answer_of(NotificationView view, const People& people) {
  NotificationAnswer answer;
  answer.id = std::move(view.id);
  answer.kind = view.kind;
  answer.count = view.count;
  for (const UserId id : view.actor_ids)
    if (const auto person = people.find(id); person != people.end())
      answer.actors.push_back(person->second);
  answer.at = view.at;
  answer.read = view.read;
  answer.position = std::move(view.position);
  static_cast<About&>(answer) = std::move(static_cast<About&>(view));
  return answer;
}

bool asks_for_unread(const Request& request) {
  const auto given = request.query("unread");
  if (!given) return false;
  if (*given != "true" && *given != "false") throw Error::invalid("unread", "error.type.boolean");
  return *given == "true";
}

Task<Response> list(const Notifications& notifications, const social::Social& social,
                    Request& request, RequestContext& context) {
  const Owner owner(context);
  const bool unread_only = asks_for_unread(request);
  NotificationPage page = co_await notifications.bell.list(owner, unread_only, page_of(request));
  const People people = co_await people_of(social, owner.user(), page);
  http::Items<NotificationAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (auto& entry : page.entries) answer.items.push_back(answer_of(std::move(entry.view), people));
  co_return http::items_answer(request, answer);
}

Task<Response> mark_read(const Notifications& notifications, const social::Social&,
                         Request& request, RequestContext& context) {
  const Owner owner(context);
  auto body = http::json_body<ReadBody>(request);
  if (body.up_to.has_value() == body.id.has_value())
    throw Error::invalid("upTo", "error.type.one_of");
  ReadAnswer answer;
  if (body.id) {
    co_await notifications.bell.mark_one(owner, std::move(*body.id));
    answer.unread_count = co_await notifications.bell.unread_count(owner);
  } else {
    answer.unread_count =
        co_await notifications.bell.mark_read(owner, std::move(*body.up_to), InputPath());
  }
  co_return Response::json(json::to_string(answer));
}

Task<Response> preferences(const Notifications& notifications, const social::Social&, Request&,
                           RequestContext& context) {
  PreferencesBody answer;
  answer.items = co_await notifications.preferences.of(Owner(context));
  co_return Response::json(json::to_string(answer));
}

Task<Response> change_preferences(const Notifications& notifications, const social::Social&,
                                  Request& request, RequestContext& context) {
  const Owner owner(context);
  auto body = http::json_body<PreferencesBody>(request);
  PreferencesBody answer;
  answer.items = co_await notifications.preferences.change(owner, std::move(body.items));
  co_return Response::json(json::to_string(answer));
}

}  // namespace

void add_routes(http::Router& router, const Notifications& notifications,
                const social::Social& social) {
  using http::add_route;
  using http::Method;
  add_route(router, Method::get, "/api/notifications", &list, notifications, social);
  add_route(router, Method::post, "/api/notifications/read", &mark_read, notifications, social);
  add_route(router, Method::get, "/api/notifications/preferences", &preferences, notifications,
            social);
  add_route(router, Method::put, "/api/notifications/preferences", &change_preferences,
            notifications, social);
}

}  // namespace waymark::notifications
