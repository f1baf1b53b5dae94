#include "platform/queue/nats/answers.h"

#include <algorithm>
#include <utility>

namespace waymark::queue::nats {

using boost::json::object;

std::int64_t in_nanoseconds(std::chrono::milliseconds time) {
  return std::chrono::nanoseconds(time).count();
}

Error unavailable(const std::string& cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", "NATS: " + cause);
}

std::string_view text_of(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

std::uint64_t number_of(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  if (!value || !value->is_number()) return 0;
  boost::system::error_code problem;
  const auto number = value->to_number<std::uint64_t>(problem);
  return problem ? 0 : number;
}

const object* object_of(const object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  return value ? value->if_object() : nullptr;
}

Headers parse_headers(std::string_view block) {
  Headers headers;
  while (!block.empty()) {
    const std::size_t end = std::min(block.find("\r\n"), block.size());
    const std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 2, block.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    headers.emplace_back(line.substr(0, colon), value);
  }
  return headers;
}

unsigned error_code(const object& answer, std::string& description) {
  const object* error = object_of(answer, "error");
  if (!error) return 0;
  description = text_of(*error, "description");
  return static_cast<unsigned>(number_of(*error, "code"));
}

object parsed(const std::string& body) {
  boost::system::error_code problem;
  boost::json::value document = boost::json::parse(body, problem);
  if (problem || !document.is_object()) throw unavailable("an answer is no JSON object");
  return std::move(document.get_object());
}

}  // namespace waymark::queue::nats
