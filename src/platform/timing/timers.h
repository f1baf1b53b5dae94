// Timers that survive: set in the commit of what they belong to, fired by one node when they are
// due (timer_service.h).
//
//   timers.set(transaction, Timer("quest-end#" + id, "quest.end", deadline, payload));
//   co_await outbox.commit(std::move(transaction), …);
//
// Stored items (the due wheel of architecture.md §4, a partition a minute and shard):
//   PK `DUE#YYYYMMDDHHmm#<shard>`  SK `<ss.mmm>#TASK#<id>`  id, kind, due, payload, nonce; tries,
//                                                           failures, retryAt
//   PK `DUE#MINUTES#<shard>`       SK `YYYYMMDDHHmm#<x>`    nonce
//   PK `PARKED#timers`             SK `<due>#<id>`          the timer, reason, failures, parkedAt
// shard = murmur3_32(id) mod 16; times are UTC.
//
// The calendar of minutes, `DUE#MINUTES`, is what a cursor over the wheel would be, without its
// danger: a cursor that has passed a minute never sees what is committed to it later, by a slow
// commit or a node whose clock is behind. Every set() writes the minute's entry with a fresh nonce;
// the service takes an entry away only on condition that its nonce is still the one it read
// *before* it found the minute empty. So a minute that has timers is always in the calendar,
// whatever any clock shows, and downtime needs no special case: all minutes up to now that are in
// the calendar are looked at, oldest first. (<x> is a hexadecimal digit of the id's hash, so that
// those who set timers for the same minute seldom write the same entry.)
#pragma once

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/store/store.h"

namespace waymark::timing {

struct Timer {
  Timer() = default;
  Timer(std::string timer_id, std::string timer_kind, Instant when, std::string what = {})
      : id(std::move(timer_id)), kind(std::move(timer_kind)), due(when), payload(std::move(what)) {}
  std::string id;    // unique among all timers: with `due`, its place. At most 200 bytes
  std::string kind;  // whose handler it is for
  Instant due;
  std::string payload;  // for the handler, at most 16 KiB
};
BOOST_DESCRIBE_STRUCT(Timer, (), (id, kind, due, payload))

/// Parts of commits. Any thread.
class Timers {
 public:
  explicit Timers(IdSource& ids) : ids_(ids) {}

  /// Two operations. A timer of the same id and instant is replaced. One that is due already fires
  /// within seconds.
  void set(store::Transaction& transaction, const Timer& timer) const;
  /// One operation; nothing when there is no such timer. One that is being fired may fire once
  /// more.
  static void cancel(store::Transaction& transaction, const std::string& id, Instant due);
  /// Two or three operations: cancels it at `from` and sets it.
  void reschedule(store::Transaction& transaction, Instant from, const Timer& timer) const;

 private:
  IdSource& ids_;
};

/// Where things lie; for the service and tests.
namespace wheel {

/// "202611210336"
std::string minute_of(Instant instant);
/// "07.250": a timer's place within its minute.
std::string second_of(Instant instant);
std::string partition(std::string_view minute, std::uint32_t shard);
store::Key timer_key(const std::string& id, Instant due);
std::string calendar(std::uint32_t shard);
/// The minute that a calendar entry is of.
std::string_view minute_of_entry(std::string_view sk);
inline constexpr std::string_view kNonce = "nonce";
inline constexpr std::string_view kParked = "PARKED#timers";
store::Key parked_key(const Timer& timer);

}  // namespace wheel

}  // namespace waymark::timing
