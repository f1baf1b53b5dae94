#include "product/goals/quest_repository.h"

#include <algorithm>

#include "platform/events/event.h"
#include "platform/store/entity.h"
#include "product/goals/keys.h"

namespace waymark::goals {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Transaction;
using store::Value;

constexpr std::string_view kTasks = "TASKS";
constexpr std::string_view kWorkouts = "WORKOUTS";

std::string due_partition(std::uint32_t shard) {
  return "QUESTDUE#" + std::to_string(shard);
}

Item item_of(Owner owner, const Quest& quest) {
  const std::string user = keys::partition(owner);
  const std::string kind(enum_name(quest.kind));
  const std::string status(enum_name(quest.status));
  const std::string made = to_rfc3339(quest.created_at) + "#" + quest.id.to_string();
  Item item = store::to_item(quest, keys::quest(owner, quest.id));
  item.set_index(1, user, "ENTITY#Quest#" + made);
  item.set_index(2, user, "QUEST#" + status + "#" + made);
  item.set_index(3, user, "QUEST#" + kind + "#" + made);
  item.set_index(4, user, "QUEST#" + kind + "#" + status + "#" + made);
  if (takes_new_parts(quest)) {
    const auto counts = quest.metric == QuestMetric::tasks_done ? kTasks : kWorkouts;
    item.set_index(5, user, "QUESTOPEN#" + std::string(counts) + "#" + quest.id.to_string());
  }
  if (const auto look = next_look(quest)) {
    item.set_index(6, due_partition(events::shard_of(owner.user())),
                   to_rfc3339(*look) + "#" + quest.id.to_string());
    item.set("userId", owner.user().to_string());
  }
  return item;
}

}  // namespace

bool takes_new_parts(const Quest& quest) {
  if (quest.kind != QuestKind::quantitative) return false;
  return quest.status == QuestStatus::active ||
         (quest.status == QuestStatus::expired && !quest.settled);
}

bool is_under_way(const Quest& quest) {
  return quest.status == QuestStatus::active || takes_new_parts(quest);
}

std::optional<Instant> next_look(const Quest& quest) {
  if (!quest.deadline) return std::nullopt;
  if (quest.status == QuestStatus::active) return *quest.deadline;
  if (takes_new_parts(quest)) return *quest.deadline + kLateLogging;
  return std::nullopt;
}

Quest QuestRepository::from_item(const Item& item) {
  return store::from_item<Quest>(item);
}

Task<std::optional<Quest>> QuestRepository::find(Owner owner, QuestId id) const {
  const auto item = co_await store_.get(keys::quest(owner, id));
  if (!item) co_return std::nullopt;
  co_return from_item(*item);
}

Task<std::vector<std::optional<Quest>>> QuestRepository::find_all(Owner owner,
                                                                  std::vector<QuestId> ids) const {
  constexpr std::size_t kBatch = 100;
  std::vector<std::optional<Quest>> quests;
  for (std::size_t from = 0; from < ids.size(); from += kBatch) {
    std::vector<store::Key> wanted;
    for (std::size_t i = from; i < std::min(ids.size(), from + kBatch); ++i)
      wanted.push_back(keys::quest(owner, ids[i]));
    const auto items = co_await store_.batch_get(std::move(wanted));
    for (const auto& item : items) {
      quests.emplace_back();
      if (item) quests.back() = from_item(*item);
    }
  }
  co_return quests;
}

Task<std::optional<UserId>> QuestRepository::owner_of(QuestId id) const {
  const auto item = co_await store_.get(keys::quest_reference(id));
  const auto user = item ? item->text("userId") : std::nullopt;
  co_return user ? UserId::parse(*user) : std::nullopt;
}

