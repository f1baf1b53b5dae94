// Activities: entries in a person's timeline (architecture.md §8), and what a feed makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"
#include "product/feed/place.h"
#include "product/posts/model.h"
#include "product/rewards/model.h"
#include "product/workouts/model.h"

namespace waymark::feed {

enum class ActivityKind {
  post,
  boost,
  goal_created,
  goal_completed,
  task_completed,
  quest_completed,
  workout_logged,
  badge_earned,
  level_reached,
  milestone_reached
};
BOOST_DESCRIBE_ENUM(ActivityKind, post, boost, goal_created, goal_completed, task_completed,
                    quest_completed, workout_logged, badge_earned, level_reached, milestone_reached)

/// Names an activity: whose it is, and where it lies. As a text it is opaque (base64url).
struct ActivityRef {
  UserId actor;
  Place place;
  bool operator==(const ActivityRef&) const = default;
};
std::string to_text(const ActivityRef& ref);
std::optional<ActivityRef> parse_ref(std::string_view text);

/// A group's posts lie in a timeline of the group's own, as if it were somebody; each says who wrote it.
inline UserId actor_of(GroupId group) {
  return UserId{group.uuid};
}

struct Activity {
  ActivityKind kind = ActivityKind::post;
  std::optional<std::string> title;
  std::optional<rewards::BadgeKind> badge;
  std::optional<std::int64_t> level;
  std::optional<workouts::WorkoutType> workout_type;
  std::optional<WorkoutId> workout_id;
  std::optional<workouts::Audience> audience;  // of this workout alone
  std::optional<Metres> distance_metres;
  std::optional<Seconds> moving_seconds;
  std::optional<posts::PostId> post_id;
  std::optional<UserId> author_id;  // of a post to a group
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (kind, title, badge, level, workout_type, workout_id, audience,
                       distance_metres, moving_seconds, post_id, author_id))

/// An activity as one viewer sees it: GraphQL `Activity`.
struct ActivityView {
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
  std::optional<posts::PostView> post;
};
BOOST_DESCRIBE_STRUCT(ActivityView, (),
                      (id, kind, actor_id, at, title, badge, level, workout_type, workout_id,
                       distance_metres, moving_seconds, post))

ActivityView view_of(const ActivityRef& ref, const Activity& activity,
                     std::optional<posts::PostView> post);

/// One line of a feed: GraphQL `FeedEntry`.
struct FeedEntry {
  std::string id;  // of the newest activity in it
  ActivityKind kind = ActivityKind::post;
  UserId actor_id;
  Instant at;
  std::int64_t count = 1;
  std::vector<ActivityView> activities;  // the newest kShownOfEntry
  std::vector<std::string> activity_ids;
  std::string fold_key;
};
BOOST_DESCRIBE_STRUCT(FeedEntry, (),
                      (id, kind, actor_id, at, count, activities, activity_ids, fold_key))

inline constexpr std::size_t kShownOfEntry = 3;
inline constexpr std::size_t kMostOfEntry = 100;

struct FeedPage {
  struct Entry {
    FeedEntry entry;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

}  // namespace waymark::feed
