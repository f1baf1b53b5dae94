// One connection to a Redis server.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/task.h"
#include "platform/redis/address.h"
#include "platform/redis/reply.h"

namespace waymark::redis {

inline constexpr std::chrono::seconds kConnectTimeout{3};

/// Lives on one reactor. One coroutine may read while another writes. All throw Error(unavailable)
/// when the connection is lost.
class Connection {
 public:
  explicit Connection(const Executor& executor);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Connects, logs in and chooses the database.
  Task<void> open(Address address);
  Task<void> write(std::string bytes);
  /// At least one; in the order in which they came.
  Task<std::vector<Reply>> read();
  /// read() and write() end.
  void close();

 private:
  Task<void> log_in(const Address& address);

  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
  using Resolver = boost::asio::ip::basic_resolver<boost::asio::ip::tcp, Executor>;
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  Resolver resolver_;
  Socket socket_;
  ReplyReader reader_;
  std::array<char, 16 * 1024> input_;
};

}  // namespace waymark::redis
