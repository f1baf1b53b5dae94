// Where rooms and messages lie in the store.
//
//   ROOM#r  ROOM#r           the room, with the end of its log
//   ROOM#r  MEMBER#u         a person in it, or invited     GSI1 USER#u / ROOM#<STATE>#r  (not DECLINED)
//   ROOM#r  GONE#u           {at}: left, was removed or declined (SHARED): comes back by invitation only
//   ROOM#r  MSG#<position>   a message                                                   ttl by tier
//   ROOM#r  CHANGE#<position> {messagePosition}: a message was edited, deleted or reacted to   ttl
//   ROOM#r  MSGREF#m         {position, number, senderId}: a message by its id            ttl by tier
//   DIRECT#a#b DIRECT#a#b    {roomId}: the direct room of two, a < b
//   USER#u  GOALROOM#g       {roomId}: the project room of a goal of u
//   USER#u  TALLY#ROOMS      {rooms, requests, day, opened}: for limits
//
// <position> is a place of the room's log (model.h): 16 digits. A message's id is the client's own
// (message_id below) or a UUIDv7.
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "platform/store/item.h"
#include "product/chat/model.h"

namespace waymark::chat::keys {

inline constexpr std::string_view kMemberPrefix = "MEMBER#";
inline constexpr std::string_view kMessagePrefix = "MSG#";
inline constexpr std::string_view kChangePrefix = "CHANGE#";

inline std::string partition(RoomId id) {
  return "ROOM#" + id.to_string();
}
inline std::string of_person(UserId user) {
  return "USER#" + user.to_string();
}
inline store::Key room(RoomId id) {
  return store::Key(partition(id), partition(id));
}
inline store::Key member(RoomId room, UserId user) {
  return store::Key(partition(room), std::string(kMemberPrefix) + user.to_string());
}
inline store::Key gone(RoomId room, UserId user) {
  return store::Key(partition(room), "GONE#" + user.to_string());
}
inline store::Key message(RoomId room, std::int64_t position) {
  return store::Key(partition(room), std::string(kMessagePrefix) + cursor_of(position));
}
inline store::Key change(RoomId room, std::int64_t position) {
  return store::Key(partition(room), std::string(kChangePrefix) + cursor_of(position));
}
inline store::Key reference(RoomId room, MessageId id) {
  return store::Key(partition(room), "MSGREF#" + id.to_string());
}
inline store::Key direct(UserId a, UserId b) {
  const std::string key = a < b ? "DIRECT#" + a.to_string() + "#" + b.to_string()
                                : "DIRECT#" + b.to_string() + "#" + a.to_string();
  return store::Key(key, key);
}
inline store::Key room_of_goal(UserId user, GoalId goal) {
  return store::Key(of_person(user), "GOALROOM#" + goal.to_string());
}
inline store::Key tally(UserId user) {
  return store::Key(of_person(user), "TALLY#ROOMS");
}

/// The id of a message that its sender's device has named: the same whenever it is sent again, and
/// nobody else's whatever they send. A UUIDv8 (RFC 9562 §5.8) of a SHA-256.
inline MessageId message_id(RoomId room, UserId sender, std::string_view client_id) {
  const std::string digest =
      sha256(room.to_string() + "#" + sender.to_string() + "#" + std::string(client_id));
  MessageId id;
  for (std::size_t i = 0; i < id.uuid.bytes.size(); ++i)
    id.uuid.bytes[i] = static_cast<std::uint8_t>(digest[i]);
  id.uuid.bytes[6] = static_cast<std::uint8_t>((id.uuid.bytes[6] & 0x0F) | 0x80);
  id.uuid.bytes[8] = static_cast<std::uint8_t>((id.uuid.bytes[8] & 0x3F) | 0x80);
  return id;
}

}  // namespace waymark::chat::keys
