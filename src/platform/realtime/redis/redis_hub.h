// The hub of many nodes: topics by Redis' publish/subscribe.
//
// A node hears itself at once and others through Redis. It holds two connections, whatever the
// number of its topics: one hears, the other tells. A topic is subscribed to with its first
// listener on the node and let go after the last. What was told and not confirmed when a
// connection is lost is told again (at most kMostUntold messages or kMostUntoldBytes; beyond that
// all nodes are told of a loss instead). After its hearing was interrupted the node subscribes to
// everything again and tells all its listeners of a loss: they read the store from their cursors on.
//
//   <prefix>:t:<topic>   messages of a topic (envelope.h)
//   <prefix>:loss        a node could not tell everything
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/random.h"
#include "platform/realtime/hub.h"
#include "platform/redis/address.h"
#include "platform/telemetry/metrics.h"

namespace waymark::realtime {

inline constexpr std::size_t kMostUntold = 65'536;
inline constexpr std::size_t kMostUntoldBytes = 64 << 20;

/// Made before the reactors' work. While Redis is away, nodes go on alone. Metrics: those of
/// Switchboard, and waymark_realtime_connected.
class RedisHub final : public Hub {
 public:
  RedisHub(redis::Address address, std::string prefix, Random& random, telemetry::Metrics& metrics);
  ~RedisHub() override;

  /// On the reactor where the connections will live.
  Task<void> start();
  /// As LocalHub::stop().
  Task<void> stop();
  /// Any thread: whether other nodes are heard and told.
  bool connected() const;

  void publish(std::string_view topic, MessagePtr message) override;
  std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor,
                                          Listener& listener) override;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace waymark::realtime
