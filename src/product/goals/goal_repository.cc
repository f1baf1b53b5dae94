#include "product/goals/goal_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/goals/keys.h"

namespace waymark::goals {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Listing;
using store::Order;
using store::Transaction;
using store::Value;

std::string made_at(const Goal& goal) {
  return to_rfc3339(goal.created_at) + "#" + goal.id.to_string();
}

std::string status_key(const Goal& goal) {
  return "GOAL#" + std::string(enum_name(goal.status)) + "#" + made_at(goal);
}

Item item_of(Owner owner, const Goal& goal) {
  Item item = store::to_item(goal, keys::goal(owner, goal.id));
  item.set_index(1, keys::partition(owner), "ENTITY#Goal#" + made_at(goal));
  item.set_index(2, keys::partition(owner), status_key(goal));
  return item;
}

Item tag_item(Owner owner, const Goal& goal, const std::string& tag) {
  Item item(keys::goal_tag(owner, tag, goal.id));
  item.set("goalId", goal.id.to_string());
  item.set_index(
      2, keys::partition(owner),
      "GOALTAG#" + std::string(enum_name(goal.status)) + "#" + tag + "#" + goal.id.to_string());
  item.set_index(3, "TAG#" + tag, "Goal#" + made_at(goal));
  return item;
}

std::vector<std::string> encoded_tags(const Goal& goal) {
  std::vector<std::string> tags;
  for (const std::string& tag : goal.tags) tags.push_back(keys::tag(tag));
  return tags;
}

template <typename T>
Value text_of(const T& value) {
  if constexpr (std::is_same_v<T, Date>)
    return Value(to_iso_date(value));
  else if constexpr (std::is_same_v<T, Instant>)
    return Value(to_rfc3339(value));
  else
    return Value(std::string(value));
}

template <typename T>
void set_or_remove(Changes& changes, std::string name, const std::optional<T>& value) {
  if (value)
    changes.set(std::move(name), text_of(*value));
  else
    changes.remove(std::move(name));
}

Changes edits(const Goal& after) {
  Changes changes;
  changes.set("title", Value(after.title));
  set_or_remove(changes, "description", after.description);
  store::List tags;
  for (const std::string& tag : after.tags) tags.push_back(Value(tag));
  changes.set("tags", Value(std::move(tags)));
  set_or_remove(changes, "targetDate", after.target_date);
  changes.set("status", Value(std::string(enum_name(after.status))));
  changes.set("updatedAt", text_of(after.updated_at));
  set_or_remove(changes, "completedAt", after.completed_at);
  changes.set("version", Value(after.version));
  changes.set("GSI2SK", Value(status_key(after)));
  return changes;
}

Condition under(std::string name, std::int64_t limit) {
  const Condition none = Condition::absent(name);
  const Condition fewer = Condition::compare(Condition::Op::less, std::move(name), Value(limit));
  return Condition::any_of(std::vector<Condition>{none, fewer});
}

std::int64_t active(const Goal& goal) {
  return goal.status == GoalStatus::active ? 1 : 0;
}

void replace_tags(Transaction& transaction, Owner owner, const Goal& before, const Goal& after) {
  const std::vector<std::string> kept = encoded_tags(after);
  for (const std::string& tag : encoded_tags(before))
    if (std::find(kept.begin(), kept.end(), tag) == kept.end())
      transaction.erase(keys::goal_tag(owner, tag, before.id));
  for (const std::string& tag : kept) transaction.put(tag_item(owner, after, tag));
}

}  // namespace

