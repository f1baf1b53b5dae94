#include "product/workouts/multipart.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kHeaderLimit = 8 * 1024;
constexpr std::size_t kFieldLimit = 4 * 1024;
constexpr std::size_t kMostFields = 16;
constexpr std::size_t kLongestBoundary = 70;  // RFC 2046 §5.1.1

[[noreturn]] void broken() {
  throw Error::invalid("file", "error.upload.multipart");
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// A parameter of a header value: name=value or name="value".
std::optional<std::string> parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    ++at;
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t')) ++at;
    const std::size_t equals = value.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    const bool wanted = lower(value.substr(at, equals - at)) == name;
    std::string text;
    std::size_t end = equals + 1;
    if (end < value.size() && value[end] == '"') {
      for (++end; end < value.size() && value[end] != '"'; ++end) {
        if (value[end] == '\\' && end + 1 < value.size()) ++end;
        text += value[end];
      }
    } else {
      end = std::min(value.find(';', end), value.size());
      text = value.substr(equals + 1, end - equals - 1);
      while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
    }
    if (wanted) return text;
    at = value.find(';', end);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> MultipartReader::boundary_of(std::string_view content_type) {
  auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return std::nullopt;
  return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, std::string file_field,
                                 std::function<void(std::string_view)> on_file)
    : delimiter_("\r\n--" + std::string(boundary)),
      file_field_(std::move(file_field)),
      on_file_(std::move(on_file)),
      buffer_("\r\n") {}  // the first delimiter may be the body's first line

void MultipartReader::feed(std::string_view piece) {
  if (state_ == State::ended) return;  // the epilogue means nothing
  buffer_ += piece;
  while (step()) {
  }
}

void MultipartReader::finish() const {
  if (state_ != State::ended) broken();
}

std::optional<std::string> MultipartReader::field(const std::string& name) const {
  const auto found = fields_.find(name);
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

/// Whether there may be more to do with what is buffered.
bool MultipartReader::step() {
  switch (state_) {
    case State::before_part:
      return skip_preamble();
    case State::after_delimiter:
      return read_delimiter_end();
    case State::headers:
      return read_headers();
    case State::content:
      return read_content();
    case State::ended:
      buffer_.clear();
      return false;
  }
  return false;
}

bool MultipartReader::skip_preamble() {
  const std::size_t at = buffer_.find(delimiter_);
  if (at == std::string::npos) {
    if (buffer_.size() > kHeaderLimit) broken();
    return false;
  }
  buffer_.erase(0, at + delimiter_.size());
  state_ = State::after_delimiter;
  return true;
}

bool MultipartReader::read_delimiter_end() {
  if (buffer_.size() < 2) return false;
  if (buffer_.starts_with("--")) {
    state_ = State::ended;
    return true;
  }
  const std::size_t line_end = buffer_.find("\r\n");
  if (line_end == std::string::npos) {
    if (buffer_.size() > kHeaderLimit) broken();
    return false;
  }
  if (buffer_.find_first_not_of(" \t") != line_end) broken();
  buffer_.erase(0, line_end);  // its line feed ends an empty set of headers, too
  state_ = State::headers;
  return true;
}

bool MultipartReader::read_headers() {
  const std::size_t end = buffer_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (buffer_.size() > kHeaderLimit) broken();
    return false;
  }
  begin_part(std::string_view(buffer_).substr(0, end));
  buffer_.erase(0, end + 4);
  state_ = State::content;
  return true;
}

void MultipartReader::begin_part(std::string_view headers) {
  in_file_ = false;
  field_name_.clear();
  std::optional<std::string> name;
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find("\r\n"), headers.size());
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + 2, headers.size()));
    if (lower(line.substr(0, 20)) == "content-disposition:") name = parameter(line, "name");
  }
  if (!name) broken();
  if (*name == file_field_) {
    if (saw_file_) broken();
    in_file_ = saw_file_ = true;
  } else {
    if (fields_.size() >= kMostFields) broken();
    field_name_ = std::move(*name);
    fields_.emplace(field_name_, "");
  }
}

bool MultipartReader::read_content() {
  const std::size_t at = buffer_.find(delimiter_);
  if (at == std::string::npos) {
    // All but what may be the beginning of a delimiter.
    if (buffer_.size() < delimiter_.size()) return false;
    const std::size_t sure = buffer_.size() - delimiter_.size() + 1;
    take(std::string_view(buffer_).substr(0, sure));
    buffer_.erase(0, sure);
    return false;
  }
  take(std::string_view(buffer_).substr(0, at));
  buffer_.erase(0, at + delimiter_.size());
  state_ = State::after_delimiter;
  return true;
}

void MultipartReader::take(std::string_view content) {
  if (in_file_) return on_file_(content);
  std::string& value = fields_[field_name_];
  if (value.size() + content.size() > kFieldLimit) broken();
  value += content;
}

}  // namespace waymark::workouts
