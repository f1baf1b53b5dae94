#include "platform/auth/jwt.h"

#include <algorithm>
#include <cmath>

#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"

namespace waymark::auth {
namespace {

constexpr std::size_t kDepth = 8;

/// A base64url part that holds a JSON object.
std::optional<boost::json::object> object_part(std::string_view part) {
  const auto text = base64url_decode(part);
  if (!text) return std::nullopt;
  try {
    json::Limits limits;
    limits.bytes = kLargestToken;
    limits.depth = kDepth;
    boost::json::value value = json::parse(*text, limits);
    if (!value.is_object()) return std::nullopt;
    return std::move(value.get_object());
  } catch (const Error&) {
    return std::nullopt;  // what is no JSON is no token
  }
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

}  // namespace

std::optional<UnverifiedToken> UnverifiedToken::parse(std::string_view token) {
  if (token.size() > kLargestToken) return std::nullopt;
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? token.npos : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos) return std::nullopt;
  const auto header = object_part(token.substr(0, first));
  if (!header || header->contains("crit")) return std::nullopt;
  const auto algorithm = parse_algorithm(text_of(*header, "alg"));
  auto claims = object_part(token.substr(first + 1, second - first - 1));
  auto signature = base64url_decode(token.substr(second + 1));
  if (!algorithm || !claims || !signature) return std::nullopt;
  UnverifiedToken result;
  result.algorithm_ = *algorithm;
  result.key_id_ = text_of(*header, "kid");
  result.type_ = lower(text_of(*header, "typ"));
  result.signed_text_ = std::string(token.substr(0, second));
  result.signature_ = std::move(*signature);
  result.claims_ = std::move(*claims);
  return result;
}

std::string UnverifiedToken::text(std::string_view claim) const {
  return text_of(claims_, claim);
}

std::optional<Instant> UnverifiedToken::instant(std::string_view claim) const {
  const auto* value = claims_.if_contains(claim);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  // Up to the year 9999: what is beyond is no date of ours, and must not overflow.
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 253402300799.0) return std::nullopt;
  return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

std::optional<bool> UnverifiedToken::boolean(std::string_view claim) const {
  const auto* value = claims_.if_contains(claim);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  // Cognito sends "true".
  if (value->is_string() && (value->get_string() == "true" || value->get_string() == "false"))
    return value->get_string() == "true";
  return std::nullopt;
}

std::vector<std::string> UnverifiedToken::audiences() const {
  const auto* value = claims_.if_contains("aud");
  if (value == nullptr) return {};
  if (value->is_string()) return {std::string(value->get_string())};
  std::vector<std::string> result;
  if (value->is_array())
    for (const auto& entry : value->get_array())
      if (entry.is_string()) result.emplace_back(entry.get_string());
  return result;
}

bool UnverifiedToken::is_timely(Instant now) const {
  const auto expires = instant("exp");
  if (!expires || *expires + kClockSkew <= now) return false;
  for (const std::string_view claim : {"nbf", "iat"})
    if (has(claim)) {
      const auto from = instant(claim);
      if (!from || *from > now + kClockSkew) return false;
    }
  return true;
}

std::string sign_token(std::string_view header, std::string_view claims, const PrivateKey& key) {
  std::string token = base64url_encode(header) + "." + base64url_encode(claims);
  const std::string signature = key.sign(token);
  return token + "." + base64url_encode(signature);
}

}  // namespace waymark::auth
