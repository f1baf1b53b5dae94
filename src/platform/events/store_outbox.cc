#include "platform/events/store_outbox.h"

#include "base/error.h"
#include "platform/events/appending.h"

namespace waymark::events {

StoreOutbox::StoreOutbox(store::Store& store, const Clock& clock, IdSource& ids)
    : store_(store), clock_(clock), sequencer_(clock, ids) {}

Task<void> StoreOutbox::start() {
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const Position end = co_await end_of(store_, shard);
    sequencer_.keep_after(shard, end);
  }
  started_ = true;
}

Task<store::Outcome> StoreOutbox::commit(store::Transaction transaction,
                                         std::vector<NewEvent> events,
                                         const RequestContext& context) {
  if (!started_) throw Error(ErrorCode::unavailable, "error.unavailable", "the outbox is starting");
  const std::size_t own = transaction.size();
  Flight flight(sequencer_, [this](std::uint32_t shard) { moved(shard); });
  append_events(transaction, events, context, clock_.now(), flight);
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
  store::Transaction seal = seal_of(stamp, clock_.now());
  co_await store_.transact(std::move(seal));  // put or not: either way it is decided
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
