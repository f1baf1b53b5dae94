#include "platform/telemetry/redact.h"

#include <array>
#include <cstddef>

namespace waymark::telemetry {
namespace {

constexpr std::string_view kRedacted = "[redacted]";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

/// What a credential is made of: base64 in both alphabets, percent escapes, JWT dots.
bool is_token_character(char c) {
  return is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '+' ||
         c == '/' || c == '=' || c == '%';
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i)
    if (lower(text[i]) != prefix[i]) return false;
  return true;
}

std::size_t token_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_token_character(text[length])) ++length;
  return length;
}

/// "eyJ" opens the base64 of `{"`; two dots make it a JWT.
std::size_t jwt_length(std::string_view text) {
  if (!text.starts_with("eyJ")) return 0;
  const std::size_t length = token_length(text);
  const std::string_view token = text.substr(0, length);
  const std::size_t first = token.find('.');
  return first != token.npos && token.find('.', first + 1) != token.npos ? length : 0;
}

/// "Bearer abc", "Basic abc": the length of scheme and space, 0 when it is neither.
std::size_t scheme_length(std::string_view text) {
  for (const std::string_view scheme : {"bearer ", "basic "})
    if (starts_with_ignoring_case(text, scheme) && token_length(text.substr(scheme.size())) >= 8)
      return scheme.size();
  return 0;
}

/// A run of name characters followed by = or :, whose name is a secret's: the length up to the
/// value.
std::size_t assignment_length(std::string_view text) {
  std::size_t name = 0;
  while (name < text.size() &&
         (is_alphanumeric(text[name]) || text[name] == '_' || text[name] == '-'))
    ++name;
  if (name == 0 || !names_a_secret(text.substr(0, name))) return 0;
  std::size_t at = name;
  while (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ' ')) ++at;
  if (at == text.size() || (text[at] != '=' && text[at] != ':')) return 0;
  ++at;
  while (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ' ')) ++at;
  return at;
}

/// The value of an assignment: up to a space, quote, ampersand or the like.
std::size_t value_length(std::string_view text) {
  const std::size_t end = text.find_first_of(" \t\r\n\"'&,;})]>");
  return end == text.npos ? text.size() : end;
}

/// "//user:password@": the length of the user-info part after "//", 0 when there is none.
std::size_t user_info_length(std::string_view text) {
  if (!text.starts_with("//")) return 0;
  const std::size_t end = text.find_first_of("/?# \t\"", 2);
  const std::string_view authority = text.substr(2, end == text.npos ? text.npos : end - 2);
  const std::size_t at = authority.rfind('@');
  return at == authority.npos || authority.substr(0, at).find(':') == authority.npos ? 0 : at;
}

/// What to do with a text: keep its first characters, hide the next. hide 0: nothing is secret
/// here.
struct Credential {
  std::size_t keep = 0;
  std::size_t hide = 0;
};

Credential user_info_at(std::string_view text) {
  return {2, user_info_length(text)};
}

/// `text` starts a word.
Credential credential_at(std::string_view text) {
  if (const std::size_t jwt = jwt_length(text); jwt > 0) return {0, jwt};
  if (const std::size_t scheme = scheme_length(text); scheme > 0)
    return {scheme, token_length(text.substr(scheme))};
  if (const std::size_t name = assignment_length(text); name > 0) {
    // "authorization: Bearer x" hides the scheme together with its credential.
    const std::string_view value = text.substr(name);
    const std::size_t scheme = scheme_length(value);
    return {name, scheme > 0 ? scheme + token_length(value.substr(scheme)) : value_length(value)};
  }
  return user_info_at(text);
}

}  // namespace

bool names_a_secret(std::string_view field) {
  std::string name;
  for (const char c : field)
    if (is_alphanumeric(c)) name += lower(c);
  constexpr std::array<std::string_view, 12> kParts = {
      "password", "passwd",     "secret",     "token",     "authorization", "cookie",
      "apikey",   "credential", "privatekey", "accesskey", "signature",     "otp"};
  for (const std::string_view part : kParts)
    if (name.find(part) != name.npos) return true;
  return name == "jwt" || name == "auth" || name == "bearer";
}

std::string redact(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool at_word_start = true;
  while (!text.empty()) {
    const Credential found = at_word_start ? credential_at(text) : user_info_at(text);
    if (found.hide > 0) {
      out.append(text.substr(0, found.keep)).append(kRedacted);
      text.remove_prefix(found.keep + found.hide);
      at_word_start = true;
      continue;
    }
    at_word_start = !is_alphanumeric(text.front()) && text.front() != '_' && text.front() != '-';
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace waymark::telemetry
