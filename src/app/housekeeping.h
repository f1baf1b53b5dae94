// What must be done from time to time: sweeping what has expired.
#pragma once

#include <chrono>

#include "base/task.h"
#include "platform/store/store.h"

namespace waymark::app {

inline constexpr std::chrono::seconds kSweepEvery{30};
inline constexpr std::size_t kSweepAtOnce = 500;

/// Sweeps the store until it is cancelled. A sweep that fails is logged and tried again at its next time.
Task<void> keep_sweeping(store::Store& store);

}  // namespace waymark::app
