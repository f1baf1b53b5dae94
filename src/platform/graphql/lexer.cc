#include "platform/graphql/lexer.h"

#include <array>
#include <cstdio>
#include <cstring>

#include "base/text.h"
#include "platform/graphql/block_string.h"

namespace waymark::graphql {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_name_continue(char c) {
  return is_name_start(c) || is_digit(c);
}
constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool is_scalar_value(std::uint32_t code) {
  return code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// The code point that begins at `at`, or nothing when the bytes there are no UTF-8.
std::optional<std::uint32_t> code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size() || !is_utf8(text.substr(at, length))) return std::nullopt;
  if (length == 1) return lead;
  std::uint32_t code = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  return code;
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view describe(TokenKind kind) {
  switch (kind) {
    case TokenKind::start:
      return "<SOF>";
    case TokenKind::end:
      return "<EOF>";
    case TokenKind::bang:
      return "\"!\"";
    case TokenKind::dollar:
      return "\"$\"";
    case TokenKind::ampersand:
      return "\"&\"";
    case TokenKind::paren_open:
      return "\"(\"";
    case TokenKind::paren_close:
      return "\")\"";
    case TokenKind::spread:
      return "\"...\"";
    case TokenKind::colon:
      return "\":\"";
    case TokenKind::equals:
      return "\"=\"";
    case TokenKind::at:
      return "\"@\"";
    case TokenKind::bracket_open:
      return "\"[\"";
    case TokenKind::bracket_close:
      return "\"]\"";
    case TokenKind::brace_open:
      return "\"{\"";
    case TokenKind::pipe:
      return "\"|\"";
    case TokenKind::brace_close:
      return "\"}\"";
    case TokenKind::name:
      return "Name";
    case TokenKind::integer:
      return "Int";
    case TokenKind::real:
      return "Float";
    case TokenKind::string:
      return "String";
    case TokenKind::block_string:
      return "BlockString";
  }
  return {};
}

std::string describe(const Token& token) {
  std::string text(describe(token.kind));
  if (token.kind >= TokenKind::name) {
    text += " \"";
    text += token.text;
    text += '"';
  }
  return text;
}

Token Lexer::next() {
  skip_ignored();
  if (at_end()) {
    const auto end = static_cast<ast::Offset>(source_.size());
    return {TokenKind::end, end, end, {}};
  }
  const char c = source_[at_];
  if (is_name_start(c)) return name();
  if (is_digit(c) || c == '-') return number();
  switch (c) {
    case '!':
      return punctuator(TokenKind::bang, 1);
    case '$':
      return punctuator(TokenKind::dollar, 1);
    case '&':
      return punctuator(TokenKind::ampersand, 1);
    case '(':
      return punctuator(TokenKind::paren_open, 1);
    case ')':
      return punctuator(TokenKind::paren_close, 1);
    case ':':
      return punctuator(TokenKind::colon, 1);
    case '=':
      return punctuator(TokenKind::equals, 1);
    case '@':
      return punctuator(TokenKind::at, 1);
    case '[':
      return punctuator(TokenKind::bracket_open, 1);
    case ']':
      return punctuator(TokenKind::bracket_close, 1);
    case '{':
      return punctuator(TokenKind::brace_open, 1);
    case '|':
      return punctuator(TokenKind::pipe, 1);
    case '}':
      return punctuator(TokenKind::brace_close, 1);
    case '.':
      if (peek(1) == '.' && peek(2) == '.') return punctuator(TokenKind::spread, 3);
      break;
    case '"':
      return peek(1) == '"' && peek(2) == '"' ? block_string() : string();
    case '\'':
      fail(at_, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
  }
  const bool valid = code_point_at(source_, at_).has_value();
  fail(at_,
       (valid ? "Unexpected character: " : "Invalid character: ") + describe_character(at_) + ".");
}

void Lexer::skip_ignored() {
  while (!at_end()) {
    switch (source_[at_]) {
      case ' ':
      case '\t':
      case '\n':
      case '\r':
      case ',':
        ++at_;
        break;
      case '#':
        skip_comment();
        break;
      case '\xEF':
        if (source_.substr(at_, 3) != kByteOrderMark) return;
        at_ += 3;
        break;
      default:
        return;
    }
  }
}

void Lexer::skip_comment() {
  const std::size_t end = std::min(source_.find_first_of("\n\r", at_), source_.size());
  check_utf8(at_, end);
  at_ = end;
}

Token Lexer::punctuator(TokenKind kind, std::size_t length) {
  const std::size_t from = at_;
  at_ += length;
  return {kind, static_cast<ast::Offset>(from), static_cast<ast::Offset>(at_),
          source_.substr(from, length)};
}

Token Lexer::name() {
  const std::size_t from = at_;
  while (!at_end() && is_name_continue(source_[at_])) ++at_;
  return {TokenKind::name, static_cast<ast::Offset>(from), static_cast<ast::Offset>(at_),
          source_.substr(from, at_ - from)};
}

Token Lexer::number() {
  const std::size_t from = at_;
  TokenKind kind = TokenKind::integer;
  if (peek() == '-') ++at_;
  if (peek() == '0') {
    ++at_;
    if (is_digit(peek()))
      fail(at_, "Invalid number, unexpected digit after 0: " + describe_character(at_) + ".");
  } else {
    digits();
  }
  if (peek() == '.') {
    kind = TokenKind::real;
    ++at_;
    digits();
  }
  if (peek() == 'e' || peek() == 'E') {
    kind = TokenKind::real;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    digits();
  }
  if (peek() == '.' || is_name_start(peek()))
    fail(at_, "Invalid number, expected digit but got: " + describe_character(at_) + ".");
  return {kind, static_cast<ast::Offset>(from), static_cast<ast::Offset>(at_),
          source_.substr(from, at_ - from)};
}

void Lexer::digits() {
  if (!is_digit(peek()))
    fail(at_, "Invalid number, expected digit but got: " + describe_character(at_) + ".");
  while (is_digit(peek())) ++at_;
}

Token Lexer::string() {
  const std::size_t from = at_++;
  std::size_t chunk = at_;
  bool escaped = false;
  scratch_.clear();
  while (true) {
    if (at_end() || source_[at_] == '\n' || source_[at_] == '\r') fail(at_, "Unterminated string.");
    const char c = source_[at_];
    if (c == '"') break;
    if (c != '\\') {
      ++at_;
      continue;
    }
    check_utf8(chunk, at_);
    scratch_ += source_.substr(chunk, at_ - chunk);
    append_escape(scratch_);
    escaped = true;
    chunk = at_;
  }
  check_utf8(chunk, at_);
  std::string_view text = source_.substr(chunk, at_ - chunk);
  if (escaped) text = keep(scratch_ += text);
  ++at_;
  return {TokenKind::string, static_cast<ast::Offset>(from), static_cast<ast::Offset>(at_), text};
}

Token Lexer::block_string() {
  const std::size_t from = at_;
  at_ += 3;
  std::size_t chunk = at_;
  scratch_.clear();
  while (source_.substr(at_, 3) != "\"\"\"") {
    if (at_end()) fail(at_, "Unterminated string.");
    if (source_.substr(at_, 4) == "\\\"\"\"") {
      scratch_ += source_.substr(chunk, at_ - chunk);
      scratch_ += "\"\"\"";
      at_ += 4;
      chunk = at_;
    } else {
      ++at_;
    }
  }
  check_utf8(from, at_);
  scratch_ += source_.substr(chunk, at_ - chunk);
  at_ += 3;
  return {TokenKind::block_string, static_cast<ast::Offset>(from), static_cast<ast::Offset>(at_),
          keep(dedent_block_string(scratch_))};
}

void Lexer::append_escape(std::string& out) {
  const char c = peek(1);
  if (c == 'u') return peek(2) == '{' ? append_braced_escape(out) : append_fixed_escape(out);
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t which = c == '\0' ? std::string_view::npos : kEscapes.find(c);
  if (which == std::string_view::npos) {
    std::string sequence(source_.substr(at_, 2));
    if (!is_utf8(sequence)) sequence = "\\";
    fail(at_, "Invalid character escape sequence: \"" + sequence + "\".");
  }
  out += kMeanings[which];
  at_ += 2;
}

void Lexer::append_braced_escape(std::string& out) {
  std::uint32_t code = 0;
  std::size_t size = 3;
  while (size < 12) {
    const char c = peek(size++);
    if (c == '}') {
      if (size < 5 || !is_scalar_value(code)) break;
      append_utf8(out, code);
      at_ += size;
      return;
    }
    const int digit = hex_digit(c);
    if (digit < 0 || code > 0x10FFFF) break;
    code = (code << 4) | static_cast<std::uint32_t>(digit);
  }
  std::string sequence(source_.substr(at_, size));
  if (!is_utf8(sequence)) sequence = "\\u{";
  fail(at_, "Invalid Unicode escape sequence: \"" + sequence + "\".");
}

void Lexer::append_fixed_escape(std::string& out) {
  const int first = hex4(at_ + 2);
  if (first >= 0 && is_scalar_value(static_cast<std::uint32_t>(first))) {
    append_utf8(out, static_cast<std::uint32_t>(first));
    at_ += 6;
    return;
  }
  if (first >= 0xD800 && first <= 0xDBFF && peek(6) == '\\' && peek(7) == 'u') {
    const int second = hex4(at_ + 8);
    if (second >= 0xDC00 && second <= 0xDFFF) {
      append_utf8(out, 0x10000u + ((static_cast<std::uint32_t>(first) - 0xD800u) << 10) +
                           (static_cast<std::uint32_t>(second) - 0xDC00u));
      at_ += 12;
      return;
    }
  }
  std::string sequence(source_.substr(at_, 6));
  if (!is_utf8(sequence)) sequence = "\\u";
  fail(at_, "Invalid Unicode escape sequence: \"" + sequence + "\".");
}

int Lexer::hex4(std::size_t at) const {
  if (at + 4 > source_.size()) return -1;
  int code = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_digit(source_[at + i]);
    if (digit < 0) return -1;
    code = (code << 4) | digit;
  }
  return code;
}

std::string_view Lexer::keep(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

void Lexer::check_utf8(std::size_t from, std::size_t to) const {
  const std::string_view text = source_.substr(from, to - from);
  std::size_t i = 0;
  while (i < text.size() && is_ascii(text[i])) ++i;
  if (i == text.size() || is_utf8(text.substr(i))) return;
  for (; i < text.size(); ++i) {
    if (is_ascii(text[i]) || (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (!code_point_at(text, i)) break;
  }
  fail(from + std::min(i, text.size() - 1), "Invalid character: the text is not UTF-8.");
}

std::string Lexer::describe_character(std::size_t at) const {
  if (at >= source_.size()) return "<EOF>";
  const char c = source_[at];
  if (c == '"') return "'\"'";
  if (c >= 0x20 && c < 0x7F) return std::string{'"', c, '"'};
  const std::uint32_t code = code_point_at(source_, at).value_or(static_cast<unsigned char>(c));
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "U+%04X", code);
  return text.data();
}

void Lexer::fail(std::size_t at, std::string message) const {
  throw SyntaxError{static_cast<ast::Offset>(at), std::move(message)};
}

}  // namespace waymark::graphql
