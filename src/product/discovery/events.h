// The fact that discovery tells of: payload as in api/events/SearchRebuildAsked.v1.json.
#pragma once

#include <string_view>

#include <boost/describe.hpp>

#include "base/time.h"

namespace waymark::discovery {

/// Every node reads it in the log, and makes its index anew. Its user is nobody (UserId()).
struct SearchRebuildAsked {
  static constexpr std::string_view kType = "SearchRebuildAsked";
  Instant asked_at;
};
BOOST_DESCRIBE_STRUCT(SearchRebuildAsked, (), (asked_at))

}  // namespace waymark::discovery
