#include "platform/events/parked.h"

namespace waymark::events {
namespace {

std::string two_digits(std::uint32_t shard) {
  return shard_key(shard).substr(6);
}

}  // namespace

std::string parked_partition(std::string_view consumer) {
  return "PARKED#" + std::string(consumer);
}

store::Key parked_key(std::string_view consumer, std::uint32_t shard, const Position& position) {
  return store::Key{parked_partition(consumer), two_digits(shard) + '#' + position};
}

std::string cursor_partition(std::string_view consumer) {
  return "CONSUMER#" + std::string(consumer);
}

store::Key cursor_key(std::string_view consumer, std::uint32_t shard) {
  return store::Key{cursor_partition(consumer), "CURSOR#" + two_digits(shard)};
}

}  // namespace waymark::events
