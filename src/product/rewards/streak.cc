#include "product/rewards/streak.h"

#include <algorithm>

namespace waymark::rewards {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::sys_days;

constexpr milliseconds kWholeDay = hours(23);

Date next_day(Date day) {
  return Date(sys_days(day) + days(1));
}

TimeZone zone_named(const std::string& name) {
  return TimeZone::find(name).value_or(TimeZone::utc());
}

/// The chain of active days that ends with `last`.
std::int64_t chain_ending(Date last, const DaySet& active, const ZoneHistory& zones) {
  std::int64_t length = 1;
  while (true) {
    const std::optional<Date> earlier = active.before(last);
    if (!earlier || !is_unbroken(*earlier, last, zones)) return length;
    ++length;
    last = *earlier;
  }
}

}  // namespace

bool ZoneHistory::change(Instant from, std::string zone) {
  if (!periods.empty() && periods.back().zone == zone) return false;
  if (periods.size() == kMostPeriods) periods.erase(periods.begin());
  periods.push_back(ZonePeriod{from, std::move(zone)});
  return true;
}

TimeZone ZoneHistory::zone_at(Instant instant) const {
  if (periods.empty()) return TimeZone::utc();
  const auto after = std::ranges::upper_bound(periods, instant, {}, &ZonePeriod::from);
  return zone_named(after == periods.begin() ? after->zone : std::prev(after)->zone);
}

milliseconds ZoneHistory::time_on(Date day) const {
  if (periods.empty()) return hours(24);
  // No local day begins or ends further than this from its namesake in UTC.
  constexpr hours kFarthest(26);
  const Instant earliest = sys_days(day) - kFarthest;
  const Instant latest = sys_days(day) + days(1) + kFarthest;
  milliseconds total(0);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Instant from = i == 0 ? Instant::min() : periods[i].from;
    const Instant until = i + 1 == periods.size() ? Instant::max() : periods[i + 1].from;
    if (until <= earliest || from >= latest) continue;
    const TimeZone zone = zone_named(periods[i].zone);
    const Instant begins = std::max(from, zone.start_of(day));
    const Instant ends = std::min(until, zone.start_of(next_day(day)));
    if (begins < ends) total += ends - begins;
  }
  return total;
}

bool is_unbroken(Date earlier, Date later, const ZoneHistory& zones) {
  for (Date day = next_day(earlier); day < later; day = next_day(day))
    if (zones.time_on(day) >= kWholeDay) return false;
  return true;
}

std::int64_t longest_streak(const DaySet& active, const ZoneHistory& zones) {
  std::int64_t longest = 0;
  std::int64_t length = 0;
  std::optional<Date> previous;
  for (const Date day : active.days()) {
    length = previous && is_unbroken(*previous, day, zones) ? length + 1 : 1;
    longest = std::max(longest, length);
    previous = day;
  }
  return longest;
}

std::int64_t current_streak(const DaySet& active, const ZoneHistory& zones, Date today) {
  const std::optional<Date> last = active.last();
  if (!last) return 0;
  if (*last < today && !is_unbroken(*last, today, zones)) return 0;
  return chain_ending(*last, active, zones);
}

}  // namespace waymark::rewards
