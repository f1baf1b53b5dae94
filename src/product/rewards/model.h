// What a person has earned, as they see it (schema.graphql, type Rewards).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "base/units.h"

namespace waymark::rewards {

enum class BadgeKind : std::uint8_t { first_steps, quest_conqueror, week_of_fire };
BOOST_DESCRIBE_ENUM(BadgeKind, first_steps, quest_conqueror, week_of_fire)

struct Badge {
  BadgeKind kind = BadgeKind::first_steps;
  Instant earned_at;
  bool operator==(const Badge&) const = default;
};
BOOST_DESCRIBE_STRUCT(Badge, (), (kind, earned_at))

struct Rewards {
  Points points;
  std::int64_t level = 1;
  Points level_starts_at;
  Points next_level_at;
  std::int64_t current_streak = 0;  // days
  std::int64_t longest_streak = 0;
  bool active_today = false;
  std::vector<Badge> badges;  // in the order they were earned
  bool operator==(const Rewards&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rewards, (),
                      (points, level, level_starts_at, next_level_at, current_streak,
                       longest_streak, active_today, badges))

/// What can earn something.
enum class Source : std::uint8_t { task, goal, quest, workout, thanks };
BOOST_DESCRIBE_ENUM(Source, task, goal, quest, workout, thanks)

}  // namespace waymark::rewards
