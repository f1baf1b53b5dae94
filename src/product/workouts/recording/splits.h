// Stretches of equal length, and the fastest stretches of given lengths. Both in one pass over the timeline; between two
// samples the pace counts as even.
#pragma once

#include <optional>
#include <vector>

#include "product/workouts/recording/averages.h"
#include "product/workouts/recording/heights.h"
#include "product/workouts/recording/measures.h"
#include "product/workouts/recording/timeline.h"

namespace waymark::workouts {

inline constexpr double kKilometre = 1000;
inline constexpr double kMile = 1609.344;

/// nullopt without distance.
std::optional<SplitColumns> splits_of(const Timeline& timeline, const Heights& heights,
                                      const RunningMean& heart_rate, double unit_metres);

/// Of the kinds whose length was covered.
std::vector<BestEffort> best_efforts(const Timeline& timeline);

}  // namespace waymark::workouts
