// Messages as moderators find them, whoever may see them; and hiding them.
#pragma once

#include <optional>
#include <vector>

#include "platform/events/outbox.h"
#include "product/chat/announcer.h"
#include "product/chat/message_repository.h"
#include "product/chat/room_repository.h"

namespace waymark::chat {

/// One for the server, any reactor; borrows what it is given.
class Evidence {
 public:
  Evidence(store::Store& store, Announcer& announcer)
      : rooms_(store), messages_(store), announcer_(announcer) {}

  /// nullopt for what is gone or deleted.
  Task<std::optional<Message>> message(RoomId room, MessageId id) const;

  /// It, with up to `count` messages before and after it that were not deleted; empty when it is gone.
  Task<std::vector<Message>> around(RoomId room, MessageId id, std::uint32_t count) const;

  /// Hides it from everybody, or (nullopt) shows it again: adds to a commit, which fails when something happens in the room
  /// meanwhile, and is to be made anew then. What to announce once it is committed; nullopt, and nothing added, when it is
  /// gone or so already.
  Task<std::optional<LogEntry>> hide(store::Transaction& transaction,
                                     std::vector<events::NewEvent>& events, RoomId room,
                                     MessageId id, UserId by, std::optional<Instant> at,
                                     Instant now) const;
  void announce(const LogEntry& entry) const { announcer_.tell(entry); }

 private:
  RoomRepository rooms_;
  MessageRepository messages_;
  Announcer& announcer_;
};

}  // namespace waymark::chat
