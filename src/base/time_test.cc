#include "base/time.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using namespace std::chrono_literals;

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}
Date day(std::string_view text) {
  return parse_iso_date(text).value();
}

TEST(Rfc3339, WritesTwentyFourCharactersThatSortAsTime) {
  EXPECT_EQ(to_rfc3339(Instant(0ms)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_rfc3339(at("2026-11-21T03:36:07.045Z")), "2026-11-21T03:36:07.045Z");
  EXPECT_LT(to_rfc3339(at("1969-12-31T23:59:59.999Z")), to_rfc3339(Instant(0ms)));
}

TEST(Rfc3339, ReadsOffsetsFractionsAndLeapSeconds) {
  EXPECT_EQ(at("2026-11-21T05:36:00+02:00"), at("2026-11-21T03:36:00Z"));
  EXPECT_EQ(at("2026-11-20T22:06:00.5-05:30"), at("2026-11-21T03:36:00.500Z"));
  EXPECT_EQ(at("2026-11-21T03:36:00.123987654Z"), at("2026-11-21T03:36:00.123Z"));
  EXPECT_EQ(at("2016-12-31T23:59:60Z"), at("2016-12-31T23:59:59.999Z"));
  EXPECT_EQ(at("2024-02-29t00:00:00z"), at("2024-02-29T00:00:00Z"));
}

TEST(Rfc3339, RefusesWhatDoesNotExist) {
  for (const char* text :
       {"", "2026-11-21", "2026-11-21T03:36:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
        "2026-11-21T24:00:00Z", "2026-11-21T03:60:00Z", "2026-11-21T03:36:61Z",
        "2026-11-21T03:36:00.Z", "2026-11-21T03:36:00+2:00", "2026-11-21T03:36:00Zx",
        "26-11-21T03:36:00Z", "2026-11-21T03:36:00+24:00"})
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
}

TEST(IsoDate, GoesThereAndBack) {
  EXPECT_EQ(to_iso_date(day("2024-02-29")), "2024-02-29");
  for (const char* text : {"2026-02-29", "2026-1-01", "2026-01-01 ", "20260101"})
    EXPECT_EQ(parse_iso_date(text), std::nullopt) << text;
}

TEST(TimeZone, KnowsLocalDaysAcrossDaylightSaving) {
  const TimeZone madrid = TimeZone::find("Europe/Madrid").value();
  EXPECT_EQ(madrid.day_of(at("2026-03-28T22:59:59Z")), day("2026-03-28"));
  EXPECT_EQ(madrid.day_of(at("2026-03-28T23:00:00Z")), day("2026-03-29"));  // 29 March has 23 hours
  EXPECT_EQ(madrid.day_of(at("2026-03-29T22:00:00Z")), day("2026-03-30"));
  EXPECT_EQ(madrid.start_of(day("2026-10-26")) - madrid.start_of(day("2026-10-25")), 25h);
}

TEST(TimeZone, StartsTheDayAfterASkippedMidnight) {
  const TimeZone beirut =
      TimeZone::find("Asia/Beirut").value();  // clocks went from 00:00 to 01:00 on 31 March 2024
  EXPECT_EQ(beirut.start_of(day("2024-03-31")), at("2024-03-30T22:00:00Z"));
  EXPECT_EQ(beirut.day_of(beirut.start_of(day("2024-03-31"))), day("2024-03-31"));
}

TEST(TimeZone, RefusesUnknownNames) {
  for (const char* name : {"", "Mars/Olympus", "../etc/passwd", "Europe"})
    EXPECT_FALSE(TimeZone::find(name).has_value()) << name;
}

}  // namespace
}  // namespace waymark
