#include "platform/timing/parked_timers.h"

#include <utility>

#include "platform/store/entity.h"

namespace waymark::timing {
namespace {

Task<bool> set_again(store::Store& store, const Timers& timers, const store::Item& item) {
  const auto parked = store::from_item<ParkedTimer>(item);
  store::Transaction transaction;
  transaction.erase(item.key(), store::Condition::item_exists());
  timers.set(transaction, parked.timer);
  const store::Outcome outcome = co_await store.transact(std::move(transaction));
  co_return outcome.committed();
}

}  // namespace

Task<std::vector<ParkedTimer>> parked_timers(store::Store& store, std::uint32_t at_most) {
  store::Query query(store::Index::table, std::string(wheel::kParked));
  query.at_most(at_most);
  const store::Page page = co_await store.query(std::move(query));
  std::vector<ParkedTimer> parked;
  for (const store::Item& item : page.items) parked.push_back(store::from_item<ParkedTimer>(item));
  co_return parked;
}

Task<std::size_t> replay_parked_timers(store::Store& store, const Timers& timers) {
  std::size_t replayed = 0;
  store::Query query(store::Index::table, std::string(wheel::kParked));
  while (true) {
    store::Page page = co_await store.query(query);
    for (const store::Item& item : page.items)
      if (co_await set_again(store, timers, item)) ++replayed;
    if (!page.next) co_return replayed;
    query.starting_after(std::move(page.next));
  }
}

}  // namespace waymark::timing
