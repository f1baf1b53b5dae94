// What nodes share beside the store: topics and who is here, copies, and counts of who asks how often.
#pragma once

#include <memory>
#include <optional>

#include "app/foundation.h"
#include "app/settings.h"
#include "platform/cache/cache.h"
#include "platform/cache/flights.h"
#include "platform/cache/limits.h"
#include "platform/cache/local/local_limits.h"
#include "platform/realtime/hub.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/realtime/presence.h"
#include "platform/realtime/redis/redis_hub.h"
#include "platform/realtime/redis/redis_presence.h"
#include "platform/redis/client.h"

namespace waymark::app {

/// With the engines that the settings name. Made after the foundation, which it borrows.
class Sharing {
 public:
  /// Throws Error(invalid_input) for a redis.url that is none.
  Sharing(Foundation& foundation, const Settings& settings);

  /// On the first reactor, where the connections to Redis live.
  Task<void> start();
  /// After everything that publishes or listens.
  Task<void> stop();

  realtime::Hub& hub() { return *hub_; }
  realtime::Presence& presence() { return *presence_; }
  cache::Cache& cache() { return *cache_; }
  cache::Flights& flights() { return *flights_; }
  cache::RateLimits& limits() { return *limits_; }
  /// Whether all of it works: not so while Redis is away, and the nodes go on alone.
  bool healthy() const;

 private:
  void use_redis(Foundation& foundation, const Settings& settings);

  std::unique_ptr<realtime::LocalHub> local_hub_;
  std::unique_ptr<realtime::LocalPresence> local_presence_;
  std::unique_ptr<realtime::RedisHub> redis_hub_;
  std::unique_ptr<redis::Client> client_;
  std::unique_ptr<realtime::RedisPresence> redis_presence_;
  realtime::Hub* hub_ = nullptr;
  realtime::Presence* presence_ = nullptr;
  std::unique_ptr<cache::Cache> cache_;
  std::optional<cache::Flights> flights_;
  cache::LocalRateLimits local_limits_;
  std::unique_ptr<cache::RateLimits> redis_limits_;
  cache::RateLimits* limits_ = nullptr;
};

}  // namespace waymark::app
