#include "platform/http/curl/curl_loop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>

#include "base/error.h"

namespace waymark::http {
namespace {

using std::chrono::steady_clock;

constexpr steady_clock::time_point kNever = steady_clock::time_point::max();
constexpr steady_clock::time_point kAtOnce = steady_clock::time_point::min();
// How often libcurl may want to be called again at once before others get their turn.
constexpr int kTurns = 16;

std::exception_ptr stopped() {
  return std::make_exception_ptr(
      Error(ErrorCode::unavailable, "error.unavailable", "the HTTP client was stopped"));
}

/// libcurl's process-wide state, set up before the first handle and never torn down while there may
/// be another.
void initialise_library() {
  static const CURLcode kDone = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)kDone;
}

/// The loops of a reactor, of whichever client: they go when it goes.
class LoopsOfReactor final : public boost::asio::execution_context::service {
 public:
  static inline boost::asio::execution_context::id id;
  explicit LoopsOfReactor(boost::asio::execution_context& reactor) : service(reactor) {}

  CurlLoop* find(const CurlLoops& loops) const {
    for (const std::unique_ptr<CurlLoop>& loop : all_)
      if (loop->of(loops)) return loop.get();
    return nullptr;
  }
  CurlLoop& add(std::unique_ptr<CurlLoop> loop) { return *all_.emplace_back(std::move(loop)); }
  void remove(const CurlLoop* gone) {
    std::erase_if(all_, [gone](const auto& loop) { return loop.get() == gone; });
  }

 private:
  void shutdown() override { all_.clear(); }
  std::vector<std::unique_ptr<CurlLoop>> all_;
};

}  // namespace

CurlLoop& CurlLoops::here(const std::shared_ptr<CurlLoops>& loops,
                          boost::asio::io_context& reactor) {
  if (loops->stopping_) std::rethrow_exception(stopped());
  auto& all = boost::asio::use_service<LoopsOfReactor>(reactor);
  CurlLoop* found = all.find(*loops);
  if (found) return *found;
  auto made = std::make_unique<CurlLoop>(loops, reactor);
  const std::lock_guard lock(loops->mutex_);
  if (loops->stopping_) std::rethrow_exception(stopped());
  loops->loops_.push_back(made.get());
  return all.add(std::move(made));
}

void CurlLoops::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  // A loop that ends meanwhile waits for the lock, and so does its reactor.
  for (CurlLoop* loop : std::exchange(loops_, {})) {
    boost::asio::post(loop->executor_, [loop, alive = std::weak_ptr<bool>(loop->alive_)] {
      if (alive.expired()) return;
      loop->stop();
      // By now it takes no more, and what it had is resumed before it goes.
      boost::asio::post(loop->executor_, [loop, alive] {
        if (alive.expired()) return;
        auto& reactor = loop->executor_.context();
        boost::asio::use_service<LoopsOfReactor>(reactor).remove(loop);
      });
    });
  }
}

CurlLoop::CurlLoop(std::shared_ptr<CurlLoops> loops, boost::asio::io_context& reactor)
    : loops_(std::move(loops)),
      executor_(reactor.get_executor()),
      timer_(executor_),
      due_(kNever),
      armed_(kNever) {
  initialise_library();
  multi_ = curl_multi_init();
  if (!multi_) throw Error(ErrorCode::internal, "error.internal", "libcurl gives no handle");
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                    static_cast<long>(loops_->options().max_transfers));
}

CurlLoop::~CurlLoop() {
  {
    const std::lock_guard lock(loops_->mutex_);
    std::erase(loops_->loops_, this);
  }
  for (const std::shared_ptr<Transfer>& transfer : running_)
    curl_multi_remove_handle(multi_, transfer->handle());
  // A transfer owns the coroutine that waits for it, which owns the transfer.
  for (auto* abandoned : {&running_, &ended_})
    for (const std::shared_ptr<Transfer>& transfer : *abandoned) transfer->end.reset();
  for (const std::shared_ptr<Transfer>& transfer : waiting_) transfer->end.reset();
  running_.clear();
  idle_.clear();
  curl_multi_cleanup(multi_);
  for (const auto& [fd, socket] : sockets_) {
    socket->loop = nullptr;
    if (socket->descriptor.is_open()) socket->descriptor.release();
  }
}

