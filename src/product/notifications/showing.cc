#include "product/notifications/showing.h"

#include <algorithm>
#include <map>

namespace waymark::notifications {
namespace {

template <typename T>
void make_distinct(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
}

/// Without those who are hidden; nullopt when nothing is left of it.
std::optional<NotificationView> view_of(Entry entry, const std::vector<UserId>& hidden) {
  std::vector<Actor> actors;
  for (auto& actor : entry.actors) {
    if (!actor) continue;
    if (std::ranges::binary_search(hidden, actor->user))
      --entry.count;
    else
      actors.push_back(std::move(*actor));
  }
  if (entry.count <= 0) return std::nullopt;
  std::ranges::sort(actors, std::ranges::greater(), &Actor::position);
  NotificationView view;
  for (const Actor& actor : actors)
    if (std::ranges::find(view.actor_ids, actor.user) == view.actor_ids.end())
      view.actor_ids.push_back(actor.user);
  view.id = std::move(entry.id);
  view.kind = entry.kind;
  view.count = entry.count;
  view.at = entry.at;
  view.read = entry.read;
  view.position = std::move(entry.position);
  static_cast<About&>(view) = std::move(static_cast<About&>(entry));
  return view;
}

}  // namespace

/// Sorted.
Task<std::vector<UserId>> Showing::hidden_of(UserId viewer,
                                             const std::vector<Entry>& entries) const {
  std::vector<UserId> people;
  for (const Entry& entry : entries)
    for (const auto& actor : entry.actors)
      if (actor) people.push_back(actor->user);
  make_distinct(people);
  const auto standings = co_await social_.standings(viewer, people);
  std::vector<UserId> hidden;
  for (std::size_t i = 0; i < people.size(); ++i)
    if (!standings[i].exists || standings[i].hidden() || standings[i].mutes)
      hidden.push_back(people[i]);
  co_return hidden;
}

/// `views` outlives the call, here and below.
Task<void> Showing::find_posts(UserId viewer, Views& views) const {
  std::vector<posts::PostId> wanted;
  for (const auto& view : views)
    if (view && view->post_id) wanted.push_back(*view->post_id);
  make_distinct(wanted);
  if (wanted.empty()) co_return;
  auto found = co_await reading_.find_all(viewer, wanted);
  std::map<posts::PostId, posts::PostView> posts;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (found[i]) posts.emplace(wanted[i], std::move(*found[i]));
  for (auto& view : views) {
    if (!view || !view->post_id) continue;
    const auto post = posts.find(*view->post_id);
    if (post == posts.end())
      view.reset();
    else
      view->post = post->second;
  }
}

Task<void> Showing::find_groups(UserId viewer, Views& views) const {
  std::vector<GroupId> wanted;
  for (const auto& view : views)
    if (view && view->group_id) wanted.push_back(*view->group_id);
  make_distinct(wanted);
  if (wanted.empty()) co_return;
  auto found = co_await groups_.find_all(viewer, wanted);
  std::map<GroupId, groups::GroupView> all;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (found[i]) all.emplace(wanted[i], std::move(*found[i]));
  for (auto& view : views) {
    if (!view || !view->group_id) continue;
    const auto group = all.find(*view->group_id);
    if (group == all.end())
      view.reset();
    else
      view->group = group->second;
  }
}

Task<std::vector<std::optional<NotificationView>>> Showing::shown(
    UserId viewer, std::vector<Entry> entries) const {
  const std::vector<UserId> hidden = co_await hidden_of(viewer, entries);
  Views views;
  for (Entry& entry : entries) views.push_back(view_of(std::move(entry), hidden));
  co_await find_posts(viewer, views);
  co_await find_groups(viewer, views);
  co_return views;
}

}  // namespace waymark::notifications
