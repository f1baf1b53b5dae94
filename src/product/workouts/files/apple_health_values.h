// How a health export writes times, quantities, devices and kinds of workouts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// "2024-01-02 07:03:04 +0100".
struct HealthTime {
  std::int64_t second = 0;  // since 1970, UTC
  std::int32_t offset_minutes = 0;
};
std::optional<HealthTime> parse_health_time(std::string_view text);

/// A decimal number and nothing else.
std::optional<double> parse_health_number(std::string_view text);

// A value in the unit that stands beside it, converted; nullopt for a unit that is none of these.
std::optional<double> metres_of(double value, std::string_view unit);   // m km cm mm mi yd ft in
std::optional<double> seconds_of(double value, std::string_view unit);  // s min hr h ms
std::optional<double> kilocalories_of(double value, std::string_view unit);  // kcal Cal cal kJ J
std::optional<double> count_of(double value, std::string_view unit);         // count
std::optional<double> per_minute_of(double value, std::string_view unit);    // count/min count/s
std::optional<double> metres_per_second_of(double value,
                                           std::string_view unit);  // m/s km/hr mi/hr …

/// "<<HKDevice: 0x…>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, …>",
/// without its entities.
Device parse_health_device(std::string_view text);

/// "Running" and so on, without the "HKWorkoutActivityType" before it; nullopt for one that is not known.
std::optional<WorkoutType> health_workout_type(std::string_view name);

}  // namespace waymark::workouts
