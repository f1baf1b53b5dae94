#include "product/rewards/rules.h"

#include <gtest/gtest.h>

namespace waymark::rewards {
namespace {

TEST(RewardRules, WorkoutsEarnByFullKilometresUpToFifty) {
  EXPECT_EQ(workout_points(std::nullopt), Points{20});
  EXPECT_EQ(workout_points(Metres{0}), Points{20});
  EXPECT_EQ(workout_points(Metres{999.9}), Points{20});
  EXPECT_EQ(workout_points(Metres{1000}), Points{21});
  EXPECT_EQ(workout_points(Metres{42'195}), Points{62});
  EXPECT_EQ(workout_points(Metres{50'000}), Points{70});
  EXPECT_EQ(workout_points(Metres{2'000'000}), Points{70});
}

TEST(RewardRules, LevelsBeginWhereTheFormulaSays) {
  EXPECT_EQ(level_start(1), Points{0});
  EXPECT_EQ(level_start(2), Points{100});
  EXPECT_EQ(level_start(3), Points{300});
  EXPECT_EQ(level_start(4), Points{600});
  EXPECT_EQ(level_start(5), Points{1000});
}

TEST(RewardRules, EveryNumberOfPointsLiesInItsLevel) {
  for (std::int64_t points = 0; points < 60'000; ++points) {
    const std::int64_t level = level_of(Points{points});
    ASSERT_LE(level_start(level).value, points);
    ASSERT_GT(level_start(level + 1).value, points);
  }
  const std::int64_t far = level_of(Points{1'000'000'000'000});
  EXPECT_LE(level_start(far).value, 1'000'000'000'000);
  EXPECT_GT(level_start(far + 1).value, 1'000'000'000'000);
}

TEST(RewardRules, BadgesNeedTheirGround) {
  Standing standing;
  EXPECT_FALSE(deserves(BadgeKind::first_steps, standing));
  EXPECT_FALSE(deserves(BadgeKind::quest_conqueror, standing));
  EXPECT_FALSE(deserves(BadgeKind::week_of_fire, standing));
  standing.tasks = 1;
  EXPECT_TRUE(deserves(BadgeKind::first_steps, standing));
  EXPECT_FALSE(deserves(BadgeKind::quest_conqueror, standing));
  standing.quests = 1;
  EXPECT_TRUE(deserves(BadgeKind::quest_conqueror, standing));
  standing.longest_streak = 6;
  EXPECT_FALSE(deserves(BadgeKind::week_of_fire, standing));
  standing.longest_streak = 7;
  EXPECT_TRUE(deserves(BadgeKind::week_of_fire, standing));
}

TEST(RewardRules, AGoalMakesNoDay) {
  EXPECT_TRUE(makes_a_day(Source::task));
  EXPECT_TRUE(makes_a_day(Source::quest));
  EXPECT_TRUE(makes_a_day(Source::workout));
  EXPECT_FALSE(makes_a_day(Source::goal));
}

}  // namespace
}  // namespace waymark::rewards
