#include "platform/cache/local/local_cache.h"

#include <functional>

namespace waymark::cache {
namespace {

// Nodes of the list and of the table, and their allocations.
constexpr std::size_t kEntryWeight = 192;

}  // namespace

LocalCache::LocalCache(std::size_t bytes, const Clock& clock)
    : shard_bytes_(bytes / kShards), clock_(clock) {}

std::size_t LocalCache::weight(const Entry& entry) {
  return kEntryWeight + entry.key.size() + (entry.cached.value ? entry.cached.value->size() : 0);
}

LocalCache::Shard& LocalCache::shard_of(const std::string& key) {
  // The table within takes the low bits.
  return shards_[(std::hash<std::string>()(key) >> 32) % kShards];
}

void LocalCache::Shard::remove(Entries::iterator entry) {
  bytes -= weight(*entry);
  by_key.erase(entry->key);
  entries.erase(entry);
}

Task<std::optional<Cached>> LocalCache::get(std::string key) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) co_return std::nullopt;
  const auto entry = found->second;
  if (entry->until <= clock_.now()) {
    shard.remove(entry);
    co_return std::nullopt;
  }
  shard.entries.splice(shard.entries.begin(), shard.entries, entry);
  co_return entry->cached;
}

Task<void> LocalCache::set(std::string key, std::optional<std::string> value,
                           std::chrono::milliseconds life) {
  if (key.size() > kMostKeyBytes || (value && value->size() > kMostValueBytes)) co_return;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto known = shard.by_key.find(key);
  if (known != shard.by_key.end()) shard.remove(known->second);
  Entry& entry = shard.entries.emplace_front();
  entry.key = std::move(key);
  entry.cached.value = std::move(value);
  entry.until = clock_.now() + life;
  shard.by_key.emplace(entry.key, shard.entries.begin());
  shard.bytes += weight(entry);
  while (shard.bytes > shard_bytes_ && !shard.entries.empty())
    shard.remove(std::prev(shard.entries.end()));
}

Task<void> LocalCache::erase(std::string key) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found != shard.by_key.end()) shard.remove(found->second);
  co_return;
}

std::size_t LocalCache::bytes() const {
  std::size_t all = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all += shard.bytes;
  }
  return all;
}

}  // namespace waymark::cache
