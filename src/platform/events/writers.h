// The processes that write events to one store: who they are, how far each has come, and so how far
// readers may read (docs/decisions/event-order.md tells why this is safe).
//
// Stored under PK `EVENT#WRITERS`:
//   SK <writer id>  beat      rises with every change
//                   through   RFC 3339: every commit of this writer at or before is decided, and it
//                             will place none there; absent while it is joining
//                   ends      when its last event of each shard was placed (milliseconds, 0: none)
//   SK `~ALL`       joins     how many writers have ever joined
//                   through   the highest `through` of the writers that are gone
// and under PK `EVENT#WRITER#<id>`:
//   SK `SLOT#<nn>`            is there as long as the writer counts
//
// A commit with events checks one of its writer's slots, each used by one commit at a time so that
// they do not contend. A writer that is gone (it left, or others have seen no beat of it for a
// while) is *fenced*: its item and its slots are deleted in one transaction. After that nothing of
// it can commit, however late it arrives: the store decides, no clock. A writer that was fenced by
// mistake (it had stood still) finds its commits refused, joins again under a new id, and places
// them anew.
//
// The horizon is the lowest `through` of all writers that are there. A read of the writers counts
// only when `joins`, which sorts last, has not changed since the read before: then whoever joins
// later finds every `through` at least as high as this read did, and starts after it.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/events/event.h"
#include "platform/store/store.h"
#include "platform/timing/uptime.h"

namespace waymark::events {

/// What the writers' items say, as of one read that counts.
struct WritersSeen {
  Instant horizon;                           // everything up to here may be read, for good
  Instant furthest;                          // the highest `through` of any other writer
  std::array<std::int64_t, kShards> ends{};  // of the last events, by what the writers say
  bool changed = false;                      // a writer came or went since the last that counted
};

/// One process's view. Used by one coroutine at a time.
class Writers {
 public:
  /// So many commits with events may be under way in one process; a transaction deletes them all.
  static constexpr std::size_t kSlots = 96;

  Writers(store::Store& store, const timing::Uptime& uptime, const Clock& clock, IdSource& ids,
          std::chrono::milliseconds gone_after)
      : store_(store), uptime_(uptime), clock_(clock), ids_(ids), gone_after_(gone_after) {}

  /// Registers under a new id, and tells after which instant everything of this writer must be
  /// placed. Until publish() has been called, no horizon moves.
  Task<Instant> join();
  /// Ours; empty before join() and once it is known that we were fenced.
  const std::string& id() const { return id_; }

  /// Writes how far we have come; false when we were fenced.
  Task<bool> publish(Instant through, const std::array<std::int64_t, kShards>& ends);
  /// Reads all, and fences who has not been heard of for `gone_after`. nullopt when this read does
  /// not count, or somebody is still joining.
  Task<std::optional<WritersSeen>> look();
  /// Goes in good order; nothing of ours may be under way.
  Task<void> leave();

  static store::Key slot_key(const std::string& writer, std::size_t slot);

 private:
  struct Seen {
    std::int64_t beat = 0;
    std::optional<Instant> through;
    std::array<std::int64_t, kShards> ends{};
  };
  struct All {
    std::map<std::string, Seen> writers;
    std::int64_t joins = 0;
    std::optional<Instant> gone_through;
  };
  struct Watched {
    std::int64_t beat = 0;
    timing::Ticks since{0};
  };

  Task<All> read();
  Task<void> watch(const All& all);
  Task<bool> fence(std::string writer, Seen seen, std::optional<Instant> gone_through);

  store::Store& store_;
  const timing::Uptime& uptime_;
  const Clock& clock_;
  IdSource& ids_;
  std::chrono::milliseconds gone_after_;

  std::string id_;
  std::int64_t beat_ = 0;
  std::optional<std::int64_t> joins_;  // as of the last read
  std::map<std::string, Watched> watched_;
  bool changed_ = false;  // to be told with the next read that counts
  timing::Ticks looked_at_{0};
};

}  // namespace waymark::events
