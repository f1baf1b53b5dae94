#include "platform/auth/access_tokens.h"

#include <algorithm>

#include "base/json.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kType = "at+jwt";

std::int64_t seconds(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

std::string join(const std::vector<std::string>& scopes) {
  std::string text;
  for (const std::string& scope : scopes) {
    if (!text.empty()) text += ' ';
    text += scope;
  }
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) scopes.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

std::string lower(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::optional<Tier> parse_tier(std::string_view name) {
  for (const Tier tier : {Tier::free, Tier::premium})
    if (lower(enum_name(tier)) == name) return tier;
  return std::nullopt;
}

}  // namespace

AccessTokens::AccessTokens(std::string issuer, std::string audience, const KeyRing& keys,
                           const Clock& clock, IdSource& ids)
    : issuer_(std::move(issuer)),
      audience_(std::move(audience)),
      keys_(keys),
      clock_(clock),
      ids_(ids) {}

AccessToken AccessTokens::issue(UserId user, SessionId session, Tier tier,
                                const std::vector<std::string>& scopes) const {
  const Instant now = clock_.now();
  const std::int64_t expires = seconds(now + kAccessTokenLife);
  const std::shared_ptr<const PrivateKey> key = keys_.signing_key();
  const std::string header =
      R"({"typ":")" + std::string(kType) + R"(","alg":"ES256","kid":")" + key->id() + "\"}";
  std::string claims = R"({"iss":)";
  json::append_string(claims, issuer_);
  claims += R"(,"aud":)";
  json::append_string(claims, audience_);
  claims += R"(,"sub":")" + user.to_string() + R"(","sid":")" + session.to_string() +
            R"(","tier":")" + lower(enum_name(tier)) + R"(","scope":)";
  json::append_string(claims, join(scopes));
  claims += R"(,"iat":)" + std::to_string(seconds(now)) + R"(,"exp":)" + std::to_string(expires) +
            R"(,"jti":")" + ids_.next().to_string() + "\"}";
  return AccessToken{sign_token(header, claims, *key), Instant(std::chrono::seconds(expires))};
}

std::variant<Principal, AccessTokens::Refusal> AccessTokens::verify(std::string_view token) const {
  const auto parsed = UnverifiedToken::parse(token);
  if (!parsed || parsed->text("iss") != issuer_) return Refusal::not_ours;
  const std::shared_ptr<const PublicKey> key = keys_.find(parsed->key_id());
  if (key == nullptr || parsed->type() != kType || !parsed->verify(*key)) return Refusal::invalid;
  const auto audiences = parsed->audiences();
  const auto user = UserId::parse(parsed->text("sub"));
  const auto session = SessionId::parse(parsed->text("sid"));
  const auto tier = parse_tier(parsed->text("tier"));
  const auto expires = parsed->instant("exp");
  if (!user || !session || !tier || !expires ||
      std::ranges::find(audiences, audience_) == audiences.end())
    return Refusal::invalid;
  // We made its `exp` ourselves: no allowance for skew there.
  if (*expires <= clock_.now()) return Refusal::expired;
  if (!parsed->is_timely(clock_.now())) return Refusal::invalid;
  Principal principal;
  principal.user = *user;
  principal.session = *session;
  principal.tier = *tier;
  principal.scopes = split(parsed->text("scope"));
  principal.token_expires = *expires;
  return principal;
}

}  // namespace waymark::auth
