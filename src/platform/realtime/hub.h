// Real-time topics: what happened, to whoever listens now (architecture.md §6).
//
// Topics are texts with a kind: `user:<id>`, `feed:`, `room:`, `team:`, `job:`. Messages are small immutable frames,
// shared by all receivers. Delivery is best effort and in order per topic; who was away catches up from the store.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"

namespace waymark::realtime {

struct Message {
  std::string kind;     // "quest_progress", "reward": what `payload` is
  std::string payload;  // JSON
};
using MessagePtr = std::shared_ptr<const Message>;

/// One listener on one reactor. Bounded: when 256 messages wait unread it is closed (`overflowed()`), and the listener
/// must come back and catch up.
class Subscription {
 public:
  virtual ~Subscription() = default;  // unsubscribes
  /// The next message; nullopt when the subscription was closed (overflow, or the hub stops).
  virtual Task<std::optional<MessagePtr>> next() = 0;
  virtual bool overflowed() const = 0;
};

class Hub {
 public:
  virtual ~Hub() = default;
  /// Any thread; never blocks.
  virtual void publish(std::string_view topic, MessagePtr message) = 0;
  /// To be called, used and destroyed on one reactor.
  virtual std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor) = 0;
};

std::string user_topic(std::string_view user_id);

}  // namespace waymark::realtime
