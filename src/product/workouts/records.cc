#include "product/workouts/records.h"

#include <algorithm>
#include <cmath>

#include "product/workouts/keys.h"

namespace waymark::workouts {
namespace {

constexpr std::int64_t kMost = 999'999'999'999;

bool more_is_better(RecordKind kind) {
  return distance_of(kind) == 0;
}

std::string twelve_digits(std::int64_t value) {
  std::string digits = std::to_string(std::clamp<std::int64_t>(value, 0, kMost));
  return std::string(12 - digits.size(), '0') + digits;
}

}  // namespace

std::vector<Best> bests_of(const Workout& workout) {
  std::vector<Best> bests;
  const auto add = [&](RecordKind kind, double value) {
    if (!(value > 0)) return;
    Best& best = bests.emplace_back();
    best.type = workout.type;
    best.kind = kind;
    best.value = value;
    best.workout_id = workout.id;
    best.achieved_at = workout.started_at;
  };
  for (const BestEffort& effort : workout.best_efforts) add(effort.kind, effort.seconds.value);
  if (workout.distance_metres) add(RecordKind::longest_distance, workout.distance_metres->value);
  add(RecordKind::longest_time, workout.moving_seconds.value);
  if (workout.climb_metres) add(RecordKind::most_climb, workout.climb_metres->value);
  return bests;
}

std::string best_prefix(WorkoutType type, RecordKind kind) {
  return std::string(keys::kBest) + std::string(enum_name(type)) + "#" +
         std::string(enum_name(kind)) + "#";
}

std::string best_key(const Best& best) {
  const std::int64_t thousandths = std::llround(best.value * 1000);
  return best_prefix(best.type, best.kind) +
         twelve_digits(more_is_better(best.kind) ? kMost - thousandths : thousandths) + "#" +
         best.workout_id.to_string();
}

}  // namespace waymark::workouts
