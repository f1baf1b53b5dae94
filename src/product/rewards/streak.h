// Days, streaks and time zones.
//
// A thing done makes active the local day on which it was done, in the zone that was then in force
// for the person. A day once made active stays the day it was, wherever the person goes later.
//
// A streak is a chain of active days. It breaks only where a whole local day passed without
// activity, as measured in the zones in force then. So between two active days we look at each
// calendar day: for how long did the person's calendar show it? 23 hours make it whole (the
// shortest ordinary day is that of a change to summer time).
//
//   * Changes of summer time: a day of 23 or 25 hours is a day. Zones that skip midnight, or a
//     whole day (Samoa, 2011-12-30), lose nothing: a day that never was cannot be missed.
//   * Flying west over the date line, a calendar day comes twice: it counts once.
//   * Flying east over it, or far east at all, a calendar day is cut short or left out: it is no
//     whole day, so it breaks nothing.
//   * Changing the zone to and fro does not help: the hours of a calendar day add up over zones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "product/rewards/day_set.h"

namespace waymark::rewards {

/// From when on a zone is in force.
struct ZonePeriod {
  Instant from;
  std::string zone;  // IANA name
};
BOOST_DESCRIBE_STRUCT(ZonePeriod, (), (from, zone))

/// The zones of one person's life with us: the first counts for the time before it too, the last
/// from then on. Without any, and for names that the system does not know, UTC.
struct ZoneHistory {
  /// Kept changes; of more, the oldest are forgotten.
  static constexpr std::size_t kMostPeriods = 64;

  std::vector<ZonePeriod> periods;  // rising in time

  /// `from` is not before any change so far. Whether anything changed.
  bool change(Instant from, std::string zone);
  TimeZone zone_at(Instant instant) const;
  Date day_at(Instant instant) const { return zone_at(instant).day_of(instant); }
  /// For how long the person's calendar showed this day.
  std::chrono::milliseconds time_on(Date day) const;
};
BOOST_DESCRIBE_STRUCT(ZoneHistory, (), (periods))

/// Whether no whole day lies between two active days, `earlier` < `later`.
bool is_unbroken(Date earlier, Date later, const ZoneHistory& zones);

/// The most active days in one chain.
std::int64_t longest_streak(const DaySet& days, const ZoneHistory& zones);

/// The active days of the chain that reaches today, or could still go on today; else 0. Days after
/// today, which flying west leaves behind, count.
std::int64_t current_streak(const DaySet& days, const ZoneHistory& zones, Date today);

}  // namespace waymark::rewards
