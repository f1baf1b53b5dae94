// Brings a track's points into order and drops what cannot be (track.h tells the rules).
#pragma once

#include <vector>

#include "product/workouts/gpx_reader.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

/// By time, each time once. Consecutive points of the same `segment` belong to one stretch.
std::vector<TrackPoint> in_order(std::vector<TrackPoint> points);

/// Metres a second past which a fix is a spike.
double impossible_speed(WorkoutType type);

/// Without spikes; `segment` counts the stretches without a pause, from 0.
std::vector<TrackPoint> without_spikes(const std::vector<TrackPoint>& points, double fastest);

}  // namespace waymark::workouts
