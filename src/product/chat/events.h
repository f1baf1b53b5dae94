// The facts that chat tells of: payloads as in api/events/*.v1.json. None holds what anybody wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "product/chat/model.h"

namespace waymark::chat {

/// By the sender.
struct MessageSent {
  static constexpr std::string_view kType = "MessageSent";
  RoomId room_id;
  MessageId message_id;
  std::int64_t number = 0;
  std::int64_t position = 0;
  Instant sent_at;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (room_id, message_id, number, position, sent_at))

enum class MessageChange { edited, deleted, reacted };
BOOST_DESCRIBE_ENUM(MessageChange, edited, deleted, reacted)

/// By who changed it.
struct MessageChanged {
  static constexpr std::string_view kType = "MessageChanged";
  RoomId room_id;
  MessageId message_id;
  std::int64_t message_position = 0;
  std::int64_t position = 0;  // of the change
  MessageChange change = MessageChange::edited;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(MessageChanged, (),
                      (room_id, message_id, message_position, position, change, changed_at))

/// By who opened it; they are in it, and so are `member_ids`.
struct RoomOpened {
  static constexpr std::string_view kType = "RoomOpened";
  RoomId room_id;
  RoomKind kind = RoomKind::direct;
  std::vector<UserId> member_ids;
  std::vector<UserId> requested_ids;
  Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(RoomOpened, (), (room_id, kind, member_ids, requested_ids, opened_at))

/// By who invited.
struct RoomInvited {
  static constexpr std::string_view kType = "RoomInvited";
  RoomId room_id;
  std::vector<UserId> member_ids;
  std::vector<UserId> requested_ids;
  Instant invited_at;
};
BOOST_DESCRIBE_STRUCT(RoomInvited, (), (room_id, member_ids, requested_ids, invited_at))

/// Somebody accepted a request or an invitation.
struct RoomJoined {
  static constexpr std::string_view kType = "RoomJoined";
  RoomId room_id;
  Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(RoomJoined, (), (room_id, joined_at))

/// Of who left, or was removed by somebody.
struct RoomLeft {
  static constexpr std::string_view kType = "RoomLeft";
  RoomId room_id;
  std::optional<UserId> removed_by;
  Instant left_at;
};
BOOST_DESCRIBE_STRUCT(RoomLeft, (), (room_id, removed_by, left_at))

/// Somebody declined a request or an invitation. Not told to who made it.
struct RoomDeclined {
  static constexpr std::string_view kType = "RoomDeclined";
  RoomId room_id;
  Instant declined_at;
};
BOOST_DESCRIBE_STRUCT(RoomDeclined, (), (room_id, declined_at))

struct RoomRenamed {
  static constexpr std::string_view kType = "RoomRenamed";
  RoomId room_id;
  Instant renamed_at;
};
BOOST_DESCRIBE_STRUCT(RoomRenamed, (), (room_id, renamed_at))

}  // namespace waymark::chat
