// Who people are: keys, tokens, sessions, passwords, and the issuers that others run.
#pragma once

#include <memory>
#include <string>

#include "app/foundation.h"
#include "app/settings.h"
#include "platform/auth/access_tokens.h"
#include "platform/auth/api_keys.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/key_ring.h"
#include "platform/auth/oidc.h"
#include "platform/auth/password.h"
#include "platform/auth/revoked_sessions.h"
#include "platform/auth/sessions.h"
#include "platform/http/curl/curl_client.h"

namespace waymark::app {

/// Made after the foundation, which it borrows.
struct Identity {
  /// `clock` is the one that log-outs are noted by, on all nodes. `public_url` is the issuer of our own tokens.
  Identity(Foundation& foundation, const Clock& clock, const Settings& settings,
           const std::string& public_url);

  auth::KeyRing keys;
  auth::AccessTokens access_tokens;
  auth::RevokedSessions revoked;
  auth::Sessions sessions;
  auth::Passwords passwords;
  auth::ApiKeys api_keys;
  std::unique_ptr<http::CurlClient> client;  // only where there are issuers to ask
  std::unique_ptr<auth::OidcVerifier> oidc;
};

}  // namespace waymark::app
