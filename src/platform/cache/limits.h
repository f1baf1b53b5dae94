// Rate limits: so many at once, then so many a second.
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

/// Any reactor.
class RateLimits {
 public:
  virtual ~RateLimits() = default;
  /// Takes one from the bucket of that name ("post:<user>", "sign_up:<address>"). Zero when there
  /// was one; otherwise how long until there will be. A name keeps one rate.
  virtual Task<std::chrono::milliseconds> try_take(std::string name, Rate rate) = 0;
  /// Gives one back: what it was taken for did not count after all.
  virtual Task<void> give_back(std::string name, Rate rate) = 0;
};

/// try_take(), and throws Error(rate_limited, "error.rate_limited") with the seconds to wait.
Task<void> take(RateLimits& limits, std::string name, Rate rate);

}  // namespace waymark::cache
