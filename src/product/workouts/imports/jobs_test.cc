// Import jobs: done, repeated, broken off, taken back.
#include "platform/queue/workers.h"
#include "product/workouts/imports/imports_world_test.h"

namespace waymark::workouts {
namespace {

using testing::SizeIs;

/// Ten runs, a picture, and a file that is broken.
std::string archive() {
  ZipMaker maker;
  for (int day = 1; day <= 10; ++day)
    maker.add("activities/" + std::to_string(day) + ".gpx", run_on_day(day));
  maker.add("media/1.jpg", "a picture").add("activities/11.gpx", "<gpx>");
  return maker.finish();
}

class ImportJobsTest : public ImportsWorld {
 protected:
  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    for (const auto& event : run(events::recorded_events(store))) types.push_back(event.type);
    return types;
  }
};

TEST_F(ImportJobsTest, AnArchiveIsImportedAndItsUploadDeleted) {
  const ImportJob started = run(start(archive()));
  EXPECT_EQ(started.state, ImportState::waiting);
  EXPECT_EQ(started.file_name, "export.zip");
  EXPECT_EQ(started.bytes, static_cast<std::int64_t>(archive().size()));
  EXPECT_EQ(blobs_left(), 1u);
  work();
  const ImportJob job = job_of(started);
  EXPECT_EQ(job.state, ImportState::done);
  EXPECT_EQ(job.progress, 1);
  EXPECT_EQ(job.found, 10);
  EXPECT_EQ(job.made, 10);
  EXPECT_EQ(job.files, 10);
  EXPECT_EQ(job.skipped, 1);
  EXPECT_EQ(job.failed, 1);
  ASSERT_THAT(job.failures, SizeIs(1));
  EXPECT_EQ(job.failures[0].file_name, "activities/11.gpx");
  EXPECT_FALSE(job.failures[0].reason(Locale::es).empty());
  EXPECT_TRUE(job.finished_at);
  EXPECT_EQ(workout_count(), 10u);
  EXPECT_THAT(event_types(), SizeIs(10));
  EXPECT_EQ(blobs_left(), 0u);
}

TEST_F(ImportJobsTest, TheSameArchiveAgainDoublesNothing) {
  worked(archive());
  const ImportJob again = worked(archive());
  EXPECT_EQ(again.same, 10);
  EXPECT_EQ(again.made, 0);
  EXPECT_EQ(workout_count(), 10u);
  EXPECT_THAT(event_types(), SizeIs(10));
}

TEST_F(ImportJobsTest, AJobThatIsDeliveredTwiceIsDoneOnce) {
  const ImportJob job = run(start(archive()));
  const std::string body = tasks.bodies.at(0);
  work();
  do_task(body);
  EXPECT_EQ(job_of(job).made, 10);
  EXPECT_EQ(workout_count(), 10u);
  EXPECT_THROW(do_task("nonsense"), queue::GiveUp);
}

/// Dies at some moment: a commit of its is lost, as is all that would have come after.
class Dying final : public store::Store {
 public:
  Dying(store::Store& real, int commits) : real_(real), left_(commits) {}
  Task<std::optional<store::Item>> get(store::Key key) override {
    return real_.get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    return real_.batch_get(std::move(keys));
  }
  Task<store::Page> query(store::Query query) override { return real_.query(std::move(query)); }
  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (left_-- <= 0) throw Error(ErrorCode::unavailable, "error.unavailable", "dead");
    return real_.transact(std::move(transaction));
  }
  Task<store::Page> scan(store::Scan scan) override { return real_.scan(std::move(scan)); }
  Task<std::size_t> sweep(std::size_t limit) override { return real_.sweep(limit); }
  Task<void> ping() override { return real_.ping(); }

 private:
  store::Store& real_;
  int left_;
};

TEST_F(ImportJobsTest, WhereverItDiesNothingIsLostOrDoubled) {
  for (int commits = 0; commits < 16; ++commits) {
    SCOPED_TRACE(commits);
    const std::size_t before = workout_count();
    ZipMaker maker;
    for (int i = 1; i <= 6; ++i)
      maker.add(std::to_string(i) + ".gpx", run_on_day(i, 12 + commits * 0.5 + i * 0.01));
    const ImportJob job = run(start(maker.finish()));
    const std::string body = std::exchange(tasks.bodies, {}).at(0);
    Dying dying(store, commits);
    events::StoreOutbox dying_outbox(dying, clock, ids);
    run(dying_outbox.start());
    const Workouts dying_workouts(dying, dying_outbox, clock, ids);
    const ImportPorts dying_ports(dying, tasks, uploads, hub, dying_workouts, staging, pool, clock,
                                  ids);
    ImportWorker dying_worker(
        dying_ports, [](Owner) -> Task<TimeZone> { co_return TimeZone::utc(); }, ArchiveLimits(),
        5);
    queue::Job delivery;
    delivery.body = body;
    const RequestContext context;
    try {
      run(dying_worker.handle(delivery, context));
    } catch (const Error&) {
      EXPECT_FALSE(is_final(job_of(job).state));
    }
    do_task(body, 2);
    const ImportJob done = job_of(job);
    EXPECT_EQ(done.state, ImportState::done);
    EXPECT_EQ(done.found, 6);
    EXPECT_EQ(done.files, 6);
    EXPECT_EQ(done.made + done.merged + done.same, 6);
    EXPECT_EQ(workout_count() - before, static_cast<std::size_t>(done.made));
    EXPECT_EQ(blobs_left(), 0u);
    for (const auto& entry : run(workouts.list(Owner(ana), store::PageRequest())).entries)
      run(workouts.remove(ana, entry.workout.id));
  }
}

