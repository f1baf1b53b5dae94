// Quests end when their time is over: a timer of each quest with a deadline, set in the quest's own commits
// (Quests), and fired here.
//
// Kind `quest.end`, id the quest's, payload its owner's.
#pragma once

#include <string_view>

#include "platform/timing/timer_service.h"
#include "product/goals/quests.h"

namespace waymark::goals {

/// One for the whole server.
class QuestEnds final : public timing::TimerHandler {
 public:
  QuestEnds(const Quests& quests, const Clock& clock) : quests_(quests), clock_(clock) {}
  std::string_view kind() const override { return kQuestEndTimer; }
  Task<void> fire(const timing::Timer& timer) override;

 private:
  const Quests& quests_;
  const Clock& clock_;
};

}  // namespace waymark::goals
