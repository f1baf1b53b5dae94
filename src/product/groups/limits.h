// How much of everything there may be in groups.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace waymark::groups {

inline constexpr std::int64_t kGroupLimit = 200;  // that one person is in
inline constexpr std::int64_t kDailyGroups = 20;  // that one person makes
inline constexpr std::size_t kMostPins = 5;
inline constexpr std::size_t kMostInvitations =
    20;                                            // links of one group that still let somebody in
inline constexpr std::size_t kInvitedAtOnce = 20;  // people: they are one commit
inline constexpr std::uint32_t kCountedRequests = 100;

inline constexpr std::size_t kLongestName = 100;  // code points
inline constexpr std::size_t kLongestDescription = 4'000;
inline constexpr std::size_t kMostTags = 20;
inline constexpr std::size_t kLongestTag = 40;

inline constexpr std::chrono::days kInvitationLife{7};
inline constexpr std::chrono::days kLongestInvitation{30};
inline constexpr std::int64_t kInvitationUses = 100;
inline constexpr std::int64_t kMostInvitationUses = 1'000;

}  // namespace waymark::groups
