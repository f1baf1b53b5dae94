// Domain events: facts that became true in the commit that carries them (architecture.md §5).
//
// Stored as items under PK `EVENT#<shard>`, SK `<occurredAt>#<id>`, ttl 7 days; shard = murmur3_32(user id) mod 16.
// The JSON schema of every type and version is in api/events/<Type>.v<version>.json, and a test holds events to it.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "base/ids.h"
#include "base/time.h"

namespace waymark::events {

inline constexpr std::uint32_t kShards = 16;
std::uint32_t shard_of(UserId user);

struct Event {
  EventId id;
  std::string type;           // "GoalCompleted"
  std::int64_t version = 1;   // of the payload's schema
  UserId user;                // whose partition it concerns; order is kept per user
  Instant occurred_at;
  std::string payload;        // a JSON object
  std::string trace_id;       // of the request that caused it, hex
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, type, version, user, occurred_at, payload, trace_id))

}  // namespace waymark::events
