// A world for the tests of goals: two people, a store in memory, a clock that tests turn.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/goals/goal_cleanup.h"
#include "product/goals/goals.h"
#include "product/goals/quest_progress.h"
#include "product/goals/quests.h"
#include "product/goals/tasks.h"
#include "product/workouts/workouts.h"

namespace waymark::goals {

/// Keeps what is published.
class RecordingHub final : public realtime::Hub {
 public:
  struct Published {
    std::string topic;
    realtime::MessagePtr message;
  };
  void publish(std::string_view topic, realtime::MessagePtr message) override {
    published.push_back(Published{std::string(topic), std::move(message)});
  }
  std::unique_ptr<realtime::Subscription> subscribe(std::string, Executor,
                                                    realtime::Listener&) override {
    return nullptr;
  }
  std::vector<Published> published;
};

inline Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

class World : public ::testing::Test {
 protected:
  World() {
    ana = context_of(ids.make<UserId>());
    ben = context_of(ids.make<UserId>());
    run(outbox.start());
    runner.add(cleanup);
    runner.add(progress);
  }

  static RequestContext context_of(UserId user) {
    RequestContext context;
    context.principal = Principal();
    context.principal->user = user;
    return context;
  }

  RequestContext admin() {
    RequestContext context = context_of(ids.make<UserId>());
    context.principal->scopes.push_back("admin");
    return context;
  }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// Lets the consumers come after.
  void settle() { run(runner.catch_up()); }
  void replay() {
    run(runner.replay("quests"));
    run(runner.replay("goal-cleanup"));
    settle();
  }

  Goal make_goal(std::string title = "Run a marathon", std::vector<std::string> tags = {}) {
    GoalInput input;
    input.title = std::move(title);
    input.tags = std::move(tags);
    return run(goals.create(ana, std::move(input), InputPath("input")));
  }
  TaskItem make_task(GoalId goal, std::string title = "Buy shoes",
                     std::optional<Instant> due = std::nullopt) {
    TaskInput input;
    input.goal_id = goal;
    input.title = std::move(title);
    input.due_at = due;
    return run(tasks.add(ana, std::move(input), InputPath("input")));
  }
  QuestView make_quest(QuestInput input) {
    return run(quests.create(ana, std::move(input), InputPath("input")));
  }
  QuestView link_tasks(std::vector<TaskId> ids_of_tasks,
                       std::optional<Instant> deadline = std::nullopt) {
    QuestInput input;
    input.title = "Finish these";
    input.deadline = deadline;
    input.linked.emplace().task_ids = std::move(ids_of_tasks);
    return make_quest(std::move(input));
  }
  QuestView link_goal(GoalId goal) {
    QuestInput input;
    input.title = "Finish that";
    input.linked.emplace().goal_id = goal;
    return make_quest(std::move(input));
  }
  QuestView count(QuestMetric metric, double target, std::optional<WorkoutType> type = std::nullopt,
                  std::optional<Instant> from = std::nullopt,
                  std::optional<Instant> deadline = std::nullopt) {
    QuestInput input;
    input.title = "25 km before Sunday";
    input.deadline = deadline;
    auto& quantitative = input.quantitative.emplace();
    quantitative.metric = metric;
    quantitative.target = target;
    quantitative.workout_type = type;
    quantitative.starts_at = from;
    return make_quest(std::move(input));
  }
  workouts::Workout log_run(double metres, std::optional<Instant> when = std::nullopt,
                            WorkoutType type = WorkoutType::run) {
    workouts::WorkoutInput input;
    input.type = type;
    input.started_at = when.value_or(clock.now());
    input.moving_seconds = 1800;
    input.distance_metres = metres;
    return run(workouts.log(ana, std::move(input), InputPath("input")));
  }
  QuestView quest(QuestId id) { return run(quests.find(Owner(ana), id)).value(); }
  Goal goal(GoalId id) { return run(goals.find(Owner(ana), id)).value(); }

  template <typename T>
  Error failure_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(ErrorCode::internal, "none");
  }

  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    for (const events::Event& event : run(events::recorded_events(store)))
      types.push_back(event.type);
    return types;
  }

  runtime::TestLoop loop;
  FakeClock clock{at("2026-11-18T10:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  events::ConsumerRunner runner{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  RecordingHub hub;
  TimeZone zone = TimeZone::utc();
  Goals goals{store, outbox, clock, ids};
  Tasks tasks{store, outbox, clock, ids, [this](Owner) -> Task<TimeZone> { return zone_of(); }};
  Quests quests{store, outbox, hub, clock, ids};
  workouts::Workouts workouts{store, outbox, clock, ids};
  QuestProgress progress{store, hub, clock};
  GoalCleanup cleanup{store, clock};
  RequestContext ana;
  RequestContext ben;

 private:
  Task<TimeZone> zone_of() { co_return zone; }
};

}  // namespace waymark::goals
