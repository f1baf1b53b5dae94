// What commits to the logs of rooms: new messages and changes to old ones, a room's one after the
// other (room_lanes.h), each durable before anybody is told of it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/media/media.h"
#include "platform/timing/timers.h"
#include "product/chat/announcer.h"
#include "product/chat/events.h"
#include "product/chat/message_repository.h"
#include "product/chat/room_lanes.h"
#include "product/chat/room_repository.h"
#include "product/screening/screening.h"

namespace waymark::chat {

/// A message to be sent; who may send what was checked.
struct Sending {
  MessageId id;
  RoomId room;
  UserId sender;
  std::string text;
  std::optional<std::string> client_id;
  std::optional<MessageReference> reply_to;
  std::vector<media::Picture> pictures;  // of the sender
  std::chrono::days kept{0};             // 0: for good
  screening::Screened screened;
  Trace trace;
};

/// A change to be made. `edit` gets the message as it is and says whether it changed it; it may be
/// run again. It throws to refuse.
struct Changing {
  MessageId id;
  RoomId room;
  UserId by;
  MessageChange kind = MessageChange::edited;
  std::function<bool(Message& message, Instant now)> edit;
  screening::Screened screened;
  Trace trace;
};

struct Sent {
  Message message;
  bool again = false;  // it was there already
};

/// One for the whole server, any reactor; what it borrows outlives it.
class MessageWriter {
 public:
  MessageWriter(store::Store& store, events::Outbox& outbox, Announcer& announcer,
                const media::Library& library, const Clock& clock, IdSource& ids, Random& random);

  /// Throws Error(not_found, room) for who is not in the room (any more),
  /// Error(conflict, request_waits) when a request has all its messages,
  /// Error(invalid_input, mediaIds) when a picture was used before.
  Task<Sent> send(Sending sending);
  /// Throws what `edit` throws, Error(not_found) without the room or the message.
  Task<LogEntry> change(Changing changing);

 private:
  struct SendJob;
  struct ChangeJob;
  class Batch;
  using SendJobPtr = std::shared_ptr<SendJob>;

  Task<void> perform(RoomId room, std::vector<RoomLanes::JobPtr> jobs);
  Task<void> perform_sends(RoomId room, std::vector<SendJobPtr> jobs);
  Task<void> perform_change(RoomId room, std::shared_ptr<ChangeJob> job);
  Task<bool> try_sends(RoomId room, std::vector<SendJobPtr> jobs);
  Task<bool> try_change(RoomId room, std::shared_ptr<ChangeJob> job);
  Task<void> answer_again(SendJobPtr job);
  Task<void> pause(unsigned tries);

  RoomRepository rooms_;
  MessageRepository messages_;
  events::Outbox& outbox_;
  Announcer& announcer_;
  const media::Library& library_;
  const Clock& clock_;
  Random& random_;
  timing::Timers timers_;
  RoomLanes lanes_;
};

}  // namespace waymark::chat
