#include "platform/events/writers.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::events {
namespace {

using store::Changes;
using store::Condition;
using store::Value;

constexpr std::string_view kWriters = "EVENT#WRITERS";
constexpr std::string_view kAll = "~ALL";  // sorts after every id
constexpr std::string_view kBeat = "beat";
constexpr std::string_view kThrough = "through";
constexpr std::string_view kEnds = "ends";
constexpr std::string_view kJoins = "joins";

store::Key writer_key(const std::string& writer) {
  return {std::string(kWriters), writer};
}
store::Key all_key() {
  return {std::string(kWriters), std::string(kAll)};
}

std::optional<Instant> instant(const store::Item& item, std::string_view name) {
  return parse_rfc3339(item.text(name).value_or(""));
}

}  // namespace

store::Key Writers::slot_key(const std::string& writer, std::size_t slot) {
  const std::string number = std::to_string(100 + slot).substr(1);
  return {"EVENT#WRITER#" + writer, "SLOT#" + number};
}

Task<Instant> Writers::join() {
  id_.clear();
  joins_.reset();
  const std::string fresh = ids_.next().to_string();
  store::Item writer(writer_key(fresh));
  writer.set(kBeat, 1);
  Changes joined;
  joined.add(std::string(kJoins), Value(std::int64_t{1}));
  store::Transaction transaction;
  transaction.put(std::move(writer), Condition::item_absent());
  transaction.update(all_key(), std::move(joined));
  for (std::size_t slot = 0; slot < kSlots; ++slot)
    transaction.put(store::Item(slot_key(fresh, slot)));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed())
    throw Error(ErrorCode::unavailable, "error.unavailable", "a writer's id is taken");

  // Whoever read the writers before we were among them saw nothing higher than this.
  const All all = co_await read();
  Instant after = clock_.now();
  if (all.gone_through) after = std::max(after, *all.gone_through);
  for (const auto& [id, seen] : all.writers)
    if (seen.through) after = std::max(after, *seen.through);
  id_ = fresh;
  beat_ = 1;
  co_return after;
}

Task<bool> Writers::publish(Instant through, const std::array<std::int64_t, kShards>& ends) {
  if (id_.empty()) co_return false;
  store::List list;
  for (const std::int64_t end : ends) list.emplace_back(end);
  ++beat_;
  Changes changes;
  changes.set(std::string(kBeat), Value(beat_));
  changes.set(std::string(kThrough), Value(to_rfc3339(through)));
  changes.set(std::string(kEnds), Value(std::move(list)));
  store::Transaction transaction;
  // Absent when we were fenced; and a late one must not take back what a later one has said.
  transaction.update(writer_key(id_), std::move(changes),
                     Condition::compare(Condition::Op::less, std::string(kBeat), beat_));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed()) id_.clear();
  co_return outcome.committed();
}

Task<Writers::All> Writers::read() {
  All all;
  store::Query query(store::Index::table, std::string(kWriters));
  while (true) {
    store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) {
      std::string sk = item.key().sk;
      if (sk == kAll) {
        all.joins = item.integer(kJoins).value_or(0);
        all.gone_through = instant(item, kThrough);
        continue;
      }
      Seen seen;
      seen.beat = item.integer(kBeat).value_or(0);
      seen.through = instant(item, kThrough);
      if (const auto ends = item.find(kEnds)) {
        std::size_t shard = 0;
        ends->each_element([&](const store::ValueView& end) {
          if (shard < kShards) seen.ends[shard++] = end.integer().value_or(0);
        });
      }
      all.writers.emplace(std::move(sk), seen);
    }
    if (!page.next) co_return all;
    query.starting_after(std::move(page.next));
  }
}

Task<std::optional<WritersSeen>> Writers::look() {
  const All all = co_await read();
  const bool counts = joins_ == all.joins;
  joins_ = all.joins;
  std::size_t known = 0;
  for (const auto& [id, seen] : all.writers) known += watched_.contains(id) ? 1 : 0;
  changed_ = changed_ || known != all.writers.size() || known != watched_.size();
  co_await watch(all);
  if (!counts || all.writers.empty()) co_return std::nullopt;

  WritersSeen result;
  result.horizon = Instant::max();
  result.furthest = Instant::min();
  for (const auto& [id, seen] : all.writers) {
    if (!seen.through) co_return std::nullopt;
    result.horizon = std::min(result.horizon, *seen.through);
    if (id != id_) result.furthest = std::max(result.furthest, *seen.through);
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      result.ends[shard] = std::max(result.ends[shard], seen.ends[shard]);
  }
  result.changed = std::exchange(changed_, false);
  co_return result;
}

/// Remembers since when each writer has not changed, and fences those for whom that is too long.
Task<void> Writers::watch(const All& all) {
  const timing::Ticks now = uptime_.now();
  // Who could not look for a while does not hold that against others: perhaps they could not beat.
  const bool gap = now - looked_at_ > gone_after_ / 2;
  looked_at_ = now;
  std::erase_if(watched_, [&](const auto& entry) { return !all.writers.contains(entry.first); });
  for (const auto& [id, seen] : all.writers) {
    Watched& watched = watched_[id];
    if (gap || watched.beat != seen.beat) {
      watched.beat = seen.beat;
      watched.since = now;
    } else if (id != id_ && now - watched.since >= gone_after_) {
      const bool fenced = co_await fence(id, seen, all.gone_through);
      if (fenced)
        telemetry::log(telemetry::Level::warn, "event_writer_fenced",
                       {{"writer", std::string_view(id)}});
    }
  }
}

/// Unless it has beaten since. What it had come to is kept, for those who join later.
Task<bool> Writers::fence(std::string writer, Seen seen, std::optional<Instant> gone_through) {
  store::Transaction transaction;
  transaction.erase(writer_key(writer), Condition::equal(std::string(kBeat), seen.beat));
  for (std::size_t slot = 0; slot < kSlots; ++slot) transaction.erase(slot_key(writer, slot));
  if (seen.through && (!gone_through || *gone_through < *seen.through)) {
    const std::string through = to_rfc3339(*seen.through);
    std::vector<Condition> either;
    either.push_back(Condition::absent(std::string(kThrough)));
    either.push_back(Condition::compare(Condition::Op::less, std::string(kThrough), through));
    Changes changes;
    changes.set(std::string(kThrough), Value(through));
    transaction.update(all_key(), std::move(changes), Condition::any_of(std::move(either)));
  }
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  co_return outcome.committed();
}

Task<void> Writers::leave() {
  constexpr int kTries = 5;
  const std::string ours = id_;
  id_.clear();
  for (int tries = 0; !ours.empty() && tries < kTries; ++tries) {
    const All all = co_await read();
    const auto found = all.writers.find(ours);
    if (found == all.writers.end()) co_return;
    const bool gone = co_await fence(ours, found->second, all.gone_through);
    if (gone) co_return;
  }
}

}  // namespace waymark::events
