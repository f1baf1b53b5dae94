// Rate limits: so many at once, then so many a second. And brakes on guessing, which grow with every failure.
#pragma once

#include <chrono>
#include <string>

#include "base/task.h"

namespace waymark::cache {

/// A token bucket: it holds `burst` at most, and gets `per_second` back.
struct Rate {
  double burst = 10;
  double per_second = 1;
};

/// Past `free` failures each further one doubles the wait for the next, from a second to `longest`; one of them is
/// forgiven in each `forgiven_after`.
struct GuessRule {
  unsigned free = 5;
  std::chrono::seconds longest{900};
  std::chrono::seconds forgiven_after{900};
};

/// Any reactor.
class RateLimits {
 public:
  virtual ~RateLimits() = default;
  /// Takes one from the bucket of that name ("post:<user>", "sign_up:<address>"). Zero when there
  /// was one; otherwise how long until there will be. A name keeps one rate.
  virtual Task<std::chrono::milliseconds> try_take(std::string name, Rate rate) = 0;
  /// Gives one back: what it was taken for did not count after all.
  virtual Task<void> give_back(std::string name, Rate rate) = 0;

  /// Counts a guess under that name as failed, before it is judged, so that many at once do not all pass. Zero when it
  /// may be made; otherwise how long until one may be, and it is not counted. Names are apart from those of buckets.
  virtual Task<std::chrono::milliseconds> guess(std::string name, GuessRule rule) = 0;
  /// That guess was right: it is taken back, and no other.
  virtual Task<void> forgive(std::string name, GuessRule rule) = 0;
};

/// try_take(), and throws Error(rate_limited, "error.rate_limited") with the seconds to wait.
Task<void> take(RateLimits& limits, std::string name, Rate rate);

}  // namespace waymark::cache
