#include "product/journeys/counting.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/error.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kMostStays = 50;
constexpr double kMost = 10'000'000;  // metres that one workout can be worth

TimeZone zone_of(const TeamRules& rules) {
  auto zone = TimeZone::find(rules.time_zone);
  if (!zone) throw Error(ErrorCode::internal, "error.internal", "no time zone " + rules.time_zone);
  return std::move(*zone);
}

std::chrono::sys_days days_of(Date day) {
  return std::chrono::sys_days(day);
}

bool is_in(const std::vector<Stay>& stays, Instant instant) {
  return std::ranges::any_of(stays, [&](const Stay& stay) {
    return instant >= stay.from && (!stay.until || instant < *stay.until);
  });
}

double metres_by(const Conversion& conversion, const Contribution& workout) {
  if (workout.distance_metres) return *workout.distance_metres * conversion.factor;
  if (workout.pushes) return static_cast<double>(*workout.pushes) * conversion.metres_per_push;
  if (workout.steps) return static_cast<double>(*workout.steps) * conversion.metres_per_step;
  return workout.moving_seconds / 60 * conversion.metres_per_minute;
}

}  // namespace

std::vector<Conversion> default_conversions() {
  std::vector<Conversion> conversions;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<WorkoutType>>([&](auto type) {
    Conversion& conversion = conversions.emplace_back();
    conversion.type = type.value;
    if (conversion.type == WorkoutType::ride) conversion.factor = 0.33;
    if (conversion.type == WorkoutType::swim) conversion.factor = 4;
  });
  return conversions;
}

Counting::Counting(const TeamRules& rules) : rules_(rules), zone_(zone_of(rules)) {}

std::int64_t Counting::millimetres(const Contribution& workout,
                                   const std::vector<Stay>& stays) const {
  if (workout.deleted || workout.started_at < rules_.starts_at ||
      workout.started_at >= rules_.ends_at || !is_in(stays, workout.started_at))
    return 0;
  const auto late =
      days_of(zone_.day_of(workout.logged_at)) - days_of(zone_.day_of(workout.ended_at));
  if (late.count() > rules_.late_days) return 0;
  const auto conversion = std::ranges::find(rules_.conversions, workout.type, &Conversion::type);
  const double metres =
      metres_by(conversion == rules_.conversions.end() ? Conversion() : *conversion, workout);
  return std::llround(std::clamp(metres, 0.0, kMost) * 1000);
}

Date Counting::day_of(const Contribution& contribution) const {
  return zone_.day_of(contribution.started_at);
}

std::int64_t Counting::capped(std::int64_t sum) const {
  if (!rules_.daily_cap_metres) return sum;
  return std::min<std::int64_t>(sum, std::llround(*rules_.daily_cap_metres * 1000));
}

Date plus_days(Date day, int days) {
  return Date(days_of(day) + std::chrono::days(days));
}

Date monday_of(Date day) {
  const std::chrono::weekday weekday{days_of(day)};
  return plus_days(day, 1 - static_cast<int>(weekday.iso_encoding()));
}

std::string week_of(Date day) {
  // A week belongs to the year of its Thursday.
  const Date thursday = plus_days(monday_of(day), 3);
  const auto first = std::chrono::sys_days(thursday.year() / std::chrono::January / 1);
  const auto week = (days_of(thursday) - first).count() / 7 + 1;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-W%02d", static_cast<int>(thursday.year()),
                static_cast<int>(week));
  return text;
}

std::string month_of(Date day) {
  return to_iso_date(day).substr(0, 7);
}

/// Past kMostStays, the two oldest become one.
bool begin_stay(std::vector<Stay>& stays, Instant from) {
  if (std::ranges::find(stays, from, &Stay::from) != stays.end()) return false;
  // What was joined two stays into one covers it.
  if (!stays.empty() && from < stays.front().from && stays.size() >= kMostStays) return false;
  stays.push_back(Stay{from, std::nullopt});
  std::ranges::sort(stays, {}, &Stay::from);
  if (stays.size() > kMostStays) {
    stays[1].from = stays[0].from;
    stays.erase(stays.begin());
  }
  return true;
}

bool end_stay(std::vector<Stay>& stays, Instant until) {
  for (Stay& stay : stays) {
    if (stay.until || stay.from > until) continue;
    stay.until = until;
    return true;
  }
  return false;
}

}  // namespace waymark::journeys
