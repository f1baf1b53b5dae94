// The server's part on one reactor: accepts connections, keeps them, and ends them.
#pragma once

#include <atomic>
#include <cstdint>
#include <future>
#include <optional>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/http/connection.h"

namespace waymark::http {

/// Throws Error(unavailable) when somebody listens there already. Listeners share their port by
/// SO_REUSEPORT, which would let a second server take half of the first one's clients unnoticed.
void require_free(const std::string& address, std::uint16_t port);

class Listener {
 public:
  /// `connections` counts those of all listeners.
  Listener(const ServerOptions& options, const TrustedProxies& proxies, const Router::Tree& routes,
           runtime::Reactor& reactor, boost::asio::ssl::context* tls, Random& random,
           std::atomic<std::size_t>& connections);

  /// Binds; port 0 takes any. Returns the port. Throws Error(unavailable) naming the address.
  std::uint16_t listen(std::uint16_t port);
  /// Begins to accept. Any thread.
  void start();
  /// Graceful; the future is ready when the last connection has ended. Any thread. The reactor must
  /// be running.
  std::future<void> stop();

 private:
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;

  Task<void> accept();
  void take(TcpSocket socket);
  void drain();
  void end_if_empty();

  Shard shard_;
  std::atomic<std::size_t>& connections_;
  Acceptor acceptor_;
  std::optional<runtime::Timeout> drain_timeout_;
  bool accepting_ = false;
  std::promise<void> ended_;
};

}  // namespace waymark::http
