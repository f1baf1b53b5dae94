#include "platform/events/log.h"

namespace waymark::events {
namespace {

/// The sort keys after `position`, up to and with `through`. Positions all have one length, so a
/// longer text follows its prefix and precedes every other position.
store::SortKey after(const Position& position, const Position& through) {
  return store::SortKey::between(position + '!', through);
}

}  // namespace

Task<std::vector<store::Item>> read_log(store::Store& store, Horizon& horizon, std::uint32_t shard,
                                        Position position, std::uint32_t at_most) {
  const Position through = co_await horizon.readable_through(shard);
  store::Page page;
  if (position >= through) co_return std::move(page.items);
  store::Query query(store::Index::table, shard_key(shard));
  query.where(after(position, through)).at_most(at_most);
  page = co_await store.query(query);
  while (page.items.empty() && page.next) {  // all of a page may have expired
    query.starting_after(std::move(page.next));
    page = co_await store.query(query);
  }
  co_return std::move(page.items);
}

}  // namespace waymark::events
