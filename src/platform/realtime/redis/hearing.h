// The connection of a hub that hears others.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "base/task.h"
#include "platform/realtime/switchboard.h"
#include "platform/redis/connection.h"
#include "platform/runtime/signal.h"

namespace waymark::realtime {

/// How long a silent server is believed.
inline constexpr std::chrono::seconds kHeartbeat{10};

/// What is wanted is set by any thread; run() lives on one reactor.
class Hearing {
 public:
  /// `node` is whose own messages are passed over.
  Hearing(redis::Address address, std::string prefix, std::string node, Random& random);

  /// A topic is wanted or not any more.
  void want(const std::string& topic, bool wanted);
  /// Returns when what is published on a wanted topic is heard, or cannot be for now.
  Task<void> ready(std::string topic);
  /// Connects again and again, and delivers to `board`.
  Task<void> run(Switchboard& board);
  /// Nobody waits in ready() any more.
  void give_up();
  /// Whether all that was wanted when the connection was made is heard.
  bool connected() const { return connected_ && to_confirm_ == 0; }

 private:
  struct Topic {
    bool wanted = true;
    bool heard = false;
    std::vector<std::shared_ptr<runtime::Signal>> waiting;
  };
  using Signals = std::vector<std::shared_ptr<runtime::Signal>>;

  Task<void> serve(Switchboard& board);
  Task<void> write_changes(redis::Connection& connection);
  Task<void> keep_alive(redis::Connection& connection);
  void take(const redis::Reply& reply, Switchboard& board);
  void confirm(std::string_view channel, Switchboard& board);
  std::vector<std::string> all_wanted(const Executor& executor);
  std::string channel(std::string_view topic) const { return topics_ + std::string(topic); }

  const redis::Address address_;
  const std::string topics_;  // what the channels of topics begin with
  const std::string loss_;    // channel
  const std::string node_;
  Random& random_;

  std::mutex mutex_;  // of what follows
  std::unordered_map<std::string, Topic> known_;
  std::unordered_map<std::string, int> asked_;         // subscriptions that are not confirmed
  std::vector<std::pair<std::string, bool>> changes_;  // not yet written
  std::shared_ptr<runtime::Signal> changed_;           // while connected

  std::atomic<bool> connected_{false};
  // Channels, until this node has caught up with its topics.
  std::atomic<std::size_t> to_confirm_{0};
  bool heard_since_beat_ = false;
};

}  // namespace waymark::realtime
