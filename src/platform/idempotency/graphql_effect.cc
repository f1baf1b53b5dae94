#include "platform/idempotency/graphql_effect.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.h"
#include "base/json.h"

namespace waymark::idempotency {
namespace {

/// The codes after which nobody knows how far it got.
constexpr std::array kBrokenOff{ErrorCode::unavailable, ErrorCode::deadline_exceeded,
                                ErrorCode::internal};

bool below_the_field(const boost::json::object& error) {
  const boost::json::value* path = error.if_contains("path");
  return path != nullptr && path->is_array() && path->get_array().size() > 1;
}

bool broken_off(const boost::json::object& error) {
  const boost::json::value* extensions = error.if_contains("extensions");
  if (extensions == nullptr || !extensions->is_object()) return true;
  const boost::json::value* code = extensions->get_object().if_contains("code");
  if (code == nullptr || !code->is_string()) return true;
  const std::string_view text(code->get_string().data(), code->get_string().size());
  return std::ranges::any_of(kBrokenOff, [&](ErrorCode known) { return text == to_string(known); });
}

Effect effect_of(const boost::json::object& answer) {
  const boost::json::value* errors = answer.if_contains("errors");
  if (errors == nullptr || !errors->is_array()) return Effect::done;
  if (!answer.contains("data")) return Effect::none;  // it was never begun
  Effect effect = Effect::none;
  for (const boost::json::value& error : errors->get_array()) {
    if (!error.is_object()) return Effect::unknown;
    if (below_the_field(error.get_object()))
      effect = Effect::done;
    else if (broken_off(error.get_object()))
      return Effect::unknown;
  }
  return effect;
}

}  // namespace

Effect graphql_effect(const http::Response& response) {
  if (response.status >= 500) return Effect::unknown;
  if (response.status >= 400) return Effect::none;
  const auto* body = std::get_if<std::string>(&response.body);
  if (body == nullptr) return Effect::unknown;
  if (!body->starts_with(R"({"errors")")) return Effect::done;
  try {
    const boost::json::value answer = json::parse(*body);
    return answer.is_object() ? effect_of(answer.get_object()) : Effect::unknown;
  } catch (const Error&) {
    return Effect::unknown;
  }
}

}  // namespace waymark::idempotency