Task<std::optional<Goal>> GoalRepository::find(Owner owner, GoalId id) const {
  const auto item = co_await store_.get(keys::goal(owner, id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Goal>(*item);
}

Task<std::vector<std::optional<Goal>>> GoalRepository::find_all(Owner owner,
                                                                std::vector<GoalId> ids) const {
  constexpr std::size_t kBatch = 100;
  std::vector<std::optional<Goal>> goals;
  goals.reserve(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += kBatch) {
    std::vector<store::Key> wanted;
    for (std::size_t i = from; i < std::min(ids.size(), from + kBatch); ++i)
      wanted.push_back(keys::goal(owner, ids[i]));
    const auto items = co_await store_.batch_get(std::move(wanted));
    for (const auto& item : items) {
      goals.emplace_back();
      if (item) goals.back() = store::from_item<Goal>(*item);
    }
  }
  co_return goals;
}

Task<GoalPage> GoalRepository::list(Owner owner, GoalFilter filter,
                                    store::PageRequest request) const {
  if (filter.tag) co_return co_await list_by_tag(owner, std::move(filter), std::move(request));
  const Index index = filter.status ? Index::gsi2 : Index::gsi1;
  std::string prefix =
      filter.status ? "GOAL#" + std::string(enum_name(*filter.status)) + "#" : "ENTITY#Goal#";
  Listing listing(index, keys::partition(owner), std::move(prefix), Order::descending);
  store::ListedPage listed = co_await store::list(store_, std::move(listing), std::move(request));
  GoalPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items)
    page.entries.push_back(GoalPage::Entry{store::from_item<Goal>(item), std::move(cursor)});
  co_return page;
}

/// Edges and goals change in one commit, but these are two reads: a goal that was deleted in
/// between is left out.
Task<GoalPage> GoalRepository::list_by_tag(Owner owner, GoalFilter filter,
                                           store::PageRequest request) const {
  const std::string tag = keys::tag(*filter.tag);
  const Index index = filter.status ? Index::gsi2 : Index::table;
  std::string prefix = filter.status
                           ? "GOALTAG#" + std::string(enum_name(*filter.status)) + "#" + tag + "#"
                           : "GOALTAG#" + tag + "#";
  Listing listing(index, keys::partition(owner), std::move(prefix), Order::descending);
  store::ListedPage edges = co_await store::list(store_, std::move(listing), std::move(request));
  std::vector<GoalId> ids;
  for (const auto& edge : edges.items)
    ids.push_back(GoalId::parse(edge.item.text("goalId").value_or("")).value_or(GoalId()));
  auto goals = co_await find_all(owner, std::move(ids));
  GoalPage page;
  page.has_next = edges.has_next;
  page.has_previous = edges.has_previous;
  for (std::size_t i = 0; i < goals.size(); ++i)
    if (goals[i])
      page.entries.push_back(
          GoalPage::Entry{std::move(*goals[i]), std::move(edges.items[i].cursor)});
  co_return page;
}

Task<GoalTally> GoalRepository::tally(Owner owner) const {
  const auto item = co_await store_.get(keys::tally(owner));
  if (!item) co_return GoalTally();
  co_return store::from_item<GoalTally>(*item);
}

void GoalRepository::add(Transaction& transaction, Owner owner, const Goal& goal,
                         std::int64_t active_limit, std::int64_t limit) {
  transaction.put(item_of(owner, goal), Condition::item_absent());
  Changes counts;
  counts.add("activeGoals", Value(active(goal))).add("goals", Value(std::int64_t{1}));
  const std::vector<Condition> limits{under("activeGoals", active_limit), under("goals", limit)};
  transaction.update(keys::tally(owner), std::move(counts), Condition::all_of(limits));
  for (const std::string& tag : encoded_tags(goal)) transaction.put(tag_item(owner, goal, tag));
}

void GoalRepository::update(Transaction& transaction, Owner owner, const Goal& before,
                            const Goal& after, std::int64_t active_limit) {
  transaction.update(keys::goal(owner, before.id), edits(after),
                     Condition::version_is(before.version));
  const std::int64_t change = active(after) - active(before);
  if (change != 0) {
    Changes counts;
    counts.add("activeGoals", Value(change));
    transaction.update(keys::tally(owner), std::move(counts),
                       change > 0 ? under("activeGoals", active_limit) : Condition());
  }
  if (before.tags != after.tags || before.status != after.status)
    replace_tags(transaction, owner, before, after);
}

void GoalRepository::remove(Transaction& transaction, Owner owner, const Goal& goal) {
  transaction.erase(keys::goal(owner, goal.id), Condition::version_is(goal.version));
  Changes counts;
  counts.add("activeGoals", Value(-active(goal))).add("goals", Value(std::int64_t{-1}));
  transaction.update(keys::tally(owner), std::move(counts));
  for (const std::string& tag : encoded_tags(goal))
    transaction.erase(keys::goal_tag(owner, tag, goal.id));
}

void GoalRepository::count(Transaction& transaction, Owner owner, GoalId id, std::int64_t tasks,
                           std::int64_t done, std::optional<std::int64_t> task_limit) {
  Changes counts;
  if (tasks != 0) counts.add("taskCount", Value(tasks));
  if (done != 0) counts.add("doneTaskCount", Value(done));
  std::vector<Condition> conditions{Condition::item_exists()};
  if (task_limit) {
    conditions.push_back(
        Condition::equal("status", Value(std::string(enum_name(GoalStatus::active)))));
    conditions.push_back(under("taskCount", *task_limit));
  }
  transaction.update(keys::goal(owner, id), std::move(counts),
                     Condition::all_of(std::move(conditions)));
}

}  // namespace waymark::goals
