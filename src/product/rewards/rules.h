// The rules of rewards, all in one place and without effects.
//
//   a finished task      10 points
//   a finished goal      50 points
//   a finished quest     its own points (100 unless the quest says otherwise)
//   a logged workout     20 points, and 1 for each full kilometre up to 50
//   thanks for help      15 points, once for each request
//
// What is reopened, deleted or withdrawn, and what no longer stands after an edit, earned nothing.
//
// Level n begins at 50 · n · (n − 1) points: 0, 100, 300, 600, 1000 … so that each level takes 100
// points more than the one before.
//
// Badges: FIRST_STEPS for a finished task, QUEST_CONQUEROR for a finished quest, WEEK_OF_FIRE for a
// streak of 7 days. A badge whose ground is taken back goes with it.
//
// A finished task or quest and a workout make their day a day of the streak (streak.h); a goal does
// not, because closing one is no exercise of its own, and thanks do not: they come when others give them.
#pragma once

#include <cstdint>
#include <optional>

#include "base/units.h"
#include "product/rewards/model.h"

namespace waymark::rewards {

inline constexpr Points kTaskPoints{10};
inline constexpr Points kGoalPoints{50};
inline constexpr Points kThanksPoints{15};
inline constexpr std::int64_t kWeekOfFireDays = 7;

Points workout_points(std::optional<Metres> distance);

/// 1 for no points.
std::int64_t level_of(Points points);
Points level_start(std::int64_t level);

bool makes_a_day(Source source);

/// What badges look at.
struct Standing {
  std::int64_t tasks = 0;
  std::int64_t quests = 0;
  std::int64_t longest_streak = 0;
};
bool deserves(BadgeKind badge, const Standing& standing);

}  // namespace waymark::rewards
