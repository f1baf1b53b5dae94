#include "product/workouts/workouts.h"

#include <gmock/gmock.h>

#include "base/encoding.h"
#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/files/kept_finds_test.h"
#include "product/workouts/files/track_text_test.h"
#include "product/workouts/recording/track.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;

class WorkoutsTest : public ::testing::Test {
 protected:
  WorkoutsTest() {
    for (RequestContext* context : {&ana, &ben}) {
      context->principal = Principal();
      context->principal->user = ids.make<UserId>();
    }
    run(outbox.start());
  }
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }
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
  static WorkoutInput input(std::string_view when = "2026-11-18T08:00:00Z") {
    WorkoutInput given;
    given.type = WorkoutType::run;
    given.started_at = parse_rfc3339(when).value();
    given.moving_seconds = 1800;
    given.distance_metres = 5000;
    return given;
  }
  Workout log(WorkoutInput given) { return run(workouts.log(ana, std::move(given), InputPath())); }

  /// Keeps what a GPX file holds.
  Task<Workout> upload(std::string body) {
    Origin origin;
    origin.fingerprint = hex_encode(sha256(body));
    KeptFinds finds = finds_of<GpxReader>(body);
    Measures measures = measure(std::move(finds.workouts.at(0)), std::nullopt);
    Kept kept = co_await workouts.keep_recording(ana, std::move(measures), std::move(origin));
    co_return std::move(kept.workout);
  }
  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    const auto events = run(events::recorded_events(store));
    EXPECT_EQ(events::schema_violations(events), "");
    for (const auto& event : events) types.push_back(event.type);
    return types;
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-18T10:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  Workouts workouts{store, outbox, clock, ids};
  RequestContext ana;
  RequestContext ben;
};

TEST_F(WorkoutsTest, AreLoggedAndListedByTheirStart) {
  const Workout later = log(input("2026-11-18T09:00:00Z"));
  const Workout earlier = log(input("2026-11-17T09:00:00Z"));
  EXPECT_EQ(later.ended_at, parse_rfc3339("2026-11-18T09:30:00Z"));
  EXPECT_EQ(later.elapsed_seconds.value, 1800);
  const WorkoutPage page = run(workouts.list(Owner(ana), store::PageRequest()));
  ASSERT_EQ(page.entries.size(), 2u);
  EXPECT_EQ(page.entries[0].workout.id, later.id);
  EXPECT_EQ(page.entries[1].workout.id, earlier.id);
  EXPECT_EQ(run(workouts.find(Owner(ana), earlier.id))->distance_metres->value, 5000);
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged", "WorkoutLogged"));
}

TEST_F(WorkoutsTest, WrongInputNamesEveryField) {
  WorkoutInput given = input("2026-11-20T00:00:00Z");
  given.moving_seconds = 0;
  given.distance_metres = -1;
  given.climb_metres = std::nan("");
  given.average_heart_rate = 10;
  given.steps = -1;
  given.pushes = 1'000'001;
  given.title = std::string(201, 'x');
  const Error error = failure_of(workouts.log(ana, given, InputPath("input")));
  std::vector<std::string> fields;
  for (const auto& problem : error.problems()) fields.push_back(problem.field);
  EXPECT_THAT(fields, ElementsAre("input.title", "input.movingSeconds", "input.distanceMetres",
                                  "input.climbMetres", "input.averageHeartRate", "input.steps",
                                  "input.pushes", "input.startedAt"));
  given = input("1969-12-31T00:00:00Z");
  given.moving_seconds = 8 * 24 * 3600;
  EXPECT_EQ(failure_of(workouts.log(ana, given, InputPath())).problems().size(), 2u);
  EXPECT_TRUE(event_types().empty());
}

TEST_F(WorkoutsTest, AnEditMayMoveItInTime) {
  WorkoutInput given = input();
  given.pushes = 900;
  const Workout workout = log(given);
  EXPECT_EQ(workout.pushes, 900);
  WorkoutChanges changes;
  changes.pushes.emplace(std::nullopt);
  changes.steps.emplace(80);
  changes.started_at = parse_rfc3339("2026-11-10T08:00:00Z");
  changes.moving_seconds = 60;
  changes.distance_metres.emplace(std::nullopt);
  changes.version = 1;
  const Workout after = run(workouts.update(ana, workout.id, changes, InputPath()));
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(after.ended_at, parse_rfc3339("2026-11-10T08:01:00Z"));
  EXPECT_EQ(after.distance_metres, std::nullopt);
  EXPECT_EQ(after.pushes, std::nullopt);
  EXPECT_EQ(after.steps, 80);
  EXPECT_EQ(run(workouts.find(Owner(ana), workout.id))->started_at, after.started_at);
  EXPECT_EQ(run(workouts.list(Owner(ana), store::PageRequest())).entries.size(), 1u);
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged", "WorkoutUpdated"));
}

