#include "platform/realtime/redis/telling.h"

#include <boost/asio/this_coro.hpp>

#include "base/backoff.h"
#include "base/error.h"
#include "platform/realtime/redis/redis_hub.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::realtime {
namespace {

constexpr Backoff kBackoff{std::chrono::milliseconds(50), std::chrono::milliseconds(2'000)};
constexpr std::chrono::seconds kDrainWithin{2};

std::string publication(std::string channel, std::string bytes) {
  std::vector<std::string> arguments = {"PUBLISH"};
  arguments.push_back(std::move(channel));
  arguments.push_back(std::move(bytes));
  std::string command;
  redis::append_command(command, arguments);
  return command;
}

}  // namespace

Telling::Telling(redis::Address address, std::string prefix, std::string node, Random& random)
    : address_(std::move(address)),
      topics_(prefix + ":t:"),
      loss_(prefix + ":loss"),
      node_(std::move(node)),
      random_(random) {}

void Telling::tell(std::string_view topic, std::string bytes) {
  std::string command = publication(topics_ + std::string(topic), std::move(bytes));
  const std::lock_guard lock(mutex_);
  if (untold_.size() >= kMostUntold || untold_bytes_ + command.size() > kMostUntoldBytes) {
    // What is written stays, to be confirmed.
    while (untold_.size() > written_) {
      untold_bytes_ -= untold_.back().size();
      untold_.pop_back();
    }
    if (!std::exchange(forgot_, true)) keep(publication(loss_, node_));
    return;
  }
  keep(std::move(command));
}

/// The lock is held.
void Telling::keep(std::string command) {
  untold_bytes_ += command.size();
  untold_.push_back(std::move(command));
  if (more_) more_->notify();
}

Task<void> Telling::run() {
  for (unsigned attempt = 0;; ++attempt) {
    std::string why;
    try {
      co_await serve();
    } catch (const Error& error) {
      why = error.what();
    }
    {
      const std::lock_guard lock(mutex_);
      written_ = 0;  // told again
      more_.reset();
      if (empty_) empty_->notify();
    }
    if (connected_.exchange(false)) {
      attempt = 0;
      telemetry::log(telemetry::Level::warn, "realtime_mute", {{"reason", why}});
    }
    const std::chrono::milliseconds pause = kBackoff.delay(attempt, random_);
    co_await runtime::sleep_for(pause + std::chrono::milliseconds(1));
  }
}

/// One connection, to its end.
Task<void> Telling::serve() {
  const Executor executor = co_await boost::asio::this_coro::executor;
  redis::Connection connection(executor);
  co_await connection.open(address_);
  {
    const std::lock_guard lock(mutex_);
    more_ = std::make_shared<runtime::Signal>(executor);
  }
  connected_ = true;
  runtime::TaskGroup writing(executor, [&connection](const std::exception_ptr&) {
    connection.close();  // reading ends, and says why
  });
  writing.spawn(write_all(connection));
  std::exception_ptr failure;
  try {
    while (true) {
      const std::vector<redis::Reply> replies = co_await connection.read();
      for (const redis::Reply& reply : replies) {
        if (reply.is_error()) throw Error(ErrorCode::unavailable, "error.unavailable", reply.text);
        take_confirmed();
      }
    }
  } catch (...) {
    failure = std::current_exception();
  }
  connection.close();
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  co_await writing.stop();
  co_await boost::asio::this_coro::throw_if_cancelled(true);
  std::rethrow_exception(failure);
}

Task<void> Telling::write_all(redis::Connection& connection) {
  const std::shared_ptr<runtime::Signal> more = more_;
  while (true) {
    std::string bytes;
    {
      const std::lock_guard lock(mutex_);
      for (; written_ < untold_.size(); ++written_) bytes += untold_[written_];
      forgot_ = false;
    }
    if (bytes.empty())
      co_await more->wait();
    else
      co_await connection.write(std::move(bytes));
  }
}

void Telling::take_confirmed() {
  const std::lock_guard lock(mutex_);
  if (written_ == 0)
    throw Error(ErrorCode::unavailable, "error.unavailable", "an answer that nobody asked for");
  untold_bytes_ -= untold_.front().size();
  untold_.pop_front();
  --written_;
  if (untold_.empty() && empty_) empty_->notify();
}

Task<void> Telling::drained() {
  const Executor executor = co_await boost::asio::this_coro::executor;
  std::shared_ptr<runtime::Signal> empty;
  {
    const std::lock_guard lock(mutex_);
    if (!connected_ || untold_.empty()) co_return;
    empty = empty_ = std::make_shared<runtime::Signal>(executor);
  }
  co_await empty->wait_until(std::chrono::steady_clock::now() + kDrainWithin);
}

}  // namespace waymark::realtime
