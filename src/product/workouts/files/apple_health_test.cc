#include <gmock/gmock.h>

#include <map>
#include <random>

#include "base/error.h"
#include "base/test_seed.h"
#include "product/workouts/files/apple_health_making_test.h"
#include "product/workouts/files/apple_health_reader.h"
#include "product/workouts/files/apple_health_scanner.h"
#include "product/workouts/files/apple_health_values.h"
#include "product/workouts/files/heart_rate_log.h"
#include "product/workouts/files/track_text_test.h"

namespace waymark::workouts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class KeptFinds final : public Finds {
 public:
  void workout(Recording recording) override { recordings.push_back(std::move(recording)); }
  void steps(StepCount count) override { counts.push_back(std::move(count)); }
  std::vector<Recording> recordings;
  std::vector<StepCount> counts;
};

class KnownRoutes final : public RouteFiles {
 public:
  bool read(std::string_view path, FileReader& into) override {
    const auto found = files.find(std::string(path));
    if (found == files.end()) return false;
    into.feed(found->second);
    into.finish();
    return true;
  }
  std::map<std::string, std::string> files;
};

KeptFinds read(const std::string& text, RouteFiles* routes = nullptr,
               std::size_t piece = std::size_t{1} << 20) {
  KeptFinds finds;
  const auto reader = apple_health_reader(finds, routes);
  for (std::string_view left = text; !left.empty();
       left.remove_prefix(std::min(piece, left.size())))
    reader->feed(left.substr(0, piece));
  reader->finish();
  return finds;
}

std::string problem_of(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0).message_key;
  }
  return "";
}

Instant at(std::string_view text) {
  return *parse_rfc3339(text);
}

/// A run of half an hour as iOS 16 and later write it.
std::string new_run(const std::string& inside = "") {
  return " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"29.5\" "
         "durationUnit=\"min\" sourceName=\"Ana’s Apple&#160;Watch\" sourceVersion=\"10.1\" "
         "device=\"" +
         std::string(kWatchDevice) +
         "\" creationDate=\"2026-11-14 09:00:05 +0100\" startDate=\"2026-11-14 08:30:00 +0100\" "
         "endDate=\"2026-11-14 09:00:00 +0100\">\n"
         "  <MetadataEntry key=\"HKIndoorWorkout\" value=\"0\"/>\n"
         "  <MetadataEntry key=\"HKTimeZone\" value=\"Europe/Madrid\"/>\n"
         "  <MetadataEntry key=\"HKElevationAscended\" value=\"4250 cm\"/>\n"
         "  <WorkoutActivity uuid=\"x\" startDate=\"2026-11-14 08:30:00 +0100\">\n"
         "   <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"99\" "
         "unit=\"km\"/>\n  </WorkoutActivity>\n"
         "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" "
         "startDate=\"2026-11-14 08:30:00 +0100\" endDate=\"2026-11-14 09:00:00 +0100\" sum=\"4\" "
         "unit=\"mi\"/>\n"
         "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierActiveEnergyBurned\" sum=\"1046\" "
         "unit=\"kJ\"/>\n"
         "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierHeartRate\" average=\"2.5\" "
         "minimum=\"1.5\" maximum=\"3\" unit=\"count/s\"/>\n"
         "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierStepCount\" sum=\"5210\" "
         "unit=\"count\"/>\n"
         "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierPushCount\" sum=\"12\" "
         "unit=\"count\"/>\n" +
         inside + " </Workout>\n";
}

