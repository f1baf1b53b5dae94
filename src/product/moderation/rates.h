// How often somebody may do something, and how often all together who come from one network may.
//
// Counted through platform/cache: by this process, or by all nodes together; while Redis is away each node counts alone.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/cache/limits.h"

namespace waymark::moderation {

enum class Action { sign_up, log_in, post, comment, follow, message, report };
inline constexpr std::size_t kActions = 7;

/// The rate of each action; none: it is not counted.
struct RateTable {
  RateTable() = default;
  std::array<std::optional<cache::Rate>, kActions> of;
  /// One network may do so many times what one person may: a household, an office. Sign-up and log-in, which nobody does
  /// as somebody, are counted by network alone, once.
  double network_factor = 20;

  std::optional<cache::Rate>& at(Action action) { return of[static_cast<std::size_t>(action)]; }
  const std::optional<cache::Rate>& at(Action action) const {
    return of[static_cast<std::size_t>(action)];
  }
};

/// "30 60/h": 30 at once, and then 60 an hour (/s, /m, /h, /d). "off": none. nullopt for what is neither.
std::optional<std::optional<cache::Rate>> parse_rate(std::string_view text);

/// One for the server, any reactor; borrows `limits`.
class Rates {
 public:
  Rates(cache::RateLimits& limits, const RateTable& table) : limits_(limits), table_(table) {}

  /// Throws Error(rate_limited, "error.rate_limited"), which says when to come back.
  Task<void> take(Action action, const RequestContext& context) const;
  /// What was taken did not count after all: a log-in that was right.
  Task<void> give_back(Action action, const RequestContext& context) const;

 private:
  cache::RateLimits& limits_;
  RateTable table_;
};

}  // namespace waymark::moderation
