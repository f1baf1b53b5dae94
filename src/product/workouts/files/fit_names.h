// What FIT's numbers for sports, makers and kinds of files mean (FIT SDK, Profile: "Types"), as far as it matters here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "product/workouts/recording/workout_type.h"

namespace waymark::workouts::fit {

/// The sport's word in FIT ("running"), or its number.
std::string sport_name(std::uint8_t sport);

/// nullopt when the sport tells too little (`generic`): a name may then say more.
std::optional<WorkoutType> type_of(std::uint8_t sport, std::optional<std::uint8_t> sub_sport);

/// Treadmills, trainers, pools, virtual rides: where positions are missing or made up, and distances are the device's.
bool is_indoors(std::optional<std::uint8_t> sub_sport);

inline constexpr std::uint8_t kTransition =
    3;  // the sport of what lies between two parts of a triathlon

/// The maker's name, or its number.
std::string manufacturer_name(std::uint16_t manufacturer);

inline constexpr std::uint8_t kCourseFile = 6;
/// What a file holds ("course"), or its number.
std::string file_type_name(std::uint8_t type);

}  // namespace waymark::workouts::fit
