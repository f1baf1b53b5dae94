#include "platform/events/sequencer.h"

#include <algorithm>

#include "base/error.h"

namespace waymark::events {

using std::chrono::milliseconds;

void Sequencer::keep_after(std::uint32_t shard, const Position& position) {
  const auto at = parse_rfc3339(position.substr(0, 24));
  if (!at) return;  // the empty position, before every event
  Shard& s = shards_[shard];
  const std::lock_guard lock(s.mutex);
  if (position <= s.last) return;
  s.last = position;
  s.last_at = *at;
}

Stamp Sequencer::begin(std::uint32_t shard) {
  Shard& s = shards_[shard];
  const std::lock_guard lock(s.mutex);
  if (s.in_flight.size() >= kMostInFlight)
    throw Error(ErrorCode::unavailable, "error.unavailable", "too many events in flight");
  Stamp stamp;
  stamp.shard = shard;
  stamp.id = ids_.make<EventId>();
  stamp.at = std::max(clock_.now(), s.last_at);
  stamp.position = position_of(stamp.at, stamp.id);
  if (stamp.position <= s.last) {  // same millisecond, and an id that does not rise
    stamp.at = s.last_at + milliseconds(1);
    stamp.position = position_of(stamp.at, stamp.id);
  }
  s.last_at = stamp.at;
  s.last = stamp.position;
  s.in_flight.emplace_hint(s.in_flight.end(), stamp.position, InFlight{stamp});
  return stamp;
}

void Sequencer::end(const Stamp& stamp) {
  Shard& s = shards_[stamp.shard];
  const std::lock_guard lock(s.mutex);
  s.in_flight.erase(stamp.position);
}

void Sequencer::abandon(const Stamp& stamp) {
  Shard& s = shards_[stamp.shard];
  const std::lock_guard lock(s.mutex);
  if (const auto found = s.in_flight.find(stamp.position); found != s.in_flight.end())
    found->second.abandoned = true;
}

std::vector<Stamp> Sequencer::abandoned(std::uint32_t shard) const {
  const Shard& s = shards_[shard];
  const std::lock_guard lock(s.mutex);
  std::vector<Stamp> stamps;
  for (const auto& [position, entry] : s.in_flight)
    if (entry.abandoned) stamps.push_back(entry.stamp);
  return stamps;
}

Instant Sequencer::promise(Instant until) {
  Instant kept = until;
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    keep_after(shard, end_of_instant(until));
    const Shard& s = shards_[shard];
    const std::lock_guard lock(s.mutex);
    if (!s.in_flight.empty())
      kept = std::min(kept, s.in_flight.begin()->second.stamp.at - milliseconds(1));
  }
  return kept;
}

Position Sequencer::readable_through(std::uint32_t shard) const {
  const Shard& s = shards_[shard];
  const std::lock_guard lock(s.mutex);
  return s.in_flight.empty() ? s.last : right_before(s.in_flight.begin()->first);
}

}  // namespace waymark::events
