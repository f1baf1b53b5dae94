#include "product/rewards/rules.h"

#include <algorithm>
#include <cmath>

namespace waymark::rewards {

Points workout_points(std::optional<Metres> distance) {
  constexpr double kMostKilometres = 50;
  const double kilometres = distance ? std::floor(distance->value / 1000) : 0;
  return Points{20 + static_cast<std::int64_t>(std::clamp(kilometres, 0.0, kMostKilometres))};
}

Points level_start(std::int64_t level) {
  return Points{50 * level * (level - 1)};
}

std::int64_t level_of(Points points) {
  // 50 n (n − 1) ≤ p  ⇔  n ≤ (1 + √(1 + 2p/25)) / 2; the root may be off by one either way.
  const double root = std::sqrt(1 + 2 * static_cast<double>(points.value) / 25);
  std::int64_t level = std::max<std::int64_t>(1, static_cast<std::int64_t>((1 + root) / 2));
  while (level > 1 && level_start(level) > points) --level;
  while (level_start(level + 1) <= points) ++level;
  return level;
}

bool makes_a_day(Source source) {
  switch (source) {
    case Source::task:
    case Source::quest:
    case Source::workout:
      return true;
    case Source::goal:
    case Source::thanks:
      return false;
  }
  return false;
}

bool deserves(BadgeKind badge, const Standing& standing) {
  switch (badge) {
    case BadgeKind::first_steps:
      return standing.tasks > 0;
    case BadgeKind::quest_conqueror:
      return standing.quests > 0;
    case BadgeKind::week_of_fire:
      return standing.longest_streak >= kWeekOfFireDays;
  }
  return false;
}

}  // namespace waymark::rewards
