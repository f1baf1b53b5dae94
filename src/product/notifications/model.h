// Entries of the bell, and what each kind of them is about.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/described.h"
#include "base/ids.h"
#include "base/time.h"
#include "product/assistance/model.h"
#include "product/chat/model.h"
#include "product/groups/model.h"
#include "product/moderation/model.h"
#include "product/posts/model.h"
#include "product/rewards/model.h"

namespace waymark::notifications {

/// GraphQL `NotificationKind`. Stored by name; new ones come at the end.
enum class NotificationKind {
  follow,
  follow_request,
  follow_accepted,
  like,
  boost,
  mention,
  comment,
  reply,
  quest_completed,
  level_reached,
  badge_earned,
  message_request,
  help_wanted,
  help_answered,
  thanks,
  warned,
  content_hidden,
  suspended,
  decision_lifted,
  appeal_rejected,
  group_invited,
  group_request,
  group_accepted,
  group_role,
  group_pin,
  milestone_reached,
  journey_finished,
  member_passed
};
BOOST_DESCRIBE_ENUM(NotificationKind, follow, follow_request, follow_accepted, like, boost, mention,
                    comment, reply, quest_completed, level_reached, badge_earned, message_request,
                    help_wanted, help_answered, thanks, warned, content_hidden, suspended,
                    decision_lifted, appeal_rejected, group_invited, group_request, group_accepted,
                    group_role, group_pin, milestone_reached, journey_finished, member_passed)

/// What an entry is about; which members are there depends on its kind.
struct About {
  std::optional<posts::PostId> post_id;
  std::optional<posts::CommentId> comment_id;  // the latest
  std::optional<QuestId> quest_id;
  std::optional<std::string> title;
  std::optional<std::int64_t> level;
  std::optional<rewards::BadgeKind> badge;
  std::optional<chat::RoomId> room_id;
  std::optional<assistance::AssistanceId> assistance_id;
  std::optional<moderation::DecisionId> decision_id;
  std::optional<GroupId> group_id;
  std::optional<groups::Role> group_role;
};
BOOST_DESCRIBE_STRUCT(About, (),
                      (post_id, comment_id, quest_id, title, level, badge, room_id, assistance_id,
                       decision_id, group_id, group_role))

/// A place in the bell: that of the latest event of an entry (events::Position).
using Position = std::string;
bool is_position(std::string_view text);

/// Somebody who is named in an entry, and by which event.
struct Actor {
  Position position;
  UserId user;
};

/// So many of those who are counted are named: the latest, as a rule (entry_repository.h).
inline constexpr std::size_t kActorsNamed = 8;

struct Entry : About {
  std::string id;
  NotificationKind kind = NotificationKind::follow;
  std::int64_t count = 0;
  Instant at;
  Position position;
  bool read = false;
  std::int64_t version = 0;
  /// Each in a place of its own, in no order. Stored beside the described members.
  std::array<std::optional<Actor>, kActorsNamed> actors;
};
BOOST_DESCRIBE_STRUCT(Entry, (About), (id, kind, count, at, position, read, version))

/// Alike within one day is one entry: "LIKE.<post>.20261121". Unique within one person's bell.
std::string entry_id(NotificationKind kind, std::string_view subject, Instant at);

/// "<position>#<user>"
std::string to_text(const Actor& actor);
std::optional<Actor> parse_actor(std::string_view text);

}  // namespace waymark::notifications
