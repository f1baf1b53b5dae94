// One TCP connection, with or without TLS. Lives on one reactor.
#pragma once

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <tuple>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "base/task.h"

namespace waymark::http {

using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using TlsStream = boost::asio::ssl::stream<TcpSocket&>;
using IoResult = std::tuple<boost::system::error_code, std::size_t>;

class Transport {
 public:
  /// `tls` may be null.
  Transport(TcpSocket socket, boost::asio::ssl::context* tls);

  bool secure() const { return tls_ != nullptr; }
  /// The server's side of the handshake; a plain connection has none.
  Task<IoResult> handshake();
  /// At least one byte, or an error. Does not throw.
  Task<IoResult> read_some(std::span<char> into);
  /// Some of the pieces. Does not throw.
  Task<IoResult> write_some(std::span<const std::string_view> pieces);
  /// Sends what the kernel takes at once. 0 bytes and no error mean that one must wait; always so
  /// with TLS.
  IoResult try_write(std::span<const std::string_view> pieces);

  /// Ends whatever is under way with operation_aborted.
  void cancel();
  /// Tells the peer that nothing more comes. With TLS, waits for its answer. Does not throw.
  Task<void> shutdown();
  void close();
  /// Whether the peer has hung up, or will send nothing more.
  bool peer_gone();
  TcpSocket& socket() { return socket_; }
  /// Null for a plain connection.
  TlsStream* tls() { return tls_.get(); }

 private:
  TcpSocket socket_;
  std::unique_ptr<TlsStream> tls_;  // null: many are plain, and it is large
};

}  // namespace waymark::http
