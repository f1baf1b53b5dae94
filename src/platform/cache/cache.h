// What may be forgotten at any time: copies of what is slow to get, and counts of who asks how
// often.
//
//   cache.h       the port of copies       local/   memory of this process, bounded
//   limits.h      the port of counts       redis/   shared by all nodes
//   flights.h     cache-aside, one flight a key
//
// Whoever uses it works without it: an engine that is away finds nothing and keeps nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/task.h"

namespace waymark::cache {

/// What a cache knows of a key.
struct Cached {
  /// nullopt: it is known that there is nothing (a negative entry).
  std::optional<std::string> value;
};

/// Longest key and largest value that are kept; larger ones are not.
inline constexpr std::size_t kMostKeyBytes = 512;
inline constexpr std::size_t kMostValueBytes = 1 << 20;

/// Any reactor. Nothing throws but cancellation: what is away knows nothing.
class Cache {
 public:
  virtual ~Cache() = default;
  /// nullopt when nothing is known.
  virtual Task<std::optional<Cached>> get(std::string key) = 0;
  /// Keeps it for `life` at most, which is more than zero. nullopt: there is nothing.
  virtual Task<void> set(std::string key, std::optional<std::string> value,
                         std::chrono::milliseconds life) = 0;
  /// Knows nothing of it any more.
  virtual Task<void> erase(std::string key) = 0;
  /// Whether it does its work. For /health/cache.
  virtual bool healthy() const = 0;
};

}  // namespace waymark::cache
