// Events as part of a transaction: what the outboxes of one and of many processes have in common.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/events/event.h"
#include "platform/events/outbox.h"
#include "platform/events/sequencer.h"
#include "platform/store/store.h"

namespace waymark::events {

/// The places of one commit. Destroyed undecided, it abandons them; `moved` is told in any case.
class Flight {
 public:
  Flight(Sequencer& sequencer, std::function<void(std::uint32_t shard)> moved)
      : sequencer_(sequencer), moved_(std::move(moved)) {}
  ~Flight();
  Flight(const Flight&) = delete;
  Flight& operator=(const Flight&) = delete;

  const Stamp& add(std::uint32_t shard) { return stamps_.emplace_back(sequencer_.begin(shard)); }
  /// From here until the answer, the outcome is the store's secret.
  void depart() { decided_ = false; }
  /// The store has answered, or was never asked.
  void decide() { decided_ = true; }
  const std::vector<Stamp>& stamps() const { return stamps_; }

 private:
  Sequencer& sequencer_;
  std::function<void(std::uint32_t)> moved_;
  std::vector<Stamp> stamps_;
  bool decided_ = true;
};

/// Appends each event at a place of its own in the flight, on condition that the place is empty.
void append_events(store::Transaction& transaction, const std::vector<NewEvent>& events,
                   const RequestContext& context, Instant now, Flight& flight);

/// Decides a transaction whose outcome nobody knows: an event without a type at its place, on the
/// same condition. Put or not, the transaction cannot commit after it.
store::Transaction seal_of(const Stamp& stamp, Instant now);

/// The last place of a shard that is taken now; empty when none is.
Task<Position> end_of(store::Store& store, std::uint32_t shard);

/// What the caller may know: which of its own operations failed. Throws Error(unavailable) when
/// only others did.
store::Outcome own_part(store::Outcome outcome, std::size_t own);

}  // namespace waymark::events
