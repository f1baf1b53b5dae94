// Goals, their tags and the tally of them, as items (keys.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/goals/model.h"

namespace waymark::goals {

/// GraphQL `GoalFilter`.
struct GoalFilter {
  std::optional<GoalStatus> status;
  std::optional<std::string> tag;
};
BOOST_DESCRIBE_STRUCT(GoalFilter, (), (status, tag))

struct GoalTally {
  std::int64_t active_goals = 0;
  std::int64_t goals = 0;
  std::int64_t open_quests = 0;
};
BOOST_DESCRIBE_STRUCT(GoalTally, (), (active_goals, goals, open_quests))

struct GoalPage {
  struct Entry {
    Goal goal;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

class GoalRepository {
 public:
  explicit GoalRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Goal>> find(Owner owner, GoalId id) const;
  /// In the order of `ids`, any number of them (read 100 at a time).
  Task<std::vector<std::optional<Goal>>> find_all(Owner owner, std::vector<GoalId> ids) const;
  /// Newest first.
  Task<GoalPage> list(Owner owner, GoalFilter filter, store::PageRequest request) const;
  Task<GoalTally> tally(Owner owner) const;

  // Parts of a commit. The first operation each adds is the one whose condition tells the outcome.

  /// Fails at its second operation, the tally, when a limit is reached.
  static void add(store::Transaction& transaction, Owner owner, const Goal& goal,
                  std::int64_t active_limit, std::int64_t limit);
  /// What people edit; the counts stay as they are in the store. Fails when the version differs,
  /// and, when the goal becomes active, at its second operation when `active_limit` is reached.
  static void update(store::Transaction& transaction, Owner owner, const Goal& before,
                     const Goal& after, std::int64_t active_limit);
  static void remove(store::Transaction& transaction, Owner owner, const Goal& goal);
  /// Counts a task added, finished, reopened or removed. Fails when the goal is gone; with
  /// `task_limit`, also when it is not active or has that many tasks.
  static void count(store::Transaction& transaction, Owner owner, GoalId id, std::int64_t tasks,
                    std::int64_t done, std::optional<std::int64_t> task_limit = std::nullopt);

 private:
  Task<GoalPage> list_by_tag(Owner owner, GoalFilter filter, store::PageRequest request) const;
  store::Store& store_;
};

}  // namespace waymark::goals
