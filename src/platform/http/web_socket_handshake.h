// The way from HTTP to WebSocket (RFC 6455 §4.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"

namespace waymark::http {

/// Whether the client asks for a WebSocket at all.
bool wants_web_socket(const Request& request);

/// Whether a page of this origin may: one of the server's own host, one of the list, or no browser at all.
bool may_open(const Request& request, const std::vector<std::string>& allowed_origins);

/// The first of ours that the client offers, or "".
std::string choose_subprotocol(const Request& request, const std::vector<std::string>& ours);

/// Sec-WebSocket-Accept, or nullopt when the version or the key is not right.
std::optional<std::string> accept_web_socket(const Request& request);

}  // namespace waymark::http
