// A bounded map of texts to shared immutable values, for many threads.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace waymark::graphql {

struct CacheLimits {
  std::size_t entries = 1000;
  std::size_t bytes = 4 << 20;         // of keys and what values were said to weigh
  std::size_t entry_bytes = 64 << 10;  // a larger one is not kept
};

/// Divided into shards by hash, each with a lock of its own that is held for a look-up only; the
/// least recently used of a shard is dropped when the shard is full.
template <typename Value>
class LruCache {
 public:
  using ValuePtr = std::shared_ptr<const Value>;

  explicit LruCache(CacheLimits limits) : limits_(limits) {}

  /// Null when it is not there.
  ValuePtr find(std::string_view key) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.by_key.find(key);
    if (found == shard.by_key.end()) return nullptr;
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->value;
  }

  /// `weight` is added to the key's size.
  void put(std::string_view key, ValuePtr value, std::size_t weight = 0) {
    const std::size_t bytes = key.size() + weight;
    if (bytes > limits_.entry_bytes) return;
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    if (shard.by_key.contains(key)) return;
    shard.entries.push_front({std::string(key), std::move(value), bytes});
    shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
    shard.bytes += bytes;
    while (shard.entries.size() > limits_.entries / kShards + 1 ||
           shard.bytes > limits_.bytes / kShards + limits_.entry_bytes)
      shard.drop_last();
  }

  std::size_t size() {
    std::size_t total = 0;
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      total += shard.entries.size();
    }
    return total;
  }

 private:
  static constexpr std::size_t kShards = 8;

  struct Entry {
    std::string key;
    ValuePtr value;
    std::size_t bytes;
  };
  struct Shard {
    std::mutex mutex;
    std::list<Entry> entries;  // the most recently used first
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_key;
    std::size_t bytes = 0;

    void drop_last() {
      bytes -= entries.back().bytes;
      by_key.erase(entries.back().key);
      entries.pop_back();
    }
  };

  Shard& shard_of(std::string_view key) {
    // The map uses the low bits.
    return shards_[(std::hash<std::string_view>()(key) >> 32) % kShards];
  }

  CacheLimits limits_;
  std::array<Shard, kShards> shards_;
};

}  // namespace waymark::graphql
