// What a recording is called, and what kind of workout its words speak of.
#pragma once

#include <optional>
#include <string>

#include "product/workouts/recording/workout_type.h"

namespace waymark::workouts {

/// The type that a file's <type> and <name> speak of: words (running, trail_running, "Morning Ride") or Strava's numbers.
WorkoutType type_of(const std::optional<std::string>& type, const std::optional<std::string>& name);

/// The recording's name as one line of at most 200 characters.
std::optional<std::string> title_of(const std::optional<std::string>& name);

}  // namespace waymark::workouts
