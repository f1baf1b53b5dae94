// How long to wait before trying again: exponential backoff with full jitter (SW section 3b).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <span>

#include "base/random.h"

namespace waymark {

/// delay = random(0, min(cap, base · 2^attempt)). Spreading the whole delay keeps those who failed
/// together from coming back together.
struct Backoff {
  std::chrono::milliseconds base{50};
  std::chrono::milliseconds cap{20'000};

  /// The longest delay before trying again after `attempt` (0 for the first) has failed.
  std::chrono::milliseconds ceiling(unsigned attempt) const {
    // Past 2^30 any base of a millisecond is beyond every sensible cap.
    const std::int64_t factor = std::int64_t{1} << std::min(attempt, 30U);
    return base.count() > cap.count() / factor ? cap : base * factor;
  }

  /// A delay of its own for every caller, both ends included.
  std::chrono::milliseconds delay(unsigned attempt, Random& random) const {
    std::uint64_t drawn = 0;
    std::uint8_t bytes[sizeof drawn];
    random.fill(bytes);
    for (const std::uint8_t byte : bytes) drawn = drawn << 8 | byte;
    const auto choices = static_cast<std::uint64_t>(ceiling(attempt).count()) + 1;
    return std::chrono::milliseconds(static_cast<std::int64_t>(drawn % choices));
  }
};

}  // namespace waymark
