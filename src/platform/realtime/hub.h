// Real-time topics: what happened, to whoever listens now (architecture.md §6).
//
// Topics are texts with a kind: `user:<id>`, `feed:`, `room:`, `team:`, `job:`. Messages are small
// immutable frames, shared by all receivers. Delivery is best effort and in order per topic and
// publishing node; a listener is told when it may have missed something, and catches up from the
// store.
//
//   hub.h         the port: publish and listen
//   presence.h    the port: who is here
//   local/        the engine of one process
//   redis/        the engine of many
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/task.h"

namespace waymark::realtime {

struct Message {
  std::string kind;     // "quest_progress", "rewards": what `payload` is
  std::string payload;  // JSON
  /// Its place among the topic's messages, compared bytewise; "" for what is only for those who
  /// listen now (typing, presence) and cannot be read again.
  std::string cursor;
  /// The cursor of the topic's message before it; "" when that is not known: then nobody can see
  /// by it that something is missing.
  std::string previous;
  /// Whom it comes from or concerns: a user's id.
  std::string about;
};
using MessagePtr = std::shared_ptr<const Message>;

/// Messages that may wait for one listener, or be on their way to one reactor.
inline constexpr std::size_t kMostWaiting = 256;
inline constexpr std::size_t kMostUnderWay = 65'536;

/// Lives on one reactor and is called there; must not throw. It may end its subscription while it is
/// called.
class Listener {
 public:
  virtual void on_message(const MessagePtr& message) = 0;
  /// Something may have been published before this that never comes: read the store again.
  virtual void on_loss() = 0;
  /// The hub has stopped; nothing comes any more.
  virtual void on_close() = 0;

 protected:
  ~Listener() = default;
};

/// Destroying it ends what Hub::subscribe began.
class Subscription {
 public:
  virtual ~Subscription() = default;
  /// Returns when all that is published from then on, on any node, is heard; also when other nodes
  /// cannot be heard for the time being: then on_loss() follows when they can.
  virtual Task<void> ready() = 0;
};

class Hub {
 public:
  virtual ~Hub() = default;
  /// Any thread; never blocks. A topic without listeners costs a look-up.
  virtual void publish(std::string_view topic, MessagePtr message) = 0;
  /// Hears what this node publishes from now on, and others once it is ready(). To be called and
  /// destroyed on one reactor, the
  /// executor's, where `listener` is called; never from within the call. When the hub has stopped
  /// already, nothing comes, not even on_close().
  virtual std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor,
                                                  Listener& listener) = 0;
};

/// "user:<id>": what concerns one person.
std::string user_topic(std::string_view user_id);
/// "feed:<id>": what is new in one person's feed.
std::string feed_topic(std::string_view user_id);
/// "room:<id>": messages of a room.
std::string room_topic(std::string_view room_id);
/// "team:<id>": a group on its journey.
std::string team_topic(std::string_view group_id);
/// "job:<id>": how far a job has come.
std::string job_topic(std::string_view job_id);

}  // namespace waymark::realtime
