// Timers that could not be fired, kept with the reason until somebody has mended what was wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"
#include "platform/timing/timers.h"

namespace waymark::timing {

struct ParkedTimer {
  Timer timer;
  std::string reason;
  std::int64_t failures = 0;
  Instant parked_at;
};
BOOST_DESCRIBE_STRUCT(ParkedTimer, (), (timer, reason, failures, parked_at))

/// The first of them, by when they were due.
Task<std::vector<ParkedTimer>> parked_timers(store::Store& store, std::uint32_t at_most);

/// Sets all of them again: they fire within seconds. How many.
Task<std::size_t> replay_parked_timers(store::Store& store, const Timers& timers);

}  // namespace waymark::timing
