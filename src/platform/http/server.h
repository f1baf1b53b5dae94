// The HTTP server: HTTP/1.1 over TCP and TLS, on every reactor.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/router.h"
#include "platform/runtime/reactor.h"

namespace waymark::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;     // 0: any free port, see Server::port()
  std::string certificate_file;  // PEM; with private_key_file: TLS 1.2+
  std::string private_key_file;
  std::size_t header_limit = 16 * 1024;              // bytes; past it 431
  std::chrono::milliseconds header_timeout{10'000};  // first byte to end of headers
  std::chrono::milliseconds idle_timeout{75'000};    // between requests
  std::chrono::milliseconds write_timeout{30'000};   // no progress on a write
  std::size_t min_body_rate = 256;                   // bytes a second, once the grace is over
  std::chrono::milliseconds body_grace{10'000};
  std::size_t max_connections = 15'000;             // past it the newest is refused
  std::chrono::milliseconds drain_timeout{10'000};  // of a graceful stop
  // Addresses or networks ("10.0.0.0/8") whose X-Forwarded-For and X-Forwarded-Proto count.
  std::vector<std::string> trusted_proxies;
  // "https://app.example.org": whose pages may open WebSockets, besides those of the server's own host.
  std::vector<std::string> allowed_origins;
  std::chrono::milliseconds web_socket_ping{
      25'000};  // also how long a silent peer may take to answer
  // Sees what is answered before any route is asked (400, 408, 413, 414, 426, 431 …), which no middleware does: adds the
  // headers that every answer has, counts. On the connection's reactor; does not throw.
  std::function<void(Response&)> on_refusal;
};

/// Accepts on every reactor by SO_REUSEPORT. The router must outlive it and not change.
class Server {
 public:
  Server(ServerOptions options, const Router& router, runtime::Reactors& reactors);
  ~Server();
  /// Binds and listens. Throws Error(unavailable) naming the address when it cannot.
  void start();
  /// Graceful: stops accepting, finishes what is under way (Connection: close), closes WebSockets
  /// with 1001, then cuts what is left after drain_timeout. Blocks the calling thread, which is no
  /// reactor.
  void stop();
  std::uint16_t port() const;
  /// Open ones, for metrics.
  std::size_t connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::http
