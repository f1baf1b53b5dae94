#include "app/sharing.h"

#include "platform/cache/local/local_cache.h"
#include "platform/cache/redis/redis_cache.h"
#include "platform/redis/address.h"

namespace waymark::app {

Sharing::Sharing(Foundation& foundation, const Settings& settings)
    : local_limits_(foundation.clock) {
  use_redis(foundation, settings);
  if (!hub_) {
    local_hub_ = std::make_unique<realtime::LocalHub>(foundation.metrics);
    local_presence_ = std::make_unique<realtime::LocalPresence>(*local_hub_);
    hub_ = local_hub_.get();
    presence_ = local_presence_.get();
  }
  if (!cache_) {
    const auto bytes = static_cast<std::size_t>(settings.cache.megabytes) << 20;
    cache_ = std::make_unique<cache::LocalCache>(bytes, foundation.clock);
    limits_ = &local_limits_;
  }
  flights_.emplace(*cache_);
}

void Sharing::use_redis(Foundation& foundation, const Settings& settings) {
  const bool topics = settings.realtime.engine == "redis";
  const bool copies = settings.cache.engine == "redis";
  if (!topics && !copies) return;
  const redis::Address address = redis::parse_address(settings.redis.url, "redis.url");
  const std::string& prefix = settings.redis.prefix;
  client_ = std::make_unique<redis::Client>(address, "cache", foundation.random);
  if (topics) {
    redis_hub_ = std::make_unique<realtime::RedisHub>(address, prefix, foundation.random,
                                                      foundation.metrics);
    redis_presence_ =
        std::make_unique<realtime::RedisPresence>(*redis_hub_, *client_, prefix, foundation.random);
    hub_ = redis_hub_.get();
    presence_ = redis_presence_.get();
  }
  if (copies) {
    cache_ = std::make_unique<cache::RedisCache>(*client_, prefix);
    redis_limits_ = std::make_unique<cache::RedisRateLimits>(*client_, prefix, local_limits_);
    limits_ = redis_limits_.get();
  }
}

Task<void> Sharing::start() {
  if (client_) co_await client_->start();
  if (redis_hub_) co_await redis_hub_->start();
  if (redis_presence_) co_await redis_presence_->start();
}

Task<void> Sharing::stop() {
  if (redis_presence_) co_await redis_presence_->stop();
  if (client_) co_await client_->stop();
  if (redis_hub_) co_await redis_hub_->stop();
  if (local_hub_) co_await local_hub_->stop();
}

bool Sharing::healthy() const {
  return cache_->healthy() && (!client_ || client_->connected()) &&
         (!redis_hub_ || redis_hub_->connected());
}

}  // namespace waymark::app
