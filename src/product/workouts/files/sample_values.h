// What of a device's values makes sense, the same for every format. What does not is left out, as if the device had said
// nothing of it.
#pragma once

#include <cmath>

#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// The nearest whole number of one that fits into 32 bits; std::lround is a call, and this runs for every value of a file.
inline std::int32_t nearest(double value) {
  return static_cast<std::int32_t>(value < 0 ? value - 0.5 : value + 0.5);
}

/// Degrees. False, and nothing set, when the place is not on earth; (0, 0), which receivers without a fix write, is none.
inline bool set_position(Sample& sample, double latitude, double longitude) {
  if (!(std::abs(latitude) <= 90 && std::abs(longitude) <= 180)) return false;
  if (latitude == 0 && longitude == 0) return false;
  sample.latitude = nearest(latitude * 1e7);
  sample.longitude = nearest(longitude * 1e7);
  return true;
}

inline void set_elevation(Sample& sample, double metres) {
  if (metres >= -500 && metres <= 9000) sample.elevation = static_cast<float>(metres);
}

inline void set_distance(Sample& sample, double metres) {
  if (metres >= 0 && metres <= 1e7) sample.distance = static_cast<float>(metres);
}

inline void set_speed(Sample& sample, double metres_a_second) {
  if (metres_a_second >= 0 && metres_a_second <= 150)
    sample.speed = static_cast<float>(metres_a_second);
}

inline void set_heart_rate(Sample& sample, double beats_a_minute) {
  if (beats_a_minute >= 20 && beats_a_minute <= 250)
    sample.heart_rate = static_cast<std::uint8_t>(nearest(beats_a_minute));
}

inline void set_cadence(Sample& sample, double turns_a_minute) {
  if (turns_a_minute >= 0 && turns_a_minute <= 254)
    sample.cadence = static_cast<std::uint8_t>(nearest(turns_a_minute));
}

inline void set_power(Sample& sample, double watts) {
  if (watts >= 0 && watts <= 5000) sample.power = static_cast<std::uint16_t>(nearest(watts));
}

inline void set_temperature(Sample& sample, double celsius) {
  if (celsius >= -60 && celsius <= 70)
    sample.temperature = static_cast<std::int8_t>(nearest(celsius));
}

}  // namespace waymark::workouts
