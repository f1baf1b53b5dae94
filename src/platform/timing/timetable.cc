#include <algorithm>

#include "platform/timing/scheduler.h"

namespace waymark::timing {

Timetable Timetable::every(std::chrono::milliseconds period) {
  return Timetable(std::max(period, std::chrono::milliseconds(1)));
}

Timetable Timetable::daily(std::chrono::minutes after_midnight) {
  Timetable table{std::chrono::days(1)};
  table.at_ = after_midnight;
  return table;
}

Instant Timetable::next(const std::optional<Instant>& last_run, Instant now) const {
  if (!last_run || *last_run > now + period_) return now;
  if (!at_) return *last_run + period_;
  const Instant day = std::chrono::floor<std::chrono::days>(*last_run);
  const Instant same_day = day + *at_;
  return same_day > *last_run ? same_day : same_day + period_;
}

}  // namespace waymark::timing
