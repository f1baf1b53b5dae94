// Messages and a room's log, as items (keys.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/task.h"
#include "platform/store/store.h"
#include "product/chat/model.h"

namespace waymark::chat {

/// Where a message lies, by its id.
struct MessagePlace {
  std::int64_t position = 0;
  std::int64_t number = 0;
  UserId sender_id;
};
BOOST_DESCRIBE_STRUCT(MessagePlace, (), (position, number, sender_id))

/// A message as stored, with when it expires.
struct StoredMessage {
  Message message;
  std::optional<std::int64_t> ttl;
};

/// Messages of a part of the log; `more` beyond it, in the direction of reading.
struct MessageSpan {
  std::vector<Message> messages;  // oldest first
  bool more = false;
};

class MessageRepository {
 public:
  explicit MessageRepository(store::Store& store) : store_(store) {}

  Task<std::optional<MessagePlace>> place(RoomId room, MessageId id) const;
  Task<std::optional<StoredMessage>> at(RoomId room, std::int64_t position) const;
  /// Of several rooms, in the order of the keys {room, position}.
  Task<std::vector<std::optional<Message>>> at(
      std::vector<std::pair<RoomId, std::int64_t>> places) const;

  /// The first `count` after `position`.
  Task<MessageSpan> after(RoomId room, std::int64_t position, std::uint32_t count) const;
  /// The last `count` of those after `from` and before `position`.
  Task<MessageSpan> before(RoomId room, std::int64_t from, std::int64_t position,
                           std::uint32_t count) const;

  /// Entries of the log after `position` and up to `end`, which is a place that was taken: some of
  /// the first ones, in order, and none only when there are no more. Messages come as they are now;
  /// changes of messages that have expired are left out. Who may see which: `about` tells.
  Task<std::vector<LogEntry>> log(RoomId room, std::int64_t position, std::int64_t end) const;

  // Parts of a commit.

  /// Takes the next places of the log: for messages (`last` is the newest one then), or for a
  /// change (nullptr). Fails when `room` does not end there any more.
  static void advance(store::Transaction& transaction, const Room& room, std::int64_t position,
                      const Message* last);
  /// Two operations; fails at the second when there is a message with that id.
  static void add(store::Transaction& transaction, const Message& message,
                  std::optional<Instant> expires);
  /// Two operations: the message, which fails when it has another version, and the entry of the log.
  static void change(store::Transaction& transaction, const StoredMessage& before,
                     const Message& after, std::int64_t position, Instant entry_expires);
  /// Fails when the person is not in the room; who sends has read what was there.
  static void sent_by(store::Transaction& transaction, RoomId room, UserId sender,
                      std::int64_t number);
  static void check_joined(store::Transaction& transaction, RoomId room, UserId user);
  /// Moves the marker; fails when it is there or further, or the person is not in the room.
  static void read_through(store::Transaction& transaction, const Member& member,
                           std::int64_t number);

 private:
  store::Store& store_;
};

}  // namespace waymark::chat
