// For tests: a client that sends any bytes, and reads what comes, within a bound.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace waymark::http {

/// A blocking TCP connection to 127.0.0.1. A read that waits 20 s throws, so that a hang fails.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0)
      ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval bound{20, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &bound, sizeof bound);
    const int on = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~RawClient() {
    if (fd_ >= 0) ::close(fd_);
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() { ::shutdown(fd_, SHUT_WR); }

  /// What comes next, at least a byte; "" at the end (a reset counts as one).
  std::string some() {
    char bytes[4096];
    const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
    if (count < 0 && errno == EAGAIN) throw std::runtime_error("nothing comes");
    return count > 0 ? std::string(bytes, static_cast<std::size_t>(count)) : std::string();
  }
  /// What comes within this time, "" when nothing does.
  std::string some_within(std::chrono::milliseconds time) {
    pollfd poll{fd_, POLLIN, 0};
    return ::poll(&poll, 1, static_cast<int>(time.count())) > 0 ? some() : std::string();
  }
  /// All until the server closes.
  std::string all() {
    while (true) {
      const std::string piece = some();
      if (piece.empty()) return std::exchange(pending_, {});
      pending_ += piece;
    }
  }
  /// Up to and with `mark`, keeping what is behind it for the next call. Throws when the server closes before.
  std::string until(std::string_view mark) {
    while (pending_.find(mark) == pending_.npos) more();
    return take(pending_.find(mark) + mark.size());
  }
  std::string exactly(std::size_t count) {
    while (pending_.size() < count) more();
    return take(count);
  }
  /// One response with Content-Length (or none): head and body.
  std::string response() {
    std::string head = until("\r\n\r\n");
    const std::size_t at = head.find("Content-Length: ");
    if (at == head.npos) return head;
    return head + exactly(std::stoul(head.substr(at + 16)));
  }
  std::string ask(std::string_view request) {
    send(request);
    return response();
  }
  int fd() const { return fd_; }

 private:
  void more() {
    const std::string piece = some();
    if (piece.empty()) throw std::runtime_error("closed after: " + pending_);
    pending_ += piece;
  }
  std::string take(std::size_t count) {
    std::string taken = pending_.substr(0, count);
    pending_.erase(0, count);
    return taken;
  }

  int fd_;
  std::string pending_;
};

}  // namespace waymark::http
