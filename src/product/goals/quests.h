// The rules of quests: making, cancelling, expiring, deleting. What moves them is QuestProgress.
//
// Linked quests
//   tasks   1 to 50 of one's own; each counts 1. One that is deleted leaves the quest; when none is
//           left an active quest is cancelled, a completed one stays completed.
//   a goal  follows the goal's progress: its finished tasks among all (a goal without tasks: 0 of
//           1), and complete when the goal is completed or all its tasks are done. When the goal
//           is deleted an active quest is cancelled.
// Quantitative quests
//   add up what workouts (of one type, or all) or finished tasks give, in [startsAt, deadline]: the
//   time of the workout (its start) or of finishing counts, not that of logging. What was there
//   before the quest counts too. A deleted or edited workout takes back exactly what it gave.
// All
//   A completed quest takes in nothing new; when what it counted falls below the target it is
//   reopened, and what came meanwhile is counted. At the deadline a quest expires; a workout that
//   was done before and is logged up to seven days after still counts and may complete it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/input.h"
#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "platform/timing/timers.h"
#include "product/goals/goal_repository.h"
#include "product/goals/quest_repository.h"
#include "product/goals/task_repository.h"

namespace waymark::goals {

inline constexpr std::int64_t kQuestLimit = 200;  // under way
inline constexpr std::size_t kLinkedTaskLimit = 50;
/// The kind of a realtime message on a person's topic; its payload is a QuestView.
inline constexpr std::string_view kQuestMessage = "quest";
/// The kind of the timers that end quests (quest_ends.h).
inline constexpr std::string_view kQuestEndTimer = "quest.end";

struct LinkedQuestInput {
  std::optional<GoalId> goal_id;
  std::optional<std::vector<TaskId>> task_ids;
};
BOOST_DESCRIBE_STRUCT(LinkedQuestInput, (), (goal_id, task_ids))

struct QuantitativeQuestInput {
  QuestMetric metric = QuestMetric::distance_metres;
  double target = 0;
  std::optional<WorkoutType> workout_type;
  std::optional<Instant> starts_at;
};
BOOST_DESCRIBE_STRUCT(QuantitativeQuestInput, (), (metric, target, workout_type, starts_at))

/// GraphQL `QuestInput`, and the body of POST /quests/createQuest.
struct QuestInput {
  std::string title;
  std::optional<Instant> deadline;
  std::optional<LinkedQuestInput> linked;
  std::optional<QuantitativeQuestInput> quantitative;
};
BOOST_DESCRIBE_STRUCT(QuestInput, (), (title, deadline, linked, quantitative))

struct QuestPage {
  struct Entry {
    QuestView quest;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Quests {
 public:
  Quests(store::Store& store, events::Outbox& outbox, realtime::Hub& hub, const Clock& clock,
         IdSource& ids)
      : quests_(store),
        goals_(store),
        tasks_(store),
        outbox_(outbox),
        hub_(hub),
        clock_(clock),
        ids_(ids),
        timers_(ids) {}

  /// Error(invalid_input) naming every wrong field below `at`; Error(conflict) at the limit.
  Task<QuestView> create(const RequestContext& context, QuestInput input, InputPath at) const;
  /// Only an active quest; one that is cancelled already stays as it is.
  Task<QuestView> cancel(const RequestContext& context, QuestId id) const;
  /// For administrators: deletes anyone's quest. Needs the scope "admin".
  Task<void> remove(const RequestContext& context, QuestId id) const;

  Task<std::optional<QuestView>> find(Owner owner, QuestId id) const;
  /// Quests whose deadline has passed show as EXPIRED; the EXPIRED filter finds them as soon as the
  /// sweep has been there.
  Task<QuestPage> list(Owner owner, QuestFilter filter, store::PageRequest request) const;

  /// Expires what is past its deadline, at most `limit` quests a shard; how many it looked at.
  /// What the timers of quests have missed; running it twice does no harm.
  Task<std::size_t> sweep(std::uint32_t limit) const;
  /// The same for one quest whose timer says that it is time. Throws Error(conflict) when others
  /// change it again and again.
  Task<void> end(UserId user, QuestId id, Instant now) const;

 private:
  struct Links;  // what a linked quest hangs on
  Task<Links> links_of(Owner owner, LinkedQuestInput input, const InputPath& at) const;
  Task<bool> look_again(QuestRepository::Due due, Instant now) const;
  void set_timer(store::Transaction& transaction, Owner owner, const Quest& quest) const;
  void publish(Owner owner, const Quest& quest) const;

  QuestRepository quests_;
  GoalRepository goals_;
  TaskRepository tasks_;
  events::Outbox& outbox_;
  realtime::Hub& hub_;
  const Clock& clock_;
  IdSource& ids_;
  timing::Timers timers_;
};

}  // namespace waymark::goals
