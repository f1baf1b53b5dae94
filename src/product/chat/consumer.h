// The consumer "chat": tells people that a room of theirs has changed, and tells of messages that a
// process committed and did not live to tell of.
#pragma once

#include <string_view>

#include "platform/events/outbox.h"
#include "product/chat/announcer.h"
#include "product/chat/events.h"
#include "product/chat/message_repository.h"
#include "product/chat/room_repository.h"

namespace waymark::chat {

/// Changes nothing in the store: run again, it tells again, and who listens drops what is not new.
/// Borrows what it is given.
class ChatConsumer final : public events::Consumer {
 public:
  ChatConsumer(store::Store& store, Announcer& announcer)
      : rooms_(store), messages_(store), announcer_(announcer) {}

  std::string_view name() const override { return "chat"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Task<events::Effects> moved(RoomId room);
  Task<events::Effects> sent(MessageSent sent);
  Task<events::Effects> changed(MessageChanged changed);
  Task<events::Effects> parted(RoomId room, UserId who);
  Task<void> tell_again(events::Effects& effects, RoomId room, std::int64_t message,
                        std::int64_t position);
  Task<void> tell_members(events::Effects& effects, RoomId room);

  RoomRepository rooms_;
  MessageRepository messages_;
  Announcer& announcer_;
};

}  // namespace waymark::chat
