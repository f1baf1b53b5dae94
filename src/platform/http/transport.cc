#include "platform/http/transport.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include <boost/asio/as_tuple.hpp>

namespace waymark::http {
namespace {

constexpr auto kAsTuple = boost::asio::as_tuple(use_task);
constexpr std::size_t kMaxPieces = 8;
// A TLS record; pieces are joined up to this, so that a small answer is one record.
constexpr std::size_t kRecord = 16 * 1024;

Task<IoResult> nothing_to_do() {
  co_return IoResult();
}

/// Owns the joined bytes while they are written.
Task<IoResult> write_joined(TlsStream& stream, std::string bytes) {
  co_return co_await stream.async_write_some(boost::asio::buffer(bytes), kAsTuple);
}

}  // namespace

Transport::Transport(TcpSocket socket, boost::asio::ssl::context* tls)
    : socket_(std::move(socket)) {
  if (tls) tls_ = std::make_unique<TlsStream>(socket_, *tls);
}

Task<IoResult> Transport::handshake() {
  if (!tls_) return nothing_to_do();
  return [](TlsStream& stream) -> Task<IoResult> {
    const auto [error] =
        co_await stream.async_handshake(boost::asio::ssl::stream_base::server, kAsTuple);
    co_return IoResult(error, 0);
  }(*tls_);
}

Task<IoResult> Transport::read_some(std::span<char> into) {
  const auto buffer = boost::asio::buffer(into.data(), into.size());
  return tls_ ? tls_->async_read_some(buffer, kAsTuple) : socket_.async_read_some(buffer, kAsTuple);
}

Task<IoResult> Transport::write_some(std::span<const std::string_view> pieces) {
  if (tls_) {
    std::string joined;
    for (const std::string_view piece : pieces) {
      if (joined.size() == kRecord) break;
      joined += piece.substr(0, kRecord - joined.size());
    }
    return write_joined(*tls_, std::move(joined));
  }
  std::array<boost::asio::const_buffer, kMaxPieces> buffers;
  const std::size_t count = std::min(pieces.size(), kMaxPieces);
  for (std::size_t i = 0; i < count; ++i)
    buffers[i] = boost::asio::buffer(pieces[i].data(), pieces[i].size());
  return socket_.async_write_some(buffers, kAsTuple);
}

IoResult Transport::try_write(std::span<const std::string_view> pieces) {
  if (tls_) return IoResult();
  std::array<iovec, kMaxPieces> vectors;
  msghdr message{};
  message.msg_iov = vectors.data();
  for (const std::string_view piece : pieces.first(std::min(pieces.size(), kMaxPieces))) {
    if (piece.empty()) continue;
    vectors[message.msg_iovlen].iov_base = const_cast<char*>(piece.data());
    vectors[message.msg_iovlen++].iov_len = piece.size();
  }
  const ssize_t sent = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) return IoResult(boost::system::error_code(), static_cast<std::size_t>(sent));
  if (errno == EAGAIN || errno == EINTR) return IoResult();
  return IoResult(boost::system::error_code(errno, boost::system::system_category()), 0);
}

void Transport::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

Task<void> Transport::shutdown() {
  boost::system::error_code ignored;
  if (tls_) co_await tls_->async_shutdown(kAsTuple);
  socket_.shutdown(TcpSocket::shutdown_send, ignored);
}

void Transport::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

bool Transport::peer_gone() {
  pollfd poll{socket_.native_handle(), POLLRDHUP, 0};
  return ::poll(&poll, 1, 0) > 0 && (poll.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

}  // namespace waymark::http
