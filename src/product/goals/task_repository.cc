#include "product/goals/task_repository.h"

#include <algorithm>

#include "base/encoding.h"
#include "platform/store/entity.h"
#include "product/goals/keys.h"

namespace waymark::goals {
namespace {

using store::Condition;
using store::Index;
using store::Item;
using store::Transaction;

std::string agenda_key(const TaskItem& task) {
  const std::string id = "#" + task.id.to_string();
  if (task.status == TaskStatus::done)
    return "TASKDONE#" + to_rfc3339(task.completed_at.value_or(task.updated_at)) + id;
  return "TASKOPEN#" + (task.due_at ? to_rfc3339(*task.due_at) : std::string("~")) + id;
}

/// DUE#YYYYMMDD, in UTC.
std::string due_day(Instant due) {
  std::string day = to_rfc3339(due).substr(0, 10);
  std::erase(day, '-');
  return "DUE#" + day;
}

Item item_of(Owner owner, const TaskItem& task) {
  Item item = store::to_item(task, keys::task(owner, task.goal_id, task.id));
  item.set_index(1, keys::partition(owner),
                 "ENTITY#Task#" + to_rfc3339(task.created_at) + "#" + task.id.to_string());
  if (task.status == TaskStatus::open && task.due_at)
    item.set_index(2, due_day(*task.due_at),
                   to_rfc3339(*task.due_at) + "#TASK#" + task.id.to_string());
  item.set_index(3, keys::partition(owner), agenda_key(task));
  return item;
}

GoalId goal_of(const Item& reference) {
  return GoalId::parse(reference.text("goalId").value_or("")).value_or(GoalId());
}

}  // namespace

TaskItem TaskRepository::from_item(const Item& item) {
  return store::from_item<TaskItem>(item);
}

Task<std::optional<TaskItem>> TaskRepository::find(Owner owner, TaskId id) const {
  const auto reference = co_await store_.get(keys::task_reference(owner, id));
  if (!reference) co_return std::nullopt;
  const auto item = co_await store_.get(keys::task(owner, goal_of(*reference), id));
  if (!item) co_return std::nullopt;
  co_return from_item(*item);
}

Task<std::vector<std::optional<TaskItem>>> TaskRepository::find_all(Owner owner,
                                                                    std::vector<TaskId> ids) const {
  std::vector<std::optional<TaskItem>> tasks(ids.size());
  if (ids.empty()) co_return tasks;
  std::vector<store::Key> wanted;
  for (const TaskId& id : ids) wanted.push_back(keys::task_reference(owner, id));
  const auto references = co_await store_.batch_get(std::move(wanted));
  std::vector<store::Key> places;
  std::vector<std::size_t> whose;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!references[i]) continue;
    places.push_back(keys::task(owner, goal_of(*references[i]), ids[i]));
    whose.push_back(i);
  }
  if (places.empty()) co_return tasks;
  const auto items = co_await store_.batch_get(std::move(places));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i]) tasks[whose[i]] = from_item(*items[i]);
  co_return tasks;
}

Task<TaskPage> TaskRepository::list(Owner owner, GoalId goal, store::PageRequest request) const {
  store::Listing listing(Index::table, keys::partition(owner), "TASK#" + goal.to_string() + "#",
                         store::Order::ascending);
  store::ListedPage listed = co_await store::list(store_, std::move(listing), std::move(request));
  TaskPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items)
    page.entries.push_back(TaskPage::Entry{from_item(item), std::move(cursor)});
  co_return page;
}

