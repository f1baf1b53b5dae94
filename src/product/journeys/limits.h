// How much of everything there may be in teams.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace waymark::journeys {

inline constexpr std::size_t kRunningJourneys = 5;  // of one team, at once
inline constexpr std::size_t kTeamJourneys =
    20;  // of one team, ever: who joins is put on all in one commit
inline constexpr std::uint32_t kTeamSize = 1'000;  // that lists of all members show

inline constexpr std::chrono::days kLongestSeason{3 * 366};
inline constexpr double kLeastCap = 100;  // metres a day
inline constexpr double kMostCap = 1'000'000;
inline constexpr std::int64_t kMostLateDays = 30;
inline constexpr std::int64_t kUsualLateDays = 7;
inline constexpr double kMostFactor = 100;
inline constexpr double kMostPerMinute = 1'000;  // metres
inline constexpr double kMostPerStep = 2;
inline constexpr double kMostPerPush = 10;

}  // namespace waymark::journeys
