// Whose turn it is: the higher priority first, and a share for the others so that none starves.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "platform/queue/queue.h"

namespace waymark::queue {

/// Any thread.
class PriorityTurns {
 public:
  using Order = std::array<Priority, kPriorities>;
  /// The order in which the next receive asks: of twenty, sixteen begin with high, three with
  /// medium, one with low; then the rest, the higher first.
  Order next() {
    constexpr Order high{Priority::high, Priority::medium, Priority::low};
    constexpr Order medium{Priority::medium, Priority::high, Priority::low};
    constexpr Order low{Priority::low, Priority::high, Priority::medium};
    const unsigned turn = turn_.fetch_add(1, std::memory_order_relaxed) % 20;
    if (turn == 19) return low;
    return turn % 5 == 4 ? medium : high;
  }

 private:
  std::atomic<unsigned> turn_{0};
};

}  // namespace waymark::queue
