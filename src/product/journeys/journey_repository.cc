#include "product/journeys/journey_repository.h"

#include "platform/store/entity.h"
#include "product/journeys/keys.h"

namespace waymark::journeys {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Transaction;
using store::Value;

constexpr std::string_view kEntity = "ENTITY#Journey#";

Item item_of(const Journey& journey) {
  Item item = store::to_item(journey, keys::journey(journey.id));
  item.set_index(
      1, keys::person(*journey.owner_id),
      std::string(kEntity) + to_rfc3339(*journey.created_at) + "#" + journey.id.to_string());
  return item;
}

Condition under(std::string name, std::int64_t limit) {
  const Condition none = Condition::absent(name);
  const Condition fewer = Condition::compare(Condition::Op::less, std::move(name), Value(limit));
  return Condition::any_of(std::vector<Condition>{none, fewer});
}

void count(Transaction& transaction, UserId owner, std::int64_t more, Condition condition) {
  Changes changes;
  changes.add("journeys", Value(more));
  transaction.update(keys::tally(owner), std::move(changes), std::move(condition));
}

}  // namespace

std::string keys::padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(std::max<std::int64_t>(number, 0));
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

Task<std::optional<Journey>> JourneyRepository::find(JourneyId id) const {
  const auto item = co_await store_.get(keys::journey(id));
  if (!item) co_return std::nullopt;
  co_return from_item(*item);
}

Task<store::ListedPage> JourneyRepository::made_by(UserId owner, store::PageRequest request) const {
  store::Listing listing(store::Index::gsi1, keys::person(owner), std::string(kEntity),
                         store::Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Journey JourneyRepository::from_item(const Item& item) {
  return store::from_item<Journey>(item);
}

void JourneyRepository::add(Transaction& transaction, const Journey& journey, std::int64_t limit) {
  transaction.put(item_of(journey), Condition::item_absent());
  count(transaction, *journey.owner_id, 1, under("journeys", limit));
}

void JourneyRepository::update(Transaction& transaction, const Journey& before,
                               const Journey& after) {
  Changes changes;
  const Item whole = item_of(after);
  for (const char* name : {"title", "description", "tags", "visibility", "version"})
    changes.set(name, whole.find(name)->to_value());
  transaction.update(keys::journey(before.id), std::move(changes),
                     Condition::version_is(before.version));
}

void JourneyRepository::remove(Transaction& transaction, const Journey& journey) {
  const std::vector<Condition> both{Condition::version_is(journey.version),
                                    Condition::equal("teams", Value(std::int64_t{0}))};
  transaction.erase(keys::journey(journey.id), Condition::all_of(both));
  count(transaction, *journey.owner_id, -1, Condition());
}

void JourneyRepository::count_team(Transaction& transaction, JourneyId id) {
  Changes changes;
  changes.add("teams", Value(std::int64_t{1}));
  transaction.update(keys::journey(id), std::move(changes), Condition::item_exists());
}

}  // namespace waymark::journeys
