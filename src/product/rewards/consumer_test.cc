#include "product/rewards/consumer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/realtime/testing.h"
#include "product/rewards/rewards_world_test.h"

namespace waymark::rewards {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

Instant at(const char* text) {
  return parse_rfc3339(text).value();
}

class RewardsConsumerTest : public testing::Test {
 protected:
  RewardsConsumerTest() {
    world_.lives_in(ana_, "Europe/Madrid", true);
    world_.catch_up();
  }

  Rewards now() {
    world_.catch_up();
    return world_.rewards(ana_);
  }
  std::vector<BadgeKind> badges() {
    std::vector<BadgeKind> kinds;
    for (const Badge& badge : now().badges) kinds.push_back(badge.kind);
    return kinds;
  }
  std::vector<std::string> told() {
    std::vector<std::string> types;
    for (const events::Event& event : world_.recorded())
      if (event.type.starts_with("Reward") || event.type.starts_with("Badge"))
        types.push_back(event.type);
    return types;
  }
  /// A task finished on each of the next `count` days, from today.
  void keeps_going(int count) {
    for (int i = 0; i < count; ++i) {
      world_.completes(ana_, world_.make<TaskId>());
      world_.catch_up();
      world_.clock.advance(hours(24));
    }
  }

  World world_{at("2026-11-02T09:00:00Z")};
  UserId ana_ = world_.make<UserId>();
};

TEST_F(RewardsConsumerTest, ANewcomerHasNothingAndAGoalAhead) {
  const Rewards rewards = now();
  EXPECT_EQ(rewards.points, Points{0});
  EXPECT_EQ(rewards.level, 1);
  EXPECT_EQ(rewards.level_starts_at, Points{0});
  EXPECT_EQ(rewards.next_level_at, Points{100});
  EXPECT_FALSE(rewards.active_today);
  EXPECT_THAT(rewards.badges, IsEmpty());
}

TEST_F(RewardsConsumerTest, ThanksEarnOnceForARequestUntilTheyAreWithdrawn) {
  const auto ben = world_.make<UserId>();
  const auto eve = world_.make<UserId>();
  const auto request = world_.make<assistance::AssistanceId>();
  world_.thanks(ben, ana_, request);
  EXPECT_EQ(now().points, Points{15});
  EXPECT_FALSE(now().active_today) << "others gave them";
  world_.thanks(ben, ana_, request);
  EXPECT_EQ(now().points, Points{15}) << "once";
  world_.thanks(eve, ana_, world_.make<assistance::AssistanceId>());
  EXPECT_EQ(now().points, Points{30});
  EXPECT_EQ(world_.rewards(ben).points, Points{0});
  world_.withdraws_thanks(ben, ana_, request);
  EXPECT_EQ(now().points, Points{15});
  world_.thanks(ben, ana_, request);
  EXPECT_EQ(now().points, Points{30});
  EXPECT_EQ(events::schema_violations(world_.recorded()), "");
}

TEST_F(RewardsConsumerTest, EachThingEarnsByTheRules) {
  world_.completes(ana_, world_.make<TaskId>());
  EXPECT_EQ(now().points, Points{10});
  world_.completes(ana_, world_.make<GoalId>());
  EXPECT_EQ(now().points, Points{60});
  world_.completes(ana_, world_.make<QuestId>(), 100);
  EXPECT_EQ(now().points, Points{160});
  world_.logs(ana_, world_.make<WorkoutId>(), world_.clock.now(), 5'200);
  const Rewards rewards = now();
  EXPECT_EQ(rewards.points, Points{185});
  EXPECT_EQ(rewards.level, 2);
  EXPECT_EQ(rewards.next_level_at, Points{300});
  EXPECT_EQ(rewards.current_streak, 1);
  EXPECT_TRUE(rewards.active_today);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps, BadgeKind::quest_conqueror));
}

TEST_F(RewardsConsumerTest, FinishingATaskTwiceEarnsOnce) {
  const TaskId task = world_.make<TaskId>();
  world_.completes(ana_, task);
  world_.clock.advance(minutes(1));
  world_.completes(ana_, task);
  EXPECT_EQ(now().points, Points{10});
  world_.reopens(ana_, task);
  world_.completes(ana_, task);
  EXPECT_EQ(now().points, Points{10});
}

TEST_F(RewardsConsumerTest, ReopeningTakesEverythingBack) {
  const TaskId task = world_.make<TaskId>();
  world_.completes(ana_, task);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps));
  world_.reopens(ana_, task);
  const Rewards rewards = now();
  EXPECT_EQ(rewards.points, Points{0});
  EXPECT_EQ(rewards.current_streak, 0);
  EXPECT_EQ(rewards.longest_streak, 0);
  EXPECT_FALSE(rewards.active_today);
  EXPECT_THAT(rewards.badges, IsEmpty());
  EXPECT_THAT(told(), ElementsAre("RewardEarned", "BadgeEarned", "RewardRevoked", "BadgeRevoked"));
}