/// The goals of one list were made one after the other, so their tasks lie close together, in the
/// order of the goals' ids.
Task<std::unordered_map<GoalId, TaskPage>> TaskRepository::first_of_each(Owner owner,
                                                                         std::vector<GoalId> goals,
                                                                         std::uint32_t size) const {
  constexpr std::uint32_t kAtOnce = 1000;
  std::unordered_map<GoalId, TaskPage> pages;
  if (goals.empty()) co_return pages;
  std::sort(goals.begin(), goals.end());
  store::Query query(Index::table, keys::partition(owner));
  query
      .where(store::SortKey::between("TASK#" + goals.front().to_string() + "#",
                                     "TASK#" + goals.back().to_string() + "#~"))
      .at_most(kAtOnce);
  const store::Page found = co_await store_.query(std::move(query));
  std::string reached;  // the last key that was read; the rest is not known yet
  for (const Item& item : found.items) {
    reached = item.key().sk;
    TaskItem task = from_item(item);
    if (!std::binary_search(goals.begin(), goals.end(), task.goal_id)) continue;
    TaskPage& page = pages[task.goal_id];
    page.has_next = page.entries.size() == size;
    if (!page.has_next)
      page.entries.push_back(TaskPage::Entry{std::move(task), base64url_encode(reached)});
  }
  for (const GoalId& goal : goals) {
    const bool complete = !found.next || reached > "TASK#" + goal.to_string() + "#~";
    TaskPage& page = pages[goal];
    if (complete || page.has_next) continue;
    store::PageRequest request;
    request.size = size;
    page = co_await list(owner, goal, std::move(request));
  }
  co_return pages;
}

Task<std::vector<TaskItem>> TaskRepository::some_of(Owner owner, GoalId goal,
                                                    std::uint32_t limit) const {
  store::Query query(Index::table, keys::partition(owner));
  query.where(store::SortKey::begins_with("TASK#" + goal.to_string() + "#")).at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<TaskItem> tasks;
  for (const Item& item : page.items) tasks.push_back(from_item(item));
  co_return tasks;
}

Task<store::Page> TaskRepository::due_before(Owner owner, Instant until,
                                             std::optional<store::Cursor> cursor,
                                             std::uint32_t limit) const {
  store::Query query(Index::gsi3, keys::partition(owner));
  query.where(store::SortKey::between("TASKOPEN#", "TASKOPEN#" + to_rfc3339(until)))
      .at_most(limit)
      .starting_after(std::move(cursor));
  return store_.query(std::move(query));
}

Task<store::Page> TaskRepository::undated(Owner owner, std::optional<store::Cursor> cursor,
                                          std::uint32_t limit) const {
  store::Query query(Index::gsi3, keys::partition(owner));
  query.where(store::SortKey::begins_with("TASKOPEN#~"))
      .at_most(limit)
      .starting_after(std::move(cursor));
  return store_.query(std::move(query));
}

Task<store::Page> TaskRepository::done_between(Owner owner, Instant from, std::optional<Instant> to,
                                               std::optional<std::string> after,
                                               std::uint32_t limit) const {
  // ' ' sorts before every byte of a key that goes on, '~' behind.
  std::string low = after ? *after + " " : "TASKDONE#" + to_rfc3339(from);
  std::string high = to ? "TASKDONE#" + to_rfc3339(*to) + "~" : "TASKDONE#~";
  if (low > high) low = high;
  store::Query query(Index::gsi3, keys::partition(owner));
  query.where(store::SortKey::between(std::move(low), std::move(high))).at_most(limit);
  return store_.query(std::move(query));
}

void TaskRepository::add(Transaction& transaction, Owner owner, const TaskItem& task) {
  transaction.put(item_of(owner, task), Condition::item_absent());
  Item reference(keys::task_reference(owner, task.id));
  reference.set("goalId", task.goal_id.to_string());
  transaction.put(std::move(reference), Condition::item_absent());
}

void TaskRepository::replace(Transaction& transaction, Owner owner, const TaskItem& before,
                             const TaskItem& after) {
  transaction.put(item_of(owner, after), Condition::version_is(before.version));
}

void TaskRepository::remove(Transaction& transaction, Owner owner, const TaskItem& task) {
  transaction.erase(keys::task(owner, task.goal_id, task.id), Condition::version_is(task.version));
  transaction.erase(keys::task_reference(owner, task.id));
}

}  // namespace waymark::goals
