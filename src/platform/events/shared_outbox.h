// The outbox on a store that several processes write: the same commits as StoreOutbox, and a
// horizon that all of them make together.
//
//   SharedOutbox outbox({store, uptime, clock, ids});
//   co_await outbox.start(executor);   …   co_await outbox.stop();
//
// Each process says in the store how far it has come: it has nothing undecided, and will place
// nothing more, at or before that instant (writers.h). It says so right after its commits, whenever
// others wait for it, and once a second to show that it is alive. Readers go as far as the slowest.
// One that stands still is fenced after `gone_after`, and holds readers back until then.
//
// Order. Before it places an event a commit reads where the shard ends, and places the event after
// that: who has seen the effects of one commit and makes another, on whichever node, comes later in
// the log, however far the nodes' clocks are apart. It costs a read a commit. (In one process
// StoreOutbox knows without reading.)
//
// Time until an event can be read: own commits wait for one write and one read of the writers; with
// other nodes, also until these have looked (`look_every`, or wake()) and written.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/events/horizon.h"
#include "platform/events/outbox.h"
#include "platform/events/sequencer.h"
#include "platform/events/writers.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/store/store.h"
#include "platform/timing/uptime.h"

namespace waymark::events {

struct SharedOutboxOptions {
  std::chrono::milliseconds look_every{100};  // for what other nodes have written
  std::chrono::milliseconds look_again{20};   // while events wait to be readable
  std::chrono::milliseconds beat_every{1'000};
  std::chrono::milliseconds gone_after{5'000};
};

/// What it borrows; it outlives it.
struct SharedOutboxPorts {
  SharedOutboxPorts(store::Store& the_store, const timing::Uptime& the_uptime,
                    const Clock& the_clock, IdSource& the_ids)
      : store(the_store), uptime(the_uptime), clock(the_clock), ids(the_ids) {}
  store::Store& store;
  const timing::Uptime& uptime;
  const Clock& clock;
  IdSource& ids;
};

/// commit() and what Horizon has from any reactor; the rest on the one of start().
class SharedOutbox final : public Outbox, public Horizon {
 public:
  explicit SharedOutbox(SharedOutboxPorts ports, SharedOutboxOptions options = {});
  ~SharedOutbox() override;

  /// Joins the writers. Must have ended before the first commit (which throws Error(unavailable)
  /// otherwise). Throws what the store throws.
  Task<void> start(Executor executor);
  /// Leaves in good order. Nothing may be committed any more.
  Task<void> stop();

  /// As Outbox; moreover throws Error(unavailable) when it cannot be known whether the transaction
  /// was committed, and when too many commits wait. The transaction may have 98 operations, less
  /// its events.
  Task<store::Outcome> commit(store::Transaction transaction, std::vector<NewEvent> events,
                              const RequestContext& context) override;

  Task<Position> readable_through(std::uint32_t shard) override;
  void keep_after(std::uint32_t shard, const Position& position) override;
  void on_move(std::function<void(std::uint32_t shard)> moved) override;

  /// Another node has committed events, so somebody waits for us: say how far we have come, and look,
  /// now and not only at the next time. Any thread.
  void wake();

  /// What start() does again and again: joins if need be, settles, publishes, looks. Whether events
  /// wait that are not readable yet.
  Task<bool> step();

 private:
  /// The right to one commit: a slot of the writer that we are.
  class Slot;

  Task<void> go_on();
  Task<void> join();
  Task<void> adopt_ends();
  void note_end(std::uint32_t shard, Instant at);
  Task<void> settle_abandoned();
  Task<void> publish();
  Task<std::optional<WritersSeen>> look();
  void announce(const WritersSeen& seen);
  Task<Slot> take_slot();
  void fenced(const std::string& writer);
  Task<void> start_after_ends(const std::vector<NewEvent>& events);
  Task<std::optional<store::Outcome>> try_commit(const store::Transaction& transaction,
                                                 const std::vector<NewEvent>& events,
                                                 const RequestContext& context);

  SharedOutboxPorts ports_;
  SharedOutboxOptions options_;
  Sequencer sequencer_;
  Writers writers_;
  std::unique_ptr<runtime::TaskGroup> group_;
  std::shared_ptr<runtime::Signal> signal_;  // while started
  mutable std::mutex signal_mutex_;

  mutable std::mutex slots_mutex_;
  std::string writer_;  // empty: not joined
  std::vector<std::size_t> free_slots_;

  std::atomic<bool> open_{false};
  std::atomic<bool> dirty_{false};  // something was decided since we last published
  std::array<std::atomic<std::int64_t>, kShards> own_ends_{};  // milliseconds
  std::int64_t horizon_ = INT64_MIN;                           // milliseconds
  /// How far each shard may be read (milliseconds): to the horizon, or only to its last event if that is before. 0: nothing.
  std::array<std::atomic<std::int64_t>, kShards> readable_{};
  bool ends_unknown_ = false;  // writers came or went: what they placed last is to be looked up
  Instant published_ = Instant::min();
  Instant wanted_ = Instant::min();  // others' events wait for us to come so far
  timing::Ticks published_at_{0};

  std::mutex listener_mutex_;
  std::function<void(std::uint32_t)> listener_;
};

}  // namespace waymark::events
