// A recording as a few hundred moments, for charts.
#pragma once

#include <optional>

#include "product/workouts/recording/averages.h"
#include "product/workouts/recording/heights.h"
#include "product/workouts/recording/measures.h"
#include "product/workouts/recording/timeline.h"

namespace waymark::workouts {

struct SeriesMeans {
  const RunningMean& heart_rate;
  const RunningMean& cadence;
  const RunningMean& power;
};

/// nullopt with fewer than two samples. `late` is how many seconds before the first sample the workout began.
std::optional<SeriesColumns> series_of(const Timeline& timeline, const Heights& heights,
                                       const SeriesMeans& means, double late);

}  // namespace waymark::workouts
