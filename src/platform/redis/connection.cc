#include "platform/redis/connection.h"

#include <memory>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>

#include "base/error.h"

namespace waymark::redis {
namespace {

constexpr auto kAsTuple = boost::asio::as_tuple(use_task);

void require(const boost::system::error_code& problem, const char* what) {
  if (problem)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                std::string("Redis: ") + what + ": " + problem.message());
}

}  // namespace

Connection::Connection(const Executor& executor) : resolver_(executor), socket_(executor) {}

Task<void> Connection::open(Address address) {
  // Closing ends whatever is under way. The handler may outlive this frame by a turn.
  auto in_time = std::make_shared<bool>(true);
  Timer deadline(socket_.get_executor(), std::chrono::steady_clock::now() + kConnectTimeout);
  auto expired = [this, in_time](const boost::system::error_code& disarmed) {
    if (!disarmed && *in_time) close();
  };
  deadline.async_wait(std::move(expired));
  std::exception_ptr failure;
  try {
    const auto [unknown, places] =
        co_await resolver_.async_resolve(address.host, std::to_string(address.port), kAsTuple);
    require(unknown, "the name cannot be resolved");
    const auto [refused, place] = co_await boost::asio::async_connect(socket_, places, kAsTuple);
    require(refused, "no connection");
    boost::system::error_code ignored;
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    co_await log_in(address);
  } catch (...) {
    failure = std::current_exception();
  }
  *in_time = false;
  if (failure) std::rethrow_exception(failure);
}

Task<void> Connection::log_in(const Address& address) {
  std::string commands;
  std::size_t expected = 0;
  std::vector<std::string> arguments;
  if (!address.password.empty()) {
    arguments = {"AUTH"};
    if (!address.user.empty()) arguments.push_back(address.user);
    arguments.push_back(address.password.expose());
    append_command(commands, arguments);
    ++expected;
  }
  arguments = {"SELECT", std::to_string(address.database)};
  append_command(commands, arguments);
  ++expected;
  co_await write(std::move(commands));
  while (expected > 0) {
    const std::vector<Reply> replies = co_await read();
    for (const Reply& reply : replies) {
      if (reply.is_error())
        throw Error(ErrorCode::unavailable, "error.unavailable", "Redis: " + reply.text);
      --expected;
    }
  }
}

Task<void> Connection::write(std::string bytes) {
  const auto [problem, sent] =
      co_await boost::asio::async_write(socket_, boost::asio::buffer(bytes), kAsTuple);
  require(problem, "writing");
}

Task<std::vector<Reply>> Connection::read() {
  std::vector<Reply> replies;
  while (true) {
    while (auto reply = reader_.next()) replies.push_back(std::move(*reply));
    if (!replies.empty()) co_return replies;
    const auto [problem, count] =
        co_await socket_.async_read_some(boost::asio::buffer(input_), kAsTuple);
    require(problem, "reading");
    reader_.feed(std::string_view(input_.data(), count));
  }
}

void Connection::close() {
  resolver_.cancel();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace waymark::redis