Task<store::ListedPage> QuestRepository::list(Owner owner, QuestFilter filter,
                                              store::PageRequest request) const {
  Index index = Index::gsi1;
  std::string prefix = "ENTITY#Quest#";
  if (filter.status && filter.kind) {
    index = Index::gsi4;
    prefix = "QUEST#" + std::string(enum_name(*filter.kind)) + "#" +
             std::string(enum_name(*filter.status)) + "#";
  } else if (filter.status) {
    index = Index::gsi2;
    prefix = "QUEST#" + std::string(enum_name(*filter.status)) + "#";
  } else if (filter.kind) {
    index = Index::gsi3;
    prefix = "QUEST#" + std::string(enum_name(*filter.kind)) + "#";
  }
  store::Listing listing(index, keys::partition(owner), std::move(prefix),
                         store::Order::descending);
  return store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<Quest>> QuestRepository::taking_new_parts(Owner owner, bool tasks) const {
  std::vector<Quest> quests;
  std::optional<store::Cursor> cursor;
  do {
    store::Query query(Index::gsi5, keys::partition(owner));
    query
        .where(store::SortKey::begins_with("QUESTOPEN#" + std::string(tasks ? kTasks : kWorkouts) +
                                           "#"))
        .starting_after(cursor);
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items) quests.push_back(from_item(item));
    cursor = std::move(page.next);
  } while (cursor);
  co_return quests;
}

Task<std::vector<QuestPart>> QuestRepository::parts_of(Owner owner, Uuid source) const {
  std::vector<QuestPart> parts;
  std::optional<store::Cursor> cursor;
  do {
    store::Query query(Index::table, keys::partition(owner));
    query.where(store::SortKey::begins_with("QUESTPART#" + source.to_string() + "#"))
        .starting_after(cursor);
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items) parts.push_back(store::from_item<QuestPart>(item));
    cursor = std::move(page.next);
  } while (cursor);
  co_return parts;
}

Task<std::vector<std::optional<QuestPart>>> QuestRepository::parts_of(
    Owner owner, QuestId quest, std::vector<Uuid> sources) const {
  std::vector<std::optional<QuestPart>> parts(sources.size());
  if (sources.empty()) co_return parts;
  std::vector<store::Key> wanted;
  for (const Uuid& source : sources) wanted.push_back(keys::quest_part(owner, source, quest));
  const auto items = co_await store_.batch_get(std::move(wanted));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i]) parts[i] = store::from_item<QuestPart>(*items[i]);
  co_return parts;
}

Task<std::vector<QuestRepository::Due>> QuestRepository::due(std::uint32_t shard, Instant now,
                                                             std::uint32_t limit) const {
  store::Query query(Index::gsi6, due_partition(shard));
  query.where(store::SortKey::less_equal(to_rfc3339(now) + "~")).at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Due> found;
  for (const Item& item : page.items) {
    const auto user = UserId::parse(item.text("userId").value_or(""));
    const auto quest = QuestId::parse(item.text("id").value_or(""));
    if (user && quest) found.push_back(Due{*user, *quest});
  }
  co_return found;
}

void QuestRepository::add(Transaction& transaction, Owner owner, const Quest& quest,
                          std::int64_t limit) {
  transaction.put(item_of(owner, quest), Condition::item_absent());
  Changes count;
  count.add("openQuests", Value(std::int64_t{1}));
  const std::vector<Condition> room{
      Condition::absent("openQuests"),
      Condition::compare(Condition::Op::less, "openQuests", Value(limit))};
  transaction.update(keys::tally(owner), std::move(count), Condition::any_of(room));
  Item reference(keys::quest_reference(quest.id));
  reference.set("userId", owner.user().to_string());
  transaction.put(std::move(reference), Condition::item_absent());
}

void QuestRepository::replace(Transaction& transaction, Owner owner, const Quest& before,
                              const Quest& after) {
  transaction.put(item_of(owner, after), Condition::version_is(before.version));
}

void QuestRepository::count_under_way(Transaction& transaction, Owner owner, std::int64_t change) {
  if (change == 0) return;
  Changes count;
  count.add("openQuests", Value(change));
  transaction.update(keys::tally(owner), std::move(count));
}

void QuestRepository::remove(Transaction& transaction, Owner owner, const Quest& quest) {
  transaction.erase(keys::quest(owner, quest.id), Condition::version_is(quest.version));
  transaction.erase(keys::quest_reference(quest.id));
  count_under_way(transaction, owner, is_under_way(quest) ? -1 : 0);
}

void QuestRepository::put_part(Transaction& transaction, Owner owner, Uuid source, QuestId quest,
                               std::int64_t milli) {
  QuestPart part;
  part.quest_id = quest;
  part.milli = milli;
  transaction.put(store::to_item(part, keys::quest_part(owner, source, quest)));
}

void QuestRepository::erase_part(Transaction& transaction, Owner owner, Uuid source,
                                 QuestId quest) {
  transaction.erase(keys::quest_part(owner, source, quest));
}

}  // namespace waymark::goals
