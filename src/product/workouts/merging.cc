#include "product/workouts/merging.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace waymark::workouts {
namespace {

using Sources = std::vector<Source>;

Instant later(Instant start, Seconds by) {
  return start + std::chrono::milliseconds(std::llround(by.value * 1000));
}

/// The measures of the first source that has `member`, or null.
template <typename Member>
const Measures* first_with(const Sources& sources, Member member) {
  for (const Source& source : sources)
    if (source.measures.*member) return &source.measures;
  return nullptr;
}

template <typename T>
std::optional<T> first_of(const Sources& sources, std::optional<T> Measures::*member) {
  const Measures* found = first_with(sources, member);
  return found ? found->*member : std::nullopt;
}

WorkoutType type_of(const Sources& sources) {
  for (const Source& source : sources)
    if (source.measures.type != WorkoutType::other) return source.measures.type;
  return WorkoutType::other;
}

void take_times(Workout& workout, const Source& source) {
  const Measures& measures = source.measures;
  workout.source = source.source;
  workout.indoors = measures.indoors;
  workout.started_at = measures.started_at;
  workout.moving_seconds = measures.moving_seconds;
  workout.elapsed_seconds = measures.elapsed_seconds;
}

void take_distance(Workout& workout, const Sources& sources) {
  const Measures* from = first_with(sources, &Measures::distance_metres);
  workout.distance_metres = from ? from->distance_metres : std::nullopt;
  workout.max_speed = from ? from->max_speed : std::nullopt;
  workout.best_efforts = from ? from->efforts : std::vector<BestEffort>();
}

void take_pairs(Workout& workout, const Sources& sources) {
  const Measures nothing;
  const auto best = [&](auto member) -> const Measures& {
    const Measures* found = first_with(sources, member);
    return found ? *found : nothing;
  };
  const Measures& climb = best(&Measures::climb_metres);
  workout.climb_metres = climb.climb_metres;
  workout.descent_metres = climb.descent_metres;
  const Measures& heart = best(&Measures::average_heart_rate);
  workout.average_heart_rate = heart.average_heart_rate;
  workout.max_heart_rate = heart.max_heart_rate;
  const Measures& cadence = best(&Measures::average_cadence);
  workout.average_cadence = cadence.average_cadence;
  workout.max_cadence = cadence.max_cadence;
  const Measures& power = best(&Measures::average_power);
  workout.average_power = power.average_power;
  workout.max_power = power.max_power;
}

void apply(StoredWorkout& workout) {
  const Edits& edits = workout.edits;
  if (edits.type) workout.type = *edits.type;
  if (edits.title) workout.title = edits.title;
  if (edits.started_at) workout.started_at = *edits.started_at;
  if (edits.moving_seconds) {
    workout.moving_seconds = Seconds{*edits.moving_seconds};
    if (workout.source == WorkoutSource::manual) workout.elapsed_seconds = workout.moving_seconds;
  }
  if (edits.distance_metres) workout.distance_metres = Metres{*edits.distance_metres};
  if (edits.climb_metres) workout.climb_metres = Metres{*edits.climb_metres};
  if (edits.average_heart_rate) workout.average_heart_rate = edits.average_heart_rate;
  if (edits.steps) workout.steps = edits.steps;
  if (edits.pushes) workout.pushes = edits.pushes;
  for (const std::string& name : edits.taken_away) {
    if (name == "title") workout.title.reset();
    if (name == "distanceMetres") workout.distance_metres.reset();
    if (name == "climbMetres") workout.climb_metres.reset();
    if (name == "averageHeartRate") workout.average_heart_rate.reset();
    if (name == "steps") workout.steps.reset();
    if (name == "pushes") workout.pushes.reset();
  }
  const bool other_distance = edits.distance_metres || !workout.distance_metres;
  if (other_distance) {
    workout.best_efforts.clear();
    workout.max_speed.reset();
  }
}

/// The wall clock at the start: as a file says, else the person's.
void take_zone(Workout& workout, const Sources& sources) {
  workout.time_zone.reset();
  for (const Source& source : sources) {
    const Measures& measures = source.measures;
    if (!measures.utc_offset_minutes && !measures.time_zone) continue;
    workout.time_zone = measures.time_zone;
    if (measures.utc_offset_minutes) {
      workout.utc_offset_minutes = *measures.utc_offset_minutes;
      return;
    }
    break;
  }
  if (!workout.time_zone) workout.time_zone = sources.front().home_zone;
  const auto zone = TimeZone::find(*workout.time_zone);
  workout.utc_offset_minutes = zone ? zone->offset_at(workout.started_at).count() : 0;
}

}  // namespace

int rank_of(WorkoutSource source) {
  switch (source) {
    case WorkoutSource::fit:
      return 0;
    case WorkoutSource::tcx:
      return 1;
    case WorkoutSource::gpx:
      return 2;
    case WorkoutSource::apple_health:
      return 3;
    case WorkoutSource::csv:
      return 4;
    case WorkoutSource::manual:
      return 5;
  }
  return 5;
}

void order(std::vector<Source>& sources) {
  const auto place = [](const Source& source) {
    const bool wrong_clock = source.reason && source.reason->corrected_hours != 0;
    return std::tuple(rank_of(source.source), wrong_clock, source.measures.started_at,
                      source.fingerprint, source.id);
  };
  std::sort(sources.begin(), sources.end(),
            [&](const Source& a, const Source& b) { return place(a) < place(b); });
}

StoredWorkout canonical(StoredWorkout stored, std::vector<Source> sources) {
  order(sources);
  take_times(stored, sources.front());
  stored.type = type_of(sources);
  stored.title = first_of(sources, &Measures::title);
  take_distance(stored, sources);
  take_pairs(stored, sources);
  stored.calories = first_of(sources, &Measures::calories);
  stored.steps = first_of(sources, &Measures::steps);
  stored.pushes = first_of(sources, &Measures::pushes);
  stored.track = first_of(sources, &Measures::track);
  stored.device.reset();
  stored.merge_reasons.clear();
  for (const Source& source : sources) {
    if (!stored.device) stored.device = source.device;
    if (source.reason && sources.size() > 1) stored.merge_reasons.push_back(*source.reason);
  }
  stored.source_count = static_cast<std::int64_t>(sources.size());
  apply(stored);
  take_zone(stored, sources);
  stored.ended_at = later(stored.started_at, stored.elapsed_seconds);
  stored.average_speed.reset();
  if (stored.distance_metres && stored.moving_seconds.value > 0)
    stored.average_speed =
        std::round(stored.distance_metres->value / stored.moving_seconds.value * 1000) / 1000;
  return stored;
}

}  // namespace waymark::workouts
