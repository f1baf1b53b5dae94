// Reactors, the background pool, and groups of tasks (architecture.md §3).
//
// One reactor (an io_context run by one thread) a core, shared nothing. Nothing on a reactor blocks; what must block
// goes through BackgroundPool and comes back to the reactor that asked.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "base/task.h"

namespace waymark::runtime {

/// One thread, one io_context. Made and owned by Reactors.
class Reactor {
 public:
  explicit Reactor(std::size_t index) : context_(1), index_(index) {}
  boost::asio::io_context& context() { return context_; }
  Executor executor() { return context_.get_executor(); }
  std::size_t index() const { return index_; }

 private:
  boost::asio::io_context context_;
  std::size_t index_;
};

/// All reactors of the process. start() runs a thread each; stop() ends them after their groups were stopped.
class Reactors {
 public:
  /// `count` 0 means one a core.
  explicit Reactors(std::size_t count);
  ~Reactors();
  Reactors(const Reactors&) = delete;
  Reactors& operator=(const Reactors&) = delete;

  void start();
  void stop();
  std::size_t size() const { return reactors_.size(); }
  Reactor& operator[](std::size_t index) { return *reactors_[index]; }
  /// The longest recent delay between asking to be run and being run, per reactor, in seconds (for metrics).
  double lag_seconds(std::size_t index) const;

 private:
  struct Thread;
  std::vector<std::unique_ptr<Reactor>> reactors_;
  std::vector<std::unique_ptr<Thread>> threads_;
};

/// Threads for what blocks: cold disk reads, password hashes, files. Bounded: past `queue_limit` waiting jobs run()
/// throws Error(unavailable).
class BackgroundPool {
 public:
  BackgroundPool(std::size_t threads, std::size_t queue_limit);
  ~BackgroundPool();
  /// Runs `work` on the pool and resumes on the caller's reactor with its result, or its exception. `work` must own
  /// what it uses; name it before the co_await (style.md rule 14).
  template <typename Work>
  Task<std::invoke_result_t<Work&>> run(Work work);
  std::size_t waiting() const;

 private:
  void submit(std::function<void()> job);
  struct State;
  std::unique_ptr<State> state_;
};

/// Children that live no longer than their owner: stop() cancels them all and waits for the last one.
/// Lives on one reactor. An exception of a child is handed to `on_failure` (logged once), never lost.
class TaskGroup {
 public:
  TaskGroup(Executor executor, std::function<void(std::exception_ptr)> on_failure);
  ~TaskGroup();  // asserts that it was stopped
  void spawn(Task<void> child);
  Task<void> stop();
  std::size_t size() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// Sleeps on the reactor; ends early with an exception when its group is stopped.
Task<void> sleep_for(std::chrono::milliseconds duration);

}  // namespace waymark::runtime
