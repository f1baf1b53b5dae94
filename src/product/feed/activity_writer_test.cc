#include "product/feed/activity_writer.h"

#include "product/feed/world_test.h"

namespace waymark::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using ActivityWriterTest = FeedWorld;

TEST_F(ActivityWriterTest, EverythingThatIsDoneIsAnActivity) {
  const GoalId goal = ids.make<GoalId>();
  goals::GoalCreated created;
  created.goal_id = goal;
  created.title = "Marathon";
  tell(ana, goals::kGoalCreated, created);
  goals::GoalCompleted completed;
  completed.goal_id = goal;
  completed.title = "Marathon";
  tell(ana, goals::kGoalCompleted, completed);
  finish(ana, ids.make<TaskId>(), "Shoes");
  goals::QuestCompleted quest;
  quest.quest_id = ids.make<QuestId>();
  quest.title = "25 km";
  tell(ana, goals::kQuestCompleted, quest);
  workouts::WorkoutLogged workout;
  workout.workout_id = ids.make<WorkoutId>();
  workout.type = workouts::WorkoutType::run;
  workout.distance_metres = Metres{5'000};
  workout.moving_seconds = Seconds{1'500};
  tell(ana, workouts::kWorkoutLogged, workout);
  const rewards::BadgeEarned badge{rewards::BadgeKind::first_steps, clock.now()};
  tell(ana, rewards::BadgeEarned::kType, badge);
  rewards::RewardEarned points;
  points.level = 3;
  tell(ana, rewards::RewardEarned::kType, points);
  const auto post = write(ana, "hello");
  run(service.reactions.boost(ana, post.id));
  settle();
  EXPECT_THAT(timeline(ana, ana),
              ElementsAre("BOOST hello", "POST hello", "LEVEL_REACHED 3", "BADGE_EARNED",
                          "WORKOUT_LOGGED", "QUEST_COMPLETED 25 km", "TASK_COMPLETED Shoes",
                          "GOAL_COMPLETED Marathon", "GOAL_CREATED Marathon"));
  const FeedPage page = run(feed.timeline(Owner(ana), id_of(ana), store::PageRequest()));
  const ActivityView& logged = page.entries[4].entry.activities.front();
  EXPECT_EQ(logged.workout_type, workouts::WorkoutType::run);
  EXPECT_EQ(logged.distance_metres, Metres{5'000});
}

TEST_F(ActivityWriterTest, WhatIsUndoneGoesAndComesBackAnew) {
  const TaskId task = ids.make<TaskId>();
  finish(ana, task, "Shoes");
  settle();
  EXPECT_THAT(timeline(ana, ana), ElementsAre("TASK_COMPLETED Shoes"));
  reopen(ana, task);
  settle();
  EXPECT_THAT(timeline(ana, ana), IsEmpty());
  finish(ana, task, "Shoes again");
  settle();
  EXPECT_THAT(timeline(ana, ana), ElementsAre("TASK_COMPLETED Shoes again"));
  goals::TaskUpdated renamed;
  renamed.task_id = task;
  renamed.title = "Boots";
  tell(ana, goals::kTaskUpdated, renamed);
  settle();
  EXPECT_THAT(timeline(ana, ana), ElementsAre("TASK_COMPLETED Boots"));
}

TEST_F(ActivityWriterTest, AReplayChangesNothing) {
  const TaskId undone = ids.make<TaskId>();
  const auto post = write(ana, "gone");
  write(ana, "here");
  finish(ana, undone);
  finish(ana, ids.make<TaskId>(), "Shoes");
  reopen(ana, undone);
  rewards::RewardEarned points;
  points.level = 2;
  tell(ana, rewards::RewardEarned::kType, points);
  run(service.posts.remove(ana, post.id));
  settle();
  const auto before = timeline(ana, ana);
  const Head head = run(ActivityRepository(store).head(id_of(ana)));
  EXPECT_THAT(before, ElementsAre("LEVEL_REACHED 2", "TASK_COMPLETED Shoes", "POST here"));
  run(runner.replay("activities"));
  settle();
  EXPECT_EQ(timeline(ana, ana), before);
  const Head after = run(ActivityRepository(store).head(id_of(ana)));
  EXPECT_EQ(after.last, head.last);
  EXPECT_EQ(after.rate, head.rate);
}

TEST_F(ActivityWriterTest, ALevelThatIsLostGoes) {
  const auto reach = [&](std::int64_t level, std::string_view type) {
    rewards::RewardEarned points;
    points.level = level;
    tell(ana, type, points);
    settle();
  };
  reach(2, rewards::RewardEarned::kType);
  reach(2, rewards::RewardEarned::kType);
  reach(4, rewards::RewardEarned::kType);
  EXPECT_THAT(timeline(ana, ana), ElementsAre("LEVEL_REACHED 4 x2"));
  reach(3, rewards::RewardRevoked::kType);
  EXPECT_THAT(timeline(ana, ana), ElementsAre("LEVEL_REACHED 2"));
}

TEST_F(ActivityWriterTest, ABoostedPostIsShownToThoseWhoMaySeeIt) {
  const auto post = write(ana, "hello");
  run(service.reactions.boost(ben, post.id));
  follow(eve, ben);
  settle();
  EXPECT_THAT(home_lines(eve), ElementsAre("BOOST hello"));
  block(ana, eve);
  EXPECT_THAT(home_lines(eve), IsEmpty());
  run(blocks.unblock(ana, id_of(eve)));
  run(blocks.mute(eve, id_of(ana)));
  EXPECT_THAT(home_lines(eve), IsEmpty());
  run(blocks.unmute(eve, id_of(ana)));
  run(service.posts.remove(ana, post.id));
  EXPECT_THAT(home_lines(eve), IsEmpty());
}

}  // namespace
}  // namespace waymark::feed
