// The log line of a piece of background work that failed.
#pragma once

#include <exception>
#include <string_view>

namespace waymark::timing {

void log_failure(std::string_view event, std::string_view what, const std::exception_ptr& failure);

}  // namespace waymark::timing
