#include "product/assistance/repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/assistance/keys.h"

namespace waymark::assistance {
namespace {

using store::Condition;
using store::Index;
using store::Item;
using store::Order;

std::string place_of(const Assistance& one) {
  return to_rfc3339(one.created_at) + "#" + one.id.to_string();
}

Item item_of(const Assistance& one) {
  Item item = store::to_item(one, keys::assistance(one.id));
  item.set_index(1, keys::person(one.asker_id), std::string(keys::kMinePrefix) + place_of(one));
  return item;
}

std::vector<std::string> names_of(const Assistance& one) {
  std::vector<std::string> names;
  for (const std::string& tag : one.tags) names.push_back(keys::tag_name(tag));
  std::ranges::sort(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  return names;
}

}  // namespace

Task<std::optional<Assistance>> AssistanceRepository::find(AssistanceId id) const {
  const auto item = co_await store_.get(keys::assistance(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Assistance>(*item);
}

Task<std::vector<std::optional<Assistance>>> AssistanceRepository::find_all(
    std::vector<AssistanceId> ids) const {
  std::vector<store::Key> wanted;
  for (const AssistanceId id : ids) wanted.push_back(keys::assistance(id));
  std::vector<std::optional<Assistance>> found(ids.size());
  if (wanted.empty()) co_return found;
  const auto items = co_await store_.batch_get(std::move(wanted));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i]) found[i] = store::from_item<Assistance>(*items[i]);
  co_return found;
}

Task<store::ListedPage> AssistanceRepository::asked_by(UserId user,
                                                       store::PageRequest request) const {
  store::Listing listing(Index::gsi1, keys::person(user), std::string(keys::kMinePrefix),
                         Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> AssistanceRepository::answers(AssistanceId id,
                                                      store::PageRequest request) const {
  store::Listing listing(Index::table, keys::partition(id), std::string(keys::kAnswerPrefix),
                         Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<std::string>> AssistanceRepository::open_with(std::string tag,
                                                               std::optional<std::string> below,
                                                               std::uint32_t at_most) const {
  const std::string prefix(keys::kOpenPrefix);
  store::Query query(Index::gsi3, keys::tag_partition(tag));
  query.where(below ? store::SortKey::between(prefix, prefix + *below)
                    : store::SortKey::begins_with(prefix));
  query.newest_first().at_most(at_most + 1);  // the one at `below` comes along
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<std::string> places;
  for (const Item& item : page.items) {
    std::string place = store::sort_key_of(item, Index::gsi3).substr(prefix.size());
    if (place != below) places.push_back(std::move(place));
  }
  co_return places;
}

Task<std::int64_t> AssistanceRepository::thanks_of(UserId user) const {
  const auto item = co_await store_.get(keys::thanks(user));
  co_return item ? item->integer("count").value_or(0) : 0;
}

void AssistanceRepository::add(store::Transaction& transaction, const Assistance& made) {
  Item open(keys::open_on(made.asker_id, made.goal_id));
  open.set("assistanceId", made.id.to_string());
  transaction.put(std::move(open), Condition::item_absent());
  transaction.put(item_of(made), Condition::item_absent());
  for (const std::string& name : names_of(made)) {
    Item edge(keys::tag(made.id, name));
    edge.set_index(3, keys::tag_partition(name), std::string(keys::kOpenPrefix) + place_of(made));
    transaction.put(std::move(edge));
  }
}

void AssistanceRepository::put(store::Transaction& transaction, const Assistance& before,
                               Assistance after) {
  after.version = before.version + 1;
  transaction.put(item_of(after), Condition::version_is(before.version));
  if (after.status == before.status) return;
  transaction.erase(keys::open_on(after.asker_id, after.goal_id));
  for (const std::string& name : names_of(after)) transaction.erase(keys::tag(after.id, name));
}

void AssistanceRepository::add(store::Transaction& transaction, AssistanceId id,
                               const Answer& answer) {
  transaction.put(store::to_item(answer, keys::answer(id, answer.created_at, answer.id)),
                  Condition::item_absent());
}

void AssistanceRepository::count_thanks(store::Transaction& transaction, UserId helper,
                                        std::int64_t change) {
  store::Changes changes;
  changes.add("count", store::Value(change));
  transaction.update(keys::thanks(helper), std::move(changes));
}

}  // namespace waymark::assistance
