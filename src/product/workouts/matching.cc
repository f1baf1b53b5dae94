#include "product/workouts/matching.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace waymark::workouts {
namespace {

constexpr double kHour = 3600;
constexpr double kMostHours = 14;
constexpr double kEnough = 0.8;
constexpr double kTypedStart = 15 * 60;  // seconds
constexpr double kSameSecond = 10;
constexpr double kSame = 0.98;
constexpr double kNearBounds = 0.002;  // degrees: about 200 m

enum class Family { foot, wheels, swim, row, snow, gym, any };

Family family_of(WorkoutType type) {
  switch (type) {
    case WorkoutType::run:
    case WorkoutType::walk:
    case WorkoutType::hike:
      return Family::foot;
    case WorkoutType::ride:
      return Family::wheels;
    case WorkoutType::swim:
      return Family::swim;
    case WorkoutType::row:
      return Family::row;
    case WorkoutType::ski:
      return Family::snow;
    case WorkoutType::strength:
    case WorkoutType::yoga:
      return Family::gym;
    case WorkoutType::other:
      return Family::any;
  }
  return Family::any;
}

bool can_be_one(WorkoutType a, WorkoutType b) {
  const Family first = family_of(a), second = family_of(b);
  return first == second || first == Family::any || second == Family::any;
}

double ratio(double a, double b) {
  const double longer = std::max(a, b);
  return longer > 0 ? std::min(a, b) / longer : 1;
}

/// nullopt when one of the two has no distance.
std::optional<double> distance_ratio(const MatchFacts& a, const MatchFacts& b) {
  if (!a.distance_metres || !b.distance_metres) return std::nullopt;
  return ratio(*a.distance_metres, *b.distance_metres);
}

/// Seconds that `a` began after `b`.
double seconds_after(const MatchFacts& a, const MatchFacts& b) {
  return static_cast<double>((a.started_at - b.started_at).count()) / 1000;
}

/// Of the longer of the two, when `a` begins so many seconds after `b`.
double overlap(const MatchFacts& a, const MatchFacts& b, double after) {
  const double begin = std::max(0.0, after);
  const double end = std::min(b.elapsed_seconds, after + a.elapsed_seconds);
  const double longer = std::max(a.elapsed_seconds, b.elapsed_seconds);
  return longer > 0 ? std::max(0.0, end - begin) / longer : 0;
}

bool same_bounds(const TrackSummary* a, const TrackSummary* b) {
  if (a == nullptr || b == nullptr) return true;
  const auto near = [](double x, double y) { return std::abs(x - y) <= kNearBounds; };
  return near(a->min_latitude, b->min_latitude) && near(a->max_latitude, b->max_latitude) &&
         near(a->min_longitude, b->min_longitude) && near(a->max_longitude, b->max_longitude);
}

bool typed(const MatchFacts& facts) {
  return facts.source == WorkoutSource::manual;
}

bool same_time(const MatchFacts& a, const MatchFacts& b) {
  const double after = seconds_after(a, b);
  const double distances = distance_ratio(a, b).value_or(1);
  if (distances < kEnough) return false;
  if (typed(a) || typed(b))
    return std::abs(after) <= kTypedStart && ratio(a.elapsed_seconds, b.elapsed_seconds) >= kEnough;
  return overlap(a, b, after) >= kEnough;
}

/// So many hours that `a` is ahead of `b`, when nothing else tells them apart; 0: none.
std::int64_t hours_off(const MatchFacts& a, const MatchFacts& b) {
  if (a.source == WorkoutSource::fit && b.source == WorkoutSource::fit) return 0;
  if (typed(a) || typed(b)) return 0;
  const double after = seconds_after(a, b);
  const double hours = std::round(after / kHour);
  if (std::abs(hours) > kMostHours || std::abs(after - hours * kHour) > kSameSecond) return 0;
  if (ratio(a.elapsed_seconds, b.elapsed_seconds) < kSame) return 0;
  const auto distances = distance_ratio(a, b);
  if (!distances || *distances < kSame || !same_bounds(a.track, b.track)) return 0;
  return static_cast<std::int64_t>(hours);
}

MergeReason reason_of(const MatchFacts& a, const MatchFacts& b, std::int64_t hours) {
  MergeReason reason;
  const double after = seconds_after(a, b) - static_cast<double>(hours) * kHour;
  reason.start_difference_seconds = std::round(std::abs(after) * 10) / 10;
  reason.overlap_percent = std::llround(overlap(a, b, after) * 100);
  if (const auto distances = distance_ratio(a, b))
    reason.distance_percent = std::llround(*distances * 100);
  reason.corrected_hours = hours;
  return reason;
}

}  // namespace

MatchFacts facts_of(const Workout& workout) {
  MatchFacts facts;
  facts.type = workout.type;
  facts.source = workout.source;
  facts.started_at = workout.started_at;
  facts.elapsed_seconds = workout.elapsed_seconds.value;
  if (workout.distance_metres) facts.distance_metres = workout.distance_metres->value;
  if (workout.track) facts.track = &*workout.track;
  return facts;
}

MatchFacts facts_of(const Measures& measures, WorkoutSource source) {
  MatchFacts facts;
  facts.type = measures.type;
  facts.source = source;
  facts.started_at = measures.started_at;
  facts.elapsed_seconds = measures.elapsed_seconds.value;
  if (measures.distance_metres) facts.distance_metres = measures.distance_metres->value;
  if (measures.track) facts.track = &*measures.track;
  return facts;
}

std::optional<MergeReason> match(const MatchFacts& recording, const MatchFacts& workout) {
  if (!can_be_one(recording.type, workout.type)) return std::nullopt;
  if (same_time(recording, workout)) return reason_of(recording, workout, 0);
  if (const std::int64_t hours = hours_off(recording, workout); hours != 0)
    return reason_of(recording, workout, hours);
  return std::nullopt;
}

MergeReason comparison(const MatchFacts& recording, const MatchFacts& workout) {
  return reason_of(recording, workout, 0);
}

bool is_better(const MergeReason& a, const MergeReason& b) {
  const auto place = [](const MergeReason& reason) {
    return std::tuple(reason.corrected_hours != 0, -reason.overlap_percent,
                      reason.start_difference_seconds);
  };
  return place(a) < place(b);
}

}  // namespace waymark::workouts
