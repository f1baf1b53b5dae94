// The query parameters `first` and `after` of routes that answer lists.
#pragma once

#include <cstdint>
#include <optional>

#include "base/page_request.h"
#include "platform/http/message.h"

namespace waymark::http {

/// nullopt when it is absent. Throws Error(invalid_input) naming `first` when it is no integer.
std::optional<std::int64_t> first_of(const Request& request);

/// The first page when both are absent. Throws Error(invalid_input) naming `first`.
PageRequest page_of(const Request& request);

}  // namespace waymark::http
