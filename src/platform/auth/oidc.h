// Tokens of configured OpenID issuers (OpenID Connect Core 1.0, Discovery 1.0; RFC 8725 for what to check).
//
// Only configured issuers are ever asked, at the address that is configured: nothing in a token names an address. Keys
// are kept for an hour; an unknown key id makes us ask again, at most every 30 seconds. When an issuer cannot be
// reached its keys are used for at most 6 hours more.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/auth/jwt.h"
#include "platform/http/client.h"

namespace waymark::auth {

struct IssuerOptions {
  enum class Kind { generic, google, cognito, firebase };
  Kind kind = Kind::generic;
  std::string issuer;                // exactly as in `iss`, without a slash at the end
  std::vector<std::string> aliases;  // other spellings of `iss` that count as this issuer
  std::vector<std::string>
      clients;  // our client ids, or audiences: one of them must be in the token
  std::vector<Algorithm> algorithms{Algorithm::rs256, Algorithm::es256};
  /// Whether its word that an e-mail address is verified is good enough to link an account that has it.
  bool vouches_for_email = true;
};

IssuerOptions google(std::vector<std::string> clients);
/// `pool` is "eu-west-1_AbCdEf"; both spellings of a pool's issuer count.
IssuerOptions cognito(std::string_view region, std::string_view pool,
                      std::vector<std::string> clients);
IssuerOptions firebase(std::string_view project);

/// What an issuer vouches for.
struct ExternalIdentity {
  std::string issuer;
  std::string subject;
  /// Set only when the issuer says that it is verified, and may say so.
  std::optional<std::string> verified_email;
  std::optional<std::string> name;
  std::optional<Locale> locale;
  Instant expires;
  /// Stays the same for tokens of one log-in, as far as the issuer tells: so that log-out can end it.
  SessionId session;
};

/// One object for the server, any reactor.
class OidcVerifier {
 public:
  /// Throws std::invalid_argument when an issuer has no client, a slash at its end, or is not https (http is allowed for
  /// loopback addresses, for tests and development).
  OidcVerifier(std::vector<IssuerOptions> issuers, http::Client& client, const Clock& clock);
  ~OidcVerifier();

  /// Whether the token says that it is one of a configured issuer.
  bool knows(std::string_view token) const;

  /// Throws Error(unauthenticated, "error.token.invalid" | "error.token.expired"), with the reason in what(), or
  /// Error(unavailable) when the issuer cannot be asked.
  Task<ExternalIdentity> verify(std::string token);

 private:
  struct Issuer;
  Issuer* issuer_of(const UnverifiedToken& token) const;
  Task<std::optional<PublicKey>> key_for(Issuer& issuer, std::string key_id, Algorithm algorithm);
  Task<void> refresh(Issuer& issuer);
  Task<std::string> get(std::string url);

  std::vector<std::unique_ptr<Issuer>> issuers_;
  http::Client& client_;
  const Clock& clock_;
};

}  // namespace waymark::auth
