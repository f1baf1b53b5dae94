// How much of everything there may be in chat.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/request_context.h"

namespace waymark::chat {

inline constexpr std::int64_t kMemberLimit = 256;    // of a room, the invited among them
inline constexpr std::int64_t kRoomLimit = 500;      // that one person is in
inline constexpr std::int64_t kRequestLimit = 200;   // that wait for one person's answer
inline constexpr std::size_t kInviteLimit = 40;      // at once: they are one commit
inline constexpr std::int64_t kRequestMessages = 3;  // before somebody has accepted

inline constexpr std::size_t kLongestMessage = 4'000;  // characters
inline constexpr std::size_t kLongestName = 100;
inline constexpr std::size_t kLongestClientId = 64;    // bytes
inline constexpr std::size_t kMostPictures = 4;        // of a message
inline constexpr std::size_t kMostReactionsOfOne = 3;  // of one person on one message

/// How long the log tells of edits, deletions and reactions: who was away for longer gets all new
/// messages, and asks for older ones anew.
inline constexpr std::chrono::days kChangesKept{30};

/// New rooms a day that one person may open (GG §18: entitlements).
constexpr std::int64_t daily_rooms(Tier tier) {
  return tier == Tier::premium ? 500 : 50;
}

/// What an operator sets ([chat]).
struct Options {
  std::chrono::days free_kept{365};   // messages, by their sender's tier; 0: for good
  std::chrono::days premium_kept{0};  // GG §20: tiered retention

  std::chrono::days kept(Tier tier) const {
    return tier == Tier::premium ? premium_kept : free_kept;
  }
};

}  // namespace waymark::chat
