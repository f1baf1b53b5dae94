#include "product/feed/head_memory.h"

namespace waymark::feed {
namespace {

/// Until its fan-out is done a promoted person's activities are read one stream more; that is soon over.
bool is_settled(const Head& head) {
  return !head.is_promoted() || head.spread_through() >= head.last;
}

}  // namespace

HeadMemory::HeadMemory(store::Store& store, const Clock& clock, std::size_t most)
    : store_(store), clock_(clock), most_young_(most / kShards / 2) {}

Task<std::vector<Head>> HeadMemory::read(std::vector<UserId> users) {
  const Instant now = clock_.now();
  std::vector<Head> heads(users.size());
  std::vector<UserId> unknown;
  std::vector<std::size_t> places;       // of the unknown
  std::vector<std::uint64_t> forgotten;  // by their shards, before they are read
  for (std::size_t i = 0; i < users.size(); ++i) {
    Shard& shard = shard_of(users[i]);
    const std::lock_guard lock(shard.mutex);
    auto found = shard.young.find(users[i]);
    if (found == shard.young.end()) {
      if (const auto aged = shard.old.find(users[i]); aged != shard.old.end()) {
        const Entry entry = aged->second;
        shard.old.erase(aged);
        keep(shard, users[i], entry);
        found = shard.young.find(users[i]);
      }
    }
    if (found != shard.young.end() && now - found->second.read_at < kRememberedFor) {
      heads[i] = found->second.head;
      continue;
    }
    unknown.push_back(users[i]);
    places.push_back(i);
    forgotten.push_back(shard.forgotten);
  }
  if (unknown.empty()) co_return heads;

  std::vector<Head> fresh = co_await read_heads(store_, unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    if (most_young_ > 0 && is_settled(fresh[i])) {
      Shard& shard = shard_of(unknown[i]);
      const std::lock_guard lock(shard.mutex);
      // Else it may have been read before the activity that made it be forgotten.
      if (shard.forgotten == forgotten[i]) keep(shard, unknown[i], Entry{fresh[i], now});
    }
    heads[places[i]] = fresh[i];
  }
  co_return heads;
}

void HeadMemory::keep(Shard& shard, UserId user, const Entry& entry) {
  if (shard.young.size() >= most_young_) {
    shard.old = std::move(shard.young);
    shard.young = Entries();
  }
  shard.young.insert_or_assign(user, entry);
}

void HeadMemory::forget(UserId user) {
  Shard& shard = shard_of(user);
  const std::lock_guard lock(shard.mutex);
  ++shard.forgotten;
  shard.young.erase(user);
  shard.old.erase(user);
}

void HeadMemory::forget_all() {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    ++shard.forgotten;
    shard.young.clear();
    shard.old.clear();
  }
}

}  // namespace waymark::feed
