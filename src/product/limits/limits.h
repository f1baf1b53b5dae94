// How often somebody may do something, and how often all together who come from one network may.
//
// Counted through platform/cache: by this process, or by all nodes together; while Redis is away each node counts alone.
// All that limits people is here; [limits] of the settings says how much. Beside it stands only what slows down
// guesses at one account (platform/auth/throttle.h), and what bounds the memory of one process.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/cache/limits.h"

namespace waymark::limits {

enum class Action {
  sign_up,
  mail_request,  // a mail that anybody may ask for, to any address
  mail,          // the same, to that address
  availability,  // whether a name or an address is free
  post,
  comment,
  follow,
  message,
  typing,  // in one room
  report,
  upload,
  search,
};
inline constexpr std::size_t kActions = 12;

/// The rate of each action; none: it is not counted.
struct Table {
  Table() = default;
  std::array<std::optional<cache::Rate>, kActions> of;
  /// One network may do so many times what one person may: a household, an office. What nobody does as somebody (sign-up,
  /// asking for mails and names) is counted by network alone, once.
  double network_factor = 20;

  std::optional<cache::Rate>& at(Action action) { return of[static_cast<std::size_t>(action)]; }
  const std::optional<cache::Rate>& at(Action action) const {
    return of[static_cast<std::size_t>(action)];
  }
};

/// "30 60/h": 30 at once, and then 60 an hour (/s, /m, /h, /d). "off": none. nullopt for what is neither.
std::optional<std::optional<cache::Rate>> parse_rate(std::string_view text);

/// One for the server, any reactor; borrows `limits`.
class Limits {
 public:
  Limits(cache::RateLimits& limits, const Table& table) : limits_(limits), table_(table) {}

  /// Counts whoever sends the request. Throws Error(rate_limited, "error.rate_limited"), which says when to come back.
  Task<void> take(Action action, const RequestContext& context) const;
  /// Counts `whom` it is done to. Throws as the other. No address is written down where counts are kept: only a digest.
  Task<void> take_for(Action action, std::string whom) const;
  /// The same; false instead of the error.
  Task<bool> try_take_for(Action action, std::string whom) const;

 private:
  cache::RateLimits& limits_;
  Table table_;
};

}  // namespace waymark::limits
