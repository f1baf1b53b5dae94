#include "platform/runtime/when_all.h"

#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>

namespace waymark::runtime {

Task<void> when_all(std::vector<Task<void>> tasks) {
  if (tasks.empty()) co_return;
  const Executor executor = co_await boost::asio::this_coro::executor;
  using Started =
      decltype(boost::asio::co_spawn(executor, std::move(tasks.front()), boost::asio::deferred));
  std::vector<Started> started;
  started.reserve(tasks.size());
  for (Task<void>& task : tasks)
    started.push_back(boost::asio::co_spawn(executor, std::move(task), boost::asio::deferred));
  auto group = boost::asio::experimental::make_parallel_group(std::move(started));
  const auto [order, failures] =
      co_await group.async_wait(boost::asio::experimental::wait_for_all(), use_task);
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace waymark::runtime