TEST(AppleHealth, AWorkoutOfTodayIsRead) {
  const KeptFinds finds = read(health_export(new_run()));
  ASSERT_THAT(finds.recordings, SizeIs(1));
  const Recording& run = finds.recordings[0];
  EXPECT_EQ(run.format, FileFormat::apple_health);
  EXPECT_EQ(run.type, WorkoutType::run);
  EXPECT_EQ(run.type_text, "Running");
  EXPECT_EQ(run.started_at, at("2026-11-14T07:30:00Z"));
  EXPECT_EQ(run.ended_at, at("2026-11-14T08:00:00Z"));
  EXPECT_EQ(run.time_zone, "Europe/Madrid");
  EXPECT_FALSE(run.indoors);
  EXPECT_EQ(run.device.name, "Apple Watch (Watch6,12)");
  EXPECT_EQ(run.device.manufacturer, "Apple Inc.");
  EXPECT_NEAR(*run.totals.distance_metres, 6437.376, 1e-6);  // not those of its activity
  EXPECT_NEAR(*run.totals.calories, 250, 0.01);
  EXPECT_NEAR(*run.totals.timer_seconds, 1770, 1e-9);
  EXPECT_EQ(run.totals.elapsed_seconds, 1800);
  EXPECT_NEAR(*run.totals.climb_metres, 42.5, 1e-9);
  EXPECT_NEAR(*run.totals.average_heart_rate, 150, 1e-9);
  EXPECT_NEAR(*run.totals.max_heart_rate, 180, 1e-9);
  EXPECT_EQ(run.totals.steps, 5210);
  EXPECT_EQ(run.totals.pushes, 12);
  EXPECT_THAT(run.samples, IsEmpty());
  EXPECT_THAT(run.warnings, IsEmpty());
}

TEST(AppleHealth, AWorkoutOfOldIsRead) {
  const KeptFinds finds = read(health_export(
      "<Workout startDate='2019-07-01 18:00:00 -0430' endDate='2019-07-01 19:00:00 -0430' "
      "workoutActivityType='HKWorkoutActivityTypeCycling' duration='3600' durationUnit='s' "
      "totalDistance='20.5' totalDistanceUnit='km' totalEnergyBurned='400' "
      "totalEnergyBurnedUnit='Cal' sourceName='Bikes &amp; &quot;more&quot;'/>"));
  ASSERT_THAT(finds.recordings, SizeIs(1));
  const Recording& ride = finds.recordings[0];
  EXPECT_EQ(ride.type, WorkoutType::ride);
  EXPECT_EQ(ride.started_at, at("2019-07-01T22:30:00Z"));
  EXPECT_EQ(ride.utc_offset_minutes, -270);
  EXPECT_EQ(ride.device.name, "Bikes & \"more\"");
  EXPECT_NEAR(*ride.totals.distance_metres, 20'500, 1e-9);
  EXPECT_EQ(ride.totals.calories, 400);
  EXPECT_EQ(ride.totals.timer_seconds, 3600);
}

TEST(AppleHealth, PiecesOfAnySizeReadTheSame) {
  const std::string text = health_export(
      "<!-- <Workout startDate='2019-07-01 18:00:00 +0000'/> -->\n<![CDATA[ <Workout/> ]]><?x "
      "<Workout/> ?>" +
      health_record("StepCount", "iPhone > phone", "2026-11-14 08:00:00 +0000",
                    "2026-11-14 08:10:00 +0000", "812", "count", kPhoneDevice) +
      health_record("HeartRate", "Watch", "2026-11-14 08:31:00 +0100", "2026-11-14 08:31:00 +0100",
                    "150", "count/min", kWatchDevice) +
      new_run());
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u, 1000u}) {
    const KeptFinds finds = read(text, nullptr, piece);
    ASSERT_THAT(finds.recordings, SizeIs(1)) << piece;
    ASSERT_THAT(finds.recordings[0].samples, SizeIs(1)) << piece;
    ASSERT_THAT(finds.counts, SizeIs(1)) << piece;
    EXPECT_EQ(finds.counts[0].source, "iPhone > phone");
  }
}

TEST(AppleHealth, HeartRatesWithinAWorkoutAreItsSamples) {
  std::string records;
  for (const auto& [when, value] : std::map<std::string, std::string>{{"07:29:59", "90"},
                                                                      {"07:30:00", "100"},
                                                                      {"07:40:00", "140"},
                                                                      {"08:00:01", "99"},
                                                                      {"07:45:00", "17"}})
    records += health_record("HeartRate", "Watch", "2026-11-14 " + when + " +0000",
                             "2026-11-14 " + when + " +0000", value, "count/min");
  const KeptFinds finds = read(health_export(records + new_run()));
  std::vector<int> rates;
  for (const Sample& sample : finds.recordings.at(0).samples) {
    EXPECT_FALSE(sample.has_position());
    rates.push_back(sample.heart_rate);
  }
  EXPECT_THAT(rates, ElementsAre(100, 140));
}

