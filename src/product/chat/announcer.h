// What those who listen now are told, through the hub.
//
// Topic `room:<id>`:
//   kind "message"  a MessageView; cursor: its place in the log; previous: the place before;
//                   about: LogEntry::About
//   kind "typing"   a TypingView       volatile; about: who
//   kind "receipt"  a ReceiptView      volatile; about: who
//   kind "left"     {}                 volatile; about: who: ends what they listen to
// Topic `user:<id>`:
//   kind "room"     a RoomNotice: something about a room of theirs has changed
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include <boost/describe.hpp>

#include "platform/realtime/hub.h"
#include "product/chat/model.h"

namespace waymark::chat {

inline constexpr std::string_view kMessageFrame = "message";
inline constexpr std::string_view kTypingFrame = "typing";
inline constexpr std::string_view kReceiptFrame = "receipt";
inline constexpr std::string_view kLeftFrame = "left";
inline constexpr std::string_view kRoomFrame = "room";

/// GraphQL `Typing`.
struct TypingView {
  RoomId room_id;
  UserId user_id;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(TypingView, (), (room_id, user_id, at))

/// GraphQL `ReadReceipt`.
struct ReceiptView {
  RoomId room_id;
  UserId user_id;
  std::int64_t read_through = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (room_id, user_id, read_through))

/// GraphQL `RoomChange`, whose room is looked up for whoever is told.
struct RoomNotice {
  RoomId room_id;
};
BOOST_DESCRIBE_STRUCT(RoomNotice, (), (room_id))

/// Any thread; never blocks. Borrows the hub.
class Announcer {
 public:
  explicit Announcer(realtime::Hub& hub) : hub_(hub) {}

  /// Only of what is committed.
  void tell(const LogEntry& entry);
  /// Whether this process has told of that place of the log, or a later one: whoever listens has
  /// it, or knows that something is missing. False when that was long ago.
  bool told(RoomId room, std::int64_t position) const;

  void typing(const TypingView& typing);
  void receipt(const ReceiptView& receipt);
  void left(RoomId room, UserId user);
  void room_changed(RoomId room, UserId user);

 private:
  /// Rooms remembered at least; there may be twice as many.
  static constexpr std::size_t kRemembered = 20'000;
  using Places = std::unordered_map<RoomId, std::int64_t>;

  void remember(RoomId room, std::int64_t position);

  realtime::Hub& hub_;
  mutable std::mutex mutex_;
  Places recent_;
  Places older_;
};

}  // namespace waymark::chat
