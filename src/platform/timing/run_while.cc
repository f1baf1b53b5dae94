#include "platform/timing/run_while.h"

#include <exception>
#include <memory>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/error.h"

namespace waymark::timing {
namespace {

using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// What the work and who waits for it share.
struct Watch {
  explicit Watch(Executor executor) : timer(executor) {}
  Timer timer;
  boost::asio::cancellation_signal cancel;
  std::exception_ptr failure;
  bool ended = false;
};

}  // namespace

Task<void> run_while(Task<void> work, std::function<bool()> may_go_on) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  const auto watch = std::make_shared<Watch>(executor);
  auto ended = [watch](std::exception_ptr failure) {
    watch->failure = std::move(failure);
    watch->ended = true;
    watch->timer.cancel();
  };
  boost::asio::co_spawn(
      executor, std::move(work),
      boost::asio::bind_cancellation_slot(watch->cancel.slot(), std::move(ended)));

  // Whoever waits may be cancelled itself; the work is waited for all the same.
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  bool cancelled = false;
  while (!watch->ended) {
    watch->timer.expires_after(kAskEvery);
    co_await watch->timer.async_wait(boost::asio::as_tuple(use_task));
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    const bool from_above = state.cancelled() != boost::asio::cancellation_type::none;
    if (watch->ended || cancelled || (!from_above && may_go_on())) continue;
    cancelled = true;
    watch->cancel.emit(boost::asio::cancellation_type::terminal);
  }
  co_await boost::asio::this_coro::throw_if_cancelled(true);
  if (!watch->failure) co_return;
  if (cancelled)
    throw Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded", "its time was over");
  std::rethrow_exception(watch->failure);
}

}  // namespace waymark::timing
