// A kept answer, as bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace waymark::idempotency {

/// The largest body that is kept.
inline constexpr std::size_t kLargestAnswer = 256 * 1024;

/// JSON: {"status", "headers": [{"name", "value"}], "body": base64}. nullopt for a streamed body and one that is too
/// large.
std::optional<std::string> encode_answer(const http::Response& response);
/// nullopt for what encode_answer() did not make.
std::optional<http::Response> decode_answer(std::string_view encoded);

}  // namespace waymark::idempotency
