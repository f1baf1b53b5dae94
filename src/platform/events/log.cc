#include "platform/events/log.h"

#include <algorithm>

#include "platform/store/entity.h"

namespace waymark::events {
namespace {

struct Range {
  LoggedEvents events;
  Position through;  // all events up to here have been read
};

/// The sort keys after `position`, up to and with `through`. Positions all have one length, so a
/// longer text follows its prefix and precedes every other position.
store::SortKey after(const Position& position, const Position& through) {
  return store::SortKey::between(position + '!', through);
}

Task<Range> read_range(store::Store& store, std::uint32_t shard, Position position,
                       Position through, std::uint32_t at_most) {
  store::Query query(store::Index::table, shard_key(shard));
  query.where(after(position, through)).at_most(at_most);
  store::Page page = co_await store.query(query);
  while (page.items.empty() && page.next) {  // all of a page may have expired
    query.starting_after(std::move(page.next));
    page = co_await store.query(query);
  }
  Range range;
  range.events.reserve(page.items.size());
  for (const store::Item& item : page.items)
    range.events.push_back(
        std::make_shared<const LoggedEvent>(item.key().sk, store::from_item<Event>(item)));
  range.through = std::move(through);
  if (page.next) range.through = range.events.back()->position;
  co_return range;
}

}  // namespace

Task<LoggedEvents> LogReader::read(std::uint32_t shard, Position position, std::uint32_t at_most) {
  Position through = co_await horizon_.readable_through(shard);
  Tail& tail = tails_[shard];
  {
    const std::lock_guard lock(tail.mutex);
    if (tail.covers(position)) {
      LoggedEvents remembered = tail.after(position, at_most);
      if (!remembered.empty()) co_return remembered;
      position = tail.through;
    }
  }
  if (position >= through) co_return LoggedEvents();
  Range range = co_await read_range(store_, shard, position, std::move(through), at_most);
  const std::lock_guard lock(tail.mutex);
  tail.add(position, range.through, range.events);
  co_return std::move(range.events);
}

bool LogReader::Tail::covers(const Position& position) const {
  return known && from <= position && position <= through;
}

LoggedEvents LogReader::Tail::after(const Position& position, std::uint32_t at_most) const {
  const auto first = std::ranges::upper_bound(events, position, {}, &LoggedEvent::position);
  const auto count = std::min<std::ptrdiff_t>(at_most, events.end() - first);
  return {first, first + count};
}

void LogReader::Tail::add(const Position& read_after, const Position& read_through,
                          const LoggedEvents& read) {
  if (!known || read_after > through) {  // nothing is known of what lies between
    known = true;
    from = through = read_after;
    events.clear();
  }
  if (read_through <= through) return;
  const auto fresh = std::ranges::upper_bound(read, through, {}, &LoggedEvent::position);
  events.insert(events.end(), fresh, read.end());
  through = read_through;
  for (; events.size() > kRemembered; events.pop_front()) from = events.front()->position;
}

}  // namespace waymark::events
