// The transfers of one client on one reactor: libcurl's multi interface, told by Asio when a socket
// is ready or time is up (curl_multi_socket_action).
#pragma once

#include <curl/curl.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/task.h"
#include "platform/http/curl/transfer.h"

namespace waymark::http {

class CurlLoop;

/// What a client's loops have in common. Any thread.
class CurlLoops {
 public:
  explicit CurlLoops(CurlOptions options) : options_(std::move(options)) {}
  const CurlOptions& options() const { return options_; }

  /// The loop on the reactor that calls, made when it is asked for first. Throws Error(unavailable)
  /// once stop() has been called.
  static CurlLoop& here(const std::shared_ptr<CurlLoops>& loops, boost::asio::io_context& reactor);
  /// Has every loop end what it does, on its own reactor.
  void stop();

 private:
  friend class CurlLoop;
  const CurlOptions options_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;  // what follows
  std::vector<CurlLoop*> loops_;
};

/// Lives on its reactor, all functions are called there, and it is destroyed with it.
class CurlLoop {
 public:
  CurlLoop(std::shared_ptr<CurlLoops> loops, boost::asio::io_context& reactor);
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  /// `transfer->end` is called when it has ended, never before this returns.
  void start(std::shared_ptr<Transfer> transfer);
  /// Ends it as cancelled, unless it has ended.
  void cancel(const std::shared_ptr<Transfer>& transfer);
  /// Fails all there are and all to come.
  void stop();
  bool of(const CurlLoops& loops) const { return loops_.get() == &loops; }

 private:
  friend class CurlLoops;
  using Descriptor = boost::asio::posix::basic_stream_descriptor<Executor>;
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  using Transfers = std::vector<std::shared_ptr<Transfer>>;

  /// A socket of libcurl's, and what is awaited on it.
  struct Socket {
    Socket(CurlLoop& owner, curl_socket_t number, bool opened_by_us)
        : loop(&owner), fd(number), descriptor(owner.executor_), ours(opened_by_us) {}
    CurlLoop* loop;  // null when it has gone
    const curl_socket_t fd;
    Descriptor descriptor;
    const bool ours;  // its end is told by on_close; of others it may come with CURL_POLL_REMOVE
    int wanted = 0;   // CURL_POLL_IN | CURL_POLL_OUT
    int awaited = 0;  // the same: waits under way
  };

  static int on_socket(CURL* easy, curl_socket_t fd, int what, void* self, void* socket);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_close(void* self, curl_socket_t fd);

  void begin(const std::shared_ptr<Transfer>& transfer);
  void drive(curl_socket_t fd, int events);
  void collect();
  void end(const std::shared_ptr<Transfer>& transfer);
  void begin_waiting();
  void resume_ended();
  void resume_soon();
  void watch(const std::shared_ptr<Socket>& socket);
  void await_ready(const std::shared_ptr<Socket>& socket, int direction);
  void forget(curl_socket_t fd);
  void arm_timer();

  const std::shared_ptr<CurlLoops> loops_;
  const Executor executor_;
  CURLM* multi_;
  Timer timer_;
  std::chrono::steady_clock::time_point due_;    // when libcurl wants to be called
  std::chrono::steady_clock::time_point armed_;  // when the timer wakes us: then or before
  std::unordered_map<curl_socket_t, std::shared_ptr<Socket>> sockets_;
  std::vector<EasyHandle> idle_;
  Transfers running_;
  std::deque<std::shared_ptr<Transfer>> waiting_;
  Transfers ended_;  // to be resumed
  bool resuming_soon_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace waymark::http
