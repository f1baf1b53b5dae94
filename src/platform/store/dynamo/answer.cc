#include "platform/store/dynamo/answer.h"

#include <charconv>
#include <cstring>

#include "base/text.h"
#include "platform/store/dynamo/document.h"

namespace waymark::store::dynamo {
namespace {

[[noreturn]] void broken() {
  throw not_understood("it is not the JSON it should be");
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

constexpr std::uint64_t each_byte(std::uint64_t byte) {
  return byte * 0x0101010101010101;
}

/// Of eight bytes, whether one may be a quote, a backslash or a control character.
bool may_be_special(std::uint64_t eight) {
  const auto has_zero = [](std::uint64_t bytes) { return (bytes - each_byte(1)) & ~bytes; };
  const std::uint64_t found = has_zero(eight ^ each_byte('"')) | has_zero(eight ^ each_byte('\\')) |
                              ((eight - each_byte(0x20)) & ~eight);
  return (found & each_byte(0x80)) != 0;
}

/// Where a string ends or is no longer what it means.
std::size_t special(std::string_view text, std::size_t from) {
  for (std::uint64_t eight = 0; text.size() - from >= sizeof eight; from += sizeof eight) {
    std::memcpy(&eight, text.data() + from, sizeof eight);
    if (may_be_special(eight)) break;
  }
  while (from < text.size() && text[from] != '"' && text[from] != '\\' &&
         static_cast<unsigned char>(text[from]) >= 0x20)
    ++from;
  return from;
}

}  // namespace

Answer::Answer(std::string_view text) : text_(text) {
  if (!is_utf8(text)) broken();
}

std::string_view Answer::string(std::string& buffer) {
  expect('"');
  const std::size_t begin = at_;
  at_ = special(text_, at_);
  if (peek() == '"') return text_.substr(begin, at_++ - begin);
  buffer.assign(text_, begin, at_ - begin);
  while (peek() != '"') {
    if (peek() != '\\') broken();
    ++at_;
    unescape(buffer);
    const std::size_t plain = at_;
    at_ = special(text_, at_);
    buffer.append(text_, plain, at_ - plain);
  }
  ++at_;
  return buffer;
}

/// What stands behind a backslash.
void Answer::unescape(std::string& out) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const char name = peek();
  ++at_;
  if (const std::size_t place = kNames.find(name); place != kNames.npos) {
    out += kMeanings[place];
    return;
  }
  if (name != 'u') broken();
  std::uint32_t code = code_unit();
  if (code >= 0xD800 && code < 0xDC00) {
    word("\\u");
    const std::uint32_t low = code_unit();
    if (low < 0xDC00 || low >= 0xE000) broken();
    code = 0x10000 + ((code & 0x3FF) << 10 | (low & 0x3FF));
  } else if (code >= 0xDC00 && code < 0xE000) {
    broken();
  }
  append_utf8(out, code);
}

std::uint32_t Answer::code_unit() {
  if (text_.size() - at_ < 4) broken();
  std::uint32_t unit = 0;
  const char* end = text_.data() + at_ + 4;
  const auto read = std::from_chars(end - 4, end, unit, 16);
  if (read.ec != std::errc() || read.ptr != end) broken();
  at_ += 4;
  return unit;
}

bool Answer::boolean() {
  const bool yes = next() == 't';
  word(yes ? "true" : "false");
  return yes;
}

void Answer::null() {
  skip_space();
  word("null");
}

std::uint64_t Answer::count() {
  skip_space();
  std::uint64_t number = 0;
  const auto read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
  if (read.ec != std::errc()) broken();
  at_ = static_cast<std::size_t>(read.ptr - text_.data());
  return number;
}

void Answer::skip() {
  std::string ignored;
  switch (next()) {
    case '{':
      return each_member([this](std::string_view) { skip(); });
    case '[':
      return each_element([this] { skip(); });
    case '"':
      string(ignored);
      return;
    case 't':
    case 'f':
      boolean();
      return;
    case 'n':
      return null();
    default:
      return number();
  }
}

/// RFC 8259 §6.
void Answer::number() {
  accept("-");
  if (!accept("0")) digits();
  if (accept(".")) digits();
  if (!accept("eE")) return;
  accept("+-");
  digits();
}

bool Answer::accept(std::string_view any_of) {
  const bool found = at_ < text_.size() && any_of.find(text_[at_]) != any_of.npos;
  if (found) ++at_;
  return found;
}

void Answer::digits() {
  constexpr std::string_view kDigits = "0123456789";
  if (!accept(kDigits)) broken();
  while (accept(kDigits)) {
  }
}

std::string_view Answer::raw() {
  skip_space();
  const std::size_t begin = at_;
  skip();
  return text_.substr(begin, at_ - begin);
}

char Answer::next() {
  skip_space();
  return peek();
}

void Answer::end() {
  skip_space();
  if (at_ != text_.size()) broken();
}

void Answer::skip_space() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

char Answer::peek() {
  if (at_ == text_.size()) broken();
  return text_[at_];
}

void Answer::expect(char wanted) {
  if (next() != wanted) broken();
  ++at_;
}

void Answer::word(std::string_view wanted) {
  if (!text_.substr(at_).starts_with(wanted)) broken();
  at_ += wanted.size();
}

bool Answer::open(char opening, char closing) {
  expect(opening);
  if (++depth_ > kMaxDepth) broken();
  if (next() != closing) return true;
  ++at_;
  return false;
}

bool Answer::goes_on(char closing) {
  const char found = next();
  if (found != ',' && found != closing) broken();
  ++at_;
  return found == ',';
}

}  // namespace waymark::store::dynamo
