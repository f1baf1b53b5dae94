// The small texts that header fields are made of (RFC 9110 §5.6).
#pragma once

#include <string_view>

namespace waymark::http {

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && to_lower(a[i]) != to_lower(b[i])) return false;
  return true;
}

/// Without the spaces and tabs at either end.
constexpr std::string_view trim_field(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// What comes before `separator`, which is taken off `rest` together with it.
constexpr std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view head = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  return head;
}

/// Whether a comma-separated list contains the token, in any case.
constexpr bool list_contains(std::string_view list, std::string_view token) {
  while (!list.empty())
    if (equal_ignoring_case(trim_field(take_until(list, ',')), token)) return true;
  return false;
}

/// Bytes that may stand in a field's value: no control characters but tab (RFC 9110 §5.5).
constexpr bool is_field_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
}

/// The weight of `coding` in an Accept-Encoding list, 0 to 1000 (RFC 9110 §12.5.3); 0 when it is
/// not named.
int coding_weight(std::string_view accept_encoding, std::string_view coding);

}  // namespace waymark::http