TEST_F(WorkoutsTest, TwoTabsCannotOverwriteEachOther) {
  const Workout workout = log(input());
  WorkoutChanges changes;
  changes.title.emplace("one");
  changes.version = 1;
  run(workouts.update(ana, workout.id, changes, InputPath()));
  changes.title.emplace("other");
  EXPECT_EQ(failure_of(workouts.update(ana, workout.id, changes, InputPath())).message_key(),
            "error.conflict.changed_elsewhere");
  EXPECT_EQ(run(workouts.find(Owner(ana), workout.id))->title, "one");
}

TEST_F(WorkoutsTest, OtherPeoplesAreNotFound) {
  const Workout workout = log(input());
  EXPECT_FALSE(run(workouts.find(Owner(ben), workout.id)));
  EXPECT_EQ(failure_of(workouts.remove(ben, workout.id)).code(), ErrorCode::not_found);
  EXPECT_EQ(failure_of(workouts.update(ben, workout.id, {}, InputPath())).code(),
            ErrorCode::not_found);
  EXPECT_TRUE(run(workouts.find(Owner(ana), workout.id)));
}

TEST_F(WorkoutsTest, DeletingLeavesNothingBehind) {
  const Workout workout = run(upload(sample("run-garmin.gpx")));
  run(workouts.remove(ana, workout.id));
  EXPECT_FALSE(run(workouts.find(Owner(ana), workout.id)));
  for (const store::Item& item : store.content()) {
    if (!item.key().pk.starts_with("USER#")) continue;
    EXPECT_EQ(item.key().sk, "TALLY#WORKOUTS");
    EXPECT_EQ(item.integer("workouts"), 0);
  }
  EXPECT_EQ(failure_of(workouts.remove(ana, workout.id)).code(), ErrorCode::not_found);
  run(upload(sample("run-garmin.gpx")));  // may be uploaded again
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged", "WorkoutDeleted", "WorkoutLogged"));
}

TEST_F(WorkoutsTest, WhatIsMeasuredOfAFileIsKept) {
  const Workout workout = run(upload(sample("ride-strava.gpx")));
  EXPECT_EQ(workout.type, WorkoutType::ride);
  EXPECT_EQ(workout.source, WorkoutSource::gpx);
  EXPECT_EQ(workout.title, "Afternoon Ride");
  EXPECT_NEAR(workout.distance_metres->value, 21'519.7, 1);
  const auto stored = run(workouts.find(Owner(ana), workout.id));
  EXPECT_EQ(stored->track->polyline, workout.track->polyline);
  EXPECT_EQ(json::to_string(*stored), json::to_string(workout));
}

TEST_F(WorkoutsTest, TheSameFileCountsOnce) {
  const Workout first = run(upload(sample("walk-gpx10.gpx")));
  EXPECT_EQ(run(upload(sample("walk-gpx10.gpx"))).id, first.id);
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged"));
}

TEST_F(WorkoutsTest, AFileOfTheFutureIsRefused) {
  std::string future = sample("walk-gpx10.gpx");
  for (std::size_t at = 0; (at = future.find("2026-11-15", at)) != std::string::npos;)
    future.replace(at, 10, "2036-11-15");
  EXPECT_EQ(failure_of(upload(future)).problems().at(0).field, "startedAt");
  EXPECT_TRUE(event_types().empty());
}

TEST_F(WorkoutsTest, AnImportKeepsItsMovingTimeBelowTheWhole) {
  const Workout workout = run(upload(sample("run-garmin.gpx")));
  WorkoutChanges changes;
  changes.moving_seconds = 1651;
  changes.version = 1;
  EXPECT_EQ(failure_of(workouts.update(ana, workout.id, changes, InputPath()))
                .problems()
                .at(0)
                .message_key,
            "error.workout.moving_over_elapsed");
  changes.moving_seconds = 1600;
  const Workout after = run(workouts.update(ana, workout.id, changes, InputPath()));
  EXPECT_EQ(after.elapsed_seconds.value, 1650);
  EXPECT_EQ(after.ended_at, workout.ended_at);
}

TEST_F(WorkoutsTest, TheSameClientIdLogsOneWorkout) {
  WorkoutInput given = input();
  given.client_id = ids.make<ClientId>();
  const Workout first = log(given);
  WorkoutChanges moved;
  moved.started_at = parse_rfc3339("2026-11-17T08:00:00Z");
  moved.version = 1;
  run(workouts.update(ana, first.id, moved, InputPath()));
  const Workout second = log(given);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.started_at, moved.started_at) << "as it is now";
  EXPECT_EQ(run(workouts.list(Owner(ana), store::PageRequest())).entries.size(), 1u);
  EXPECT_THAT(event_types(), ElementsAre("WorkoutLogged", "WorkoutUpdated"));
  EXPECT_NE(run(workouts.log(ben, given, InputPath())).id, first.id);
}

}  // namespace
}  // namespace waymark::workouts
