#include "product/goals/quest_ends.h"

#include <algorithm>

#include "base/error.h"

namespace waymark::goals {

Task<void> QuestEnds::fire(const timing::Timer& timer) {
  const auto user = UserId::parse(timer.payload);
  const auto quest = QuestId::parse(timer.id);
  if (!user || !quest)
    throw Error(ErrorCode::internal, "error.internal", "a timer of no quest: " + timer.id);
  // Whoever fires the timer has judged that it is due, whatever our own clock shows.
  co_await quests_.end(*user, *quest, std::max(clock_.now(), timer.due));
}

}  // namespace waymark::goals
