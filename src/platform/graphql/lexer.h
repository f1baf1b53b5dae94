// From characters to tokens (§2.1). Used by the parser alone.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "platform/graphql/ast.h"

namespace waymark::graphql {

enum class TokenKind : std::uint8_t {
  start,
  end,
  bang,
  dollar,
  ampersand,
  paren_open,
  paren_close,
  spread,
  colon,
  equals,
  at,
  bracket_open,
  bracket_close,
  brace_open,
  pipe,
  brace_close,
  name,
  integer,
  real,
  string,
  block_string,
};

/// As messages name it: `"{"`, `Name`, `<EOF>`.
std::string_view describe(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::start;
  ast::Offset offset = 0;
  ast::Offset end = 0;
  std::string_view text;  // names and numbers as written, strings unescaped
};

/// `Name "goal"`
std::string describe(const Token& token);

/// Thrown by lexer and parser, caught in parse_document.
struct SyntaxError {
  ast::Offset offset;
  std::string message;
};

/// Yields one token at a time. Strings that hold escapes are unescaped into `arena`; all other text is a view into the
/// source, which must outlive the tokens.
class Lexer {
 public:
  Lexer(std::string_view source, std::pmr::memory_resource& arena)
      : source_(source), arena_(arena) {}

  /// The token after the last one; TokenKind::end again and again at the end. Throws SyntaxError.
  Token next();

 private:
  void skip_ignored();
  void skip_comment();
  Token punctuator(TokenKind kind, std::size_t length);
  Token name();
  Token number();
  void digits();
  Token string();
  Token block_string();
  void append_escape(std::string& out);
  void append_braced_escape(std::string& out);
  void append_fixed_escape(std::string& out);
  int hex4(std::size_t at) const;
  std::string_view keep(std::string_view text);
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  bool at_end() const { return at_ >= source_.size(); }
  void check_utf8(std::size_t from, std::size_t to) const;
  std::string describe_character(std::size_t at) const;
  [[noreturn]] void fail(std::size_t at, std::string message) const;

  std::string_view source_;
  std::pmr::memory_resource& arena_;
  std::size_t at_ = 0;
  std::string scratch_;
};

}  // namespace waymark::graphql
