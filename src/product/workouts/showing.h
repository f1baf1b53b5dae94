// What is kept as columns (recording/measures.h), as GraphQL and REST show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/locale.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

/// GraphQL `WorkoutSplit`.
struct WorkoutSplit {
  double distance_metres = 0;
  double moving_seconds = 0;
  double elapsed_seconds = 0;
  std::optional<double> elevation_change;  // metres
  std::optional<std::int64_t> average_heart_rate;
};
BOOST_DESCRIBE_STRUCT(WorkoutSplit, (),
                      (distance_metres, moving_seconds, elapsed_seconds, elevation_change,
                       average_heart_rate))

/// GraphQL `WorkoutSeries`: lists of one length.
struct WorkoutSeries {
  std::vector<std::int64_t> seconds;
  std::optional<std::vector<std::optional<double>>> distance_metres;
  std::optional<std::vector<std::optional<double>>> elevation;  // metres
  std::optional<std::vector<std::optional<std::int64_t>>> heart_rate;
  std::optional<std::vector<std::optional<double>>> speed;  // metres a second
  std::optional<std::vector<std::optional<std::int64_t>>> cadence;
  std::optional<std::vector<std::optional<std::int64_t>>> power;
};
BOOST_DESCRIBE_STRUCT(WorkoutSeries, (),
                      (seconds, distance_metres, elevation, heart_rate, speed, cadence, power))

std::vector<WorkoutSplit> expanded(const SplitColumns& columns);
WorkoutSeries expanded(const SeriesColumns& columns);

/// "same start within 2 s, 98 % overlap"
std::string explanation(const MergeReason& reason, Locale locale);

}  // namespace waymark::workouts
