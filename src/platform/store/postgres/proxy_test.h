// For tests: a network that can be cut in the middle. Takes connections on loopback and passes bytes to a server.
#pragma once

#include <poll.h>

#include <atomic>
#include <list>

#include "platform/runtime/test_server.h"

namespace waymark::store {

/// One thread; ends with the object.
class Proxy {
 public:
  enum class Mode {
    pass,     // everything goes both ways
    swallow,  // what the client sends arrives, what the server answers is lost
    hang,     // nothing goes anywhere
    reset,    // connections are cut as they are seen, new ones too
  };

  explicit Proxy(std::uint16_t server) : server_(server) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no port for the proxy");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~Proxy() {
    stopping_ = true;
    thread_.join();
    for (const Link& link : links_) close_both(link);
    ::close(listener_);
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  void become(Mode mode) { mode_ = mode; }
  std::string connection() const {
    return "host=127.0.0.1 port=" + std::to_string(port_) +
           " user=waymark dbname=postgres sslmode=disable";
  }

 private:
  struct Link {
    int client;
    int server;
  };

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  static void close_both(const Link& link) {
    ::close(link.client);
    ::close(link.server);
  }

  void run() {
    while (!stopping_) {
      if (mode_ == Mode::reset) cut_all();
      std::vector<pollfd> sources{{listener_, POLLIN, 0}};
      if (mode_ != Mode::hang)
        for (const Link& link : links_) {
          sources.push_back({link.client, POLLIN, 0});
          sources.push_back({link.server, POLLIN, 0});
        }
      const std::size_t known = sources.size();
      if (::poll(sources.data(), sources.size(), 10) <= 0) continue;
      if (sources[0].revents != 0) accept_one();
      std::size_t at = 1;
      for (auto link = links_.begin(); link != links_.end() && at + 1 < known; at += 2) {
        const bool alive =
            (sources[at].revents == 0 || pass(link->client, link->server, true)) &&
            (sources[at + 1].revents == 0 || pass(link->server, link->client, false));
        if (!alive) close_both(*link);
        link = alive ? std::next(link) : links_.erase(link);
      }
    }
  }

  void accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(server_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      return close_both(Link{client, server});
    links_.push_back(Link{client, server});
  }

  void cut_all() {
    for (const Link& link : links_) {
      const linger at_once{1, 0};
      ::setsockopt(link.client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      close_both(link);
    }
    links_.clear();
  }

  bool pass(int from, int to, bool of_client) {
    char bytes[16 * 1024];
    const ssize_t count = ::recv(from, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    if (mode_ == Mode::swallow && !of_client) return true;
    return ::send(to, bytes, static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
  }

  const std::uint16_t server_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<Mode> mode_{Mode::pass};
  std::atomic<bool> stopping_{false};
  std::list<Link> links_;
  std::thread thread_;
};

}  // namespace waymark::store
