// The REST edge of accounts. Every POST and PUT needs an Idempotency-Key header. Bodies and answers
// are JSON, as api/openapi.yaml describes them; unknown members are refused.
//
//   POST /users/signup               {email, nickname, password, fullName?, language?, timeZone?}
//                                    → 201 User
//   GET  /users/confirm-email?token= → 200 {email, confirmed}; again with the same token: the same
//   POST /users/resend-confirmation  {email} → 202 {} whoever asks
//   POST /users/login                {email, password, tokenDelivery?, deviceToken?} → 200 Tokens;
//                                    401 wrong, 403 while the address is not confirmed
//   POST /auth/renew                 nothing (cookie), or {refreshToken} → 200 Tokens
//   POST /auth/logout                nothing (cookie or bearer), or {refreshToken} → 204
//   POST /password/change            {currentPassword, newPassword} → 204; all other sessions end
//   POST /password/forgot            {email} → 202 {} whoever asks
//   POST /password/reset             {token, password} → 204; all sessions end
//   GET  /me, GET /profile           → 200 User
//   PUT  /profile                    GraphQL's ProfileInput: absent stays, null takes away → 200 User
//   GET  /api/client-config          → 200 {apiKey, mailFolder, mapStyleUrl, languages}: what the web
//                                    app must know; `mailFolder` is null when mail goes out,
//                                    `mapStyleUrl` when maps stand on the app's own base map
//   GET  /.well-known/jwks.json      the keys that access tokens are signed with
//
// Tokens: {accessToken, tokenType: "Bearer", expiresIn: 1200, refreshToken, deviceToken}. The last
// two travel in HttpOnly, SameSite=Strict cookies (`__Host-waymark_refresh`, `__Host-waymark_device`
// by TLS, the same without `__Host-` otherwise) and are null in the body; or the other way round
// when the client says `"tokenDelivery": "BODY"` at log-in, or sends its `refreshToken` in the body
// of /auth/renew.
//
// Links in mails lead to {public_url}/confirm-email?token=… and
// {public_url}/reset-password?token=….
#pragma once

#include <string>

#include "platform/http/router.h"
#include "product/accounts/accounts.h"

namespace waymark::auth {
class KeyRing;
}

namespace waymark::accounts {

struct RestOptions {
  std::string web_api_key;
  std::string mail_folder;    // "" when mails are delivered
  std::string map_style_url;  // "": the base map that comes with the web app
};

/// Adds the routes above. `accounts` and `keys` are borrowed and outlive the router.
void add_routes(http::Router& router, Accounts& accounts, const auth::KeyRing& keys,
                RestOptions options);

}  // namespace waymark::accounts
