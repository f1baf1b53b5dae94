#include "product/workouts/recording/steps.h"

#include <gtest/gtest.h>

#include <random>

#include "base/test_seed.h"

namespace waymark::workouts {
namespace {

constexpr std::uint8_t kOther = 0;
constexpr std::uint8_t kPhone = 1;
constexpr std::uint8_t kWatch = 2;
constexpr std::uint32_t kNoon = 1'800'014'400;  // 2027-01-15T12:00:00Z

StepInterval counted(std::uint32_t from, std::uint32_t seconds, std::uint32_t steps,
                     std::uint16_t source, std::uint8_t priority) {
  StepInterval interval;
  interval.from = from;
  interval.seconds = seconds;
  interval.steps = steps;
  interval.source = source;
  interval.priority = priority;
  return interval;
}

std::int64_t total(const std::vector<StepInterval>& intervals) {
  std::int64_t sum = 0;
  for (const auto& [day, steps] : steps_by_day(intervals, TimeZone::utc())) sum += steps;
  return sum;
}

TEST(Steps, OneDeviceIsBelievedWholly) {
  EXPECT_EQ(total({counted(kNoon, 600, 700, 1, kPhone), counted(kNoon + 600, 60, 50, 1, kPhone)}),
            750);
  EXPECT_EQ(total({}), 0);
  EXPECT_EQ(total({counted(kNoon, 0, 12, 1, kPhone)}), 12);  // at a moment
}

TEST(Steps, WhatTwoCountedAtTheSameTimeIsCountedOnce) {
  EXPECT_EQ(total({counted(kNoon, 600, 700, 1, kPhone), counted(kNoon, 600, 730, 2, kWatch)}), 730);
  // The watch is believed also when it counted less: a phone swings in a bag.
  EXPECT_EQ(total({counted(kNoon, 600, 900, 1, kPhone), counted(kNoon, 600, 730, 2, kWatch)}), 730);
}

TEST(Steps, WhereTheWatchLayOnItsChargerThePhoneCounts) {
  // The phone from noon to 12:20, the watch from 12:10 to 12:30.
  EXPECT_EQ(
      total({counted(kNoon, 1200, 1200, 1, kPhone), counted(kNoon + 600, 1200, 2400, 2, kWatch)}),
      600 + 2400);
  // A watch that sat still in between.
  EXPECT_EQ(total({counted(kNoon, 1800, 1800, 1, kPhone), counted(kNoon + 600, 600, 0, 2, kWatch)}),
            1200);
}

TEST(Steps, OfEqualsTheOneThatCountedMoreIsBelieved) {
  EXPECT_EQ(total({counted(kNoon, 600, 300, 1, kOther), counted(kNoon, 600, 400, 2, kOther)}), 400);
}

TEST(Steps, ADayIsThatOfTheZone) {
  const TimeZone zone = *TimeZone::find("Pacific/Auckland");  // 13 hours ahead in January
  // From 23:50 to 0:10 there: half on either day.
  const std::uint32_t start = kNoon - 3600 - 600;
  const auto days = steps_by_day({counted(start, 1200, 1000, 1, kPhone)}, zone);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days.at(*parse_iso_date("2027-01-15")), 500);
  EXPECT_EQ(days.at(*parse_iso_date("2027-01-16")), 500);
}

TEST(Steps, ADayMayHaveTwentyFiveHours) {
  const TimeZone zone = *TimeZone::find("Europe/Madrid");
  const Instant start = zone.start_of(*parse_iso_date("2026-10-25"));
  const auto from = static_cast<std::uint32_t>(start.time_since_epoch().count() / 1000);
  const auto days = steps_by_day({counted(from, 25 * 3600, 2500, 1, kPhone)}, zone);
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days.begin()->second, 2500);
}

/// Counts of some devices over a day, each of which counts one interval after the other.
std::vector<StepInterval> random_day(std::mt19937_64& random, std::uint16_t sources) {
  const auto below = [&](std::uint32_t most) {
    return static_cast<std::uint32_t>(random() % most);
  };
  std::vector<StepInterval> day;
  for (std::uint16_t source = 0; source < sources; ++source) {
    std::uint32_t at = kNoon + below(600);
    const auto priority = static_cast<std::uint8_t>(random() % 3);
    for (std::uint32_t i = below(20); i > 0; --i) {
      const std::uint32_t seconds = below(900);
      day.push_back(counted(at, seconds, below(1500), source, priority));
      at += std::max(seconds, 1U) + below(300);
    }
  }
  return day;
}

TEST(Steps, WhateverIsCounted) {
  std::mt19937_64 random(test_seed());
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE("seed " + std::to_string(test_seed()) + ", round " + std::to_string(round));
    std::vector<StepInterval> day = random_day(random, 4);
    const std::int64_t steps = total(day);

    // Never more than all of them together, never less than those of the best source.
    std::int64_t sum = 0;
    std::map<std::uint16_t, std::int64_t> best;
    for (const StepInterval& interval : day) {
      sum += interval.steps;
      if (interval.priority == kWatch) best[interval.source] += interval.steps;
    }
    EXPECT_LE(steps, sum + 1);
    if (best.size() == 1) {
      EXPECT_GE(steps, best.begin()->second - 1);
    }

    // Neither order nor repetition matters.
    std::vector<StepInterval> again = day;
    again.insert(again.end(), day.begin(), day.end());
    std::shuffle(again.begin(), again.end(), random);
    EXPECT_EQ(total(again), steps);

    // A source that is believed less only adds, and only where none counted before.
    std::vector<StepInterval> more = day;
    for (StepInterval& interval : more) ++interval.priority;
    StepInterval whole_day = counted(kNoon - 3600, 10 * 3600, 1'000, 99, 0);
    more.push_back(whole_day);
    EXPECT_GE(total(more), steps - 1);
    EXPECT_LE(total(more), steps + whole_day.steps + 1);
  }
}

/// The same, second by second.
std::int64_t slowly(const std::vector<StepInterval>& intervals) {
  double sum = 0;
  for (std::uint32_t second = kNoon; second < kNoon + 40'000; ++second) {
    const StepInterval* best = nullptr;
    double best_rate = 0;
    for (const StepInterval& interval : intervals) {
      const std::uint32_t length = std::max(interval.seconds, 1U);
      if (second < interval.from || second >= interval.from + length) continue;
      const double rate = static_cast<double>(interval.steps) / length;
      if (best && (best->priority > interval.priority ||
                   (best->priority == interval.priority && best_rate >= rate)))
        continue;
      best = &interval;
      best_rate = rate;
    }
    sum += best_rate;
  }
  return std::llround(sum);
}

TEST(Steps, AreThoseOfTheBestSourceOfEverySecond) {
  std::mt19937_64 random(test_seed() + 1);
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE("seed " + std::to_string(test_seed()) + ", round " + std::to_string(round));
    const std::vector<StepInterval> day = random_day(random, 5);
    EXPECT_NEAR(static_cast<double>(total(day)), static_cast<double>(slowly(day)), 1);
  }
}

}  // namespace
}  // namespace waymark::workouts
