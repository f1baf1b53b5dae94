// JSON Web Tokens (RFC 7519) in compact form (RFC 7515): taken apart here, judged by access_tokens.h and oidc.h.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/time.h"
#include "platform/auth/keys.h"

namespace waymark::auth {

inline constexpr std::size_t kLargestToken = 8 * 1024;
/// How far two honest clocks may be apart.
inline constexpr std::chrono::seconds kClockSkew{60};

/// A token whose signature nobody has checked yet: believe nothing in it.
class UnverifiedToken {
 public:
  /// nullopt for what is no signed JWT, is longer than kLargestToken, has a header parameter that must be understood
  /// (`crit`), or an algorithm that we do not accept (`none` and HMACs among them).
  static std::optional<UnverifiedToken> parse(std::string_view token);

  Algorithm algorithm() const { return algorithm_; }
  const std::string& key_id() const { return key_id_; }  // "" for none
  const std::string& type() const { return type_; }      // `typ` in lower case, "" for none
  bool verify(const PublicKey& key) const {
    return key.verify(algorithm_, signed_text_, signature_);
  }

  /// A claim that is a text, "" when there is none.
  std::string text(std::string_view claim) const;
  /// A claim in seconds since 1970 (RFC 7519 NumericDate).
  std::optional<Instant> instant(std::string_view claim) const;
  std::optional<bool> boolean(std::string_view claim) const;
  bool has(std::string_view claim) const { return claims_.contains(claim); }
  /// `aud`: one text or a list of them.
  std::vector<std::string> audiences() const;
  /// `exp` lies in the future, `nbf` and `iat`, when given, do not.
  bool is_timely(Instant now) const;

 private:
  Algorithm algorithm_ = Algorithm::es256;
  std::string key_id_;
  std::string type_;
  std::string signed_text_;
  std::string signature_;
  boost::json::object claims_;
};

/// `header` and `claims` are JSON; signed by ES256.
std::string sign_token(std::string_view header, std::string_view claims, const PrivateKey& key);

}  // namespace waymark::auth
