// From a plain thread into a reactor and back: for the start and the end of the process.
#pragma once

#include <exception>
#include <future>
#include <type_traits>
#include <utility>

#include <boost/asio/co_spawn.hpp>

#include "base/task.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

/// Runs the task on the reactor, which must have been started, and blocks the calling thread, which is no reactor,
/// until it has ended. Its result, or its exception.
template <typename T>
T run_on(runtime::Reactor& reactor, Task<T> task) {
  std::promise<T> promise;
  std::future<T> result = promise.get_future();
  const auto finish = [&promise](std::exception_ptr failure, auto... value) {
    if (failure)
      promise.set_exception(std::move(failure));
    else
      promise.set_value(std::move(value)...);
  };
  boost::asio::co_spawn(reactor.context(), std::move(task), finish);
  return result.get();
}

}  // namespace waymark::app
