// For tests: runs coroutines to their end, and fails instead of hanging.
#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "base/task.h"

namespace waymark::runtime {

/// A reactor that the calling thread turns itself. Objects that live on a reactor take executor();
/// run() then drives one coroutine after the other on it. What was started beside them only moves
/// while run() runs.
class TestLoop {
 public:
  Executor executor() { return context_.get_executor(); }
  boost::asio::io_context& context() { return context_; }

  /// The task's result or exception. Throws std::runtime_error when it has not ended within `bound`
  /// of real time.
  template <typename T>
  T run(Task<T> task, std::chrono::seconds bound = std::chrono::seconds(30)) {
    std::optional<std::conditional_t<std::is_void_v<T>, bool, T>> result;
    std::exception_ptr failure;
    bool ended = false;
    const boost::asio::executor_work_guard<Executor> guard(executor());
    context_.restart();
    boost::asio::co_spawn(context_, keep(std::move(task), result), [&](std::exception_ptr error) {
      failure = error;
      ended = true;
      context_.stop();
    });
    context_.run_for(bound);
    if (!ended) throw std::runtime_error("the task did not end within its bound: it hangs");
    if (failure) std::rethrow_exception(failure);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }

 private:
  template <typename T, typename Result>
  static Task<void> keep(Task<T> task, Result& result) {
    if constexpr (std::is_void_v<T>)
      co_await std::move(task);
    else
      result.emplace(co_await std::move(task));
  }

  boost::asio::io_context context_{1};
};

/// Runs one coroutine to its end on a loop of its own. A lambda may be called in place, captures
/// and all, because it lives until run_task returns:  run_task([&]() -> Task<void> { … }());
template <typename T>
T run_task(Task<T> task, std::chrono::seconds bound = std::chrono::seconds(30)) {
  TestLoop loop;
  return loop.run(std::move(task), bound);
}

}  // namespace waymark::runtime
