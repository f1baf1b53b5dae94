#include "product/feed/rest.h"

#include <map>

#include "platform/http/items.h"
#include "platform/http/page_query.h"
#include "platform/http/service_routes.h"
#include "product/posts/answers.h"

namespace waymark::feed {
namespace {

using http::Request;
using http::Response;

struct ActivityAnswer {
  std::string id;
  ActivityKind kind = ActivityKind::post;
  UserId actor_id;
  Instant at;
  std::optional<std::string> title;
  std::optional<rewards::BadgeKind> badge;
  std::optional<std::int64_t> level;
  std::optional<workouts::WorkoutType> workout_type;
  std::optional<WorkoutId> workout_id;
  std::optional<Metres> distance_metres;
  std::optional<Seconds> moving_seconds;
  std::optional<posts::PostAnswer> post;
};
BOOST_DESCRIBE_STRUCT(ActivityAnswer, (),
                      (id, kind, actor_id, at, title, badge, level, workout_type, workout_id,
                       distance_metres, moving_seconds, post))

struct EntryAnswer {
  std::string id;
  ActivityKind kind = ActivityKind::post;
  std::optional<social::Person> actor;
  Instant at;
  std::int64_t count = 1;
  std::vector<ActivityAnswer> activities;
  std::vector<std::string> activity_ids;
  std::string fold_key;
};
BOOST_DESCRIBE_STRUCT(EntryAnswer, (),
                      (id, kind, actor, at, count, activities, activity_ids, fold_key))

using People = std::map<UserId, std::optional<social::Person>>;

/// Everybody a page speaks of, in one batch of reads. `page` outlives the call.
Task<People> people_of(const social::Social& social, UserId viewer, const FeedPage& page) {
  People people;
  for (const auto& [entry, cursor] : page.entries) {
    people.emplace(entry.actor_id, std::nullopt);
    for (const ActivityView& activity : entry.activities)
      if (activity.post) people.emplace(activity.post->author_id, std::nullopt);
  }
  std::vector<UserId> ids;
  for (const auto& [id, person] : people) ids.push_back(id);
  auto found = co_await social.people(viewer, ids);
  for (std::size_t i = 0; i < ids.size(); ++i) people[ids[i]] = std::move(found[i]);
  co_return people;
}

ActivityAnswer answer_of(ActivityView view, const People& people) {
  ActivityAnswer answer;
  answer.id = std::move(view.id);
  answer.kind = view.kind;
  answer.actor_id = view.actor_id;
  answer.at = view.at;
  answer.title = std::move(view.title);
  answer.badge = view.badge;
  answer.level = view.level;
  answer.workout_type = view.workout_type;
  answer.workout_id = view.workout_id;
  answer.distance_metres = view.distance_metres;
  answer.moving_seconds = view.moving_seconds;
  if (!view.post) return answer;
  answer.post.emplace(std::move(*view.post));
  answer.post->author = people.at(answer.post->author_id);
  return answer;
}

EntryAnswer answer_of(FeedEntry entry, const People& people) {
  EntryAnswer answer;
  answer.id = std::move(entry.id);
  answer.kind = entry.kind;
  answer.actor = people.at(entry.actor_id);
  answer.at = entry.at;
  answer.count = entry.count;
  for (ActivityView& activity : entry.activities)
    answer.activities.push_back(answer_of(std::move(activity), people));
  answer.activity_ids = std::move(entry.activity_ids);
  answer.fold_key = std::move(entry.fold_key);
  return answer;
}

Task<Response> page_answer(const social::Social& social, const Request& request, UserId viewer,
                           FeedPage page) {
  const People people = co_await people_of(social, viewer, page);
  http::Items<EntryAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (auto& [entry, cursor] : page.entries)
    answer.items.push_back(answer_of(std::move(entry), people));
  co_return http::items_answer(request, answer);
}

Task<Response> get_feed(const Feed& feed, const social::Social& social, Request& request,
                        RequestContext& context) {
  const Owner viewer(context);
  FeedPage page = co_await feed.home(viewer, page_of(request));
  co_return co_await page_answer(social, request, viewer.user(), std::move(page));
}

Task<Response> get_timeline(const Feed& feed, const social::Social& social, Request& request,
                            RequestContext& context) {
  const Owner viewer(context);
  UserId person = viewer.user();
  if (const auto text = request.query("user")) {
    const auto id = UserId::parse(*text);
    if (!id) throw Error::invalid("user", "error.type.id");
    person = *id;
  }
  FeedPage page = co_await feed.timeline(viewer, person, page_of(request));
  co_return co_await page_answer(social, request, viewer.user(), std::move(page));
}

}  // namespace

void add_routes(http::Router& router, const Feed& feed, const social::Social& social) {
  http::add_route(router, http::Method::get, "/api/feed", &get_feed, feed, social);
  http::add_route(router, http::Method::get, "/api/timeline", &get_timeline, feed, social);
}

}  // namespace waymark::feed
