// Coroutines that run at the same time, and the one that waits for all of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/task.h"

namespace waymark::graphql {

using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// Lives in the frame of the coroutine that waits, on its reactor. When a child throws, when the
/// deadline comes or when the waiting coroutine is cancelled, all children are cancelled.
class Gathering {
 public:
  Gathering(const Executor& executor, std::size_t children,
            std::chrono::steady_clock::time_point deadline);
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  /// Each child once; what it refers to must live until wait() has returned.
  void start(Task<void> task);
  /// Returns when every child has ended, whatever happens; then throws the first failure.
  Task<void> wait();

 private:
  Executor executor_;
  Timer bell_;  // rung by the last child, and at the deadline
  std::size_t started_ = 0;
  std::size_t left_ = 0;
  std::exception_ptr failure_;
  std::unique_ptr<boost::asio::cancellation_signal[]> stops_;
};

}  // namespace waymark::graphql
