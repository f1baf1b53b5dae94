#include "product/rewards/day_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/error.h"

namespace waymark::rewards {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date day(const char* text) {
  return parse_iso_date(text).value();
}

TEST(DaySet, HoldsTheDaysThatWerePutIn) {
  DaySet set;
  EXPECT_TRUE(set.empty());
  EXPECT_EQ(set.last(), std::nullopt);
  set.insert(day("2026-11-21"));
  set.insert(day("2024-02-29"));
  EXPECT_TRUE(set.contains(day("2026-11-21")));
  EXPECT_TRUE(set.contains(day("2024-02-29")));
  EXPECT_FALSE(set.contains(day("2026-11-20")));
  EXPECT_FALSE(set.contains(day("1999-01-01")));
  EXPECT_EQ(set.last(), day("2026-11-21"));
  EXPECT_EQ(set.before(day("2026-11-21")), day("2024-02-29"));
  EXPECT_EQ(set.before(day("2024-02-29")), std::nullopt);
  set.erase(day("2026-11-21"));
  set.erase(day("2024-02-29"));
  EXPECT_EQ(set, DaySet());
}

TEST(DaySet, LeavesOutWhatIsOutOfItsRange) {
  DaySet set;
  set.insert(day("1969-12-31"));
  set.insert(day("2200-01-01"));
  EXPECT_TRUE(set.empty());
  set.insert(day("1970-01-01"));
  set.insert(day("2199-12-31"));
  EXPECT_EQ(set.days().size(), 2U);
  EXPECT_EQ(DaySet::decode(set.encode()), set);
}

TEST(DaySet, TenYearsTakeLessThanHalfAKilobyte) {
  DaySet set;
  for (int i = 0; i < 3652; ++i) set.insert(Date(sys_days(day("2026-01-01")) + days(i)));
  EXPECT_LT(set.encode().size(), 470U);
}

TEST(DaySet, RefusesBytesThatAreNoneOfItsOwn) {
  EXPECT_THROW(DaySet::decode({1, 2, 3}), Error);
  EXPECT_THROW(DaySet::decode({1, 0, 0, 0, 1}), Error);
  EXPECT_THROW(DaySet::decode({0xf8, 0xff, 0xff, 0xff, 1}), Error);
}

TEST(DaySet, DoesAsASetDoes) {
  std::mt19937 dice(7);
  for (int round = 0; round < 50; ++round) {
    DaySet set;
    std::set<Date> model;
    for (int step = 0; step < 200; ++step) {
      const Date one(sys_days(day("2020-01-01")) + days(dice() % 120));
      if (dice() % 3 == 0) {
        set.erase(one);
        model.erase(one);
      } else {
        set.insert(one);
        model.insert(one);
      }
      const auto next = model.lower_bound(one);
      EXPECT_EQ(set.before(one),
                next == model.begin() ? std::nullopt : std::optional(*std::prev(next)));
    }
    EXPECT_EQ(set.days(), std::vector<Date>(model.begin(), model.end()));
    EXPECT_EQ(DaySet::decode(set.encode()), set);
  }
}

}  // namespace
}  // namespace waymark::rewards
