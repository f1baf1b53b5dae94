// The consumer "quests": moves quests when tasks, goals and workouts change.
//
// What an event names is only where to look: what a source gives is computed from what is stored
// now (quest_amounts.h), compared with what it gave before (QUESTPART), and the difference goes to
// the quest, all in the commit that passes the event. So an event that comes twice, late, or in a
// replay of all changes nothing; and editing or deleting takes back exactly what was given.
//
// A commit holds 100 operations: one event moves up to 20 quests, and a new quest counts up to 80
// workouts or tasks that were there before it; a QuestReviewDue event brings the rest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/goals/goal_repository.h"
#include "product/goals/quest_draft.h"
#include "product/goals/quest_repository.h"
#include "product/goals/task_repository.h"
#include "product/workouts/repository.h"

namespace waymark::goals {

/// The ids that an event names.
struct EventIds {
  std::optional<QuestId> quest;
  std::optional<TaskId> task;
  std::optional<GoalId> goal;
  std::optional<WorkoutId> workout;
};

/// Called by one coroutine a shard; what it borrows outlives it.
class QuestProgress final : public events::Consumer {
 public:
  QuestProgress(store::Store& store, realtime::Hub& hub, const Clock& clock)
      : quests_(store), goals_(store), tasks_(store), workouts_(store), hub_(hub), clock_(clock) {}

  std::string_view name() const override { return "quests"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Task<QuestSource> source_of(Owner owner, EventIds ids) const;
  /// Both: whether something is left for another commit.
  Task<bool> review_source(QuestDraft& draft, QuestSource source) const;
  Task<bool> review_quest(QuestDraft& draft, QuestId id) const;
  Task<void> review_links(QuestDraft& draft, Quest quest) const;
  Task<bool> count_more(QuestDraft& draft, Quest quest) const;
  Task<std::vector<QuestSource>> next_sources(Owner owner, Quest& quest) const;

  QuestRepository quests_;
  GoalRepository goals_;
  TaskRepository tasks_;
  workouts::WorkoutRepository workouts_;
  realtime::Hub& hub_;
  const Clock& clock_;
};

}  // namespace waymark::goals
