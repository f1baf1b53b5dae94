// How many steps were taken, when several devices counted the same ones.
//
// A phone in the pocket and a watch on the wrist both count a walk. Their counts are neither added
// (every step would be there twice) nor is one of them picked for the day (the watch lay on its
// charger in the morning): at every moment the best of those that counted then is believed. A count
// is spread evenly over its interval; where a better source covers a part of it, that part is left
// out. Better is the higher priority, then the higher rate, then what is listed first in the order
// of interval and source, so that the order of the input does not matter. A count that is there
// twice counts once.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/time.h"

namespace waymark::workouts {

/// Steps that one source counted in [from, from + seconds), 16 bytes: exports have millions.
struct StepInterval {
  std::uint32_t from = 0;     // seconds since 1970
  std::uint32_t seconds = 0;  // 0: at a moment
  std::uint32_t steps = 0;
  std::uint16_t source = 0;   // which device or program; the numbers are the caller's
  std::uint8_t priority = 0;  // the higher is believed
  bool operator==(const StepInterval&) const = default;
};
static_assert(sizeof(StepInterval) == 16);

/// The steps of each local day on which any were taken, rounded to whole ones.
std::map<Date, std::int64_t> steps_by_day(std::vector<StepInterval> intervals,
                                          const TimeZone& zone);

}  // namespace waymark::workouts
