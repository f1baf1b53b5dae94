// Real-time topics: what happened, to whoever listens now (architecture.md §6).
//
// Topics are texts with a kind: `user:<id>`, `feed:`, `room:`, `team:`, `job:`. Messages are small
// immutable frames, shared by all receivers. Delivery is best effort and in order per topic; who
// was away catches up from the store.
//
//   hub.h   the port      local/   the engine of one process
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"

namespace waymark::realtime {

struct Message {
  std::string kind;     // "quest_progress", "rewards": what `payload` is
  std::string payload;  // JSON
};
using MessagePtr = std::shared_ptr<const Message>;

/// Messages that may wait unread for one listener.
inline constexpr std::size_t kMostWaiting = 256;

/// One listener on one reactor. Bounded: when kMostWaiting messages wait unread, the next one
/// closes it (`overflowed()`) and drops them all; the listener must come back and catch up.
class Subscription {
 public:
  virtual ~Subscription() = default;  // unsubscribes
  /// The next message; nullopt when the subscription was closed: at once on overflow, after the
  /// messages that wait when the hub stops. One caller at a time.
  virtual Task<std::optional<MessagePtr>> next() = 0;
  virtual bool overflowed() const = 0;
};

class Hub {
 public:
  virtual ~Hub() = default;
  /// Any thread; never blocks. A topic without listeners costs a look-up.
  virtual void publish(std::string_view topic, MessagePtr message) = 0;
  /// Hears what is published from now on. To be called, used and destroyed on one reactor, the
  /// executor's. Closed from the beginning when the hub has stopped.
  virtual std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor) = 0;
};

/// "user:<id>": what concerns one person.
std::string user_topic(std::string_view user_id);

}  // namespace waymark::realtime
