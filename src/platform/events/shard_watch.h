// What the consumers of one shard have in common: it takes their cursors over together when the shard becomes ours,
// reads the end of the log once for all of them, and wakes those whom an event concerns.
//
// Most events concern one or two consumers: the others sleep on, until so many have passed that their cursors are to be
// written. Correctness does not rest on this: each move of a cursor has its own conditions (consumers.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "platform/events/delivery.h"
#include "platform/runtime/signal.h"

namespace waymark::events {

/// Used on the executor of its shard.
class ShardWatch {
 public:
  /// One who delivers when notified. Borrowed.
  struct Sleeper {
    const Consumer* consumer;
    Delivery* delivery;
    std::shared_ptr<runtime::Signal> signal;
    std::uint32_t passed = 0;  // events since it was last woken
  };

  /// `moved` is notified when the horizon of the shard may have moved. All else is borrowed; at most 100 sleepers.
  ShardWatch(const ConsumerPorts& ports, const ConsumerOptions& options, LogReader& log,
             std::uint32_t shard, std::vector<Sleeper> sleepers,
             std::shared_ptr<runtime::Signal> moved);

  /// Watches until its group is stopped, from the lowest cursor on.
  Task<void> run();
  /// Delivers whatever its signal says, until its group is stopped.
  Task<void> deliver(Delivery& delivery, std::shared_ptr<runtime::Signal> signal);

 private:
  bool leased() const { return ports_.shards != nullptr; }
  Task<bool> step();
  Task<void> take_over(std::int64_t token);
  Task<void> claim(const std::vector<Sleeper*>& together, std::int64_t token);
  Task<void> look_at_cursors();
  Task<std::vector<std::optional<store::Item>>> cursors(const std::vector<Sleeper*>& of);
  void wake_whom_it_concerns(const Event& event);

  const ConsumerPorts& ports_;
  const ConsumerOptions& options_;
  LogReader& log_;
  std::uint32_t shard_;
  std::vector<Sleeper> sleepers_;
  std::shared_ptr<runtime::Signal> moved_;

  /// Under which the cursors were taken over; 0: not leased. nullopt: they are to be (again), for the shard is not ours, or
  /// was not for so long that somebody stopped.
  std::optional<std::int64_t> taken_under_;
  Position position_;  // woken were all whom events up to here concern
  std::chrono::steady_clock::time_point looked_at_;  // at the cursors
};

}  // namespace waymark::events
