// A cache in the memory of this process.
#pragma once

#include <array>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "platform/cache/cache.h"

namespace waymark::cache {

/// Least recently used goes first, past `bytes` in all; in shards with a lock each, held for one
/// look. Any thread.
class LocalCache final : public Cache {
 public:
  LocalCache(std::size_t bytes, const Clock& clock);

  Task<std::optional<Cached>> get(std::string key) override;
  Task<void> set(std::string key, std::optional<std::string> value,
                 std::chrono::milliseconds life) override;
  Task<void> erase(std::string key) override;
  bool healthy() const override { return true; }

  /// Of all entries, what they take beside their texts included.
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    Cached cached;
    Instant until;
  };
  using Entries = std::list<Entry>;  // the most recently used first
  struct Shard {
    mutable std::mutex mutex;
    Entries entries;
    std::unordered_map<std::string_view, Entries::iterator> by_key;  // keys of the entries
    std::size_t bytes = 0;
    void remove(Entries::iterator entry);
  };
  static constexpr std::size_t kShards = 16;
  static std::size_t weight(const Entry& entry);
  Shard& shard_of(const std::string& key);

  const std::size_t shard_bytes_;
  const Clock& clock_;
  std::array<Shard, kShards> shards_;
};

}  // namespace waymark::cache
