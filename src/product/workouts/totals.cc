#include "product/workouts/totals.h"

#include <algorithm>

namespace waymark::workouts {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::uint32_t kReadAtOnce = 500;

Date first_day(TotalsUnit unit, Date day) {
  if (unit == TotalsUnit::month) return Date(day.year(), day.month(), std::chrono::day(1));
  const sys_days instant(day);
  const std::chrono::weekday weekday(instant);
  return Date(instant - days(weekday.iso_encoding() - 1));
}

Date next(TotalsUnit unit, Date first) {
  if (unit == TotalsUnit::week) return Date(sys_days(first) + days(7));
  return first + std::chrono::months(1);
}

void add(WorkoutTotal& total, const Workout& workout) {
  ++total.workouts;
  total.moving_seconds += workout.moving_seconds.value;
  if (workout.distance_metres) total.distance_metres += workout.distance_metres->value;
  if (workout.climb_metres) total.climb_metres += workout.climb_metres->value;
}

}  // namespace

std::vector<WorkoutTotal> empty_totals(const TotalsRequest& request) {
  const auto wrong = [] {
    return Error::invalid("to", "error.workout.totals_range",
                          {{"limit", std::to_string(kMostTotals)}});
  };
  if (request.to < request.from) throw wrong();
  std::vector<WorkoutTotal> totals;
  for (Date day = first_day(request.unit, request.from); day <= request.to;
       day = next(request.unit, day)) {
    if (totals.size() == kMostTotals) throw wrong();
    totals.emplace_back().from = day;
  }
  return totals;
}

Task<std::vector<WorkoutTotal>> Totals::of(Owner owner, TotalsRequest request) const {
  std::vector<WorkoutTotal> totals = empty_totals(request);
  TimeZone zone = TimeZone::utc();
  if (time_zone_of_) zone = co_await time_zone_of_(owner);
  const Instant from = zone.start_of(totals.front().from);
  const Instant end = zone.start_of(next(request.unit, totals.back().from));
  std::optional<std::string> after;
  bool more = true;
  while (more) {
    const WorkoutSpan span = co_await repository_.between(owner, from, end, after, kReadAtOnce);
    for (const Workout& workout : span.workouts) {
      if (workout.started_at >= end || (request.type && workout.type != *request.type)) continue;
      const Date first = first_day(request.unit, zone.day_of(workout.started_at));
      const auto total =
          std::lower_bound(totals.begin(), totals.end(), first,
                           [](const WorkoutTotal& one, Date day) { return one.from < day; });
      if (total != totals.end() && total->from == first) add(*total, workout);
    }
    more = span.more && !span.workouts.empty();
    if (more) after = WorkoutRepository::sort_key(span.workouts.back());
  }
  co_return totals;
}

}  // namespace waymark::workouts
