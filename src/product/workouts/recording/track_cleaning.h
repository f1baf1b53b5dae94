// Brings a track's points into order and drops what cannot be (track.h tells the rules).
#pragma once

#include <vector>

#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// By time, each time once. Consecutive points of the same `segment` belong to one stretch.
std::vector<Sample> in_order(std::vector<Sample> points);

/// Metres a second past which a fix is a spike.
double impossible_speed(WorkoutType type);

/// Without the fixes that are spikes (what else such a sample says stays); `segment` counts the stretches without a pause,
/// from 0. Samples without a position pass.
std::vector<Sample> without_spikes(const std::vector<Sample>& points, double fastest);

}  // namespace waymark::workouts
