// The facts that social tells of: payloads as in api/events/*.v1.json. The user of each is the first it names.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "base/time.h"
#include "platform/events/outbox.h"
#include "product/social/model.h"

namespace waymark::social {

struct UserFollowed {
  static constexpr std::string_view kType = "UserFollowed";
  UserId follower_id;
  UserId followee_id;
  Instant followed_at;
};
BOOST_DESCRIBE_STRUCT(UserFollowed, (), (follower_id, followee_id, followed_at))

struct UserUnfollowed {
  static constexpr std::string_view kType = "UserUnfollowed";
  UserId follower_id;
  UserId followee_id;
  Instant unfollowed_at;
};
BOOST_DESCRIBE_STRUCT(UserUnfollowed, (), (follower_id, followee_id, unfollowed_at))

struct FollowRequested {
  static constexpr std::string_view kType = "FollowRequested";
  UserId follower_id;
  UserId followee_id;
  Instant requested_at;
};
BOOST_DESCRIBE_STRUCT(FollowRequested, (), (follower_id, followee_id, requested_at))

/// In one commit with the UserFollowed that it leads to.
struct FollowAccepted {
  static constexpr std::string_view kType = "FollowAccepted";
  UserId follower_id;
  UserId followee_id;
  Instant accepted_at;
};
BOOST_DESCRIBE_STRUCT(FollowAccepted, (), (follower_id, followee_id, accepted_at))

/// Declined, taken back, or ended by a block.
struct FollowRequestEnded {
  static constexpr std::string_view kType = "FollowRequestEnded";
  UserId follower_id;
  UserId followee_id;
  Instant ended_at;
};
BOOST_DESCRIBE_STRUCT(FollowRequestEnded, (), (follower_id, followee_id, ended_at))

struct UserBlocked {
  static constexpr std::string_view kType = "UserBlocked";
  UserId blocker_id;
  UserId blocked_id;
  Instant blocked_at;
};
BOOST_DESCRIBE_STRUCT(UserBlocked, (), (blocker_id, blocked_id, blocked_at))

struct UserUnblocked {
  static constexpr std::string_view kType = "UserUnblocked";
  UserId blocker_id;
  UserId blocked_id;
  Instant unblocked_at;
};
BOOST_DESCRIBE_STRUCT(UserUnblocked, (), (blocker_id, blocked_id, unblocked_at))

struct UserMuted {
  static constexpr std::string_view kType = "UserMuted";
  UserId muter_id;
  UserId muted_id;
  Instant muted_at;
};
BOOST_DESCRIBE_STRUCT(UserMuted, (), (muter_id, muted_id, muted_at))

struct UserUnmuted {
  static constexpr std::string_view kType = "UserUnmuted";
  UserId muter_id;
  UserId muted_id;
  Instant unmuted_at;
};
BOOST_DESCRIBE_STRUCT(UserUnmuted, (), (muter_id, muted_id, unmuted_at))

/// Whom activities are shown to from now on; null: as before.
struct SharingChanged {
  static constexpr std::string_view kType = "SharingChanged";
  std::optional<Audience> goals;
  std::optional<Audience> tasks;
  std::optional<Audience> quests;
  std::optional<Audience> workouts;
  std::optional<Audience> badges;
  std::optional<Audience> milestones;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(SharingChanged, (),
                      (goals, tasks, quests, workouts, badges, milestones, changed_at))

/// From now on new followers of somebody are spread over so many partitions.
struct FollowersSharded {
  static constexpr std::string_view kType = "FollowersSharded";
  UserId user_id;
  std::int64_t shards = 0;
  std::int64_t followers = 0;
};
BOOST_DESCRIBE_STRUCT(FollowersSharded, (), (user_id, shards, followers))

/// `fact` of `user`, to be committed.
template <typename Fact>
events::NewEvent told(UserId user, const Fact& fact) {
  return events::NewEvent(std::string(Fact::kType), user, json::to_string(fact));
}

}  // namespace waymark::social
