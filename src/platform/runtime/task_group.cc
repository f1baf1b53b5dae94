#include <cassert>
#include <list>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/runtime/reactor.h"

namespace waymark::runtime {
namespace {

using SteadyTimer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

bool is_cancellation(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    return error.code() == boost::asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

struct TaskGroup::State {
  State(Executor reactor, std::function<void(std::exception_ptr)> report)
      : executor(reactor), on_failure(std::move(report)), empty(reactor) {
    empty.expires_at(SteadyTimer::time_point::max());
  }

  Executor executor;
  std::function<void(std::exception_ptr)> on_failure;
  SteadyTimer empty;  // never expires; cancelled when the last child has ended
  std::list<boost::asio::cancellation_signal> children;
  bool stopping = false;
};

TaskGroup::TaskGroup(Executor executor, std::function<void(std::exception_ptr)> on_failure)
    : state_(std::make_shared<State>(executor, std::move(on_failure))) {}

TaskGroup::~TaskGroup() {
  assert(state_->children.empty() && "a TaskGroup is stopped before it is destroyed");
}

void TaskGroup::spawn(Task<void> child) {
  if (state_->stopping) return;
  const auto self = state_->children.emplace(state_->children.end());
  auto ended = [state = state_, self](const std::exception_ptr& failure) {
    state->children.erase(self);
    if (failure && !(state->stopping && is_cancellation(failure))) state->on_failure(failure);
    if (state->children.empty()) state->empty.cancel();
  };
  boost::asio::co_spawn(state_->executor, std::move(child),
                        boost::asio::bind_cancellation_slot(self->slot(), std::move(ended)));
}

Task<void> TaskGroup::stop() {
  const auto state = state_;  // the group may be destroyed as soon as the last child has ended
  state->stopping = true;
  // A child that ends at once takes its entry with it; the next one is remembered first.
  for (auto it = state->children.begin(); it != state->children.end();) {
    auto& signal = *it++;
    signal.emit(boost::asio::cancellation_type::terminal);
  }
  // Whoever stops may be cancelled itself; the children are waited for all the same.
  const bool throwing = co_await boost::asio::this_coro::throw_if_cancelled();
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  while (!state->children.empty()) {
    co_await state->empty.async_wait(boost::asio::as_tuple(use_task));  // ends by being cancelled
  }
  co_await boost::asio::this_coro::throw_if_cancelled(throwing);
}

std::size_t TaskGroup::size() const {
  return state_->children.size();
}

}  // namespace waymark::runtime
