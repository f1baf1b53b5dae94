// Runs the consumers: reads the event log for each, in order, and commits what they make of it.
//
//   ConsumerRunner runner({store, outbox, outbox, clock, random, metrics});
//   runner.add(rewards);
//   co_await runner.start(executors);   …   co_await runner.stop();
//
// Stored items:
//   PK `CONSUMER#<name>`  SK `CURSOR#<shard>`      position (of the last event done, "" for none),
//                                                fence (the token of the shard's holder, if leased)
//   PK `PARKED#<name>`    SK `<shard>#<position>`  event, reason, failures, parkedAt
//
// Order and progress are kept for each consumer and shard: one event after the other, so in order
// for each user. An event's effects and the cursor that passes it are one commit, on condition that
// the cursor still stands where this runner read it: two runners never both apply an event. Events
// that a consumer does not want, or that change nothing, move the cursor in memory only and are
// written with the next commit, or once in a hundred. Consumers are woken by what they want
// (shard_watch.h).
//
// With several nodes on one store (ConsumerPorts::shards) a shard is delivered by the node that holds
// it. A new holder writes its token into the cursor first (`fence`), and every move of the cursor is
// made on condition that no higher one is there: a holder of before, that had stood still, commits
// nothing more, and events are neither lost nor reordered.
//
// Failure. A failed condition is ordinary: the consumer looks again. A dependency that is down
// (unavailable, deadline_exceeded) is waited for. Any other failure is tried again with growing,
// jittered delays; the fifth parks the event: it is kept with the reason, and the cursor goes on,
// so that one event cannot hold up everybody in its shard.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/backoff.h"
#include "base/random.h"
#include "base/time.h"
#include "platform/events/horizon.h"
#include "platform/events/log.h"
#include "platform/events/outbox.h"
#include "platform/events/parked.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "platform/timing/shards.h"

namespace waymark::events {

struct ConsumerOptions {
  std::uint32_t page = 100;                  // events read at a time
  std::uint32_t passed_before_saving = 100;  // events passed over between writes of the cursor
  unsigned contended_tries = 20;             // failed conditions in a row that count as one failure
  unsigned failures_before_parking = 5;
  Backoff pause{std::chrono::milliseconds(100), std::chrono::milliseconds(30'000)};
  // Where shards are leased: how often one that is not ours is asked for, and for how long the cursors of one that is ours
  // go without a look: another node may have set them back (replay).
  std::chrono::milliseconds ask_for_shard_every{500};
  std::chrono::milliseconds look_at_cursors_every{20'000};
};

/// What a runner borrows; all of it outlives the runner.
struct ConsumerPorts {
  ConsumerPorts(store::Store& the_store, Outbox& the_outbox, Horizon& the_horizon,
                const Clock& the_clock, Random& the_random, telemetry::Metrics& the_metrics)
      : store(the_store),
        outbox(the_outbox),
        horizon(the_horizon),
        clock(the_clock),
        random(the_random),
        metrics(the_metrics) {}
  store::Store& store;
  Outbox& outbox;
  Horizon& horizon;
  const Clock& clock;
  Random& random;
  telemetry::Metrics& metrics;
  timing::Shards* shards = nullptr;  // null: this process is the only one that delivers
  std::function<Task<void>(std::chrono::milliseconds)> sleep = &runtime::sleep_for;
};

struct ParkedReplay {
  std::size_t applied = 0;
  std::size_t left = 0;  // failed again, and still parked
};

class ConsumerRunner {
 public:
  explicit ConsumerRunner(ConsumerPorts ports, ConsumerOptions options = {});
  /// Must have been stopped, or never started.
  ~ConsumerRunner();

  /// Before start(); at most 100. The consumer is borrowed. Its name must be new.
  void add(Consumer& consumer);
  std::vector<std::string> names() const;

  /// Delivers from now on, the shards spread over the executors.
  Task<void> start(std::vector<Executor> executors);
  /// Ends all deliveries at their next suspension; a commit under way is applied or not, whole.
  Task<void> stop();

  /// Delivers all there is, what follows from it included, here and now. Not while started.
  Task<void> catch_up();

  /// Sets a consumer's cursors back before the first event that is kept. Any reactor.
  /// Throws Error(not_found) for a name that was not added, here and below.
  Task<void> replay(std::string consumer);
  /// The first parked events of a consumer, oldest first by shard. Any reactor.
  Task<std::vector<ParkedEvent>> parked(std::string consumer, std::uint32_t at_most);
  /// Tries each parked event of a consumer once more. Any reactor.
  Task<ParkedReplay> replay_parked(std::string consumer);

 private:
  struct Running;
  struct Member;
  Member& member(const std::string& name);
  Task<void> start_on(std::size_t place);
  Task<bool> apply_parked(Member& chosen, const store::Item& item);

  ConsumerPorts ports_;
  ConsumerOptions options_;
  LogReader log_;
  std::vector<std::shared_ptr<Member>> members_;
  std::unique_ptr<Running> running_;
};

}  // namespace waymark::events
