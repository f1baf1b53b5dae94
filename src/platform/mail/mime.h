// A mail as an Internet message (RFC 5322), with MIME parts (RFC 2045) and encoded headers (RFC 2047).
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "platform/mail/mail.h"

namespace waymark::mail {

struct Envelope {
  std::string from;  // "Waymark <hello@example.org>" or an address alone
  Instant date;
  std::string unique;  // makes the Message-ID and the boundary: letters and digits
};

/// CRLF lines, headers in ASCII; bodies as they are, in UTF-8, so that a person can read the file in any editor (base64 when
/// a line is too long for that). A line break in a header's value throws Error(invalid_input): nobody adds a header of
/// their own.
std::string to_message(const Mail& mail, const Envelope& envelope);

}  // namespace waymark::mail
