// Rate limits of this process alone.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"
#include "platform/cache/limits.h"
#include "platform/cache/local/guess_counter.h"

namespace waymark::cache {

/// Bounded: past `capacity` names those that are full again go first, then any. Any thread.
class LocalRateLimits final : public RateLimits {
 public:
  explicit LocalRateLimits(const Clock& clock, std::size_t capacity = 100'000);

  Task<std::chrono::milliseconds> try_take(std::string name, Rate rate) override;
  Task<void> give_back(std::string name, Rate rate) override;
  Task<std::chrono::milliseconds> guess(std::string name, GuessRule rule) override;
  Task<void> forgive(std::string name, GuessRule rule) override;

 private:
  struct Bucket {
    double left = 0;
    Instant at;
    Instant full_at;
  };
  Bucket& refill(const std::string& name, Rate rate, Instant now);
  void make_room(Instant now);

  const Clock& clock_;
  const std::size_t capacity_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  GuessCounter guesses_;
};

}  // namespace waymark::cache
