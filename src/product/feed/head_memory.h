// Heads kept in memory: a home feed asks for those of everybody whom one follows, and few of them have changed since the
// last feed did.
//
// A head that is out of date hides what its owner did last, and nothing else: with old bounds of promotion a page is the
// same (merge.h). So a head is forgotten the moment its owner does something, on each node that hears of it
// (activity_writer.h, live.h), and after kRememberedFor in any case, for what a node has not heard.
#pragma once

#include <array>
#include <mutex>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "platform/store/store.h"
#include "product/feed/heads.h"

namespace waymark::feed {

inline constexpr std::chrono::seconds kRememberedFor{30};

/// One for the node, any thread. Borrows what it is given.
class HeadMemory {
 public:
  /// Keeps up to `most` heads, of some 200 bytes each; 0: none.
  HeadMemory(store::Store& store, const Clock& clock, std::size_t most);

  /// In the order of `users`; an empty head for who has done nothing yet.
  Task<std::vector<Head>> read(std::vector<UserId> users);
  /// The owner has done something.
  void forget(UserId user);
  /// Something may not have been heard.
  void forget_all();

 private:
  struct Entry {
    Head head;
    Instant read_at;
  };
  using Entries = boost::unordered_flat_map<UserId, Entry, std::hash<UserId>>;

  /// Holds what was asked for lately, and throws away by halves what was not.
  struct Shard {
    std::mutex mutex;
    std::uint64_t forgotten = 0;  // how often something was
    Entries young;
    Entries old;
  };
  static constexpr std::size_t kShards = 64;

  Shard& shard_of(UserId user) { return shards_[std::hash<UserId>()(user) % kShards]; }
  void keep(Shard& shard, UserId user, const Entry& entry);

  store::Store& store_;
  const Clock& clock_;
  std::size_t most_young_;
  std::array<Shard, kShards> shards_;
};

}  // namespace waymark::feed
