#include "platform/events/appending.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/store/entity.h"

namespace waymark::events {
namespace {

std::string trace_text(const Trace& trace) {
  const std::string_view bytes(reinterpret_cast<const char*>(trace.trace_id.data()),
                               trace.trace_id.size());
  const bool none = bytes.find_first_not_of('\0') == std::string_view::npos;
  return none ? std::string() : hex_encode(bytes);
}

store::Item event_item(const Event& event, const Stamp& stamp, Instant now) {
  const store::Key key{shard_key(stamp.shard), stamp.position};
  store::Item item = store::to_item(event, key);
  item.set_ttl(now + kKept);
  return item;
}

}  // namespace

Flight::~Flight() {
  std::vector<std::uint32_t> shards;
  for (const Stamp& stamp : stamps_) {
    decided_ ? sequencer_.end(stamp) : sequencer_.abandon(stamp);
    if (std::ranges::find(shards, stamp.shard) == shards.end()) shards.push_back(stamp.shard);
  }
  for (const std::uint32_t shard : shards) moved_(shard);
}

void append_events(store::Transaction& transaction, const std::vector<NewEvent>& events,
                   const RequestContext& context, Instant now, Flight& flight) {
  const std::string trace = trace_text(context.trace);
  for (const NewEvent& fresh : events) {
    const Stamp& stamp = flight.add(shard_of(fresh.user));
    Event event;
    event.id = stamp.id;
    event.type = fresh.type;
    event.version = fresh.version;
    event.user = fresh.user;
    event.occurred_at = stamp.at;
    event.payload = fresh.payload;
    event.trace_id = trace;
    transaction.put(event_item(event, stamp, now), store::Condition::item_absent());
  }
}

store::Transaction seal_of(const Stamp& stamp, Instant now) {
  Event seal;
  seal.id = stamp.id;
  seal.occurred_at = stamp.at;
  store::Transaction transaction;
  transaction.put(event_item(seal, stamp, now), store::Condition::item_absent());
  return transaction;
}

Task<Position> end_of(store::Store& store, std::uint32_t shard) {
  store::Query query(store::Index::table, shard_key(shard));
  query.newest_first().at_most(1);
  while (true) {
    store::Page page = co_await store.query(query);
    if (!page.items.empty()) co_return page.items.front().key().sk;
    if (!page.next)
      co_return Position();  // a page of expired items may be empty without being the last
    query.starting_after(std::move(page.next));
  }
}

store::Outcome own_part(store::Outcome outcome, std::size_t own) {
  const std::size_t all = outcome.failed.size();
  std::erase_if(outcome.failed, [own](std::size_t operation) { return operation >= own; });
  if (all > 0 && outcome.failed.empty())
    throw Error(ErrorCode::unavailable, "error.unavailable", "an event's place was sealed");
  return outcome;
}

}  // namespace waymark::events
