// Goals, the tasks they are split into, and the quests that make a game of them.
//
//   model.h          goals, tasks, quests           events.h  what is told of them
//   goals.h          rules of goals (this file)     tasks.h, quests.h  those of tasks and quests
//   keys.h           where all of it lies           *_repository.h     reading and writing it
//   quest_progress.h the consumer that moves quests
//   goal_cleanup.h   the consumer that removes the tasks of deleted goals
//   graphql.h, rest.h  the edges
//
// Every change is one commit with its events. Edits name the version they started from; when the
// store has another, Error(conflict, "error.conflict.changed_elsewhere") and nothing is changed.
// Ids of other people's things are not found.
//
// Limits: 1,000 active goals and 10,000 in all, 1,000 tasks a goal, 200 quests under way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/client_ids.h"
#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/goals/goal_repository.h"
#include "product/goals/model.h"

namespace waymark::goals {

inline constexpr std::int64_t kActiveGoalLimit = 1'000;
inline constexpr std::int64_t kGoalLimit = 10'000;
inline constexpr std::int64_t kTaskLimit = 1'000;  // a goal

/// GraphQL `GoalInput`, and the body of POST /quests.
struct GoalInput {
  std::string title;
  std::optional<std::string> description;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  std::optional<ClientId>
      client_id;  // of a client that may send it twice: the second makes nothing
};
BOOST_DESCRIBE_STRUCT(GoalInput, (), (title, description, tags, target_date, client_id))

/// An edit: the outer optional is "given", the inner one "not taken away".
struct GoalChanges {
  std::optional<std::string> title;
  std::optional<std::optional<std::string>> description;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::optional<Date>> target_date;
  std::optional<GoalStatus> status;
  std::int64_t version = 0;
};

/// The rules of goals. One for the whole server, any reactor; what it borrows outlives it.
class Goals {
 public:
  Goals(store::Store& store, events::Outbox& outbox, const Clock& clock, IdSource& ids)
      : repository_(store), outbox_(outbox), clock_(clock), ids_(ids) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`, Error(conflict) at a limit.
  /// With the client id of a goal that is there already it makes none and gives that one.
  Task<Goal> create(const RequestContext& context, GoalInput input, InputPath at) const;
  /// Completing sets `completedAt`, making it active again takes it away; archiving leaves it.
  Task<Goal> update(const RequestContext& context, GoalId id, GoalChanges changes,
                    InputPath at) const;
  /// The goal is gone at once, and none of its tasks is found any more; GoalCleanup removes them.
  Task<void> remove(const RequestContext& context, GoalId id) const;

  Task<std::optional<Goal>> find(Owner owner, GoalId id) const {
    return repository_.find(owner, id);
  }
  Task<std::vector<std::optional<Goal>>> find_all(Owner owner, std::vector<GoalId> ids) const {
    return repository_.find_all(owner, std::move(ids));
  }
  Task<GoalPage> list(Owner owner, GoalFilter filter, store::PageRequest request) const {
    return repository_.list(owner, std::move(filter), std::move(request));
  }
  Task<std::int64_t> active_count(Owner owner) const;

 private:
  GoalRepository repository_;
  events::Outbox& outbox_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace waymark::goals
