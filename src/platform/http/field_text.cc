#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

/// "0.5" → 500; what is no weight is 0.
int parse_weight(std::string_view text) {
  if (text.starts_with('1')) return 1000;
  if (!text.starts_with('0')) return 0;
  int weight = 0;
  int scale = 100;
  for (const char c : text.substr(1).starts_with('.') ? text.substr(2, 3) : std::string_view()) {
    if (c < '0' || c > '9') return 0;
    weight += (c - '0') * scale;
    scale /= 10;
  }
  return weight;
}

int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = trim_field(take_until(parameters, ';'));
    if (parameter.size() > 2 && to_lower(parameter[0]) == 'q' && parameter[1] == '=')
      return parse_weight(parameter.substr(2));
  }
  return 1000;
}

}  // namespace

int coding_weight(std::string_view accept_encoding, std::string_view coding) {
  int any = 0;
  while (!accept_encoding.empty()) {
    std::string_view entry = take_until(accept_encoding, ',');
    const std::string_view name = trim_field(take_until(entry, ';'));
    if (equal_ignoring_case(name, coding)) return weight_of(entry);
    if (name == "*") any = weight_of(entry);
  }
  return any;
}

}  // namespace waymark::http
