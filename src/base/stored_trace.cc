#include "base/stored_trace.h"

namespace waymark {

Trace trace_of(std::string_view trace_id) {
  Trace trace;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  if (trace_id.size() != 2 * trace.trace_id.size()) return trace;
  for (std::size_t i = 0; i < trace.trace_id.size(); ++i)
    trace.trace_id[i] =
        static_cast<std::uint8_t>(digit(trace_id[2 * i]) << 4 | digit(trace_id[2 * i + 1]));
  return trace;
}

}  // namespace waymark
