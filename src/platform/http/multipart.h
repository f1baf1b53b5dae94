// multipart/form-data (RFC 7578), read as it comes: what a browser's form sends with a file.
#pragma once

#include <optional>
#include <string>

#include "platform/http/message.h"

namespace waymark::http {

struct FormPart {
  std::string name;
  std::optional<std::string> file_name;  // the last segment of what the client says
  std::string media_type;  // in lower case, without parameters; "text/plain" when not given
};

/// Goes through the parts once, in order. Bounded: 64 parts, 8 KiB of headers each; the body's own limit is the
/// route's. Throws Error(invalid_input) naming the field "body" when the form is broken or ends too early, and what
/// BodyReader throws.
class FormReader {
 public:
  /// For a streamed route or a whole body. Throws Error(unsupported_media) when it is no form with a boundary.
  explicit FormReader(Request& request);

  /// The next part, past whatever of this one was not read; nullopt after the last.
  Task<std::optional<FormPart>> next();
  /// The next piece of the part's content, "" at its end.
  Task<std::string> read();
  /// All that is left of it. Throws Error(too_large) past `limit` bytes.
  Task<std::string> read_all(std::size_t limit);

 private:
  /// Until the buffer holds `mark`; its place.
  Task<std::size_t> find(std::string_view mark, std::size_t limit);
  Task<bool> more();
  FormPart parse_head(std::string_view head) const;

  Request& request_;
  std::string delimiter_;  // "\r\n--boundary"
  std::string buffer_;     // received, not yet handed over
  bool whole_taken_ = false;
  bool in_part_ = false;
  bool ended_ = false;
  std::size_t parts_ = 0;
};

}  // namespace waymark::http
