// Reactors, the background pool, and groups of tasks (architecture.md §3).
//
// One reactor (an io_context run by one thread) a core, shared nothing. Nothing on a reactor
// blocks; what must block goes through BackgroundPool and comes back to the reactor that asked.
#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "base/task.h"
#include "platform/runtime/timeouts.h"

namespace waymark::runtime {

/// One thread, one io_context. Made and owned by Reactors.
class Reactor {
 public:
  Reactor(std::size_t index, std::chrono::milliseconds tick)
      : context_(1), index_(index), timeouts_(executor(), tick) {}
  boost::asio::io_context& context() { return context_; }
  Executor executor() { return context_.get_executor(); }
  std::size_t index() const { return index_; }
  /// Coarse time-outs for everything that lives on this reactor.
  Timeouts& timeouts() { return timeouts_; }

 private:
  boost::asio::io_context context_;
  std::size_t index_;
  Timeouts timeouts_;
};

/// All reactors of the process. start() runs a thread each; stop() ends them after their groups
/// were stopped.
class Reactors {
 public:
  /// `count` 0 means one a core. `tick` is how coarse their time-outs are.
  explicit Reactors(std::size_t count,
                    std::chrono::milliseconds tick = std::chrono::milliseconds(250));
  ~Reactors();
  Reactors(const Reactors&) = delete;
  Reactors& operator=(const Reactors&) = delete;

  void start();
  /// Blocks the caller, which is no reactor, until every thread has ended. Does nothing when called
  /// again.
  void stop();
  std::size_t size() const { return reactors_.size(); }
  Reactor& operator[](std::size_t index) { return *reactors_[index]; }
  /// The longest delay of the last five seconds between asking to be run and being run, in seconds
  /// (for metrics).
  double lag_seconds(std::size_t index) const;

 private:
  struct Thread;
  std::vector<std::unique_ptr<Reactor>> reactors_;
  std::vector<std::unique_ptr<Thread>> threads_;
};

/// Threads for what blocks: cold disk reads, password hashes, files. Bounded: past `queue_limit`
/// waiting jobs run() throws Error(unavailable). Must be stopped (or destroyed) before the reactors
/// that wait for it are destroyed.
class BackgroundPool {
 public:
  BackgroundPool(std::size_t threads, std::size_t queue_limit);
  /// Stops.
  ~BackgroundPool();
  /// Runs `work` on the pool and resumes on the caller's reactor with its result, or its exception.
  /// `work` must own what it uses; name it before the co_await (style.md rule 14). A job that has
  /// begun always ends: cancellation of the waiting coroutine takes effect after it. Throws
  /// Error(unavailable) when the queue is full or the pool stopped.
  template <typename Work>
  Task<std::invoke_result_t<Work&>> run(Work work);
  /// Finishes the jobs that have begun, fails those that have not with Error(unavailable), and
  /// joins the threads. Does nothing when called again.
  void stop();
  /// Jobs that have not begun.
  std::size_t waiting() const;

 private:
  /// Lives until both the pool and the waiting coroutine are done with it.
  struct Job {
    virtual ~Job() = default;
    virtual void work() = 0;
    void run() noexcept;
    std::exception_ptr failure;
  };
  template <typename Work>
  struct JobOf;
  struct State;

  Task<void> complete(std::shared_ptr<Job> job);
  std::unique_ptr<State> state_;
};

/// Children that live no longer than their owner: stop() cancels them all and waits for the last
/// one. Lives on one reactor, and all its functions are called there. An exception of a child is
/// handed to `on_failure` (logged once), never lost; only the cancellation that stop() caused is
/// not a failure.
class TaskGroup {
 public:
  TaskGroup(Executor executor, std::function<void(std::exception_ptr)> on_failure);
  ~TaskGroup();  // asserts that it was stopped, or is empty
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  /// Starts a child. Once stop() has been called a child is dropped without being run.
  void spawn(Task<void> child);
  Task<void> stop();
  std::size_t size() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// Sleeps on the reactor; ends early with an exception when its group is stopped.
Task<void> sleep_for(std::chrono::milliseconds duration);

// --- how run() carries a result across
// -----------------------------------------------------------------------------

template <typename Work>
struct BackgroundPool::JobOf final : Job {
  using Result = std::invoke_result_t<Work&>;
  explicit JobOf(Work task) : task_(std::move(task)) {}
  void work() override {
    if constexpr (std::is_void_v<Result>)
      (*task_)();
    else
      result.emplace((*task_)());
    task_.reset();  // what the work owned ends on the pool, not on a reactor
  }
  std::conditional_t<std::is_void_v<Result>, std::optional<bool>, std::optional<Result>> result;

 private:
  std::optional<Work> task_;
};

template <typename Work>
Task<std::invoke_result_t<Work&>> BackgroundPool::run(Work work) {
  auto job = std::make_shared<JobOf<Work>>(std::move(work));
  co_await complete(job);
  if (job->failure) std::rethrow_exception(std::exchange(job->failure, nullptr));
  if constexpr (!std::is_void_v<std::invoke_result_t<Work&>>) co_return std::move(*job->result);
}

}  // namespace waymark::runtime
