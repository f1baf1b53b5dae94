// Failures of this process alone, by name.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"
#include "platform/cache/limits.h"

namespace waymark::cache {

/// RateLimits::guess() and forgive(). Bounded: past `capacity` names those that are forgiven go first, then any. Any thread.
class GuessCounter {
 public:
  GuessCounter(const Clock& clock, std::size_t capacity) : clock_(clock), capacity_(capacity) {}

  std::chrono::milliseconds guess(const std::string& name, GuessRule rule);
  void forgive(const std::string& name, GuessRule rule);

 private:
  struct Entry {
    double failures = 0;
    Instant last;
    Instant blocked_until;
    Instant forgiven_at;
  };
  void make_room(Instant now);

  const Clock& clock_;
  const std::size_t capacity_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace waymark::cache
