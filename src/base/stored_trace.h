// The trace of a request, as work that was stored for later remembers it.
#pragma once

#include <string_view>

#include "base/request_context.h"

namespace waymark {

/// `trace_id` is 32 hexadecimal digits in lower case; anything else gives an empty trace.
Trace trace_of(std::string_view trace_id);

}  // namespace waymark
