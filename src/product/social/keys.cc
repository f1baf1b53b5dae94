#include "product/social/keys.h"

#include "base/encoding.h"

namespace waymark::social::keys {
namespace {

std::string shard(UserId followee, std::uint32_t number) {
  return partition(followee) + "#shard" + std::to_string(number);
}

}  // namespace

std::string follower_partition(UserId followee, UserId follower, std::uint32_t shards) {
  if (shards == 0) return partition(followee);
  return shard(followee, murmur3_32(follower.to_string()) % shards);
}

std::vector<std::string> follower_partitions(UserId followee, std::uint32_t shards) {
  std::vector<std::string> all{partition(followee)};
  for (std::uint32_t number = 0; number < shards; ++number) all.push_back(shard(followee, number));
  return all;
}

}  // namespace waymark::social::keys
