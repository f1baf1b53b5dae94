// The outbox on the store, for one process: events in the caller's commit, and an exact horizon.
//
// How nothing is overtaken. A commit takes its events' places from the Sequencer, which marks them
// in flight *before* the transaction goes to the store, and unmarks them after the store has said
// what became of it. The horizon is the smallest place in flight, else the last place given: so a
// place at or before the horizon is either committed and readable, or will never be. A reader that
// asks for the horizon first and reads after can lose nothing.
//
// When the outcome is not known. A commit may end without an answer: the store threw, or the
// waiting request was cancelled while its transaction was still queued, and may yet be committed.
// Its places stay in flight, which holds readers back, until one of them settles the matter: each
// event is put on condition that there is no item at its place, so putting a *seal* there, on the
// same condition, decides. If the seal is put, the transaction can never commit; if it is not, the
// transaction has. Seals are items of an event without a type, which readers pass over.
//
// After a restart, and clocks. start() reads the last place of each shard, and readers add their
// cursors (Horizon::keep_after): places go on after both, even when the clock was set back while
// the server was down. Transactions of the process before are decided by then: the store has
// recovered. Places follow the clock otherwise, so an event's time is at most as wrong as the clock
// was.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "platform/events/horizon.h"
#include "platform/events/outbox.h"
#include "platform/events/sequencer.h"
#include "platform/store/store.h"

namespace waymark::events {

/// Lives as long as the server; borrows all it is given. Any reactor.
class StoreOutbox final : public Outbox, public Horizon {
 public:
  StoreOutbox(store::Store& store, const Clock& clock, IdSource& ids);

  /// Reads where each shard ends. Must have ended before the first commit (which throws
  /// Error(unavailable) otherwise).
  Task<void> start();

  /// As Outbox; moreover throws Error(unavailable) when it cannot be known whether the transaction
  /// was committed. The store's errors pass through.
  Task<store::Outcome> commit(store::Transaction transaction, std::vector<NewEvent> events,
                              const RequestContext& context) override;

  Task<Position> readable_through(std::uint32_t shard) override;
  void keep_after(std::uint32_t shard, const Position& position) override;
  void on_move(std::function<void(std::uint32_t shard)> moved) override;

 private:
  Task<void> settle(Stamp stamp);
  void moved(std::uint32_t shard);

  store::Store& store_;
  const Clock& clock_;
  Sequencer sequencer_;
  std::atomic<bool> started_{false};
  std::mutex listener_mutex_;
  std::function<void(std::uint32_t)> listener_;
};

}  // namespace waymark::events
