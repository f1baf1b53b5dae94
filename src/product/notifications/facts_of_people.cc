// Who follows whom, and asks to.
#include <array>

#include "product/notifications/facts.h"
#include "product/social/events.h"

namespace waymark::notifications {
namespace {

using events::Payload;

/// The one entry of a day for all who follow.
constexpr std::string_view kAllOfThem = "-";

/// Follower and followee.
struct Pair {
  explicit Pair(const Payload& payload)
      : follower(payload.member<UserId>("followerId")),
        followee(payload.member<UserId>("followeeId")) {}
  std::string source(std::string_view what) const {
    return std::string(what) + "#" + followee.to_string() + "#" + follower.to_string();
  }
  UserId follower;
  UserId followee;
};

Fact told(std::string source, UserId actor, UserId to, NotificationKind kind) {
  News news;
  news.kind = kind;
  news.to = to;
  news.subject = kAllOfThem;
  Stands stands;
  stands.source = std::move(source);
  stands.actor = actor;
  stands.news.push_back(std::move(news));
  return stands;
}

Facts followed(UserId, const Payload& payload) {
  const Pair pair(payload);
  return {told(pair.source("FOLLOW"), pair.follower, pair.followee, NotificationKind::follow)};
}
Facts unfollowed(UserId, const Payload& payload) {
  return {Gone{Pair(payload).source("FOLLOW")}};
}
Facts requested(UserId, const Payload& payload) {
  const Pair pair(payload);
  return {
      told(pair.source("ASKED"), pair.follower, pair.followee, NotificationKind::follow_request)};
}
Facts request_ended(UserId, const Payload& payload) {
  return {Gone{Pair(payload).source("ASKED")}};
}
/// Who has just said yes knows who follows them now. Each acceptance is a source of its own.
Facts accepted(UserId, const Payload& payload) {
  const Pair pair(payload);
  const std::string once =
      pair.source("ACCEPTED") + "#" + to_rfc3339(payload.member<Instant>("acceptedAt"));
  return {Gone{pair.source("ASKED")}, Expected{pair.source("FOLLOW")},
          told(once, pair.followee, pair.follower, NotificationKind::follow_accepted)};
}

constexpr std::array kReaders = {
    FactReader{social::UserFollowed::kType, followed},
    FactReader{social::UserUnfollowed::kType, unfollowed},
    FactReader{social::FollowRequested::kType, requested},
    FactReader{social::FollowRequestEnded::kType, request_ended},
    FactReader{social::FollowAccepted::kType, accepted},
};

}  // namespace

std::span<const FactReader> readers_of_people() {
  return kReaders;
}

}  // namespace waymark::notifications
