#include "platform/events/signal.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>

namespace waymark::events {

void Signal::notify() {
  if (notified_.exchange(true)) return;
  boost::asio::post(executor_, [self = shared_from_this()] { self->timer_.cancel(); });
}

Task<void> Signal::wait() {
  while (!notified_.exchange(false)) {
    timer_.expires_at(std::chrono::steady_clock::time_point::max());
    co_await timer_.async_wait(boost::asio::as_tuple(use_task));
  }
}

}  // namespace waymark::events
