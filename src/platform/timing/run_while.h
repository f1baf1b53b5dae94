// Runs a piece of work no longer than it may.
#pragma once

#include <chrono>
#include <functional>

#include "base/task.h"

namespace waymark::timing {

/// How often may_go_on is asked.
inline constexpr std::chrono::milliseconds kAskEvery{100};

/// Runs `work` to its end; its exception passes through. When `may_go_on` says no, the work is
/// cancelled and waited for, and Error(deadline_exceeded) is thrown, unless it ended well all the
/// same. Cancellation of the caller is passed on to the work.
Task<void> run_while(Task<void> work, std::function<bool()> may_go_on);

}  // namespace waymark::timing
