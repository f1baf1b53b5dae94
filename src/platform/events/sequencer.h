// Places for new events, and which of them are still in flight.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "platform/events/event.h"

namespace waymark::events {

/// An event's place and how it was made.
struct Stamp {
  std::uint32_t shard = 0;
  Instant at;
  EventId id;
  Position position;
};

/// The places of one process. Within a shard they rise strictly, whatever the clock does: when it
/// steps back, time stands still here until it has caught up. Any thread; locks are held for a few
/// instructions.
class Sequencer {
 public:
  /// Stamps of a shard whose outcome is unknown or not yet known; past it begin() throws.
  static constexpr std::size_t kMostInFlight = 4096;

  Sequencer(const Clock& clock, IdSource& ids) : clock_(clock), ids_(ids) {}

  /// No stamp of `shard` will be at or before `position`. Does nothing when that is so already.
  void keep_after(std::uint32_t shard, const Position& position);

  /// The next stamp of the shard, in flight from now on. Throws Error(unavailable) at the bound.
  Stamp begin(std::uint32_t shard);
  /// Its transaction's outcome is known: committed and readable, or never to be committed.
  void end(const Stamp& stamp);
  /// Its transaction's outcome is unknown: it stays in flight, and is listed by abandoned().
  void abandon(const Stamp& stamp);
  std::vector<Stamp> abandoned(std::uint32_t shard) const;

  /// From now on no stamp is made at or before `until`, in any shard; whatever was made before and is
  /// still in flight lies after the result, which is `until` at most.
  Instant promise(Instant until);

  /// Right before the smallest stamp in flight, else the last one made or kept after.
  Position readable_through(std::uint32_t shard) const;

 private:
  struct InFlight {
    Stamp stamp;
    bool abandoned = false;
  };
  struct Shard {
    mutable std::mutex mutex;
    Instant last_at{std::chrono::milliseconds::min()};
    Position last;
    std::map<Position, InFlight> in_flight;
  };

  const Clock& clock_;
  IdSource& ids_;
  std::array<Shard, kShards> shards_;
};

}  // namespace waymark::events
