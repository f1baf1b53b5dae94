// For tests: recordings made by hand.
#pragma once

#include <cmath>
#include <string_view>

#include "base/time.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

inline Instant instant(std::string_view text) {
  return parse_rfc3339(text).value();
}

/// Seconds after 2026-11-14T07:30:00Z.
inline Sample sample_at(double seconds) {
  Sample sample;
  sample.time =
      instant("2026-11-14T07:30:00Z").time_since_epoch().count() + std::llround(seconds * 1000);
  return sample;
}

/// So many metres north of 10° N, 20° E.
inline Sample fix_at(double seconds, double metres_north) {
  Sample sample = sample_at(seconds);
  sample.latitude = static_cast<std::int32_t>(std::llround((10 + metres_north / 110'608.5) * 1e7));
  sample.longitude = 200'000'000;
  return sample;
}

/// North at `speed` metres a second, a fix a second.
inline Recording run_north(double speed, int seconds) {
  Recording recording;
  recording.type = WorkoutType::run;
  for (int i = 0; i <= seconds; ++i) recording.samples.push_back(fix_at(i, speed * i));
  return recording;
}

}  // namespace waymark::workouts