TEST_F(RewardsConsumerTest, DeletingTakesBackWhatWasEarnedAndNothingElse) {
  const TaskId done = world_.make<TaskId>();
  world_.completes(ana_, done);
  world_.completes(ana_, world_.make<TaskId>());
  world_.deletes(ana_, done, true);
  EXPECT_EQ(now().points, Points{10});
  world_.deletes(ana_, world_.make<TaskId>(), false);
  EXPECT_EQ(now().points, Points{10});
  const GoalId goal = world_.make<GoalId>();
  world_.completes(ana_, goal);
  world_.deletes(ana_, goal);
  EXPECT_EQ(now().points, Points{10});
  EXPECT_TRUE(now().active_today);
}

TEST_F(RewardsConsumerTest, ABadgeStaysWhileItsGroundStands) {
  const TaskId first = world_.make<TaskId>();
  world_.completes(ana_, first);
  const Instant earned = world_.clock.now();
  world_.clock.advance(hours(1));
  world_.completes(ana_, world_.make<TaskId>());
  world_.reopens(ana_, first);
  ASSERT_EQ(now().badges.size(), 1U);
  EXPECT_EQ(now().badges[0].earned_at, earned);
}

TEST_F(RewardsConsumerTest, AWeekOfFireNeedsSevenDaysInARow) {
  keeps_going(6);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps));
  keeps_going(1);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps, BadgeKind::week_of_fire));
  EXPECT_EQ(now().current_streak, 7);
}

TEST_F(RewardsConsumerTest, AStreakThatBrokeShowsZeroWithoutAnyEvent) {
  keeps_going(3);
  EXPECT_EQ(now().current_streak, 3) << "today may still come";
  EXPECT_FALSE(now().active_today);
  world_.clock.advance(days(1));
  EXPECT_EQ(now().current_streak, 0);
  EXPECT_EQ(now().longest_streak, 3);
}

TEST_F(RewardsConsumerTest, AWorkoutCountsForTheDayItWasDone) {
  const WorkoutId run = world_.make<WorkoutId>();
  world_.clock.set(at("2026-11-10T12:00:00Z"));
  world_.logs(ana_, run, at("2026-11-09T22:30:00Z"), 0);  // 23:30 in Madrid
  EXPECT_FALSE(now().active_today);
  EXPECT_EQ(now().current_streak, 1);
  world_.edits(ana_, run, at("2026-11-09T23:30:00Z"), 0);  // 00:30 of the 10th
  EXPECT_TRUE(now().active_today);
  EXPECT_EQ(now().longest_streak, 1);
}

