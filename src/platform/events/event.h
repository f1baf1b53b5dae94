// Domain events: facts that became true in the commit that carries them (architecture.md §5).
//
// Stored as items under PK `EVENT#<shard>` (two digits), SK `<occurredAt>#<id>`, ttl 7 days;
// shard = murmur3_32(user id as text) mod 16. The JSON schema of every type and version is in
// api/events/<Type>.v<version>.json, and tests hold events to it (schema_test.h).
#pragma once

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/store/item.h"

namespace waymark::events {

inline constexpr std::uint32_t kShards = 16;
std::uint32_t shard_of(UserId user);

inline constexpr std::chrono::days kKept{7};

struct Event {
  EventId id;
  std::string type;          // "GoalCompleted"
  std::int64_t version = 1;  // of the payload's schema
  UserId user;               // whose partition it concerns; order is kept per user
  Instant occurred_at;
  std::string payload;   // a JSON object
  std::string trace_id;  // of the request that caused it, hex; empty when there was none
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, type, version, user, occurred_at, payload, trace_id))

/// An event's place in its shard: its sort key, `<occurredAt>#<id>`, always 61 characters, so that
/// places compare as texts. Empty: before every event.
using Position = std::string;

Position position_of(Instant occurred_at, EventId id);
/// After every event of that millisecond, before every later one.
Position end_of_instant(Instant instant);
/// After every event that is before `position`, and before it. Not of the empty one.
Position right_before(Position position);
/// "EVENT#07"
std::string shard_key(std::uint32_t shard);

}  // namespace waymark::events
