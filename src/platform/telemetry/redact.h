// Keeps credentials out of what is written down.
#pragma once

#include <string>
#include <string_view>

namespace waymark::telemetry {

/// Whether a field of this name holds a credential: password, token, secret, authorization, cookie,
/// api key …, in any case and with any separators.
bool names_a_secret(std::string_view field);

/// `text` with every bearer or basic credential, JWT, `token=`-like parameter and user:password@ of
/// a URL replaced by
/// "[redacted]".
std::string redact(std::string_view text);

}  // namespace waymark::telemetry
