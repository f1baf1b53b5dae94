// Who asks: turns a bearer token into the Principal of a request.
//
// Used by the HTTP middleware (identity.h) and by GraphQL's `connection_init`. One object for the
// whole server, called from any reactor.
//
//   our own access tokens   verified by access_tokens.h, held against the sessions that were ended
//   (sessions.h) tokens of others        ID and access tokens of the configured OpenID issuers
//   (oidc.h), mapped to one of our users
//
// What was verified is remembered, in a bounded cache, until it expires: the second request with a
// token costs no signature check. That a session was ended is looked up every time, so log-out
// takes effect at once.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"

namespace waymark::auth {

class AccessTokens;
class OidcVerifier;
class RevokedSessions;
class TokenCache;
struct ExternalIdentity;

/// Finds or makes the local user of an identity that an OpenID issuer has vouched for. Throws Error
/// when there can be none.
using ResolveIdentity = std::function<Task<Principal>(ExternalIdentity)>;

class Authenticator {
 public:
  /// All are borrowed and outlive it; `oidc` may be null: then only our own tokens count.
  Authenticator(const AccessTokens& tokens, const RevokedSessions& revoked, const Clock& clock,
                OidcVerifier* oidc = nullptr, ResolveIdentity resolve = {});
  ~Authenticator();

  /// Sets context.principal. Throws Error(unauthenticated, "error.token.invalid" |
  /// "error.token.expired") when the token is forged, expired, ended by log-out, or none of a known
  /// issuer; Error(unavailable) when an issuer cannot be asked for its keys. `bearer` is the token
  /// without the word "Bearer".
  Task<void> authenticate(std::string bearer, RequestContext& context);

  /// The same without waiting: the identity when the token is in the cache or is ours, nullopt when
  /// an issuer must be asked. Throws as authenticate().
  std::optional<Principal> authenticate_now(std::string_view bearer);

 private:
  const AccessTokens& tokens_;
  const RevokedSessions& revoked_;
  const Clock& clock_;
  OidcVerifier* oidc_;
  ResolveIdentity resolve_;
  std::unique_ptr<TokenCache> cache_;
};

}  // namespace waymark::auth
