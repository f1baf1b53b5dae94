#include "platform/graphql/gathering.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

namespace waymark::graphql {

Gathering::Gathering(const Executor& executor, std::size_t children,
                     std::chrono::steady_clock::time_point deadline)
    : executor_(executor),
      bell_(executor, deadline),
      stops_(std::make_unique<boost::asio::cancellation_signal[]>(children)) {}

void Gathering::start(Task<void> task) {
  ++left_;
  auto ended = [this](const std::exception_ptr& failure) {
    --left_;
    if (failure && !failure_) failure_ = failure;
    if (left_ == 0 || failure) bell_.cancel();
  };
  boost::asio::co_spawn(
      executor_, std::move(task),
      boost::asio::bind_cancellation_slot(stops_[started_++].slot(), std::move(ended)));
}

Task<void> Gathering::wait() {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  bool stopping = false;
  while (left_ > 0) {
    if (!failure_ || stopping) co_await bell_.async_wait(boost::asio::as_tuple(use_task));
    if (left_ == 0 || stopping) continue;
    stopping = true;
    bell_.expires_at(std::chrono::steady_clock::time_point::max());
    for (std::size_t child = 0; child < started_; ++child)
      stops_[child].emit(boost::asio::cancellation_type::terminal);
  }
  co_await boost::asio::this_coro::throw_if_cancelled(true);
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace waymark::graphql