TEST_F(RewardsConsumerTest, EditingAWorkoutAdjustsItsPoints) {
  const WorkoutId run = world_.make<WorkoutId>();
  const Instant start = world_.clock.now();
  world_.logs(ana_, run, start, 10'000);
  EXPECT_EQ(now().points, Points{30});
  world_.edits(ana_, run, start, 21'097);
  EXPECT_EQ(now().points, Points{41});
  world_.edits(ana_, run, start, 21'098);  // no new kilometre: nothing to tell
  EXPECT_EQ(now().points, Points{41});
  EXPECT_THAT(told(), ElementsAre("RewardEarned", "RewardRevoked", "RewardEarned"));
}

TEST_F(RewardsConsumerTest, DeletingAWorkoutTakesItsDayUnlessSomethingElseHappenedThen) {
  const WorkoutId morning = world_.make<WorkoutId>();
  const WorkoutId evening = world_.make<WorkoutId>();
  const Instant start = world_.clock.now();
  world_.logs(ana_, morning, start, 0);
  world_.logs(ana_, evening, start + hours(8), 0);
  world_.deletes(ana_, morning, start);
  EXPECT_EQ(now().points, Points{20});
  EXPECT_TRUE(now().active_today);
  world_.deletes(ana_, evening, start + hours(8));
  EXPECT_EQ(now().points, Points{0});
  EXPECT_FALSE(now().active_today);
  EXPECT_EQ(now().longest_streak, 0);
}

TEST_F(RewardsConsumerTest, DeletingAWorkoutCanBreakAWeek) {
  keeps_going(3);
  const WorkoutId link = world_.make<WorkoutId>();
  const Instant start = world_.clock.now();
  world_.logs(ana_, link, start, 0);
  world_.clock.advance(hours(24));
  keeps_going(3);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps, BadgeKind::week_of_fire));
  world_.deletes(ana_, link, start);
  EXPECT_THAT(badges(), ElementsAre(BadgeKind::first_steps));
  EXPECT_EQ(now().longest_streak, 3);
}

TEST_F(RewardsConsumerTest, AQuestThatLosesItsGroundGivesItsPointsBack) {
  const QuestId quest = world_.make<QuestId>();
  world_.completes(ana_, quest, 250);
  EXPECT_EQ(now().points, Points{250});
  world_.reopens(ana_, quest);
  EXPECT_EQ(now().points, Points{0});
  EXPECT_THAT(badges(), IsEmpty());
  world_.completes(ana_, quest, 250);
  EXPECT_EQ(now().points, Points{250});
}

TEST_F(RewardsConsumerTest, TheDayIsThatOfTheZoneThenInForce) {
  world_.clock.set(at("2026-11-20T23:30:00Z"));  // 00:30 of the 21st in Madrid
  world_.completes(ana_, world_.make<TaskId>());
  world_.clock.advance(minutes(5));
  world_.lives_in(ana_, "America/New_York");  // where it is 18:35 of the 20th
  EXPECT_FALSE(now().active_today);
  EXPECT_EQ(now().current_streak, 1);
  world_.clock.set(at("2026-11-21T12:00:00-05:00"));
  EXPECT_TRUE(now().active_today);
}

TEST_F(RewardsConsumerTest, AnEditThatLeavesTheTimeAloneLeavesTheDay) {
  const WorkoutId run = world_.make<WorkoutId>();
  const Instant soon = world_.clock.now() + hours(1);  // a watch whose clock is ahead
  world_.logs(ana_, run, soon, 0);
  world_.catch_up();
  world_.clock.advance(minutes(30));
  world_.lives_in(ana_, "Pacific/Kiritimati");  // where it is tomorrow already
  world_.catch_up();
  world_.edits(ana_, run, soon, 5'000);
  world_.catch_up();
  std::string day;
  for (const events::Event& event : world_.recorded())
    if (event.type == "RewardEarned")
      day = json::parse(event.payload).at("day").as_string().c_str();
  EXPECT_EQ(day, "2026-11-02");
}

TEST_F(RewardsConsumerTest, PeopleHaveBooksOfTheirOwn) {
  const UserId bo = world_.make<UserId>();
  world_.completes(bo, world_.make<TaskId>());
  world_.completes(ana_, world_.make<QuestId>(), 100);
  EXPECT_EQ(now().points, Points{100});
  EXPECT_EQ(world_.rewards(bo).points, Points{10});
}

TEST_F(RewardsConsumerTest, PublishesTheNewStateAfterTheCommit) {
  realtime::Mailbox listener(world_.hub, realtime::user_topic(ana_.to_string()),
                             world_.loop.executor());
  world_.completes(ana_, world_.make<TaskId>());
  world_.catch_up();
  std::string last;
  do {
    last = world_.loop.run(listener.next());
  } while (json::decode<Rewards>(last).points != Points{10});
  EXPECT_EQ(json::decode<Rewards>(last), world_.rewards(ana_));
}

TEST_F(RewardsConsumerTest, WhatItReadsAndTellsIsAsTheSchemasSay) {
  const TaskId task = world_.make<TaskId>();
  world_.completes(ana_, task);
  world_.reopens(ana_, task);
  world_.logs(ana_, world_.make<WorkoutId>(), world_.clock.now(), 1'000);
  world_.lives_in(ana_, "Asia/Kathmandu");
  world_.catch_up();
  const std::vector<events::Event> all = world_.recorded();
  EXPECT_GE(all.size(), 10U);
  EXPECT_EQ(events::schema_violations(all), "");
}

TEST_F(RewardsConsumerTest, AnEventThatWasParkedAndComesLateDoesNotUndoLaterOnes) {
  const TaskId task = world_.make<TaskId>();
  world_.completes(ana_, task);
  world_.clock.advance(minutes(1));
  const events::Event completed = world_.recorded().back();
  world_.reopens(ana_, task);
  // The completion is kept from the consumer, as if it had been parked; the reopening is not.
  events::Event reopened;
  for (const events::Event& event : world_.recorded())
    if (event.type == goals::kTaskReopened) reopened = event;
  const auto apply = [&](const events::Event& event) {
    events::Effects effects = world_.loop.run(world_.consumer.apply(event));
    if (effects.transaction.size() > 0)
      world_.loop.run(world_.store.transact(std::move(effects.transaction)));
  };
  apply(reopened);
  for (const events::Event& event : world_.recorded())
    if (event.type == goals::kTaskCompleted) apply(event);
  EXPECT_EQ(world_.rewards(ana_).points, Points{0});
}

TEST_F(RewardsConsumerTest, RefusesAnEventWithoutWhatItNeeds) {
  events::Event event;
  event.type = goals::kTaskCompleted;
  event.user = ana_;
  event.payload = R"({"taskId":"01890a5d-ac96-774b-bcce-b302099a8057"})";
  try {
    world_.loop.run(world_.consumer.apply(event));
    FAIL() << "took a completion without its time";
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].field, "completedAt");
  }
}

TEST_F(RewardsConsumerTest, PassesOverMembersItDoesNotKnow) {
  boost::json::object told{{"taskId", world_.make<TaskId>().to_string()},
                           {"completedAt", to_rfc3339(world_.clock.now())},
                           {"mood", "good"}};
  world_.commit(ana_, goals::kTaskCompleted, told);
  EXPECT_EQ(now().points, Points{10});
}

}  // namespace
}  // namespace waymark::rewards