void CurlLoop::start(std::shared_ptr<Transfer> transfer) {
  if (running_.size() < loops_->options().max_transfers) {
    begin(transfer);
  } else if (waiting_.size() < loops_->options().queue_limit) {
    waiting_.push_back(std::move(transfer));
  } else {
    transfer->fail(
        std::make_exception_ptr(NotSent("too many requests to other servers are waiting")));
    transfer->state = Transfer::State::ended;
    ended_.push_back(std::move(transfer));
  }
  if (!ended_.empty()) resume_soon();
}

void CurlLoop::begin(const std::shared_ptr<Transfer>& transfer) {
  transfer->state = Transfer::State::running;
  running_.push_back(transfer);
  try {
    if (idle_.empty()) {
      EasyHandle made = make_easy_handle(loops_->options());
      curl_easy_setopt(made.get(), CURLOPT_OPENSOCKETFUNCTION, &CurlLoop::on_open);
      curl_easy_setopt(made.get(), CURLOPT_OPENSOCKETDATA, this);
      curl_easy_setopt(made.get(), CURLOPT_CLOSESOCKETFUNCTION, &CurlLoop::on_close);
      curl_easy_setopt(made.get(), CURLOPT_CLOSESOCKETDATA, this);
      idle_.push_back(std::move(made));
    }
    transfer->begin(std::move(idle_.back()));
    idle_.pop_back();
  } catch (...) {
    transfer->fail(std::current_exception());
    end(transfer);
    return;
  }
  curl_multi_add_handle(multi_, transfer->handle());
  drive(CURL_SOCKET_TIMEOUT, 0);
}

/// Lets libcurl go on, for as long as it wants to at once.
void CurlLoop::drive(curl_socket_t fd, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, fd, events, &running);
  for (int turn = 1; turn < kTurns && due_ == kAtOnce; ++turn) {
    due_ = kNever;
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  collect();
  arm_timer();
}

void CurlLoop::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* self = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
    const auto found = std::ranges::find_if(
        running_, [self](const auto& transfer) { return transfer.get() == self; });
    const std::shared_ptr<Transfer> transfer = *found;
    transfer->finish(message->data.result);
    end(transfer);
  }
}

/// Takes a running transfer away; it is resumed later.
void CurlLoop::end(const std::shared_ptr<Transfer>& transfer) {
  const auto found = std::ranges::find(running_, transfer);
  std::swap(*found, running_.back());
  ended_.push_back(std::move(running_.back()));
  running_.pop_back();
  Transfer& it = *ended_.back();
  it.state = Transfer::State::ended;
  if (!it.handle()) return;
  curl_multi_remove_handle(multi_, it.handle());
  idle_.push_back(it.release());
}

void CurlLoop::begin_waiting() {
  while (!waiting_.empty() && running_.size() < loops_->options().max_transfers) {
    const std::shared_ptr<Transfer> next = std::move(waiting_.front());
    waiting_.pop_front();
    begin(next);
  }
}

/// Not from within start() or libcurl: what is resumed runs here, and may start and cancel.
void CurlLoop::resume_ended() {
  begin_waiting();
  for (const std::shared_ptr<Transfer>& transfer : std::exchange(ended_, {}))
    (*std::exchange(transfer->end, nullptr))();
}

void CurlLoop::resume_soon() {
  if (std::exchange(resuming_soon_, true)) return;
  boost::asio::post(executor_, [this, alive = std::weak_ptr<bool>(alive_)] {
    if (alive.expired()) return;
    resuming_soon_ = false;
    resume_ended();
  });
}

void CurlLoop::cancel(const std::shared_ptr<Transfer>& transfer) {
  if (transfer->state == Transfer::State::ended) return;
  transfer->fail(
      std::make_exception_ptr(boost::system::system_error(boost::asio::error::operation_aborted)));
  if (transfer->state == Transfer::State::running) {
    end(transfer);
  } else {
    std::erase(waiting_, transfer);
    transfer->state = Transfer::State::ended;
    ended_.push_back(transfer);
  }
  resume_soon();
}

