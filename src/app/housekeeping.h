// What must be done from time to time: sweeping what has expired, ending quests whose time ran out.
#pragma once

#include <chrono>

#include "base/task.h"
#include "platform/store/store.h"
#include "product/goals/quests.h"

namespace waymark::app {

inline constexpr std::chrono::seconds kSweepEvery{30};
inline constexpr std::size_t kSweepAtOnce = 500;
inline constexpr std::chrono::seconds kEndQuestsEvery{5};
inline constexpr std::size_t kEndQuestsAtOnce = 100;

/// Each goes on until it is cancelled. What fails is logged and tried again at its next time.
Task<void> keep_sweeping(store::Store& store);
Task<void> keep_ending_quests(const goals::Quests& quests);

}  // namespace waymark::app
