// The REST edge of accounts.
//
// Every POST and PUT needs an Idempotency-Key header. Bodies and answers are JSON; unknown members
// are refused. `User` is user.h's struct; `Tokens` is
//   {accessToken, tokenType: "Bearer", expiresIn: 1200, refreshToken?, deviceToken?}
// The refresh token travels in an HttpOnly, SameSite=Strict cookie (`__Host-waymark_refresh` by
// TLS, otherwise `waymark_refresh`), or, when the client says `"tokenDelivery": "BODY"` at log-in
// or sends its `refreshToken` in the body of /auth/renew, in the answer's body and no cookie.
//
//   POST /users/signup               {email, nickname, password, fullName?, language?, timeZone?} →
//   201 {user} GET  /users/confirm-email?token= → 200 {email, confirmed} POST
//   /users/resend-confirmation  {email} → 202 {} whoever asks POST /users/login {email, password,
//   tokenDelivery?, deviceToken?} → 200 {tokens, user} POST /auth/renew                 nothing
//   (cookie), or {refreshToken} → 200 {tokens} POST /auth/logout                nothing (cookie or
//   bearer), or {refreshToken} → 204 POST /password/change            {currentPassword,
//   newPassword} → 204; every other session ends POST /password/forgot            {email} → 202 {}
//   whoever asks POST /password/reset             {token, password} → 204; every session ends GET
//   /me, GET /profile           → 200 User PUT  /profile                    as GraphQL's
//   ProfileInput: what is absent stays, null takes away → 200 User GET  /api/client-config → 200
//   {apiKey, mailFolder, languages}: what the web app must know before log-in;
//                                    `mailFolder` is null when mail really goes out
//   GET  /.well-known/jwks.json      the keys that access tokens are signed with
//
// Links in mails lead to {public_url}/confirm-email?token=… and
// {public_url}/reset-password?token=….
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::accounts {}