void CurlLoop::stop() {
  while (!running_.empty()) {
    running_.back()->fail(stopped());
    end(std::shared_ptr<Transfer>(running_.back()));
  }
  for (const std::shared_ptr<Transfer>& transfer : std::exchange(waiting_, {})) {
    transfer->fail(stopped());
    transfer->state = Transfer::State::ended;
    ended_.push_back(transfer);
  }
  if (!ended_.empty()) resume_soon();
}

// ---- sockets -------------------------------------------------------------------------------------

curl_socket_t CurlLoop::on_open(void* self, curlsocktype, curl_sockaddr* address) {
  auto& loop = *static_cast<CurlLoop*>(self);
  const curl_socket_t fd = ::socket(
      address->family, address->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->protocol);
  if (fd < 0) return CURL_SOCKET_BAD;
  loop.sockets_.insert_or_assign(fd, std::make_shared<Socket>(loop, fd, true));
  return fd;
}

int CurlLoop::on_close(void* self, curl_socket_t fd) {
  static_cast<CurlLoop*>(self)->forget(fd);
  return ::close(fd);
}

/// Before the number can be another socket's.
void CurlLoop::forget(curl_socket_t fd) {
  const auto found = sockets_.find(fd);
  if (found == sockets_.end()) return;
  found->second->loop = nullptr;
  if (found->second->descriptor.is_open()) found->second->descriptor.release();
  sockets_.erase(found);
}

int CurlLoop::on_socket(CURL*, curl_socket_t fd, int what, void* self, void*) {
  auto& loop = *static_cast<CurlLoop*>(self);
  auto found = loop.sockets_.find(fd);
  if (what == CURL_POLL_REMOVE) {
    if (found == loop.sockets_.end()) return 0;
    // A connection that is kept stays known to the reactor, which saves two system calls a request.
    found->second->wanted = 0;
    if (!found->second->ours) loop.forget(fd);
    return 0;
  }
  if (found == loop.sockets_.end())
    found = loop.sockets_.emplace(fd, std::make_shared<Socket>(loop, fd, false)).first;
  found->second->wanted = what & CURL_POLL_INOUT;
  loop.watch(found->second);
  return 0;
}

void CurlLoop::watch(const std::shared_ptr<Socket>& socket) {
  if (!socket->descriptor.is_open()) socket->descriptor.assign(socket->fd);
  for (const int direction : {CURL_POLL_IN, CURL_POLL_OUT})
    if ((socket->wanted & direction) != 0 && (socket->awaited & direction) == 0)
      await_ready(socket, direction);
}

void CurlLoop::await_ready(const std::shared_ptr<Socket>& socket, int direction) {
  socket->awaited |= direction;
  const auto wait = direction == CURL_POLL_IN ? Descriptor::wait_read : Descriptor::wait_write;
  socket->descriptor.async_wait(wait, [socket, direction](const boost::system::error_code& failed) {
    socket->awaited &= ~direction;
    CurlLoop* const loop = socket->loop;
    if (!loop || failed == boost::asio::error::operation_aborted) return;
    if ((socket->wanted & direction) == 0) return;
    const std::weak_ptr<bool> alive = loop->alive_;
    loop->drive(socket->fd, failed
                                ? CURL_CSELECT_ERR
                                : (direction == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT));
    if (socket->loop) loop->watch(socket);
    loop->resume_ended();
  });
}

// ---- time ----------------------------------------------------------------------------------------

int CurlLoop::on_timer(CURLM*, long milliseconds, void* self) {
  auto& loop = *static_cast<CurlLoop*>(self);
  loop.due_ = milliseconds < 0    ? kNever
              : milliseconds == 0 ? kAtOnce
                                  : steady_clock::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

/// Almost no time-out ever comes, and each request sets one: so a timer that wakes us too early is
/// left as it is, and looks again.
void CurlLoop::arm_timer() {
  if (due_ >= armed_) return;
  armed_ = due_;
  // libcurl tells a time once: what it was called too early for is not told again.
  timer_.expires_at(std::max(due_, steady_clock::now() + std::chrono::milliseconds(1)));
  timer_.async_wait(
      [this, alive = std::weak_ptr<bool>(alive_)](const boost::system::error_code& failed) {
        if (failed || alive.expired()) return;
        armed_ = kNever;
        if (due_ <= steady_clock::now()) drive(CURL_SOCKET_TIMEOUT, 0);
        arm_timer();
        resume_ended();
      });
}

}  // namespace waymark::http
