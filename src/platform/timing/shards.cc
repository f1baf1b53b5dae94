#include "platform/timing/shards.h"

#include "base/encoding.h"

namespace waymark::timing {

std::uint32_t shard_of(std::string_view key) {
  return murmur3_32(key) % kShards;
}

std::string shard_name(std::uint32_t shard) {
  std::string name = "00";
  name[0] = static_cast<char>('0' + shard / 10 % 10);
  name[1] = static_cast<char>('0' + shard % 10);
  return name;
}

}  // namespace waymark::timing
