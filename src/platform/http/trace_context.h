// Trace ids on the wire: the traceparent field of W3C Trace Context, version 00.
//
//   00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
//   version, trace id, id of the caller's span, flags (01: sampled)
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/random.h"
#include "base/request_context.h"

namespace waymark::http {

/// nullopt for what is not valid, all zeros included; a higher version is read as 00 (§3.2.4 of the Recommendation).
std::optional<Trace> parse_traceparent(std::string_view text);
std::array<char, 55> format_traceparent(const Trace& trace);

/// Makes ids that do not repeat. They name, they do not protect: one seed from the system's generator, then SplitMix64.
/// Lives on one reactor.
class TraceIds {
 public:
  explicit TraceIds(Random& random);
  /// The caller's trace with a new span, or a new trace.
  Trace next(std::optional<std::string_view> traceparent);

 private:
  std::uint64_t draw();
  std::uint64_t state_ = 0;
};

}  // namespace waymark::http
