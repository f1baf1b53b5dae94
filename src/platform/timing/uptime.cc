#include "platform/timing/uptime.h"

#include <time.h>

namespace waymark::timing {

Ticks SystemUptime::now() const {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::milliseconds(now.tv_nsec / 1'000'000);
}

}  // namespace waymark::timing
