#include "platform/http/multipart.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

constexpr std::size_t kMaxParts = 64;
constexpr std::size_t kMaxHead = 8 * 1024;
constexpr std::size_t kMaxPreamble = 1024;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046 §5.1.1

Error broken() {
  return Error::invalid("body", "error.http.form");
}

/// The value of a parameter of a field such as `form-data; name="a"; filename="b.gpx"`, without quotes and escapes.
/// Browsers escape a quote as %22 or \" and send file names as they are.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  std::size_t at = field.find(';');
  while (at < field.size()) {
    std::string_view rest = field.substr(at + 1);
    const std::size_t equals = rest.find('=');
    if (equals == rest.npos) return std::nullopt;
    const std::string_view key = trim_field(rest.substr(0, equals));
    std::size_t end = equals + 1;
    std::string value;
    if (end < rest.size() && rest[end] == '"') {
      for (++end; end < rest.size() && rest[end] != '"'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size()) ++end;
        value += rest[end];
      }
      end = std::min(rest.find(';', end), rest.size());
    } else {
      end = std::min(rest.find(';', end), rest.size());
      value = trim_field(rest.substr(equals + 1, end - equals - 1));
    }
    if (equal_ignoring_case(key, name)) return value;
    at += 1 + end;
  }
  return std::nullopt;
}

std::string without_folders(std::string name) {
  return name.substr(name.find_last_of("/\\") + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), to_lower);
  return out;
}

}  // namespace

FormReader::FormReader(Request& request) : request_(request), buffer_("\r\n") {
  const auto boundary = parameter(request.headers.find("content-type").value_or(""), "boundary");
  if (request.media_type() != "multipart/form-data" || !boundary || boundary->empty() ||
      boundary->size() > kMaxBoundary)
    throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  delimiter_ = "\r\n--" + *boundary;
}

Task<bool> FormReader::more() {
  if (!request_.stream) {
    if (std::exchange(whole_taken_, true)) co_return false;
    buffer_ += request_.body;
    co_return !request_.body.empty();
  }
  const std::string piece = co_await request_.stream->read();
  buffer_ += piece;
  co_return !piece.empty();
}

Task<std::size_t> FormReader::find(std::string_view mark, std::size_t limit) {
  std::size_t from = 0;
  while (true) {
    const std::size_t at = buffer_.find(mark, from);
    if (at != buffer_.npos && at <= limit) co_return at;
    if (at != buffer_.npos || buffer_.size() > limit + mark.size()) throw broken();
    from = buffer_.size() - std::min(buffer_.size(), mark.size() - 1);
    if (!co_await more()) throw broken();
  }
}

Task<std::optional<FormPart>> FormReader::next() {
  if (ended_) co_return std::nullopt;
  if (parts_ == 0) {
    // What stands before the first delimiter is to be ignored (RFC 2046 §5.1.1).
    const std::size_t at = co_await find(delimiter_, kMaxPreamble);
    buffer_.erase(0, at + delimiter_.size());
  } else {
    while (in_part_) co_await read();
  }
  while (buffer_.size() < 2)
    if (!co_await more()) throw broken();
  if (buffer_.starts_with("--")) {
    ended_ = true;
    co_return std::nullopt;
  }
  const std::size_t line = co_await find("\r\n", kMaxHead);
  if (!trim_field(std::string_view(buffer_).substr(0, line)).empty() || ++parts_ > kMaxParts)
    throw broken();
  buffer_.erase(0, line);
  const std::size_t end = co_await find("\r\n\r\n", kMaxHead);
  FormPart part = parse_head(std::string_view(buffer_).substr(0, end));
  buffer_.erase(0, end + 4);
  in_part_ = true;
  co_return part;
}

Task<std::string> FormReader::read() {
  while (in_part_) {
    const std::size_t at = buffer_.find(delimiter_);
    // Without a delimiter in sight, all but what may be its beginning is content.
    const std::size_t safe =
        at != buffer_.npos ? at : buffer_.size() - std::min(buffer_.size(), delimiter_.size() - 1);
    if (safe > 0) {
      std::string piece = buffer_.substr(0, safe);
      buffer_.erase(0, safe);
      co_return piece;
    }
    if (at == 0) {
      buffer_.erase(0, delimiter_.size());
      in_part_ = false;
    } else if (!co_await more()) {
      throw broken();
    }
  }
  co_return std::string();
}

Task<std::string> FormReader::read_all(std::size_t limit) {
  std::string all;
  while (true) {
    const std::string piece = co_await read();
    if (piece.empty()) co_return all;
    if (all.size() + piece.size() > limit) {
      Error error(ErrorCode::too_large, "error.too_large");
      error.with("limit", std::to_string(limit));
      throw error;
    }
    all += piece;
  }
}

FormPart FormReader::parse_head(std::string_view head) const {
  FormPart part;
  part.media_type = "text/plain";
  bool named = false;
  while (!head.empty()) {
    std::string_view line = take_until(head, '\n');
    const std::string_view name = trim_field(take_until(line, ':'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view value = trim_field(line);
    if (equal_ignoring_case(name, "content-type"))
      part.media_type = lower(trim_field(value.substr(0, value.find(';'))));
    if (!equal_ignoring_case(name, "content-disposition") || !value.starts_with("form-data"))
      continue;
    const auto given = parameter(value, "name");
    if (!given) continue;
    named = true;
    part.name = *given;
    if (auto file = parameter(value, "filename"))
      part.file_name = without_folders(std::move(*file));
  }
  if (!named) throw broken();
  return part;
}

}  // namespace waymark::http
