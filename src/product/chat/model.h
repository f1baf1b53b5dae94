// What people say to each other, and where: rooms, who is in them, messages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/media/media.h"
#include "product/social/group_id.h"

namespace waymark::chat {

using RoomId = Id<struct RoomSubject>;
using MessageId = Id<struct MessageSubject>;

enum class RoomKind { direct, shared };
BOOST_DESCRIBE_ENUM(RoomKind, direct, shared)

/// Who decides who is in a SHARED room: its members, or the group whose room it is (`group_id`);
/// then inviting, leaving and naming are the group's business, and refused here.
enum class RoomOwner { members, group };
BOOST_DESCRIBE_ENUM(RoomOwner, members, group)

/// A room and the end of its log. Everything that happens to its messages takes the next place of
/// the log, in the commit that makes it true: that is the one order for all readers
/// (docs/decisions/chat-order.md).
struct Room {
  RoomId id;
  RoomKind kind = RoomKind::direct;
  RoomOwner owner = RoomOwner::members;
  std::optional<GroupId> group_id;  // whose room it is
  std::optional<GoalId> goal_id;    // whose project room it is, or was: a goal of opened_by
  std::optional<std::string> name;  // SHARED
  UserId opened_by;
  std::vector<UserId> pair;       // DIRECT: the two
  bool pending = false;           // DIRECT: a request that nobody has accepted yet
  std::int64_t member_count = 0;  // in it or invited
  std::int64_t position = 0;      // of the newest entry of the log; 0: none yet
  std::int64_t last_number = 0;   // of the newest message
  std::int64_t last_position = 0;
  Instant last_at;  // of the newest message, or when the room was made
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Room, (),
                      (id, kind, owner, group_id, goal_id, name, opened_by, pair, pending,
                       member_count, position, last_number, last_position, last_at, created_at))

enum class MemberState { joined, requested, declined };
BOOST_DESCRIBE_ENUM(MemberState, joined, requested, declined)

enum class RoomRole { owner, member };
BOOST_DESCRIBE_ENUM(RoomRole, owner, member)

/// One person in one room. DECLINED is kept for DIRECT rooms alone: the other is not told.
struct Member {
  RoomId room_id;
  UserId user_id;
  MemberState state = MemberState::joined;
  RoomRole role = RoomRole::member;
  std::int64_t visible_after = 0;  // a place of the log: what is older is not theirs to read
  std::int64_t read_through = 0;   // the number of a message; never goes back
  bool muted = false;
  Instant joined_at;  // or was invited
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (room_id, user_id, state, role, visible_after, read_through, muted,
                       joined_at))

struct MessageReference {
  MessageId id;
  std::int64_t number = 0;
  UserId sender_id;
};
BOOST_DESCRIBE_STRUCT(MessageReference, (), (id, number, sender_id))

struct Reaction {
  std::string emoji;
  std::vector<UserId> user_ids;  // in the order in which they reacted
};
BOOST_DESCRIBE_STRUCT(Reaction, (), (emoji, user_ids))

struct Message {
  MessageId id;
  RoomId room_id;
  UserId sender_id;
  std::int64_t number = 0;    // counts the room's messages
  std::int64_t position = 0;  // in the room's log
  std::string text;
  std::optional<std::string> client_id;
  std::optional<MessageReference> reply_to;
  std::vector<media::Picture> pictures;
  std::vector<Reaction> reactions;
  Instant sent_at;
  std::optional<Instant> edited_at;
  std::optional<Instant> deleted_at;
  std::optional<Instant> hidden_at;  // by a moderator or a rule: nobody is shown what it says
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, room_id, sender_id, number, position, text, client_id, reply_to,
                       pictures, reactions, sent_at, edited_at, deleted_at, hidden_at, version))

/// An entry of a room's log as readers get it: a message as it is now, and the place of what
/// happened to it: its own when it was sent, a later one when it was changed. The same for every
/// reader: GraphQL and REST `Message`.
struct ReactionView {
  std::string emoji;
  std::int64_t count = 0;
  std::vector<UserId> user_ids;
};
BOOST_DESCRIBE_STRUCT(ReactionView, (), (emoji, count, user_ids))

struct MessageView {
  MessageId id;
  RoomId room_id;
  UserId sender_id;
  std::int64_t number = 0;
  std::string text;
  std::optional<std::string> client_id;
  std::optional<MessageReference> reply_to;
  std::vector<media::Picture> pictures;
  std::vector<ReactionView> reactions;
  Instant sent_at;
  std::optional<Instant> edited_at;
  std::optional<Instant> deleted_at;
  std::optional<Instant> hidden_at;  // then there is neither text nor picture nor reaction
  std::int64_t version = 1;
  std::string cursor;  // cursor_of(position)
};
BOOST_DESCRIBE_STRUCT(MessageView, (),
                      (id, room_id, sender_id, number, text, client_id, reply_to, pictures,
                       reactions, sent_at, edited_at, deleted_at, hidden_at, version, cursor))

MessageView view_of(const Message& message, std::int64_t position);

/// A place of a room's log as clients and the store know it: 16 digits, so that it compares as
/// text.
std::string cursor_of(std::int64_t position);
/// nullopt for what is no such text.
std::optional<std::int64_t> position_of(std::string_view cursor);

/// Something that happened to a message, at a place of the log. (A class with a constructor: see
/// style.md rule 14.)
struct LogEntry {
  LogEntry(const Message& message, std::int64_t at)
      : view(view_of(message, at)), position(at), about(message) {}

  /// Whom a message is of, and which one it is: what decides who may see it. As text it goes with
  /// frames (realtime::Message::about): `<sender>#<position of the message>`.
  struct About {
    About() = default;
    explicit About(const Message& message)
        : sender(message.sender_id), position(message.position) {}
    UserId sender;
    std::int64_t position = 0;
    std::string to_string() const;
    static std::optional<About> parse(std::string_view text);
  };

  MessageView view;
  std::int64_t position = 0;
  About about;
};

}  // namespace waymark::chat
