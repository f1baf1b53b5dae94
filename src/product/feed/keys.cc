#include "product/feed/keys.h"

#include "base/encoding.h"

namespace waymark::feed::keys {

std::string promoted(std::uint32_t shard) {
  return "PROMOTED#" + std::to_string(shard);
}

std::uint32_t shard_of(UserId user) {
  return murmur3_32(user.to_string()) % 16;
}

}  // namespace waymark::feed::keys
