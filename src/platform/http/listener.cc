#include "platform/http/listener.h"

#include <sys/socket.h>

#include <cerrno>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/runtime/reactor.h"

namespace waymark::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// Out of descriptors or memory: without a pause the reactor would spin.
constexpr std::chrono::milliseconds kAcceptPause(100);
constexpr std::string_view kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 10\r\nConnection: "
    "close\r\n\r\n";

tcp::endpoint endpoint_of(const std::string& address, std::uint16_t port) {
  boost::system::error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  if (error)
    throw Error(ErrorCode::unavailable, "error.unavailable", address + " is no numeric address");
  return tcp::endpoint(parsed, port);
}

std::string name_of(const tcp::endpoint& endpoint) {
  return endpoint.address().to_string() + ":" + std::to_string(endpoint.port());
}

[[noreturn]] void cannot_listen(const tcp::endpoint& endpoint,
                                const boost::system::system_error& error) {
  throw Error(ErrorCode::unavailable, "error.unavailable",
              "cannot listen on " + name_of(endpoint) + ": " + error.code().message());
}

bool is_exhausted(const boost::system::error_code& error) {
  return error == boost::system::errc::too_many_files_open ||
         error == boost::system::errc::no_buffer_space ||
         error == boost::system::errc::too_many_files_open_in_system ||
         error == boost::system::errc::not_enough_memory;
}

}  // namespace

void require_free(const std::string& address, std::uint16_t port) {
  const tcp::endpoint endpoint = endpoint_of(address, port);
  asio::io_context context;
  tcp::acceptor probe(context);
  try {
    probe.open(endpoint.protocol());
    probe.set_option(asio::socket_base::reuse_address(true));
    probe.bind(endpoint);
    probe.listen(1);
  } catch (const boost::system::system_error& error) {
    cannot_listen(endpoint, error);
  }
}

Listener::Listener(const ServerOptions& options, const TrustedProxies& proxies,
                   const Router::Tree& routes, runtime::Reactor& reactor, asio::ssl::context* tls,
                   Random& random, std::atomic<std::size_t>& connections)
    : shard_(options, proxies, routes, reactor, tls, random),
      connections_(connections),
      acceptor_(reactor.executor()) {}

std::uint16_t Listener::listen(std::uint16_t port) {
  const tcp::endpoint endpoint = endpoint_of(shard_.options.address, port);
  try {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(asio::socket_base::max_listen_connections);
    return acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    cannot_listen(endpoint, error);
  }
}

void Listener::start() {
  accepting_ = true;
  asio::co_spawn(shard_.reactor.executor(), accept(), [this](const std::exception_ptr& failure) {
    accepting_ = false;
    if (failure) std::rethrow_exception(failure);  // accept() throws nothing: a bug
    end_if_empty();
  });
}

Task<void> Listener::accept() {
  while (true) {
    auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(use_task));
    if (!acceptor_.is_open()) co_return;
    if (!error)
      take(std::move(socket));
    else if (is_exhausted(error))
      co_await runtime::sleep_for(kAcceptPause);
  }
}

void Listener::take(TcpSocket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  if (connections_.load(std::memory_order_relaxed) >= shard_.options.max_connections) {
    ::send(socket.native_handle(), kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return;
  }
  socket.set_option(tcp::no_delay(true), error);
  ++connections_;
  const auto it = shard_.connections.emplace(shard_.connections.end(), shard_, std::move(socket),
                                             peer.address().to_string());
  asio::co_spawn(
      shard_.reactor.executor(), it->run(),
      asio::bind_cancellation_slot(it->slot(), [this, it](const std::exception_ptr& failure) {
        if (failure) std::rethrow_exception(failure);  // run() throws nothing: a bug
        shard_.connections.erase(it);
        --connections_;
        end_if_empty();
      }));
}

std::future<void> Listener::stop() {
  std::future<void> ended = ended_.get_future();
  asio::post(shard_.reactor.executor(), [this] { drain(); });
  return ended;
}

void Listener::drain() {
  shard_.draining = true;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  for (Connection& connection : shard_.connections) connection.drain();
  drain_timeout_.emplace(shard_.reactor.timeouts(), [this] {
    for (Connection& connection : shard_.connections) connection.cut();
  });
  drain_timeout_->arm(shard_.options.drain_timeout);
  end_if_empty();
}

void Listener::end_if_empty() {
  if (!shard_.draining || accepting_ || !shard_.connections.empty()) return;
  drain_timeout_.reset();  // here, on its reactor: whoever waits may destroy this at once
  ended_.set_value();
}

}  // namespace waymark::http
