#include "platform/cache/limits.h"

#include "base/error.h"

namespace waymark::cache {

Task<void> take(RateLimits& limits, std::string name, Rate rate) {
  const std::chrono::milliseconds wait = co_await limits.try_take(std::move(name), rate);
  if (wait.count() == 0) co_return;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  throw Error::rate_limited("error.rate_limited", static_cast<unsigned>(seconds));
}

}  // namespace waymark::cache
