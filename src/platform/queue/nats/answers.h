// What JetStream's own interface answers: JSON objects, and messages as it keeps them (NATS ADR-1, ADR-31).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/error.h"
#include "platform/queue/nats/message.h"

namespace waymark::queue::nats {

/// The kind of a delayed job, beside the names of the priorities.
inline constexpr const char* kLater = "later";

/// Durations on its wire.
std::int64_t in_nanoseconds(std::chrono::milliseconds time);

Error unavailable(const std::string& cause);

/// Throws Error(unavailable) when the body is no JSON object.
boost::json::object parsed(const std::string& body);
/// 0 when the answer is no error.
unsigned error_code(const boost::json::object& answer, std::string& description);

/// A member of an answer; empty, 0, nullptr when there is none of that type.
std::string_view text_of(const boost::json::object& document, std::string_view name);
std::uint64_t number_of(const boost::json::object& document, std::string_view name);
const boost::json::object* object_of(const boost::json::object& document, std::string_view name);

/// "NATS/1.0\r\nName: value\r\n…\r\n\r\n", as JetStream stores headers.
Headers parse_headers(std::string_view block);

}  // namespace waymark::queue::nats
