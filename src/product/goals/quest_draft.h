// What one event does to quests, collected for one commit.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/goals/event_list.h"
#include "product/goals/events.h"
#include "product/goals/model.h"
#include "product/workouts/model.h"

namespace waymark::goals {

/// A task, goal or workout as it is stored now. One of the three is meant; it is empty when it is
/// gone.
struct QuestSource {
  enum class Kind { task, goal, workout };
  Kind kind = Kind::task;
  Uuid id;
  std::optional<TaskItem> task;
  std::optional<Goal> goal;
  std::optional<workouts::Workout> workout;
};

class QuestDraft {
 public:
  QuestDraft(Owner owner, Instant now) : owner_(owner), now_(now), events_(owner) {}

  Owner owner() const { return owner_; }
  /// Another quest might not fit into the commit.
  bool full() const;

  /// Takes into `quest` what the source gives now instead of `part`, what it gave before. Whether
  /// that changed anything; the part is written, the quest is not yet (move).
  bool adjust(Quest& quest, const QuestSource& source, std::optional<std::int64_t> part);
  /// Writes the quest, completed or reopened as its amounts say, and tells of it.
  void move(const Quest& before, Quest after);
  void drop_part(Uuid source, QuestId quest);
  /// What is left for another commit.
  void leave(const QuestReviewDue& rest) { events_.add(kQuestReviewDue, rest); }

  events::Effects finish(realtime::Hub& hub);

 private:
  bool adjust_to_goal(Quest& quest, const QuestSource& source);
  bool adjust_to_task(Quest& quest, const QuestSource& source, std::int64_t part);
  bool adjust_quantity(Quest& quest, const QuestSource& source, std::optional<std::int64_t> part);
  void settle(Quest& quest) const;
  void tell(const Quest& before, const Quest& after);

  Owner owner_;
  Instant now_;
  store::Transaction transaction_;
  EventList events_;
  std::vector<QuestView> moved_;
  std::int64_t under_way_ = 0;  // change of the tally
};

}  // namespace waymark::goals
