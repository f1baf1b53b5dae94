// For tests: limits that count nothing.
#pragma once

#include "base/time.h"
#include "platform/cache/local/local_limits.h"
#include "product/limits/limits.h"

namespace waymark::limits {

struct Unlimited {
  SystemClock clock;
  cache::LocalRateLimits buckets{clock};
  Limits limits{buckets, Table()};
};

}  // namespace waymark::limits
