#include "platform/runtime/signal.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>

namespace waymark::runtime {

void Signal::notify() {
  if (notified_.exchange(true)) return;
  boost::asio::post(executor_, [self = shared_from_this()] { self->timer_.cancel(); });
}

Task<void> Signal::wait() {
  co_await wait_until(std::chrono::steady_clock::time_point::max());
}

Task<bool> Signal::wait_until(std::chrono::steady_clock::time_point deadline) {
  while (!notified_.exchange(false)) {
    if (std::chrono::steady_clock::now() >= deadline) co_return false;
    timer_.expires_at(deadline);
    co_await timer_.async_wait(boost::asio::as_tuple(use_task));
  }
  co_return true;
}

}  // namespace waymark::runtime
