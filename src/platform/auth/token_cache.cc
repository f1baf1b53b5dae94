#include "platform/auth/token_cache.h"

#include <algorithm>

namespace waymark::auth {

TokenCache::TokenCache(std::size_t capacity)
    : shard_capacity_(std::max<std::size_t>(capacity / kShards, 1)) {}

std::optional<Principal> TokenCache::find(std::string_view token, Instant now) const {
  const Shard& shard = shards_[Hash()(token) / kShards % kShards];
  const std::scoped_lock lock(shard.mutex);
  const auto it = shard.entries.find(token);
  if (it == shard.entries.end() || it->second.token_expires <= now) return std::nullopt;
  return it->second;
}

void TokenCache::remember(std::string_view token, const Principal& principal, Instant now,
                          std::uint64_t generation) {
  Shard& shard = shards_[Hash()(token) / kShards % kShards];
  const std::scoped_lock lock(shard.mutex);
  if (generation_.load(std::memory_order_acquire) != generation) return;
  if (shard.entries.size() >= shard_capacity_) make_room(shard, now);
  shard.entries.insert_or_assign(std::string(token), principal);
}

void TokenCache::belong_to(std::uint64_t generation) {
  if (generation_.load(std::memory_order_acquire) == generation) return;
  generation_.store(generation, std::memory_order_release);
  for (Shard& shard : shards_) {
    const std::scoped_lock lock(shard.mutex);
    shard.entries.clear();
  }
}

void TokenCache::make_room(Shard& shard, Instant now) {
  std::erase_if(shard.entries,
                [&](const auto& entry) { return entry.second.token_expires <= now; });
  // Nothing had expired: give up a share of them, so that the sweep above is not run at every insertion.
  std::size_t surplus = shard.entries.size() / 16 + 1;
  while (surplus-- > 0 && !shard.entries.empty()) shard.entries.erase(shard.entries.begin());
}

}  // namespace waymark::auth
