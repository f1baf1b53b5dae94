#include "product/rewards/streak.h"

#include <gtest/gtest.h>

namespace waymark::rewards {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

Date day(const char* text) {
  return parse_iso_date(text).value();
}
Instant at(const char* text) {
  return parse_rfc3339(text).value();
}

/// One person: where they are, and what they did when.
class Person {
 public:
  explicit Person(const char* zone) { zones_.change(at("1990-01-01T00:00:00Z"), zone); }

  Person& moves_to(const char* zone, const char* when) {
    zones_.change(at(when), zone);
    return *this;
  }
  /// `when` with any offset.
  Person& does_something(const char* when) {
    days_.insert(zones_.day_at(at(when)));
    return *this;
  }
  std::int64_t longest() const { return longest_streak(days_, zones_); }
  std::int64_t current(const char* now) const {
    return current_streak(days_, zones_, zones_.day_at(at(now)));
  }
  bool active(const char* now) const { return days_.contains(zones_.day_at(at(now))); }
  std::size_t days() const { return days_.days().size(); }
  const ZoneHistory& zones() const { return zones_; }

 private:
  ZoneHistory zones_;
  DaySet days_;
};

TEST(Streak, CountsDaysInARow) {
  Person ana("Europe/Madrid");
  EXPECT_EQ(ana.longest(), 0);
  EXPECT_EQ(ana.current("2026-11-21T12:00:00+01:00"), 0);
  ana.does_something("2026-11-18T09:00:00+01:00")
      .does_something("2026-11-19T09:00:00+01:00")
      .does_something("2026-11-19T21:00:00+01:00")
      .does_something("2026-11-21T09:00:00+01:00");
  EXPECT_EQ(ana.longest(), 2);
  EXPECT_EQ(ana.current("2026-11-21T12:00:00+01:00"), 1);
}

TEST(Streak, LastsThroughTheNextDayAndEndsAfterIt) {
  Person ana("Europe/Madrid");
  ana.does_something("2026-11-18T09:00:00+01:00").does_something("2026-11-19T09:00:00+01:00");
  EXPECT_EQ(ana.current("2026-11-19T23:59:59+01:00"), 2);
  EXPECT_TRUE(ana.active("2026-11-19T23:59:59+01:00"));
  EXPECT_EQ(ana.current("2026-11-20T23:59:59+01:00"), 2);
  EXPECT_FALSE(ana.active("2026-11-20T00:00:00+01:00"));
  EXPECT_EQ(ana.current("2026-11-21T00:00:00+01:00"), 0);
}

TEST(Streak, TheDayIsTheLocalOne) {
  Person kathmandu("Asia/Kathmandu");  // UTC+05:45
  kathmandu.does_something("2026-11-20T18:14:59Z").does_something("2026-11-20T18:15:00Z");
  EXPECT_EQ(kathmandu.days(), 2U);
  EXPECT_EQ(kathmandu.longest(), 2);
}

TEST(Streak, SummerTimeInMadridNeitherBreaksNorDoubles) {
  Person spring("Europe/Madrid");  // 2026-03-29 has 23 hours
  spring.does_something("2026-03-28T23:30:00+01:00")
      .does_something("2026-03-29T00:30:00+01:00")
      .does_something("2026-03-29T23:30:00+02:00")
      .does_something("2026-03-30T00:10:00+02:00");
  EXPECT_EQ(spring.days(), 3U);
  EXPECT_EQ(spring.longest(), 3);
  Person autumn("Europe/Madrid");  // 2026-10-25 has 25 hours, 02:30 comes twice
  autumn.does_something("2026-10-24T23:30:00+02:00")
      .does_something("2026-10-25T02:30:00+02:00")
      .does_something("2026-10-25T02:30:00+01:00")
      .does_something("2026-10-26T00:10:00+01:00");
  EXPECT_EQ(autumn.days(), 3U);
  EXPECT_EQ(autumn.longest(), 3);
}

TEST(Streak, ADayOfTwentyThreeHoursCanBeMissed) {
  Person ana("Europe/Madrid");
  ana.does_something("2026-03-28T12:00:00+01:00").does_something("2026-03-30T12:00:00+02:00");
  EXPECT_EQ(ana.zones().time_on(day("2026-03-29")), hours(23));
  EXPECT_EQ(ana.longest(), 1);
}

TEST(Streak, SummerTimeInSaoPauloBeganAtMidnight) {
  Person bia("America/Sao_Paulo");  // 2018-11-04 began at 01:00
  bia.does_something("2018-11-03T23:59:00-03:00")
      .does_something("2018-11-04T01:00:00-02:00")
      .does_something("2018-11-05T00:00:00-02:00");
  EXPECT_EQ(bia.zones().time_on(day("2018-11-04")), hours(23));
  EXPECT_EQ(bia.longest(), 3);
  Person rui("America/Sao_Paulo");  // and ended so: 2019-02-16 had 25 hours, 23:30 came twice
  rui.does_something("2019-02-15T12:00:00-02:00")
      .does_something("2019-02-16T23:30:00-02:00")
      .does_something("2019-02-16T23:30:00-03:00")
      .does_something("2019-02-17T00:00:00-03:00");
  EXPECT_EQ(rui.days(), 3U);
  EXPECT_EQ(rui.longest(), 3);
}

TEST(Streak, SamoasSkippedDayCannotBeMissed) {
  Person sina("Pacific/Apia");  // 2011-12-29 was followed by 2011-12-31
  sina.does_something("2011-12-29T12:00:00-10:00").does_something("2011-12-31T12:00:00+14:00");
  EXPECT_EQ(sina.zones().time_on(day("2011-12-30")), milliseconds(0));
  EXPECT_EQ(sina.longest(), 2);
  EXPECT_EQ(sina.current("2012-01-01T12:00:00+14:00"), 2);
  EXPECT_EQ(sina.current("2012-01-02T12:00:00+14:00"), 0);
}

TEST(Streak, WestOverTheDateLineADayComesTwiceAndCountsOnce) {
  Person kiri("Pacific/Auckland");
  kiri.does_something("2026-11-20T18:00:00+13:00")
      .does_something("2026-11-21T10:00:00+13:00")
      .moves_to("America/Los_Angeles", "2026-11-21T21:00:00+13:00")  // 00:00 of the 21st there
      .does_something("2026-11-21T15:00:00-08:00")
      .does_something("2026-11-22T15:00:00-08:00");
  EXPECT_EQ(kiri.days(), 3U);
  EXPECT_EQ(kiri.longest(), 3);
  EXPECT_EQ(kiri.current("2026-11-23T08:00:00-08:00"), 3);
}

TEST(Streak, WestOverTheDateLineTodayMayLieBeforeTheLastActiveDay) {
  Person kiri("Pacific/Auckland");
  kiri.does_something("2026-11-21T09:00:00+13:00")
      .does_something("2026-11-22T09:00:00+13:00")
      .moves_to("America/Los_Angeles", "2026-11-22T10:00:00+13:00");  // the 21st, 13:00, there
  EXPECT_EQ(kiri.current("2026-11-21T14:00:00-08:00"), 2);
  EXPECT_TRUE(kiri.active("2026-11-21T14:00:00-08:00"));
  EXPECT_EQ(kiri.current("2026-11-23T14:00:00-08:00"), 2);
  EXPECT_EQ(kiri.current("2026-11-24T00:00:00-08:00"), 0);
}

TEST(Streak, EastOverTheDateLineTheDayLeftOutBreaksNothing) {
  Person kiri("America/Los_Angeles");
  kiri.does_something("2026-11-20T20:00:00-08:00")
      .does_something("2026-11-21T20:00:00-08:00")
      .moves_to("Pacific/Auckland", "2026-11-22T11:00:00-08:00")  // the 23rd, 08:00, there
      .does_something("2026-11-23T09:00:00+13:00");
  EXPECT_EQ(kiri.zones().time_on(day("2026-11-22")), hours(11));
  EXPECT_EQ(kiri.longest(), 3);
}

TEST(Streak, EastOverTheDateLineADayAbroadCanBeMissed) {
  Person kiri("America/Los_Angeles");
  kiri.does_something("2026-11-21T10:00:00-08:00")
      .moves_to("Pacific/Auckland", "2026-11-22T11:00:00-08:00")  // the 23rd, 08:00, there
      .does_something("2026-11-25T09:00:00+13:00");
  // The 22nd had 11 hours, the 23rd had 16, the 24th was whole.
  EXPECT_EQ(kiri.longest(), 1);
  Person lani("America/Los_Angeles");
  lani.does_something("2026-11-21T10:00:00-08:00")
      .moves_to("Pacific/Auckland", "2026-11-22T11:00:00-08:00")
      .does_something("2026-11-24T09:00:00+13:00");
  EXPECT_EQ(lani.longest(), 2);
}

TEST(Streak, AWholeDayMissedBeforeTheJourneyBreaks) {
  Person kiri("Pacific/Auckland");
  kiri.does_something("2026-11-20T12:00:00+13:00")
      .moves_to("America/Los_Angeles", "2026-11-22T09:00:00+13:00")  // the 21st, 12:00, there
      .does_something("2026-11-22T12:00:00-08:00");
  // The 21st passed in Auckland, whole, and half of it again in Los Angeles.
  EXPECT_EQ(kiri.longest(), 1);
}

TEST(Streak, GoingToAndFroBetweenZonesDoesNotHideAMissedDay) {
  Person leo("Europe/Madrid");
  leo.does_something("2026-11-18T12:00:00+01:00")
      .moves_to("Europe/Lisbon", "2026-11-19T12:00:00+01:00")
      .moves_to("Europe/Madrid", "2026-11-20T12:00:00+01:00")
      .moves_to("Europe/Lisbon", "2026-11-21T12:00:00+01:00")
      .does_something("2026-11-22T12:00:00+00:00");
  EXPECT_EQ(leo.longest(), 1);
}

TEST(Streak, ADayOnceActiveStaysTheDayItWas) {
  Person ana("Europe/Madrid");
  ana.does_something("2026-11-20T00:30:00+01:00");  // the 19th in New York
  ana.moves_to("America/New_York", "2026-11-20T10:00:00+01:00");
  EXPECT_TRUE(ana.active("2026-11-20T12:00:00-05:00"));
  EXPECT_EQ(ana.days(), 1U);
}

TEST(ZoneHistory, CountsUtcWithoutAZoneOrWithAnUnknownOne) {
  ZoneHistory zones;
  EXPECT_EQ(zones.day_at(at("2026-11-21T23:59:59Z")), day("2026-11-21"));
  EXPECT_EQ(zones.time_on(day("2026-11-21")), hours(24));
  zones.change(at("2026-01-01T00:00:00Z"), "Atlantis/Poseidonis");
  EXPECT_EQ(zones.day_at(at("2026-11-21T23:59:59Z")), day("2026-11-21"));
}

TEST(ZoneHistory, TheFirstZoneCountsForTheTimeBefore) {
  ZoneHistory zones;
  zones.change(at("2026-06-01T00:00:00Z"), "Asia/Kathmandu");
  EXPECT_EQ(zones.day_at(at("2025-01-01T20:00:00Z")), day("2025-01-02"));
  EXPECT_EQ(zones.time_on(day("2025-01-02")), hours(24)) << "a day before it can be missed too";
  EXPECT_FALSE(zones.change(at("2026-07-01T00:00:00Z"), "Asia/Kathmandu"));
  EXPECT_TRUE(zones.change(at("2026-07-01T00:00:00Z"), "Europe/Madrid"));
  EXPECT_EQ(zones.zone_at(at("2026-06-30T23:59:59Z")).name(), "Asia/Kathmandu");
  EXPECT_EQ(zones.zone_at(at("2026-07-01T00:00:00Z")).name(), "Europe/Madrid");
}

TEST(ZoneHistory, ForgetsTheOldestOfTooManyChanges) {
  ZoneHistory zones;
  for (int i = 0; i < 200; ++i)
    zones.change(at("2026-01-01T00:00:00Z") + hours(i), i % 2 == 0 ? "Europe/Madrid" : "UTC");
  EXPECT_EQ(zones.periods.size(), ZoneHistory::kMostPeriods);
  EXPECT_EQ(zones.zone_at(at("2027-01-01T00:00:00Z")).name(), "UTC");
}

}  // namespace
}  // namespace waymark::rewards