TEST(AppleHealth, TheRouteIsJoinedAndPausesPartIt) {
  KnownRoutes routes;
  routes.files["/workout-routes/route_1.gpx"] =
      track_text("", {point(40, -3, 0), point(40.001, -3, 60), point(40.002, -3, 119),
                      point(40.002, -3, 200), point(40.003, -3, 300)});
  const std::string run = new_run(
      "  <WorkoutEvent type=\"HKWorkoutEventTypePause\" date=\"2026-11-14 08:32:00 +0100\"/>\n"
      "  <WorkoutEvent type=\"HKWorkoutEventTypeResume\" date=\"2026-11-14 08:34:00 +0100\"/>\n"
      "  <WorkoutEvent type=\"HKWorkoutEventTypeLap\" date=\"2026-11-14 08:40:00 +0100\" "
      "duration=\"2\" durationUnit=\"min\"/>\n"
      "  <WorkoutRoute sourceName=\"Watch\" startDate=\"2026-11-14 08:30:00 +0100\">\n"
      "   <MetadataEntry key=\"HKIndoorWorkout\" value=\"1\"/>\n"
      "   <FileReference path=\"/workout-routes/route_1.gpx\"/>\n  </WorkoutRoute>\n");
  const std::string rates = health_record("HeartRate", "Watch", "2026-11-14 07:30:55 +0000",
                                          "2026-11-14 07:30:55 +0000", "133", "count/min");
  const KeptFinds finds = read(health_export(rates + run), &routes);
  const Recording& recording = finds.recordings.at(0);
  ASSERT_THAT(recording.samples, SizeIs(4));  // the one within the pause is none
  EXPECT_EQ(recording.samples[1].segment, recording.samples[0].segment);
  EXPECT_GT(recording.samples[3].segment, recording.samples[2].segment);
  EXPECT_EQ(recording.samples[0].heart_rate, 0);
  EXPECT_EQ(recording.samples[1].heart_rate, 133);
  EXPECT_EQ(recording.samples[2].heart_rate, 0);  // too long after
  ASSERT_THAT(recording.laps, SizeIs(1));
  EXPECT_EQ(recording.laps[0].totals.elapsed_seconds, 120);
  EXPECT_FALSE(recording.indoors);
  EXPECT_THAT(recording.warnings, IsEmpty());

  EXPECT_THAT(read(health_export(run)).recordings.at(0).warnings,
              ElementsAre("warning.apple_health.route_missing"));
  routes.files["/workout-routes/route_1.gpx"] = "<gpx><trk>";
  EXPECT_THAT(read(health_export(run), &routes).recordings.at(0).warnings,
              ElementsAre("warning.apple_health.route_broken"));
}

TEST(AppleHealth, StepsAreThoseOfTheirDevices) {
  const auto steps = [](std::string_view source, std::string_view device) {
    return health_record("StepCount", source, "2026-11-14 08:00:00 +0000",
                         "2026-11-14 08:10:00 +0000", "100", "count", device);
  };
  const KeptFinds finds = read(health_export(
      steps("Ana’s Watch", kWatchDevice) + steps("Ana", kPhoneDevice) + steps("Pedometer++", "") +
      "<Correlation type='x' sourceName='y' startDate='z' endDate='z'>" + steps("twice", "") +
      "</Correlation>" +
      health_record("StepCount", "x", "yesterday", "2026-11-14 08:10:00 +0000", "1", "count") +
      health_record("StepCount", "x", "2026-11-14 08:00:00 +0000", "2026-11-14 08:10:00 +0000",
                    "-5", "count")));
  ASSERT_THAT(finds.counts, SizeIs(3));
  EXPECT_EQ(finds.counts[0].device, StepDevice::watch);
  EXPECT_EQ(finds.counts[1].device, StepDevice::phone);
  EXPECT_EQ(finds.counts[2].device, StepDevice::other);
  EXPECT_EQ(finds.counts[0].steps, 100);
  EXPECT_EQ(finds.counts[0].to - finds.counts[0].from, std::chrono::minutes(10));
}

