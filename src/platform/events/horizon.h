// How far readers of the event log may read.
//
// An event's place is chosen before its transaction commits, so a transaction with an earlier place
// may commit after one with a later place. A reader that went on to the later one would never see
// the earlier. Readers therefore stop at the horizon, and never move a cursor past it.
//
// What the horizon is depends on who writes: with one process it is known exactly (StoreOutbox);
// with many it is what all of them have promised (SharedOutbox). Readers see only this port (docs/decisions/event-order.md).
#pragma once

#include <cstdint>
#include <functional>

#include "base/task.h"
#include "platform/events/event.h"

namespace waymark::events {

/// Any reactor.
class Horizon {
 public:
  virtual ~Horizon() = default;

  /// A promise: each event of `shard` at or before the result that will ever be readable, is
  /// readable now. Empty: nothing may be read yet. Throws what the store throws when it must ask
  /// the store to find out.
  virtual Task<Position> readable_through(std::uint32_t shard) = 0;

  /// A reader stands at `position` (read from its durable cursor): no event may be placed at or
  /// before it, even if all events of the shard have expired and the clock was set back since.
  virtual void keep_after(std::uint32_t shard, const Position& position) = 0;

  /// `moved` is called, on any thread, whenever the horizon of a shard may have moved; it must not
  /// block. Replaces the one before; once this returns, that one is not being called any more.
  virtual void on_move(std::function<void(std::uint32_t shard)> moved) = 0;
};

}  // namespace waymark::events
