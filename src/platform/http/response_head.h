// The head of a response, written straight into the send buffer.
#pragma once

#include <array>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace waymark::http {

/// "Sat, 21 Nov 2026 04:00:00 GMT", made once a second (RFC 9110 §5.6.7). Lives on one reactor.
class DateCache {
 public:
  std::string_view now();

 private:
  std::time_t second_ = -1;
  std::array<char, 30> text_{};
};

enum class BodyKind : std::uint8_t { none, sized, chunked, until_close };

struct Framing {
  BodyKind body = BodyKind::sized;
  std::uint64_t length = 0;  // of a sized body
  bool keep_alive = true;
  bool http_1_0 = false;
  const Trace* trace = nullptr;  // echoed as traceparent
};

/// Appends status line, Date, framing and the response's own fields. Date, Content-Length,
/// Transfer-Encoding and Connection are the server's: those of the response are left out. Control
/// characters in a value become spaces, so that no value can end a field.
void append_head(std::string& out, const Response& response, const Framing& framing,
                 std::string_view date);

std::string_view reason_phrase(unsigned status);

}  // namespace waymark::http
