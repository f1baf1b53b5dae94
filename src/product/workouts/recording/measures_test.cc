#include "product/workouts/recording/measures.h"

#include <gmock/gmock.h>

#include <random>

#include "base/error.h"
#include "base/json.h"
#include "base/test_seed.h"
#include "product/workouts/recording/averages.h"
#include "product/workouts/recording/compact_numbers.h"
#include "product/workouts/recording/polyline.h"
#include "product/workouts/recording/recorded_test.h"
#include "product/workouts/recording/splits.h"
#include "product/workouts/recording/timeline.h"
#include "product/workouts/recording/track.h"

namespace waymark::workouts {
namespace {

using ::testing::Optional;

std::string complaint_about(Recording recording) {
  try {
    measure(std::move(recording), std::nullopt);
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0).message_key;
  }
  return "none";
}

std::optional<BestEffort> effort_of(const Measures& measures, RecordKind kind) {
  for (const BestEffort& effort : measures.efforts)
    if (effort.kind == kind) return effort;
  return std::nullopt;
}

TEST(CompactNumbers, GoThereAndBack) {
  const Column column{5, std::nullopt, -7, 1'000'000'000'000, 0, std::nullopt};
  EXPECT_EQ(decode_column(encode_column(column)), column);
  EXPECT_EQ(encode_column({}), "");
  EXPECT_EQ(decode_column("\x01?").size(), 0u);
  std::mt19937_64 dice(test_seed());
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    const auto value = static_cast<std::int64_t>(dice()) >> (dice() % 63 + 1);
    append_compact(text, value);
    std::string_view rest = text;
    EXPECT_EQ(take_compact(rest), value);
    EXPECT_TRUE(rest.empty());
  }
}

TEST(CompactNumbers, APolylineComesBack) {
  const std::vector<Position> line{{38.5, -120.2}, {40.7, -120.95}, {43.252, -126.453}};
  EXPECT_EQ(encode_polyline(line), "_p~iF~ps|U_ulLnnqC_mqNvxq`@");  // Google's own example
  const auto back = decode_polyline(encode_polyline(line));
  ASSERT_EQ(back.size(), 3u);
  EXPECT_NEAR(back[2].longitude, -126.453, 1e-9);
}

TEST(Measures, ATunnelCountsWhatTheDeviceCounted) {
  Recording with = run_north(4, 600);
  Recording without = with;
  for (std::size_t i = 0; i <= 600; ++i) {
    // Between 200 and 400 s the way bends: the device counts 1000 m, the straight line is 800.
    const auto second = static_cast<double>(i);
    const double counted = i < 200   ? 4 * second
                           : i < 400 ? 800 + 5 * (second - 200)
                                     : 4 * second + 200;
    with.samples[i].distance = static_cast<float>(counted);
    if (i <= 200 || i >= 400) continue;
    for (Recording* recording : {&with, &without})
      recording->samples[i].latitude = recording->samples[i].longitude = Sample::kNoPosition;
  }
  EXPECT_NEAR(measure(with, std::nullopt).distance_metres->value, 2600, 3);
  EXPECT_NEAR(measure(without, std::nullopt).distance_metres->value, 2400, 3);
  EXPECT_EQ(measure(without, std::nullopt).moving_seconds.value, 600);
  EXPECT_EQ(measure(without, std::nullopt).track->point_count, 402);
}

