// One queue of one process: claims jobs in batches and hands them out to whoever waits.
//
// All receivers of the process queue up here. One coroutine looks for as many jobs as they ask for
// together, claims them in one transaction and gives them out: the receivers of one process never
// contend with each other, and share one query and one commit. A claim sets `visibleAt` and counts
// `receives` up on condition that the count is what was read: of several processes one gets the
// job, and the others go on without it.
//
// Nothing is claimed ahead of demand, so no job waits hidden in a process for somebody to ask. Only
// a receiver that was cancelled while its jobs were being claimed leaves some behind: the next one
// is given them, and stop() gives them back.
#pragma once

#include <array>
#include <chrono>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/queue/catalog.h"
#include "platform/queue/on_store/lane.h"
#include "platform/queue/priority_turns.h"
#include "platform/queue/queue.h"
#include "platform/runtime/signal.h"
#include "platform/store/store.h"

namespace waymark::queue::on_store {

struct DispenserOptions {
  // Between looks for jobs of other processes and for those whose time-out has lapsed; doubled up
  // to `longest_poll` while nothing comes.
  std::chrono::milliseconds poll{1'000};
  std::chrono::milliseconds longest_poll{5'000};
};

/// receive() and hint() on any thread; serve() and stop() on `home`, by the queue's owner.
class Dispenser {
 public:
  static constexpr std::size_t kMaxWaiting = 1'000;
  static constexpr std::size_t kMostLater = 256;

  Dispenser(store::Store& store, const Clock& clock, const QueueDefinition& definition,
            const DispenserOptions& options, Executor home);

  /// Throws Error(unavailable) while nobody serves or when too many wait, and what the store
  /// throws.
  Task<std::vector<Job>> receive(ReceiveOptions options);
  /// There is, or may be, a job at this place that is due then.
  void hint(LaneId lane, Instant due, std::string sk);
  /// Claims and hands out until stop(). Those who wait then get Error(unavailable).
  Task<void> serve();
  Task<void> stop();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Waiter;
  class Place;
  struct Round;
  struct Hint {
    std::optional<std::string> first;  // of those that are due
    std::set<Instant> later;           // when others are: the next ones, at most kMostLater
  };
  struct Leftover {
    Job job;
    Instant hidden_until;
  };

  Task<void> serve_waiters();
  Task<void> serve_once(Round& round);
  void take_hints();
  void begin_poll();
  std::size_t demand();
  Task<void> gather(Round& round, std::size_t wanted);
  void assign(Round& round);
  Task<void> claim(Round& round);
  /// Whether somebody waits whom another round may serve.
  bool hand_out(Round& round);
  void dismiss(const std::exception_ptr& failure);
  Task<void> give_back_leftovers();
  std::optional<SteadyTime> next_look();
  bool stopping();

  store::Store& store_;
  const Clock& clock_;
  const QueueDefinition& definition_;
  const DispenserOptions options_;
  const std::shared_ptr<runtime::Signal> signal_;
  const std::shared_ptr<runtime::Signal> ended_;

  // Home only.
  std::vector<Lane> lanes_;
  PriorityTurns turns_;
  std::size_t first_shard_ = 0;
  SteadyTime poll_at_{};
  std::chrono::milliseconds poll_;

  std::mutex mutex_;
  bool open_ = false;
  std::deque<std::shared_ptr<Waiter>> waiters_;
  std::deque<Leftover> leftovers_;
  std::array<Hint, kLanes> hints_;
};

}  // namespace waymark::queue::on_store
