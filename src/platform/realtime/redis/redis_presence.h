// Who is here, on any node.
//
// Every node writes its own visitors down, and again every kPresenceBeat; what has not been written
// for kPresenceLife is forgotten by whoever notices first, and told as a departure.
//
//   <prefix>:p:<topic>   sorted set: "<node in hex>/<who>" → when it expires, in milliseconds
//   <prefix>:nodes       sorted set: node → when it expires
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "platform/realtime/presence.h"
#include "platform/redis/client.h"

namespace waymark::realtime {

inline constexpr std::chrono::seconds kPresenceBeat{20};

/// While Redis is away it knows the visitors of this node alone. What it borrows outlives it.
class RedisPresence final : public Presence {
 public:
  RedisPresence(Hub& hub, redis::Client& client, std::string prefix, Random& random);
  ~RedisPresence() override;

  /// On a reactor, where its work is done.
  Task<void> start();
  /// Takes this node's visitors out.
  Task<void> stop();
  /// Writes all visitors of this node down anew, and forgets those of nodes that have died. Done
  /// every kPresenceBeat.
  Task<void> beat();

  std::unique_ptr<Visit> enter(std::string topic, std::string who) override;
  Task<std::vector<std::string>> present(std::string topic) override;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace waymark::realtime
