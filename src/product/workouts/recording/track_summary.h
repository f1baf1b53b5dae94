// What is kept of the places of a recording.
//
// Bounds     minLongitude is the western edge, also when the track crosses 180° (RFC 7946 §5.2).
#pragma once

#include <optional>
#include <vector>

#include "product/workouts/recording/measures.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// Of clean samples; nullopt when none has a position.
std::optional<TrackSummary> summary_of(const std::vector<Sample>& samples);

/// Sets the bounds to those of a line that is not empty and whose longitudes are continuous.
void bound(TrackSummary& summary, const std::vector<Position>& line);

}  // namespace waymark::workouts
