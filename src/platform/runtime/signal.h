// Wakes one coroutine from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include <boost/asio/steady_timer.hpp>

#include "base/task.h"

namespace waymark::runtime {

/// notify() from any thread; wait() by one coroutine on the executor. Notifications made while
/// nobody waits are remembered as one.
class Signal : public std::enable_shared_from_this<Signal> {
 public:
  explicit Signal(Executor executor) : executor_(executor), timer_(executor) {}
  void notify();
  /// Returns after a notification; throws when its group is stopped.
  Task<void> wait();
  /// The same, but no longer than that; whether there was a notification.
  Task<bool> wait_until(std::chrono::steady_clock::time_point deadline);

 private:
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  Executor executor_;
  Timer timer_;
  std::atomic<bool> notified_{false};
};

}  // namespace waymark::runtime
