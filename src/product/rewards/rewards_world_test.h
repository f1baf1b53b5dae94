// One or more people, what they do, and the books that are kept of it: for tests of rewards.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fake_clock.h"
#include "base/json.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/assistance/events.h"
#include "product/goals/events.h"
#include "product/rewards/consumer.h"
#include "product/rewards/rewards.h"
#include "product/workouts/events.h"

namespace waymark::rewards {

/// Time moves only when the test moves it; events are applied when catch_up() is called.
class World {
 public:
  explicit World(Instant start) : clock(start) {
    runner.add(consumer);
    loop.run(outbox.start());
  }

  template <typename Payload>
  void commit(UserId user, std::string_view type, const Payload& payload) {
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(type), user, json::to_string(payload));
    const RequestContext context;
    loop.run(outbox.commit({}, std::move(events), context));
  }

  void lives_in(UserId user, std::string zone, bool newcomer = false) {
    boost::json::object profile{{"nickname", "ana"}, {"language", "en"}, {"timeZone", zone}};
    profile[newcomer ? "signedUpAt" : "updatedAt"] = to_rfc3339(clock.now());
    if (!newcomer) {
      profile["tags"] = boost::json::array();
      profile["version"] = 2;
    }
    commit(user, newcomer ? "UserSignedUp" : "ProfileUpdated", profile);
  }
  void completes(UserId user, TaskId id) {
    goals::TaskCompleted told;
    told.task_id = id;
    told.goal_id = goal;
    told.title = "A task";
    told.completed_at = clock.now();
    commit(user, goals::kTaskCompleted, told);
  }
  void reopens(UserId user, TaskId id) {
    goals::TaskReopened told;
    told.task_id = id;
    told.goal_id = goal;
    told.title = "A task";
    told.reopened_at = clock.now();
    commit(user, goals::kTaskReopened, told);
  }
  void deletes(UserId user, TaskId id, bool was_done) {
    goals::TaskDeleted told;
    told.task_id = id;
    told.goal_id = goal;
    told.was_done = was_done;
    told.deleted_at = clock.now();
    commit(user, goals::kTaskDeleted, told);
  }
  void thanks(UserId user, UserId helper, assistance::AssistanceId id) {
    assistance::ThanksGiven told;
    told.assistance_id = id;
    told.helper_id = helper;
    told.thanked_at = clock.now();
    commit(user, assistance::ThanksGiven::kType, told);
  }
  void withdraws_thanks(UserId user, UserId helper, assistance::AssistanceId id) {
    assistance::ThanksWithdrawn told;
    told.assistance_id = id;
    told.helper_id = helper;
    told.withdrawn_at = clock.now();
    commit(user, assistance::ThanksWithdrawn::kType, told);
  }
  void completes(UserId user, GoalId id) {
    goals::GoalCompleted told;
    told.goal_id = id;
    told.title = "A goal";
    told.completed_at = clock.now();
    commit(user, goals::kGoalCompleted, told);
  }
  void reopens(UserId user, GoalId id) {
    goals::GoalReopened told;
    told.goal_id = id;
    told.title = "A goal";
    told.reopened_at = clock.now();
    commit(user, goals::kGoalReopened, told);
  }
  void deletes(UserId user, GoalId id) {
    goals::GoalDeleted told;
    told.goal_id = id;
    told.deleted_at = clock.now();
    commit(user, goals::kGoalDeleted, told);
  }
  void completes(UserId user, QuestId id, std::int64_t points) {
    goals::QuestCompleted told;
    told.quest_id = id;
    told.title = "A quest";
    told.reward_points = points;
    told.completed_at = clock.now();
    commit(user, goals::kQuestCompleted, told);
  }
  void reopens(UserId user, QuestId id) {
    goals::QuestReopened told;
    told.quest_id = id;
    told.title = "A quest";
    told.reopened_at = clock.now();
    commit(user, goals::kQuestReopened, told);
  }
  void logs(UserId user, WorkoutId id, Instant started_at, double metres) {
    workouts::WorkoutLogged told;
    describe(told, id, started_at, metres);
    told.logged_at = clock.now();
    commit(user, workouts::kWorkoutLogged, told);
  }
  void edits(UserId user, WorkoutId id, Instant started_at, double metres) {
    workouts::WorkoutUpdated told;
    describe(told, id, started_at, metres);
    told.updated_at = clock.now();
    commit(user, workouts::kWorkoutUpdated, told);
  }
  void deletes(UserId user, WorkoutId id, Instant started_at) {
    workouts::WorkoutDeleted told;
    describe(told, id, started_at, 0);
    told.deleted_at = clock.now();
    commit(user, workouts::kWorkoutDeleted, told);
  }

  void catch_up() { loop.run(runner.catch_up()); }
  void replay() {
    loop.run(runner.replay("rewards"));
    catch_up();
  }
  Rewards rewards(UserId user) { return loop.run(service.rewards_of(Owner::acting_for(user))); }
  std::vector<events::Event> recorded() { return loop.run(events::recorded_events(store)); }

  template <typename Id>
  Id make() {
    return Id{ids.next()};
  }

  runtime::TestLoop loop;
  FakeClock clock;
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  telemetry::Metrics metrics;
  realtime::LocalHub hub{metrics};
  RewardsConsumer consumer{store, hub, clock};
  events::ConsumerRunner runner = make_runner();
  RewardsService service{store, clock};
  GoalId goal{ids.next()};

 private:
  static void describe(workouts::WorkoutFacts& told, WorkoutId id, Instant started_at,
                       double metres) {
    told.workout_id = id;
    told.started_at = started_at;
    told.ended_at = started_at + std::chrono::minutes(30);
    told.moving_seconds = Seconds{1800};
    told.elapsed_seconds = Seconds{1800};
    if (metres > 0) told.distance_metres = Metres{metres};
  }
  events::ConsumerRunner make_runner() {
    const events::ConsumerPorts ports(store, outbox, outbox, clock, random, metrics);
    return events::ConsumerRunner(ports);
  }
};

}  // namespace waymark::rewards
