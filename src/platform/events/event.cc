#include "platform/events/event.h"

#include "base/encoding.h"

namespace waymark::events {

std::uint32_t shard_of(UserId user) {
  return murmur3_32(user.to_string()) % kShards;
}

Position position_of(Instant occurred_at, EventId id) {
  Position position;
  position.reserve(61);
  append_rfc3339(position, occurred_at);
  position += '#';
  id.uuid.append_to(position);
  return position;
}

Position end_of_instant(Instant instant) {
  EventId last;
  last.uuid.bytes.fill(0xff);
  return position_of(instant, last);
}

Position right_before(Position position) {
  --position.back();  // a hexadecimal digit: nothing but digits can stand between
  return position;
}

std::string shard_key(std::uint32_t shard) {
  std::string key = "EVENT#00";
  key[6] = static_cast<char>('0' + shard / 10 % 10);
  key[7] = static_cast<char>('0' + shard % 10);
  return key;
}

}  // namespace waymark::events
