// One file at a time: POST /api/workouts/import.
#include "product/workouts/imports/imports_world_test.h"

namespace waymark::workouts {
namespace {

class UploadTest : public ImportsWorld {
 protected:
  std::string problem_of(std::string body, std::string media = "application/octet-stream") {
    return failure_of(take(std::move(body), std::move(media))).problems().at(0).message_key;
  }
};

TEST_F(UploadTest, AFileIsAWorkoutHoweverItIsCutOrPacked) {
  const Workout workout = upload(sample("ride-strava.gpx"), "application/gpx+xml", {}, 777);
  EXPECT_EQ(workout.type, WorkoutType::ride);
  EXPECT_EQ(workout.source, WorkoutSource::gpx);
  EXPECT_EQ(workout.title, "Afternoon Ride");
  EXPECT_NEAR(workout.distance_metres->value, 21'519.7, 30);
  EXPECT_EQ(run(workouts.find(Owner(ana), workout.id))->track->polyline, workout.track->polyline);

  EXPECT_EQ(upload(gzipped(sample("run-garmin.gpx"))).type, WorkoutType::run);
  EXPECT_EQ(upload(ZipMaker().add("x/walk.gpx", sample("walk-gpx10.gpx")).finish()).type,
            WorkoutType::walk);
  EXPECT_EQ(workout_count(), 3u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path / "staging"), {}), 0);
  EXPECT_EQ(blobs_left(), 0u);
}

TEST_F(UploadTest, AFormMayNameTypeAndTitle) {
  const std::string body =
      "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gpx\"\r\n\r\n" +
      sample("run-garmin.gpx") +
      "\r\n--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nHIKE\r\n"
      "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nUp there\r\n--x--\r\n";
  const Workout workout = upload(body, "multipart/form-data; boundary=x");
  EXPECT_EQ(workout.type, WorkoutType::hike);
  EXPECT_EQ(workout.title, "Up there");

  const std::string no_file =
      "--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nHIKE\r\n--x--";
  EXPECT_EQ(problem_of(no_file, "multipart/form-data; boundary=x"), "error.upload.no_file");
}

TEST_F(UploadTest, TheSameFileCountsOnce) {
  const Workout first = upload(sample("walk-gpx10.gpx"));
  for (const std::string& again : {sample("walk-gpx10.gpx"), gzipped(sample("walk-gpx10.gpx"))}) {
    const Error error = failure_of(take(again));
    EXPECT_EQ(error.code(), ErrorCode::conflict);
    EXPECT_EQ(error.message_key(), "error.workout.same_file");
    EXPECT_EQ(error.arguments().at("workoutId"), first.id.to_string());
  }
  EXPECT_EQ(workout_count(), 1u);
}

TEST_F(UploadTest, WhatIsNoWorkoutIsRefusedAndChangesNothing) {
  EXPECT_EQ(problem_of(""), "error.upload.no_file");
  EXPECT_EQ(failure_of(take("x", "image/png")).code(), ErrorCode::unsupported_media);
  EXPECT_EQ(failure_of(take("x", "multipart/form-data")).code(), ErrorCode::unsupported_media);
  EXPECT_EQ(problem_of("\x89PNG\r\n a picture"), "error.import.unknown_format");
  EXPECT_EQ(problem_of(ZipMaker().add("a.jpg", "picture").finish()), "error.archive.nothing");
  EXPECT_EQ(problem_of(ZipMaker().add("a.gpx", run_on_day(1)).finish().substr(0, 200)),
            "error.archive.cut");
  EXPECT_EQ(workout_count(), 0u);
  EXPECT_TRUE(tasks.bodies.empty());
}

TEST_F(UploadTest, WithSeveralWorkoutsItIsAJob) {
  const std::string two =
      ZipMaker().add("1.gpx", run_on_day(1)).add("2.gpx", run_on_day(2)).finish();
  const auto taken = run(take(two));
  ASSERT_TRUE(std::holds_alternative<ImportJob>(taken));
  EXPECT_EQ(std::get<ImportJob>(taken).state, ImportState::waiting);
  EXPECT_EQ(workout_count(), 0u);
  work();
  EXPECT_EQ(workout_count(), 2u);
  // One workout beside a file that cannot be read: the job tells of the other.
  const std::string half = ZipMaker().add("1.gpx", run_on_day(3)).add("2.gpx", "<gpx>").finish();
  EXPECT_TRUE(std::holds_alternative<ImportJob>(run(take(half))));
}

}  // namespace
}  // namespace waymark::workouts
