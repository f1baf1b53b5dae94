// A cache, and rate limits, that all nodes share.
//
//   <prefix>:c:<key>    "+" and the value, or "-" for nothing; expires
//   <prefix>:l:<name>   a bucket: hash of `left` (tokens) and `at` (milliseconds); expires when full
//   <prefix>:g:<name>   guesses: hash of `failures`, `at` and `blocked` (milliseconds); expires when all are forgiven
#pragma once

#include <string>

#include "platform/cache/cache.h"
#include "platform/cache/limits.h"
#include "platform/redis/client.h"

namespace waymark::cache {

/// While Redis is away nothing is known and nothing is kept. `client` outlives it.
class RedisCache final : public Cache {
 public:
  RedisCache(redis::Client& client, std::string prefix);

  Task<std::optional<Cached>> get(std::string key) override;
  Task<void> set(std::string key, std::optional<std::string> value,
                 std::chrono::milliseconds life) override;
  Task<void> erase(std::string key) override;
  bool healthy() const override { return client_.connected(); }

 private:
  redis::Client& client_;
  const std::string prefix_;
};

/// While Redis is away each node lets through what `alone` lets through. Both outlive it.
class RedisRateLimits final : public RateLimits {
 public:
  RedisRateLimits(redis::Client& client, std::string prefix, RateLimits& alone);

  Task<std::chrono::milliseconds> try_take(std::string name, Rate rate) override;
  Task<void> give_back(std::string name, Rate rate) override;
  Task<std::chrono::milliseconds> guess(std::string name, GuessRule rule) override;
  Task<void> forgive(std::string name, GuessRule rule) override;

 private:
  Task<redis::Reply> ask_bucket(std::string name, Rate rate, const char* taken);
  Task<redis::Reply> ask_guesses(std::string name, GuessRule rule, const char* what);

  redis::Client& client_;
  const std::string prefix_;
  RateLimits& alone_;
  const redis::Script buckets_;
  const redis::Script guesses_;
};

}  // namespace waymark::cache
