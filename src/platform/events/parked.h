// Events that a consumer could not digest, kept with the reason.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "platform/events/event.h"
#include "platform/store/item.h"

namespace waymark::events {

struct ParkedEvent {
  Event event;
  std::string reason;
  std::int64_t failures = 0;
  Instant parked_at;
};
BOOST_DESCRIBE_STRUCT(ParkedEvent, (), (event, reason, failures, parked_at))

std::string parked_partition(std::string_view consumer);
store::Key parked_key(std::string_view consumer, std::uint32_t shard, const Position& position);
std::string cursor_partition(std::string_view consumer);
store::Key cursor_key(std::string_view consumer, std::uint32_t shard);

}  // namespace waymark::events
