#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/runtime/reactor.h"

namespace waymark::runtime {
namespace {

/// Resumes one waiting coroutine on its reactor. Called once, from any thread.
struct Resume {
  virtual ~Resume() = default;
  virtual void operator()() = 0;
};

template <typename Handler>
struct ResumeOf final : Resume {
  ResumeOf(Handler waiting, Executor reactor) : handler(std::move(waiting)), guard(reactor) {}
  void operator()() override {
    // The guard goes along: once the handler has run, the reactor may be gone.
    const Executor executor = guard.get_executor();
    boost::asio::post(
        executor, [waiting = std::move(handler), kept = std::move(guard)]() mutable { waiting(); });
  }
  Handler handler;
  boost::asio::executor_work_guard<Executor> guard;
};

Error unavailable(const char* cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", cause);
}

}  // namespace

void BackgroundPool::Job::run() noexcept {
  try {
    work();
  } catch (...) {
    failure = std::current_exception();
  }
}

struct BackgroundPool::State {
  struct Waiting {
    std::shared_ptr<Job> job;
    std::unique_ptr<Resume> resume;
  };

  explicit State(std::size_t limit) : queue_limit(limit) {}

  /// False, and `waiting` untouched, when it cannot be taken.
  bool push(Waiting& waiting) {
    {
      const std::lock_guard lock(mutex);
      if (stopping || queue.size() >= queue_limit) return false;
      queue.push_back(std::move(waiting));
    }
    wake.notify_one();
    return true;
  }

  void serve() {
    std::unique_lock lock(mutex);
    while (true) {
      wake.wait(lock, [this] { return stopping || !queue.empty(); });
      if (stopping) return;
      Waiting next = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      next.job->run();
      next.job.reset();
      (*next.resume)();
      next.resume.reset();
      lock.lock();
    }
  }

  const std::size_t queue_limit;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<Waiting> queue;
  bool stopping = false;
  std::vector<std::thread> threads;
};

BackgroundPool::BackgroundPool(std::size_t threads, std::size_t queue_limit)
    : state_(std::make_unique<State>(queue_limit)) {
  for (std::size_t i = 0; i < threads; ++i)
    state_->threads.emplace_back([this] { state_->serve(); });
}

BackgroundPool::~BackgroundPool() {
  stop();
}

void BackgroundPool::stop() {
  std::deque<State::Waiting> left;
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    left.swap(state_->queue);
  }
  state_->wake.notify_all();
  for (State::Waiting& waiting : left) {
    waiting.job->failure = std::make_exception_ptr(unavailable("the background pool was stopped"));
    (*waiting.resume)();
  }
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

std::size_t BackgroundPool::waiting() const {
  const std::lock_guard lock(state_->mutex);
  return state_->queue.size();
}

Task<void> BackgroundPool::complete(std::shared_ptr<Job> job) {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  const auto start = [](auto handler, State* state, std::shared_ptr<Job> queued,
                        Executor executor) {
    using Handler = decltype(handler);
    State::Waiting waiting;
    waiting.job = queued;
    waiting.resume = std::make_unique<ResumeOf<Handler>>(std::move(handler), executor);
    if (state->push(waiting)) return;
    queued->failure =
        std::make_exception_ptr(unavailable("the background pool is full or stopped"));
    (*waiting.resume)();
  };
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      start, use_task, state_.get(), std::move(job), reactor);
}

}  // namespace waymark::runtime
