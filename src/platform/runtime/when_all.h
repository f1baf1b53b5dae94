// Several tasks beside each other, awaited together.
#pragma once

#include <vector>

#include "base/task.h"

namespace waymark::runtime {

/// Runs all of them on the caller's reactor and returns when the last has ended; then the first exception in their order
/// is thrown on. Cancelling the caller cancels all. The caller bounds how many there are.
Task<void> when_all(std::vector<Task<void>> tasks);

}  // namespace waymark::runtime
