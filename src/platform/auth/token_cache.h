// Tokens that were verified, with whom they prove, until they expire.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "base/time.h"

namespace waymark::auth {

/// Bounded; shared by all reactors, in shards with a lock each that is held for one look-up and never over a wait. A
/// full shard first drops what has expired and then an arbitrary entry: that costs its owner one signature check.
/// Only verified tokens get in, so nobody can push others out without holding as many valid ones.
class TokenCache {
 public:
  explicit TokenCache(std::size_t capacity = 65'536);
  /// nullopt when it is not there or has expired.
  std::optional<Principal> find(std::string_view token, Instant now) const;
  /// Of the keys that tokens are verified with (key_ring.h): with another number everything is forgotten.
  void belong_to(std::uint64_t generation);
  /// `generation`: that of the keys before it was verified. One of before is not remembered.
  void remember(std::string_view token, const Principal& principal, Instant now,
                std::uint64_t generation);

 private:
  struct Hash {
    using is_transparent = void;
    // The last bytes are the signature: as good as random, and few.
    std::size_t operator()(std::string_view token) const {
      return std::hash<std::string_view>()(
          token.substr(token.size() - std::min<std::size_t>(token.size(), 32)));
    }
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, Principal, Hash, std::equal_to<>> entries;
  };
  static constexpr std::size_t kShards = 16;
  static void make_room(Shard& shard, Instant now);

  std::size_t shard_capacity_;
  std::array<Shard, kShards> shards_;
  std::atomic<std::uint64_t> generation_{0};
};

}  // namespace waymark::auth