TEST(AppleHealth, WhatIsNoExportOrNotWholeSaysSo) {
  EXPECT_EQ(problem_of(""), "error.apple_health.not_health");
  EXPECT_EQ(problem_of("<ClinicalDocument><x/></ClinicalDocument>"),
            "error.apple_health.not_health");
  const std::string whole = health_export(new_run());
  EXPECT_EQ(problem_of(whole.substr(0, whole.size() - 20)), "error.apple_health.cut");
  EXPECT_EQ(problem_of(whole.substr(0, whole.find("<Workout ") + 50)), "error.apple_health.cut");
  EXPECT_EQ(problem_of(health_export("<Workout startDate=\"" + std::string(100'000, 'x'))),
            "error.apple_health.malformed");
  EXPECT_EQ(problem_of(health_export("<Workout startDate=2026/>")), "error.apple_health.malformed");
  EXPECT_EQ(problem_of("<HealthData/>"), "");
}

TEST(AppleHealth, EntitiesAreReplaced) {
  EXPECT_EQ(unescaped("a &lt;b&gt; &amp;lt; &#233;&#xE9; &unknown; & &#0; &#xD800;"),
            "a <b> &lt; éé &unknown; & &#0; &#xD800;");
}

TEST(AppleHealth, TimesAreOfOneForm) {
  EXPECT_EQ(parse_health_time("1970-01-01 01:00:00 +0100")->second, 0);
  EXPECT_EQ(parse_health_time("2024-02-29 23:59:59 -0930")->offset_minutes, -570);
  for (const char* wrong :
       {"", "2024-01-02T07:03:04 +0100", "2023-02-29 00:00:00 +0000", "2024-01-02 24:03:04 +0100",
        "2024-01-02 07:03:04 +01:0", "2024-01-02 07:03:04 0100x", "2024-13-02 07:03:04 +0100"})
    EXPECT_FALSE(parse_health_time(wrong)) << wrong;
}

TEST(HeartRateLog, GivesBackWhatWasPutIn) {
  std::mt19937_64 random(test_seed());
  SCOPED_TRACE("seed " + std::to_string(test_seed()));
  HeartRateLog log(std::size_t{1} << 20);
  std::map<std::int64_t, std::uint8_t> model;
  std::int64_t second = 1'700'000'000;
  for (int i = 0; i < 50'000; ++i) {
    second += static_cast<std::int64_t>(random() % 600) - 20;
    if (random() % 5'000 == 0) second -= 10'000'000;
    const auto beats = static_cast<std::uint8_t>(40 + random() % 150);
    ASSERT_TRUE(log.add({second, beats}));
    model.emplace(second, beats);  // of two at one time the first counts
  }
  for (int i = 0; i < 50; ++i) {
    const std::int64_t from = 1'690'000'000 + static_cast<std::int64_t>(random() % 20'000'000);
    const std::int64_t to = from + static_cast<std::int64_t>(random() % 100'000);
    const auto found = log.between(from, to);
    auto expected = model.lower_bound(from);
    for (const auto& rate : found) {
      ASSERT_NE(expected, model.end());
      EXPECT_EQ(rate.second, expected->first);
      EXPECT_EQ(rate.beats, expected->second);
      ++expected;
    }
    EXPECT_TRUE(expected == model.end() || expected->first > to);
  }
}

TEST(HeartRateLog, IsBounded) {
  HeartRateLog log(20'000);
  int kept = 0;
  while (log.add({1'700'000'000 + 5 * kept, 140}) && kept < 1'000'000) ++kept;
  EXPECT_GT(kept, 7'000);
  EXPECT_LT(kept, 10'000);
}

}  // namespace
}  // namespace waymark::workouts
