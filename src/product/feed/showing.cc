#include "product/feed/showing.h"

#include <algorithm>

namespace waymark::feed {
namespace {

using social::Standing;

bool is_of_post(const Activity& activity) {
  return activity.post_id.has_value();
}

social::Audience audience_of(const social::Sharing& sharing, const Activity& activity) {
  if (activity.audience) return *activity.audience;
  switch (activity.kind) {
    case ActivityKind::goal_created:
    case ActivityKind::goal_completed:
      return sharing.goals;
    case ActivityKind::task_completed:
      return sharing.tasks;
    case ActivityKind::quest_completed:
      return sharing.quests;
    case ActivityKind::workout_logged:
      return sharing.workouts;
    case ActivityKind::badge_earned:
      return sharing.badges;
    case ActivityKind::level_reached:
    case ActivityKind::milestone_reached:
      return sharing.milestones;
    case ActivityKind::post:
    case ActivityKind::boost:
      break;
  }
  return social::Audience::private_;
}

/// Whether activities of somebody are shown at all.
bool is_shown(const Standing& standing, bool home) {
  if (!standing.exists) return false;
  if (standing.self) return true;
  if (standing.hidden()) return false;
  return !home || (standing.follows && !standing.mutes);
}

template <typename T>
void make_distinct(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
}

}  // namespace

/// What a feed holds are references.
Task<void> Showing::read_missing(std::vector<Candidate>& candidates) const {
  std::vector<ActivityRef> missing;
  for (const Candidate& candidate : candidates)
    if (!candidate.activity) missing.push_back(candidate.ref);
  if (missing.empty()) co_return;
  auto found = co_await activities_.find_all(std::move(missing));
  std::size_t next = 0;
  for (Candidate& candidate : candidates)
    if (!candidate.activity) candidate.activity = std::move(found[next++]);
}

Task<Showing::Actors> Showing::actors_of(UserId viewer,
                                         const std::vector<Candidate>& candidates) const {
  std::vector<UserId> users;
  for (const Candidate& candidate : candidates)
    if (!is_written_to_group(candidate)) users.push_back(candidate.ref.actor);
  make_distinct(users);
  const auto standings = co_await social_.standings(viewer, users);
  const auto sharings = co_await graph_.sharings(users);
  Actors actors;
  for (std::size_t i = 0; i < users.size(); ++i)
    actors.emplace(users[i], Actor{standings[i], sharings[i]});
  co_return actors;
}

/// Those that the viewer may see; in a home feed not of whom they have muted, whoever boosted it.
Task<Showing::Posts> Showing::posts_of(UserId viewer, bool home,
                                       const std::vector<Candidate>& candidates) const {
  std::vector<posts::PostId> ids;
  for (const Candidate& candidate : candidates)
    if (candidate.activity && is_of_post(*candidate.activity))
      ids.push_back(*candidate.activity->post_id);
  make_distinct(ids);
  Posts posts;
  if (ids.empty()) co_return posts;
  auto found = co_await posts_.find_all(viewer, std::move(ids));
  std::vector<UserId> authors;
  for (const auto& post : found)
    if (post) authors.push_back(post->author_id);
  const auto standings = co_await social_.standings(viewer, std::move(authors));
  std::size_t author = 0;
  for (auto& post : found) {
    if (!post) continue;
    if (home && standings[author++].mutes) continue;
    const posts::PostId id = post->id;
    posts.emplace(id, std::move(*post));
  }
  co_return posts;
}

Task<std::vector<std::optional<ActivityView>>> Showing::shown(
    UserId viewer, bool home, std::vector<Candidate> candidates) const {
  std::vector<std::optional<ActivityView>> views(candidates.size());
  if (candidates.empty()) co_return views;
  co_await read_missing(candidates);
  const Actors actors = co_await actors_of(viewer, candidates);
  const Posts posts = co_await posts_of(viewer, home, candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& [ref, activity] = candidates[i];
    if (is_written_to_group(candidates[i])) {
      const auto post = posts.find(*activity->post_id);
      if (post != posts.end() && (!home || post->second.answerable))
        views[i] = view_of(ref, *activity, post->second);
      continue;
    }
    const Actor& actor = actors.at(ref.actor);
    if (!activity || !is_shown(actor.standing, home)) continue;
    if (is_of_post(*activity)) {
      const auto post = posts.find(*activity->post_id);
      if (post != posts.end()) views[i] = view_of(ref, *activity, post->second);
    } else if (actor.standing.self || actor.standing.sees(audience_of(actor.sharing, *activity))) {
      views[i] = view_of(ref, *activity, std::nullopt);
    }
  }
  co_return views;
}

}  // namespace waymark::feed
