// For tests: a server on loopback that answers as it is told, or breaks off.
//
//   ScriptedServer server([](const std::string& request) { return ScriptedServer::answer(200, "{}"); });
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace waymark::http {

/// Plain HTTP/1.1 with connections that are kept; a thread for each.
class ScriptedServer {
 public:
  struct Reply {
    enum class After : unsigned char { keep, close, reset, hang };
    std::string bytes;  // sent as they are
    After after = After::keep;
  };
  /// Is given the head and the body of a request. Any of the server's threads.
  using Script = std::function<Reply(const std::string& request)>;

  static Reply answer(int status, const std::string& body, const std::string& fields = "") {
    Reply reply;
    reply.bytes = "HTTP/1.1 " + std::to_string(status) + " Said\r\n" + fields +
                  "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    return reply;
  }
  static Reply breaking(Reply::After after, std::string bytes = "") {
    Reply reply;
    reply.bytes = std::move(bytes);
    reply.after = after;
    return reply;
  }

  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 64) != 0)
      throw std::runtime_error("no port on loopback");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept(); });
  }
  ~ScriptedServer() {
    stopping_ = true;
    acceptor_.join();
    ::close(listener_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_; }
  int requests() const { return requests_; }

 private:
  bool ready(int fd) const {
    pollfd waited{fd, POLLIN, 0};
    while (!stopping_)
      if (::poll(&waited, 1, 10) > 0) return true;
    return false;
  }

  void accept() {
    std::vector<std::thread> served;
    while (ready(listener_)) {
      const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0) continue;
      ++connections_;
      served.emplace_back([this, fd] { serve(fd); });
    }
    for (std::thread& one : served) one.join();
  }

  /// One request, or "" at the end.
  std::string read(int fd, std::string& buffer) const {
    for (;;) {
      if (const std::size_t end = buffer.find("\r\n\r\n"); end != buffer.npos) {
        std::size_t length = 0;
        if (const std::size_t field = buffer.find("Content-Length: "); field < end)
          length = std::stoul(buffer.substr(field + 16));
        if (buffer.size() >= end + 4 + length) {
          std::string request = buffer.substr(0, end + 4 + length);
          buffer.erase(0, request.size());
          return request;
        }
      }
      char piece[16'384];
      const ssize_t got = ready(fd) ? ::recv(fd, piece, sizeof piece, 0) : 0;
      if (got <= 0) return "";
      buffer.append(piece, static_cast<std::size_t>(got));
    }
  }

  void serve(int fd) {
    std::string buffer;
    for (;;) {
      const std::string request = read(fd, buffer);
      if (request.empty()) break;
      ++requests_;
      const Reply reply = script_(request);
      (void)!::send(fd, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL);
      if (reply.after == Reply::After::keep) continue;
      if (reply.after == Reply::After::hang)
        while (!stopping_ && !closed(fd)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (reply.after == Reply::After::reset) {
        const linger now{1, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
      }
      break;
    }
    ::close(fd);
  }
  /// The other side has gone.
  static bool closed(int fd) {
    char byte = 0;
    return ::recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
  }

  const Script script_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::atomic<int> requests_{0};
  std::thread acceptor_;
};

}  // namespace waymark::http
