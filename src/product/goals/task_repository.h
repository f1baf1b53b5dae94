// Tasks as items (keys.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/goals/model.h"

namespace waymark::goals {

struct TaskPage {
  struct Entry {
    TaskItem task;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

class TaskRepository {
 public:
  explicit TaskRepository(store::Store& store) : store_(store) {}

  /// By id alone, in the owner's partition.
  Task<std::optional<TaskItem>> find(Owner owner, TaskId id) const;
  /// In the order of `ids`, at most 100.
  Task<std::vector<std::optional<TaskItem>>> find_all(Owner owner, std::vector<TaskId> ids) const;
  /// The tasks of one goal, in the order they were made.
  Task<TaskPage> list(Owner owner, GoalId goal, store::PageRequest request) const;
  /// The first `size` tasks of each goal, as list() gives them: one read for neighbouring goals
  /// with few tasks, one more for each goal that this did not answer.
  Task<std::unordered_map<GoalId, TaskPage>> first_of_each(Owner owner, std::vector<GoalId> goals,
                                                           std::uint32_t size) const;
  /// Up to `limit` tasks of a goal, any.
  Task<std::vector<TaskItem>> some_of(Owner owner, GoalId goal, std::uint32_t limit) const;
  /// Open tasks that are due before `until`, soonest first; then, `cursor` being the store's.
  Task<store::Page> due_before(Owner owner, Instant until, std::optional<store::Cursor> cursor,
                               std::uint32_t limit) const;
  /// Open tasks without a date, oldest first.
  Task<store::Page> undated(Owner owner, std::optional<store::Cursor> cursor,
                            std::uint32_t limit) const;
  /// Finished tasks by the time they were finished at, in [from, to], after the sort key `after`.
  Task<store::Page> done_between(Owner owner, Instant from, std::optional<Instant> to,
                                 std::optional<std::string> after, std::uint32_t limit) const;

  static TaskItem from_item(const store::Item& item);

  // Parts of a commit; the first operation tells the outcome.
  static void add(store::Transaction& transaction, Owner owner, const TaskItem& task);
  /// Fails when the stored version is not `before`'s.
  static void replace(store::Transaction& transaction, Owner owner, const TaskItem& before,
                      const TaskItem& after);
  /// Two operations.
  static void remove(store::Transaction& transaction, Owner owner, const TaskItem& task);

 private:
  store::Store& store_;
};

}  // namespace waymark::goals