TEST(Measures, ACounterThatJumpsIsNotBelieved) {
  Recording recording = run_north(4, 600);
  for (std::size_t i = 0; i <= 600; ++i) {
    recording.samples[i].distance =
        static_cast<float>(4 * static_cast<double>(i) + (i > 300 ? 50'000 : 0));
    if (i > 250 && i < 350)
      recording.samples[i].latitude = recording.samples[i].longitude = Sample::kNoPosition;
  }
  EXPECT_NEAR(measure(recording, std::nullopt).distance_metres->value, 2400, 3);
}

TEST(Measures, ATreadmillHasTheDistanceOfTheDevice) {
  Recording recording;
  recording.type = WorkoutType::run;
  recording.indoors = true;
  for (int i = 0; i <= 1200; ++i) {
    Sample sample = sample_at(i);
    sample.distance =
        static_cast<float>(std::min(i, 1000) * 2.5);  // it stands still for the last 200 s
    sample.heart_rate = 150;
    recording.samples.push_back(sample);
  }
  Measures measures = measure(recording, std::nullopt);
  EXPECT_NEAR(measures.distance_metres->value, 2500, 0.1);
  EXPECT_NEAR(measures.moving_seconds.value, 1000, 5);
  EXPECT_EQ(measures.elapsed_seconds.value, 1200);
  EXPECT_TRUE(measures.indoors);
  EXPECT_FALSE(measures.track);
  EXPECT_EQ(effort_of(measures, RecordKind::km1)->seconds.value, 400);
  recording.totals.distance_metres = 2520;  // after calibration
  EXPECT_EQ(measure(recording, std::nullopt).distance_metres->value, 2520);
}

TEST(Measures, SpeedAloneGivesADistance) {
  Recording recording;
  recording.type = WorkoutType::ride;
  for (int i = 0; i <= 600; ++i) {
    Sample sample = sample_at(i);
    sample.speed = 8;
    recording.samples.push_back(sample);
  }
  EXPECT_NEAR(measure(recording, std::nullopt).distance_metres->value, 4800, 0.1);
}

TEST(Measures, StrengthHasItsTimeAndNoDistance) {
  Recording recording;
  recording.type = WorkoutType::strength;
  for (int i = 0; i <= 1800; i += 10) {
    Sample sample = sample_at(i);
    sample.heart_rate = static_cast<std::uint8_t>(100 + i / 60);
    recording.samples.push_back(sample);
  }
  const Measures measures = measure(recording, std::nullopt);
  EXPECT_EQ(measures.moving_seconds.value, 1800);
  EXPECT_FALSE(measures.distance_metres);
  EXPECT_TRUE(measures.efforts.empty());
  EXPECT_EQ(measures.max_heart_rate, 130);
  EXPECT_NEAR(static_cast<double>(*measures.average_heart_rate), 115, 1);
}

TEST(Measures, TotalsAloneAreEnough) {
  Recording recording;
  recording.type = WorkoutType::ride;
  recording.started_at = instant("2026-11-14T07:30:00Z");
  EXPECT_EQ(complaint_about(recording), "error.recording.no_duration");
  recording.totals.timer_seconds = 3600;
  recording.totals.elapsed_seconds = 4000;
  recording.totals.distance_metres = 25'000;
  recording.totals.average_heart_rate = 140;
  recording.totals.calories = 800;
  recording.utc_offset_minutes = 60;
  recording.time_zone = "Europe/Madrid";
  const Measures measures = measure(recording, std::nullopt);
  EXPECT_EQ(measures.elapsed_seconds.value, 4000);
  EXPECT_EQ(measures.moving_seconds.value, 3600);
  EXPECT_EQ(measures.distance_metres->value, 25'000);
  EXPECT_EQ(measures.average_heart_rate, 140);
  EXPECT_EQ(measures.calories, 800);
  EXPECT_EQ(measures.utc_offset_minutes, 60);
  EXPECT_EQ(measures.time_zone, "Europe/Madrid");
  EXPECT_FALSE(measures.series);
  recording.time_zone = "Mars/Olympus";
  recording.utc_offset_minutes = 5'000;
  EXPECT_EQ(measure(recording, std::nullopt).time_zone, std::nullopt);
  EXPECT_EQ(measure(recording, std::nullopt).utc_offset_minutes, std::nullopt);
}

TEST(Measures, LimitsAreSaid) {
  Recording recording;
  EXPECT_EQ(complaint_about(recording), "error.recording.no_start");
  recording.totals.elapsed_seconds = 40 * 3600;  // a long race
  recording.started_at = instant("2026-11-14T07:30:00Z");
  EXPECT_EQ(complaint_about(recording), "none");
  recording.totals.elapsed_seconds = 8 * 24 * 3600;
  EXPECT_EQ(complaint_about(recording), "error.recording.too_long");
  recording.totals.elapsed_seconds = 3600;
  for (const char* early : {"1970-01-01T00:00:10Z", "1989-12-31T00:00:00Z"}) {
    recording.started_at = instant(early);
    EXPECT_EQ(complaint_about(recording), "error.recording.clock_not_set");
  }
  Recording still;
  still.samples.push_back(fix_at(0, 0));
  EXPECT_EQ(complaint_about(still), "error.gpx.no_movement");
}

TEST(Measures, WhatTheFileSaysWidensTheTimeByMinutesOnly) {
  Recording recording = run_north(3, 600);
  recording.started_at = instant("2026-11-14T07:29:30Z");
  recording.ended_at = instant("2026-11-14T07:41:00Z");
  Measures measures = measure(recording, std::nullopt);
  EXPECT_EQ(measures.elapsed_seconds.value, 690);
  EXPECT_GE(effort_of(measures, RecordKind::m400)->start_seconds.value, 30);
  recording.started_at = instant("2026-11-13T07:29:30Z");
  recording.ended_at.reset();
  EXPECT_EQ(measure(recording, std::nullopt).elapsed_seconds.value, 600);
}

TEST(Measures, SplitsAreByDistanceAndAddUp) {
  Recording recording = run_north(4, 1'000);  // 4 km: 250 s each
  for (Sample& sample : recording.samples) {
    const auto i = static_cast<double>(&sample - recording.samples.data());
    sample.elevation = static_cast<float>(100 + i / 10);
    sample.heart_rate = static_cast<std::uint8_t>(i < 500 ? 120 : 160);
  }
  recording.samples.push_back(fix_at(1'100, 4'250));
  recording.samples.back().elevation = 200;
  const Measures measures = measure(recording, std::nullopt);
  const SplitColumns& kilometres = measures.kilometres.value();
  EXPECT_EQ(kilometres.unit_metres, 1000);
  EXPECT_NEAR(kilometres.last_metres, 250, 1);
  const Column moving = decode_column(kilometres.moving);
  ASSERT_EQ(moving.size(), 5u);
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(static_cast<double>(*moving[i]), 2500, 10) << i;
  std::int64_t all = 0;
  for (const auto& tenths : moving) all += tenths.value_or(0);
  EXPECT_NEAR(static_cast<double>(all) / 10, measures.moving_seconds.value, 0.5);
  const Column beats = decode_column(*kilometres.heart_rate);
  EXPECT_EQ(beats[0], 120);
  EXPECT_EQ(beats[3], 160);
  EXPECT_NEAR(static_cast<double>(*decode_column(*kilometres.elevation_change)[1]), 250, 5);
  EXPECT_EQ(decode_column(measures.miles->moving).size(), 3u);
}

TEST(Measures, LongWaysHaveLongSplits) {
  Recording recording;
  recording.type = WorkoutType::ride;
  for (int i = 0; i <= 3'000; ++i) recording.samples.push_back(fix_at(i * 10, 100.0 * i));
  const Measures measures = measure(recording, std::nullopt);  // 300 km
  EXPECT_EQ(measures.kilometres->unit_metres, 5'000);
  EXPECT_LE(decode_column(measures.kilometres->moving).size(), kMostSplits);
  EXPECT_LE(decode_column(measures.series->seconds).size(), kSeriesPoints);
  EXPECT_LT(json::to_string(measures).size(), 20'000u);
}

/// Every window that begins at any of many moments, tried.
double slow_best(const Timeline& timeline, double length) {
  double best = 1e9;
  for (std::size_t i = 0; i + 1 < timeline.size(); ++i)
    for (int part = 0; part < 20; ++part) {
      const double share = part / 20.0;
      const double from =
          timeline.distance[i] + share * (timeline.distance[i + 1] - timeline.distance[i]);
      const double begin = timeline.clock(i) + share * (timeline.clock(i + 1) - timeline.clock(i));
      for (std::size_t j = i; j < timeline.size(); ++j) {
        if (timeline.distance[j] < from + length) continue;
        const double step = timeline.distance[j] - timeline.distance[j - 1];
        const double end = timeline.clock(j - 1) + (from + length - timeline.distance[j - 1]) /
                                                       step *
                                                       (timeline.clock(j) - timeline.clock(j - 1));
        best = std::min(best, end - begin);
        break;
      }
    }
  return best;
}

TEST(BestEfforts, AreTheFastestOfAllWindows) {
  std::mt19937 dice(test_seed());
  std::uniform_real_distribution<double> speed(1, 6), gap(1, 20);
  for (int round = 0; round < 5; ++round) {
    std::vector<Sample> samples;
    double metres = 0, seconds = 0;
    for (int i = 0; i < 150; ++i) {
      Sample sample = sample_at(seconds);
      sample.distance = static_cast<float>(metres);
      samples.push_back(sample);
      const double step = gap(dice);
      seconds += step;
      metres += step * speed(dice);
    }
    const Timeline timeline = timeline_of(samples, true, 15);
    for (const BestEffort& effort : best_efforts(timeline)) {
      const double slow = slow_best(timeline, distance_of(effort.kind));
      EXPECT_LE(effort.seconds.value, slow + 0.06);
      EXPECT_GE(effort.seconds.value, slow - 0.6);  // the slow search has gaps of a 20th of a step
    }
  }
}

TEST(BestEfforts, RestsCount) {
  Recording recording = run_north(4, 100);
  for (int i = 1; i <= 120; ++i) recording.samples.push_back(fix_at(100 + i, 400));
  for (int i = 1; i <= 150; ++i) recording.samples.push_back(fix_at(220 + i, 400 + 4 * i));
  const Measures measures = measure(recording, std::nullopt);
  EXPECT_NEAR(effort_of(measures, RecordKind::m400)->seconds.value, 100, 0.5);
  EXPECT_NEAR(effort_of(measures, RecordKind::m800)->seconds.value, 320, 1);
  EXPECT_NEAR(measures.moving_seconds.value, 250, 10);
  EXPECT_FALSE(effort_of(measures, RecordKind::km5));
}

TEST(Averages, AreOverTimeAndNotOverSamples) {
  std::vector<Sample> samples;
  for (int i = 0; i <= 10; ++i) samples.push_back(sample_at(i));  // ten samples within ten seconds
  samples.push_back(sample_at(100));                              // and one after ninety more
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i].heart_rate = static_cast<std::uint8_t>(i <= 10 ? 100 : 200);
  const RunningMean mean(samples, heart_rate_of);
  EXPECT_THAT(mean.mean(), Optional(::testing::DoubleNear((10 * 100 + 90 * 150) / 100.0, 0.01)));
  EXPECT_THAT(mean.mean(0, 10), Optional(100));
  EXPECT_EQ(mean.most(), 200);
  const auto times = heart_rate_times(samples);
  ASSERT_TRUE(times);
  EXPECT_EQ(times->lowest, 100);
  EXPECT_EQ(decode_column(times->seconds), (Column{100}));
  EXPECT_TRUE(RunningMean(samples, power_of).empty());
}

TEST(Series, KeepsTwoHundredMoments) {
  Recording recording = run_north(3, 3'600);
  for (Sample& sample : recording.samples) {
    sample.power = 250;
    sample.cadence = 85;
  }
  const Measures measures = measure(recording, std::nullopt);
  const SeriesColumns& series = measures.series.value();
  const Column seconds = decode_column(series.seconds);
  ASSERT_EQ(seconds.size(), kSeriesPoints);
  EXPECT_EQ(seconds.front(), 0);
  EXPECT_EQ(seconds.back(), 3'600);
  EXPECT_NEAR(static_cast<double>(*decode_column(*series.speed)[100]), 300, 2);
  EXPECT_EQ(decode_column(*series.power)[50], 250);
  EXPECT_EQ(decode_column(*series.cadence)[50], 85);
  EXPECT_FALSE(series.heart_rate);
  EXPECT_FALSE(series.elevation);
  EXPECT_NEAR(measures.max_speed.value(), 3, 0.05);
}

TEST(Laps, AreKeptAsTheDeviceCutThem) {
  Recording recording = run_north(3, 600);
  for (int i = 0; i < 300; ++i) {
    Lap lap;
    lap.started_at = instant("2026-11-14T07:30:00Z") + std::chrono::seconds(2 * i);
    lap.totals.timer_seconds = 2;
    lap.totals.distance_metres = 6;
    lap.totals.average_heart_rate = 140.4;
    recording.laps.push_back(lap);
  }
  const Measures measures = measure(recording, std::nullopt);
  ASSERT_EQ(measures.laps.size(), kMostLaps);
  EXPECT_EQ(measures.laps[1].elapsed_seconds.value, 2);
  EXPECT_EQ(measures.laps[1].average_heart_rate, 140);
}

}  // namespace
}  // namespace waymark::workouts
