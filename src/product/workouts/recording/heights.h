// Heights of a recording, and what was climbed.
//
// Climb      Elevations are smoothed (mean of nine, within a stretch); then every rise counts from its lowest to its
//            highest point when it is at least 3 m, and ends when the way has fallen 3 m below its top. Barometer noise and
//            the steps of GPS heights stay below. Descent is the same upside down.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

inline constexpr float kNoHeight = std::numeric_limits<float>::quiet_NaN();

struct Heights {
  std::vector<float> smooth;  // metres, one a sample; kNoHeight where there is none
  std::optional<double> climb;
  std::optional<double> descent;
};

/// `samples` are clean: `segment` counts the stretches.
Heights heights_of(const std::vector<Sample>& samples);

}  // namespace waymark::workouts
