#include "product/journeys/counting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace waymark::journeys {
namespace {

using std::chrono::days;

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}
Date day(std::string_view text) {
  return parse_iso_date(text).value();
}

TeamRules rules() {
  TeamRules rules;
  rules.starts_at = at("2026-11-01T00:00:00Z");
  rules.ends_at = at("2026-12-01T00:00:00Z");
  rules.time_zone = "UTC";
  rules.conversions = default_conversions();
  return rules;
}
std::vector<Stay> always() {
  return {Stay{at("2026-01-01T00:00:00Z"), std::nullopt}};
}
Contribution walk(std::string_view started, double metres) {
  Contribution walk;
  walk.type = WorkoutType::walk;
  walk.started_at = walk.ended_at = walk.logged_at = at(started);
  walk.moving_seconds = 3600;
  walk.distance_metres = metres;
  return walk;
}
double metres(const TeamRules& rules, const Contribution& workout,
              const std::vector<Stay>& stays = always()) {
  return metres_of(Counting(rules).millimetres(workout, stays));
}

TEST(Counting, CountsWhatStartsInTheJourneysTime) {
  EXPECT_EQ(metres(rules(), walk("2026-11-01T00:00:00Z", 1234.5678)), 1234.568);
  EXPECT_EQ(metres(rules(), walk("2026-10-31T23:59:59Z", 1000)), 0);
  EXPECT_EQ(metres(rules(), walk("2026-11-30T23:59:59Z", 1000)), 1000);
  EXPECT_EQ(metres(rules(), walk("2026-12-01T00:00:00Z", 1000)), 0);
}

TEST(Counting, CountsWhatStartsWhileOneIsInTheTeam) {
  const std::vector<Stay> stays{
      Stay{at("2026-11-05T12:00:00Z"), at("2026-11-06T12:00:00Z")},
      Stay{at("2026-11-10T12:00:00Z"), std::nullopt},
  };
  EXPECT_EQ(metres(rules(), walk("2026-11-05T11:59:59Z", 1000), stays), 0);
  EXPECT_EQ(metres(rules(), walk("2026-11-05T12:00:00Z", 1000), stays), 1000);
  EXPECT_EQ(metres(rules(), walk("2026-11-06T12:00:00Z", 1000), stays), 0);
  EXPECT_EQ(metres(rules(), walk("2026-11-11T00:00:00Z", 1000), stays), 1000);
  EXPECT_EQ(metres(rules(), walk("2026-11-11T00:00:00Z", 1000), {}), 0);
}

TEST(Counting, CountsWhatIsLoggedInTime) {
  Contribution late = walk("2026-11-05T23:00:00Z", 1000);
  late.logged_at = at("2026-11-12T23:59:59Z");
  EXPECT_EQ(metres(rules(), late), 1000) << "seven days later";
  late.logged_at = at("2026-11-13T00:00:00Z");
  EXPECT_EQ(metres(rules(), late), 0) << "eight";
  TeamRules same_day = rules();
  same_day.late_days = 0;
  late.logged_at = at("2026-11-06T00:00:01Z");
  EXPECT_EQ(metres(same_day, late), 0);
  same_day.time_zone = "America/New_York";
  EXPECT_EQ(metres(same_day, late), 1000) << "there it is the same day still";
}

TEST(Counting, ConvertsByType) {
  TeamRules ours = rules();
  for (Conversion& one : ours.conversions)
    if (one.type == WorkoutType::yoga) one.metres_per_minute = 50;
  Contribution workout = walk("2026-11-05T12:00:00Z", 1000);
  workout.type = WorkoutType::ride;
  EXPECT_EQ(metres(ours, workout), 330);
  workout.type = WorkoutType::swim;
  EXPECT_EQ(metres(ours, workout), 4000);
  workout.distance_metres.reset();
  workout.type = WorkoutType::yoga;
  EXPECT_EQ(metres(ours, workout), 3000);
  workout.type = WorkoutType::walk;
  EXPECT_EQ(metres(ours, workout), 0);
  workout.steps = 2000;
  EXPECT_EQ(metres(ours, workout), 1500);
  workout.pushes = 1000;
  EXPECT_EQ(metres(ours, workout), 1200);
  workout.deleted = true;
  EXPECT_EQ(metres(ours, workout), 0);
}

TEST(Counting, CapsADay) {
  TeamRules ours = rules();
  EXPECT_EQ(Counting(ours).capped(50'000'000), 50'000'000);
  ours.daily_cap_metres = 30'000;
  EXPECT_EQ(Counting(ours).capped(50'000'000), 30'000'000);
  EXPECT_EQ(Counting(ours).capped(20'000'000), 20'000'000);
}

TEST(Counting, WeeksAreThoseOfIso8601) {
  EXPECT_EQ(week_of(day("2026-11-18")), "2026-W47");
  EXPECT_EQ(week_of(day("2027-01-03")), "2026-W53");
  EXPECT_EQ(week_of(day("2027-01-04")), "2027-W01");
  EXPECT_EQ(week_of(day("2024-12-30")), "2025-W01");
  EXPECT_EQ(monday_of(day("2026-11-22")), day("2026-11-16"));
  EXPECT_EQ(monday_of(day("2026-11-16")), day("2026-11-16"));
  EXPECT_EQ(month_of(day("2026-11-30")), "2026-11");
}

TEST(Stays, AreTheSameHoweverOftenTheyAreTold) {
  const Instant first = at("2026-11-01T00:00:00Z"), left = first + days(2),
                second = first + days(5);
  std::vector<Stay> stays;
  for (int again = 0; again < 3; ++again) {
    EXPECT_EQ(begin_stay(stays, first), again == 0);
    EXPECT_EQ(end_stay(stays, left), again == 0);
    EXPECT_EQ(begin_stay(stays, second), again == 0);
  }
  ASSERT_EQ(stays.size(), 2U);
  EXPECT_EQ(stays[0].until, left);
  EXPECT_FALSE(stays[1].until);
}

TEST(Stays, AreBounded) {
  std::vector<Stay> stays;
  const Instant first = at("2026-01-01T00:00:00Z");
  for (int i = 0; i < 200; ++i) {
    begin_stay(stays, first + days(2 * i));
    end_stay(stays, first + days(2 * i + 1));
  }
  EXPECT_LE(stays.size(), 51U);
  EXPECT_EQ(stays.front().from, first) << "the oldest have become one, in favour of the member";
}

}  // namespace
}  // namespace waymark::journeys
