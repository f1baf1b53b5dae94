#include "product/goals/quests.h"

#include "product/goals/events.h"
#include "product/goals/world_test.h"

namespace waymark::goals {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

class QuestsTest : public World {
 protected:
  std::vector<QuestId> list(QuestFilter filter) {
    std::vector<QuestId> found;
    for (const auto& entry : run(quests.list(Owner(ana), filter, store::PageRequest())).entries)
      found.push_back(entry.quest.id);
    return found;
  }
  void set_goal(GoalId id, GoalStatus status) {
    GoalChanges changes;
    changes.status = status;
    changes.version = goal(id).version;
    run(goals.update(ana, id, changes, InputPath()));
  }
};

TEST_F(QuestsTest, ALinkedQuestFollowsItsTasks) {
  const Goal goal = make_goal();
  const TaskItem one = make_task(goal.id), two = make_task(goal.id), three = make_task(goal.id);
  run(tasks.complete(ana, one.id));
  const QuestView made = link_tasks({one.id, two.id, three.id, two.id});
  EXPECT_EQ(made.current, 1);  // what was done before counts
  EXPECT_EQ(made.target, 3);
  settle();
  run(tasks.complete(ana, two.id));
  settle();
  EXPECT_EQ(quest(made.id).current, 2);
  run(tasks.complete(ana, three.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  EXPECT_EQ(quest(made.id).progress, 1);
  run(tasks.reopen(ana, one.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::active);
  EXPECT_EQ(quest(made.id).completed_at, std::nullopt);
  EXPECT_THAT(event_types(), Contains("QuestReopened"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(QuestsTest, ATaskFinishedWhileTheQuestIsMadeIsNotLost) {
  const Goal goal = make_goal();
  const TaskItem one = make_task(goal.id), two = make_task(goal.id);
  const QuestView made = link_tasks({one.id, two.id});
  // As if the event of this had been passed before the quest was there.
  events::Event event;
  event.type = "QuestCreated";
  event.user = ana.principal->user;
  event.payload = "{\"questId\":\"" + made.id.to_string() + "\"}";
  run(tasks.complete(ana, one.id));
  auto effects = run(progress.apply(event));
  run(store.transact(std::move(effects.transaction)));
  EXPECT_EQ(quest(made.id).current, 1);
}

TEST_F(QuestsTest, DeletedTasksLeaveTheQuest) {
  const Goal goal = make_goal();
  const TaskItem one = make_task(goal.id), two = make_task(goal.id);
  const QuestView made = link_tasks({one.id, two.id});
  run(tasks.complete(ana, one.id));
  settle();
  run(tasks.remove(ana, two.id));  // only the finished one is left
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  EXPECT_EQ(quest(made.id).target, 1);
  run(tasks.remove(ana, one.id));  // what was achieved stays achieved
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);

  const TaskItem last = make_task(goal.id);
  const QuestView other = link_tasks({last.id});
  run(tasks.remove(ana, last.id));
  settle();
  EXPECT_EQ(quest(other.id).status, QuestStatus::cancelled);
}

TEST_F(QuestsTest, AQuestOnAGoalFollowsTheGoal) {
  const Goal goal = make_goal();
  const TaskItem one = make_task(goal.id), two = make_task(goal.id);
  const QuestView made = link_goal(goal.id);
  run(tasks.complete(ana, one.id));
  settle();
  EXPECT_EQ(quest(made.id).current, 1);
  EXPECT_EQ(quest(made.id).target, 2);
  run(tasks.complete(ana, two.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  make_task(goal.id);  // the goal is not finished any more
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::active);
  set_goal(goal.id, GoalStatus::completed);
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  set_goal(goal.id, GoalStatus::active);
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::active);
  run(goals.remove(ana, goal.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::cancelled);
}

TEST_F(QuestsTest, WorkoutsMoveAQuantitativeQuest) {
  const QuestView made = count(QuestMetric::distance_metres, 25'000, WorkoutType::run);
  settle();
  log_run(5'000.4);
  log_run(9'000, std::nullopt, WorkoutType::ride);      // another type
  log_run(7'000, clock.now() - std::chrono::hours(1));  // before the quest
  settle();
  EXPECT_DOUBLE_EQ(quest(made.id).current, 5'000.4);
  const auto third = log_run(21'000);
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  run(workouts.remove(ana, third.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::active);
  EXPECT_DOUBLE_EQ(quest(made.id).current, 5'000.4);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(QuestsTest, AnEditedWorkoutTakesBackExactlyWhatItGave) {
  const QuestView made = count(QuestMetric::distance_metres, 25'000, WorkoutType::run);
  settle();
  const auto workout = log_run(0.1);
  log_run(0.2);
  settle();
  workouts::WorkoutChanges changes;
  changes.distance_metres.emplace(3'000);
  changes.version = 1;
  run(workouts.update(ana, workout.id, changes, InputPath()));
  settle();
  EXPECT_DOUBLE_EQ(quest(made.id).current, 3'000.2);
  workouts::WorkoutChanges ride;
  ride.type = WorkoutType::ride;
  ride.version = 2;
  run(workouts.update(ana, workout.id, ride, InputPath()));
  settle();
  EXPECT_EQ(quest(made.id).current, 0.2);
}

TEST_F(QuestsTest, WhatWasThereBeforeCountsFromItsStartOn) {
  const Instant monday = at("2026-11-16T00:00:00Z");
  log_run(1'000, monday - std::chrono::hours(1));
  for (int i = 0; i < 170; ++i) log_run(10, monday + std::chrono::minutes(i));  // three commits
  const QuestView made = count(QuestMetric::distance_metres, 25'000, std::nullopt, monday);
  settle();
  EXPECT_EQ(quest(made.id).current, 1'700);
  log_run(5, monday + std::chrono::hours(5));
  settle();
  EXPECT_EQ(quest(made.id).current, 1'705);
}

TEST_F(QuestsTest, FinishedTasksCanBeCounted) {
  const Goal goal = make_goal();
  const TaskItem before = make_task(goal.id);
  run(tasks.complete(ana, before.id));
  clock.advance(std::chrono::hours(1));
  const QuestView from_now = count(QuestMetric::tasks_done, 2);
  const QuestView from_then =
      count(QuestMetric::tasks_done, 2, std::nullopt, clock.now() - std::chrono::hours(2));
  settle();
  EXPECT_EQ(quest(from_now.id).current, 0);
  EXPECT_EQ(quest(from_then.id).current, 1);
  const TaskItem task = make_task(goal.id);
  run(tasks.complete(ana, task.id));
  settle();
  EXPECT_EQ(quest(from_now.id).current, 1);
  EXPECT_EQ(quest(from_then.id).status, QuestStatus::completed);
  run(tasks.reopen(ana, before.id));
  settle();
  EXPECT_EQ(quest(from_then.id).status, QuestStatus::active);
}

TEST_F(QuestsTest, WhatCameWhileAQuestWasCompletedCountsWhenItIsReopened) {
  const QuestView made = count(QuestMetric::workouts, 2);
  settle();
  const auto first = log_run(1), second = log_run(1);
  settle();
  log_run(1);
  settle();
  ASSERT_EQ(quest(made.id).status, QuestStatus::completed);
  EXPECT_EQ(quest(made.id).current, 2);
  run(workouts.remove(ana, first.id));
  settle();  // reopened, then completed again by the third
  EXPECT_EQ(quest(made.id).status, QuestStatus::completed);
  run(workouts.remove(ana, second.id));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::active);
  EXPECT_EQ(quest(made.id).current, 1);
}

TEST_F(QuestsTest, MoreQuestsThanACommitHolds) {
  std::vector<QuestView> many;
  for (int i = 0; i < 60; ++i) many.push_back(count(QuestMetric::workouts, 1));
  settle();
  const auto workout = log_run(1);
  settle();
  for (const auto& one : many) EXPECT_EQ(quest(one.id).status, QuestStatus::completed);
  EXPECT_THAT(event_types(), Contains("QuestReviewDue"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
  run(workouts.remove(ana, workout.id));
  settle();
  for (const auto& one : many) EXPECT_EQ(quest(one.id).current, 0);
}

TEST_F(QuestsTest, ExpireAtTheirDeadlineAndTakeInLateWorkoutsForAWeek) {
  const Instant sunday = at("2026-11-22T23:00:00Z");
  const QuestView late = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt, sunday);
  const QuestView missed = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt, sunday);
  settle();
  EXPECT_EQ(run(quests.sweep(10)), 0u);
  clock.set(sunday + std::chrono::minutes(1));
  EXPECT_EQ(quest(late.id).status, QuestStatus::expired);  // on reading, before any sweep
  log_run(1, sunday + std::chrono::seconds(30));           // after the deadline
  settle();
  EXPECT_EQ(run(quests.sweep(10)), 2u);
  EXPECT_EQ(run(quests.sweep(10)), 0u);
  EXPECT_EQ(quest(late.id).current, 0);
  run(quests.remove(admin(), missed.id));
  const auto workout = log_run(1, sunday - std::chrono::hours(1));
  settle();
  EXPECT_EQ(quest(late.id).status, QuestStatus::completed);
  run(workouts.remove(ana, workout.id));
  settle();
  EXPECT_EQ(quest(late.id).status, QuestStatus::expired);

  clock.advance(std::chrono::hours(24 * 8));
  EXPECT_EQ(run(quests.sweep(10)), 1u);  // expired again,
  EXPECT_EQ(run(quests.sweep(10)), 1u);  // and the week is over
  EXPECT_EQ(run(quests.sweep(10)), 0u);
  log_run(1, sunday - std::chrono::hours(1));
  settle();
  EXPECT_EQ(quest(late.id).status, QuestStatus::expired);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(QuestsTest, FiltersFindByStatusAndKind) {
  const TaskItem task = make_task(make_goal().id);
  const QuestView linked = link_tasks({task.id});
  const QuestView soon = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt,
                               clock.now() + std::chrono::hours(1));
  const QuestView cancelled = count(QuestMetric::workouts, 1);
  run(quests.cancel(ana, cancelled.id));
  EXPECT_EQ(list({}).size(), 3u);
  EXPECT_EQ(list({std::nullopt, QuestKind::quantitative}).size(), 2u);
  EXPECT_EQ(list({QuestStatus::active, std::nullopt}).size(), 2u);
  EXPECT_THAT(list({QuestStatus::active, QuestKind::linked}), ElementsAre(linked.id));
  EXPECT_THAT(list({QuestStatus::cancelled, std::nullopt}), ElementsAre(cancelled.id));
  clock.advance(std::chrono::hours(2));  // no sweep: reading the list expires it
  EXPECT_THAT(list({QuestStatus::active, std::nullopt}), ElementsAre(linked.id));
  EXPECT_THAT(list({QuestStatus::expired, std::nullopt}), ElementsAre(soon.id));
}

TEST_F(QuestsTest, CancelIsForActiveQuestsOfOnesOwn) {
  const QuestView made = count(QuestMetric::workouts, 1);
  EXPECT_EQ(failure_of(quests.cancel(ben, made.id)).code(), ErrorCode::not_found);
  EXPECT_FALSE(run(quests.find(Owner(ben), made.id)));
  EXPECT_EQ(run(quests.cancel(ana, made.id)).status, QuestStatus::cancelled);
  EXPECT_EQ(run(quests.cancel(ana, made.id)).version, 2);  // again: as it is
  settle();
  log_run(1);
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::cancelled);
  EXPECT_EQ(quest(made.id).current, 0);
  const QuestView done = count(QuestMetric::workouts, 1);
  settle();
  log_run(1);
  settle();
  EXPECT_EQ(failure_of(quests.cancel(ana, done.id)).message_key(), "error.quest.not_active");
}

TEST_F(QuestsTest, OnlyAdministratorsDelete) {
  const QuestView made = count(QuestMetric::workouts, 1);
  EXPECT_EQ(failure_of(quests.remove(ana, made.id)).code(), ErrorCode::forbidden);
  run(quests.remove(admin(), made.id));  // Ana's, by its id alone
  EXPECT_FALSE(run(quests.find(Owner(ana), made.id)));
  EXPECT_EQ(failure_of(quests.remove(admin(), made.id)).code(), ErrorCode::not_found);
}

TEST_F(QuestsTest, WrongInputNamesEveryField) {
  QuestInput input;
  input.deadline = clock.now() - std::chrono::hours(1);
  auto& quantity = input.quantitative.emplace();
  quantity.target = -1;
  quantity.starts_at = at("2020-01-01T00:00:00Z");
  const Error error = failure_of(quests.create(ana, input, InputPath("input")));
  std::vector<std::string> fields;
  for (const auto& problem : error.problems()) fields.push_back(problem.field);
  EXPECT_THAT(fields, ElementsAre("input.title", "input.deadline", "input.quantitative.target",
                                  "input.quantitative.startsAt"));

  QuestInput neither;
  neither.title = "t";
  EXPECT_EQ(failure_of(quests.create(ana, neither, InputPath())).problems().at(0).field, "linked");
  neither.linked.emplace();
  EXPECT_EQ(failure_of(quests.create(ana, neither, InputPath())).problems().at(0).message_key,
            "error.quest.goal_or_tasks");
}

TEST_F(QuestsTest, LinksLeadToOnesOwnOpenThings) {
  const Goal goal = make_goal();
  const TaskItem task = make_task(goal.id);
  QuestInput input;
  input.title = "t";
  input.linked.emplace().task_ids.emplace({task.id, TaskId{ids.next()}});
  EXPECT_EQ(failure_of(quests.create(ana, input, InputPath())).problems().at(0).field,
            "linked.taskIds.1");
  input.linked->task_ids.emplace({task.id});
  EXPECT_EQ(failure_of(quests.create(ben, input, InputPath())).problems().at(0).message_key,
            "error.not_found.task");
  run(tasks.complete(ana, task.id));
  EXPECT_EQ(failure_of(quests.create(ana, input, InputPath())).problems().at(0).message_key,
            "error.quest.already_done");
  input.linked->task_ids.reset();
  input.linked->goal_id = goal.id;
  EXPECT_EQ(failure_of(quests.create(ana, input, InputPath())).problems().at(0).field,
            "linked.goalId");
}

TEST_F(QuestsTest, ProgressIsPublishedToItsOwner) {
  const QuestView made = count(QuestMetric::distance_metres, 1'000);
  settle();
  hub.published.clear();
  log_run(250);
  settle();
  ASSERT_EQ(hub.published.size(), 1u);
  EXPECT_EQ(hub.published[0].topic, realtime::user_topic(ana.principal->user.to_string()));
  EXPECT_EQ(hub.published[0].message->kind, kQuestMessage);
  const auto shown = json::decode<QuestView>(hub.published[0].message->payload);
  EXPECT_EQ(shown.id, made.id);
  EXPECT_EQ(shown.current, 250);
  EXPECT_EQ(shown.progress, 0.25);
}

TEST_F(QuestsTest, ThereIsALimitOfQuestsUnderWay) {
  std::vector<QuestView> all;
  for (std::int64_t i = 0; i < kQuestLimit; ++i) all.push_back(count(QuestMetric::workouts, 1));
  QuestInput input;
  input.title = "one too many";
  input.quantitative.emplace().target = 1;
  EXPECT_EQ(failure_of(quests.create(ana, input, InputPath())).message_key(), "error.quest.limit");
  run(quests.cancel(ana, all[0].id));
  run(quests.create(ana, input, InputPath()));
}

}  // namespace
}  // namespace waymark::goals
