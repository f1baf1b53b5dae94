#include "platform/events/store_outbox.h"

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

store::Item event_item(const Event& event, const Stamp& stamp, Instant expires) {
  const store::Key key{shard_key(stamp.shard), stamp.position};
  store::Item item = store::to_item(event, key);
  item.set_ttl(expires);
  return item;
}

/// What the caller may know: which of its own operations failed.
store::Outcome own_part(store::Outcome outcome, std::size_t own) {
  const std::size_t all = outcome.failed.size();
  std::erase_if(outcome.failed, [own](std::size_t operation) { return operation >= own; });
  if (all > 0 && outcome.failed.empty())
    throw Error(ErrorCode::unavailable, "error.unavailable", "an event's place was sealed");
  return outcome;
}

}  // namespace

class StoreOutbox::Flight {
 public:
  explicit Flight(StoreOutbox& outbox) : outbox_(outbox) {}
  ~Flight() {
    for (const Stamp& stamp : stamps_)
      decided_ ? outbox_.sequencer_.end(stamp) : outbox_.sequencer_.abandon(stamp);
    for (const std::uint32_t shard : shards()) outbox_.moved(shard);
  }
  Flight(const Flight&) = delete;
  Flight& operator=(const Flight&) = delete;

  const Stamp& add(std::uint32_t shard) {
    return stamps_.emplace_back(outbox_.sequencer_.begin(shard));
  }
  /// The store has answered, or was never asked.
  void decide() { decided_ = true; }
  /// From here until the answer, the outcome is the store's secret.
  void depart() { decided_ = false; }

 private:
  std::vector<std::uint32_t> shards() const {
    std::vector<std::uint32_t> shards;
    for (const Stamp& stamp : stamps_)
      if (std::ranges::find(shards, stamp.shard) == shards.end()) shards.push_back(stamp.shard);
    return shards;
  }

  StoreOutbox& outbox_;
  std::vector<Stamp> stamps_;
  bool decided_ = true;
};

StoreOutbox::StoreOutbox(store::Store& store, const Clock& clock, IdSource& ids)
    : store_(store), clock_(clock), sequencer_(clock, ids) {}

Task<void> StoreOutbox::start() {
  for (std::uint32_t shard = 0; shard < kShards; ++shard) co_await read_end_of(shard);
  started_ = true;
}

Task<void> StoreOutbox::read_end_of(std::uint32_t shard) {
  store::Query query(store::Index::table, shard_key(shard));
  query.newest_first().at_most(1);
  while (true) {
    store::Page page = co_await store_.query(query);
    if (!page.items.empty()) {
      sequencer_.keep_after(shard, page.items.front().key().sk);
      co_return;
    }
    if (!page.next) co_return;  // a page of expired items may be empty without being the last
    query.starting_after(std::move(page.next));
  }
}

Task<store::Outcome> StoreOutbox::commit(store::Transaction transaction,
                                         std::vector<NewEvent> events,
                                         const RequestContext& context) {
  if (!started_) throw Error(ErrorCode::unavailable, "error.unavailable", "the outbox is starting");
  const std::size_t own = transaction.size();
  const Instant expires = clock_.now() + kKept;
  const std::string trace = trace_text(context.trace);
  Flight flight(*this);
  for (NewEvent& fresh : events) {
    const Stamp& stamp = flight.add(shard_of(fresh.user));
    Event event;
    event.id = stamp.id;
    event.type = std::move(fresh.type);
    event.version = fresh.version;
    event.user = fresh.user;
    event.occurred_at = stamp.at;
    event.payload = std::move(fresh.payload);
    event.trace_id = trace;
    transaction.put(event_item(event, stamp, expires), store::Condition::item_absent());
  }
  flight.depart();
  store::Outcome outcome = co_await store_.transact(std::move(transaction));
  flight.decide();
  co_return own_part(std::move(outcome), own);
}

Task<Position> StoreOutbox::readable_through(std::uint32_t shard) {
  for (const Stamp& stamp : sequencer_.abandoned(shard)) co_await settle(stamp);
  co_return sequencer_.readable_through(shard);
}

Task<void> StoreOutbox::settle(Stamp stamp) {
  Event seal;
  seal.id = stamp.id;
  seal.occurred_at = stamp.at;
  store::Transaction transaction;
  transaction.put(event_item(seal, stamp, clock_.now() + kKept), store::Condition::item_absent());
  co_await store_.transact(std::move(transaction));  // put or not: either way it is decided
  sequencer_.end(stamp);
  moved(stamp.shard);
}

void StoreOutbox::keep_after(std::uint32_t shard, const Position& position) {
  sequencer_.keep_after(shard, position);
}

void StoreOutbox::on_move(std::function<void(std::uint32_t)> moved) {
  const std::lock_guard lock(listener_mutex_);
  listener_ = std::move(moved);
}

void StoreOutbox::moved(std::uint32_t shard) {
  const std::lock_guard lock(listener_mutex_);
  if (listener_) listener_(shard);
}

}  // namespace waymark::events
