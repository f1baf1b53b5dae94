// Our own access tokens: JWTs signed by ES256, good for 20 minutes (RFC 9068).
//
//   header  {"typ":"at+jwt","alg":"ES256","kid":…}
//   claims  iss, aud, sub (user), sid (session), tier ("free" | "premium"), scope (space between), iat, exp, jti
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/ids.h"
#include "base/request_context.h"
#include "base/time.h"
#include "platform/auth/jwt.h"
#include "platform/auth/key_ring.h"

namespace waymark::auth {

inline constexpr std::chrono::minutes kAccessTokenLife{20};

struct AccessToken {
  std::string text;
  Instant expires;
};

class AccessTokens {
 public:
  /// `issuer` is our public URL, `audience` the API's name. `keys`, `clock` and `ids` are borrowed.
  AccessTokens(std::string issuer, std::string audience, const KeyRing& keys, const Clock& clock,
               IdSource& ids);

  AccessToken issue(UserId user, SessionId session, Tier tier,
                    const std::vector<std::string>& scopes) const;

  /// Another number whenever tokens that were good may no longer be (key_ring.h).
  std::uint64_t generation() const { return keys_.generation(); }

  enum class Refusal { not_ours, invalid, expired };
  /// The identity a token proves. `not_ours`: another issuer's, or no JWT at all.
  std::variant<Principal, Refusal> verify(std::string_view token) const;

 private:
  std::string issuer_;
  std::string audience_;
  const KeyRing& keys_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace waymark::auth