TEST_F(ImportJobsTest, AnUploadThatCannotBeReadFailsAsAWhole) {
  const ImportJob cut = worked(archive().substr(0, 900));
  EXPECT_EQ(cut.state, ImportState::failed);
  EXPECT_EQ(cut.problem->key, "error.archive.cut");
  EXPECT_EQ(blobs_left(), 0u);
  const ImportJob nothing = worked(ZipMaker().add("a.jpg", "picture").finish());
  EXPECT_EQ(nothing.problem->key, "error.archive.nothing");
  EXPECT_EQ(failure_of(start("\x89PNG\r\n")).problems().at(0).message_key,
            "error.import.unknown_format");
}

TEST_F(ImportJobsTest, AJobMayBeTakenBack) {
  const ImportJob job = run(start(archive()));
  EXPECT_EQ(run(imports.cancel(ana, job.id)).state, ImportState::cancelled);
  EXPECT_EQ(blobs_left(), 0u);
  work();
  EXPECT_EQ(job_of(job).state, ImportState::cancelled);
  EXPECT_EQ(workout_count(), 0u);
  const ImportJob done = worked(archive());
  EXPECT_EQ(failure_of(imports.cancel(ana, done.id)).message_key(), "error.import.finished");
}

TEST_F(ImportJobsTest, OtherPeoplesAreNotFound) {
  const ImportJob job = run(start(archive()));
  EXPECT_FALSE(run(imports.find(Owner(ben), job.id)));
  EXPECT_EQ(failure_of(imports.cancel(ben, job.id)).code(), ErrorCode::not_found);
  EXPECT_TRUE(run(imports.list(Owner(ben), PageRequest())).entries.empty());
  EXPECT_THAT(run(imports.list(Owner(ana), PageRequest())).entries, SizeIs(1));
}

TEST_F(ImportJobsTest, OnlySoManyRunAtOnce) {
  for (std::size_t i = 0; i < kUnfinishedLimit; ++i) run(start(archive()));
  EXPECT_EQ(failure_of(start(archive())).message_key(), "error.import.too_many_jobs");
  EXPECT_EQ(blobs_left(), kUnfinishedLimit);
  work();
  run(start(archive()));
}

TEST_F(ImportJobsTest, AHealthExportGivesWorkoutsWithRoutesAndDaysOfSteps) {
  const std::string text = health_export(
      health_record("StepCount", "Ana", "2026-11-14 08:00:00 +0000", "2026-11-14 08:10:00 +0000",
                    "800", "count", kPhoneDevice) +
      health_record("StepCount", "Watch", "2026-11-14 08:05:00 +0000", "2026-11-14 08:10:00 +0000",
                    "500", "count", kWatchDevice) +
      health_record("StepCount", "Watch", "2026-11-16 08:05:00 +0000", "2026-11-16 08:10:00 +0000",
                    "7", "count", kWatchDevice) +
      " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"10\" "
      "durationUnit=\"min\" sourceName=\"Watch\" startDate=\"2026-11-14 08:30:00 +0100\" "
      "endDate=\"2026-11-14 08:40:00 +0100\">\n  <WorkoutRoute>\n   <FileReference "
      "path=\"/workout-routes/route_1.gpx\"/>\n  </WorkoutRoute>\n </Workout>\n");
  const std::string exported =
      ZipMaker()
          .add("apple_health_export/workout-routes/route_1.gpx", run_on_day(14))
          .add("apple_health_export/导出.xml", text)
          .add("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
          .finish();
  const Date first = *parse_iso_date("2026-11-01");
  const Date last = *parse_iso_date("2026-11-30");
  for (int round = 0; round < 2; ++round) {  // a later export repeats everything
    const ImportJob job = worked(exported);
    EXPECT_EQ(job.state, ImportState::done) << json::to_string(job);
    EXPECT_EQ(job.found, 1);
    EXPECT_EQ(job.failed, 0);
    EXPECT_EQ(job.step_days, 2);
    const auto days = run(imports.steps(Owner(ana), first, last));
    ASSERT_THAT(days, SizeIs(2));
    EXPECT_EQ(days[0].steps, 400 + 500);
    EXPECT_EQ(days[1].steps, 7);
  }
  EXPECT_EQ(workout_count(), 1u);
  const auto page = run(workouts.list(Owner(ana), store::PageRequest()));
  EXPECT_EQ(page.entries[0].workout.source, WorkoutSource::apple_health);
  EXPECT_TRUE(page.entries[0].workout.track);
  EXPECT_TRUE(run(imports.steps(Owner(ana), last, first)).empty());
  EXPECT_EQ(failure_of(imports.steps(Owner(ana), first, *parse_iso_date("2027-12-30")))
                .problems()
                .at(0)
                .field,
            "to");
}

}  // namespace
}  // namespace waymark::workouts
