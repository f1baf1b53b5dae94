#include "platform/http/curl/curl_client.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/http/curl/transfer.h"

namespace waymark::http {
namespace {

constexpr int kPollMilliseconds = 1'000;

Error unavailable(const char* cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", cause);
}

/// libcurl's process-wide state, set up before the first handle and never torn down while there may be another.
void initialise_library() {
  static const CURLcode kDone = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)kDone;
}

template <typename Handler>
struct ResumeOf final : TransferEnd {
  ResumeOf(Handler waiting, Executor reactor) : handler(std::move(waiting)), guard(reactor) {}
  void operator()() override {
    // The guard goes along: once the handler has run, the reactor may be gone.
    const Executor executor = guard.get_executor();
    boost::asio::post(executor, [waiting = std::move(handler), kept = std::move(guard)]() mutable {
      if (auto slot = boost::asio::get_associated_cancellation_slot(waiting); slot.is_connected())
        slot.clear();
      waiting();
    });
  }
  Handler handler;
  boost::asio::executor_work_guard<Executor> guard;
};

}  // namespace

/// The thread, what waits for it, and what it is doing.
class CurlClient::Engine {
 public:
  explicit Engine(CurlOptions options) : options_(std::move(options)) {
    initialise_library();
    multi_ = curl_multi_init();
    thread_ = std::thread([this] { run(); });
  }
  ~Engine() {
    stop();
    curl_multi_cleanup(multi_);
  }

  /// Ends the transfer at once when it cannot be taken.
  void start(std::shared_ptr<Transfer> transfer) {
    {
      const std::lock_guard lock(mutex_);
      if (!stopping_ && waiting_.size() < options_.queue_limit) {
        waiting_.push_back(std::move(transfer));
        curl_multi_wakeup(multi_);
        return;
      }
    }
    transfer->fail(
        std::make_exception_ptr(NotSent("too many requests to other servers are waiting")));
    (*std::exchange(transfer->end, nullptr))();
  }

  void cancel(Transfer& transfer) {
    transfer.cancelled = true;
    curl_multi_wakeup(multi_);
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    curl_multi_wakeup(multi_);
    if (thread_.joinable()) thread_.join();
  }

 private:
  using Running = std::list<std::shared_ptr<Transfer>>;

  void run() {
    while (take_waiting()) {
      drop_cancelled();
      int running = 0;
      curl_multi_perform(multi_, &running);
      finish_done();
      curl_multi_poll(multi_, nullptr, 0, kPollMilliseconds, nullptr);
    }
    while (!running_.empty()) {
      running_.front()->fail(std::make_exception_ptr(unavailable("the HTTP client was stopped")));
      end(running_.begin());
    }
  }

  /// False when the engine is to stop; then all that waited is among the running.
  bool take_waiting() {
    const std::lock_guard lock(mutex_);
    while (!waiting_.empty() && (stopping_ || running_.size() < options_.max_transfers)) {
      running_.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
      if (!stopping_) begin(std::prev(running_.end()));
    }
    return !stopping_;
  }

  void begin(Running::iterator it) {
    try {
      curl_multi_add_handle(multi_, (*it)->prepare(options_));
    } catch (...) {
      (*it)->fail(std::current_exception());
      end(it);
    }
  }

  void drop_cancelled() {
    for (auto it = running_.begin(); it != running_.end();) {
      const auto here = it++;
      if ((*here)->cancelled) end(here);
    }
  }

  void finish_done() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      void* self = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
      const auto it = std::ranges::find_if(
          running_, [&](const auto& transfer) { return transfer.get() == self; });
      (*it)->finish(message->data.result);
      end(it);
    }
  }

  void end(Running::iterator it) {
    const std::shared_ptr<Transfer> transfer = std::move(*it);
    running_.erase(it);
    if (transfer->handle()) curl_multi_remove_handle(multi_, transfer->handle());
    transfer->ended = true;
    (*std::exchange(transfer->end, nullptr))();
  }

  const CurlOptions options_;
  CURLM* multi_ = nullptr;
  std::mutex mutex_;
  std::deque<std::shared_ptr<Transfer>> waiting_;
  bool stopping_ = false;
  Running running_;  // of the thread alone
  std::thread thread_;
};

CurlClient::CurlClient(CurlOptions options)
    : engine_(std::make_unique<Engine>(std::move(options))) {}
CurlClient::~CurlClient() = default;

void CurlClient::stop() {
  engine_->stop();
}

Task<ClientResponse> CurlClient::fetch(ClientRequest request) {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  auto transfer = std::make_shared<Transfer>(std::move(request));
  const auto start = [](auto handler, Engine* engine, std::shared_ptr<Transfer> begun,
                        Executor executor) {
    using Handler = decltype(handler);
    if (auto slot = boost::asio::get_associated_cancellation_slot(handler); slot.is_connected())
      slot.assign([engine, weak = std::weak_ptr<Transfer>(begun)](boost::asio::cancellation_type) {
        if (const auto running = weak.lock(); running && !running->ended) engine->cancel(*running);
      });
    begun->end = std::make_unique<ResumeOf<Handler>>(std::move(handler), executor);
    engine->start(std::move(begun));
  };
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      start, use_task, engine_.get(), transfer, reactor);
  co_return transfer->result();
}

}  // namespace waymark::http
