// Log-ins that last: refresh tokens, rotated on use, with reuse detection (RFC 9700 §4.14).
//
// A session is one item, PK `USER#<user>`, SK `SESSION#<session>`; it is the family of all refresh tokens that followed
// each other in it. Token number n of a session is
//   wr1.<base64url of: 16 bytes user, 16 bytes session, 4 bytes n, 32 bytes HMAC-SHA256(key, session ‖ n ‖ salt)>
// The salt (32 random bytes) is kept in the item and nowhere else, the key in the server key and nowhere else: neither
// alone makes a token, so no token is stored, not even as a hash. Any older token of the family is recognised as such.
//
// Renewing counts the item's `generation` up under a condition. The token before the current one, within 10 seconds
// (two tabs, a lost answer), gets the current one again; any other token that was used before ends the whole session:
// two parties hold it, and one of them stole it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/auth/revoked_sessions.h"
#include "platform/store/store.h"

namespace waymark::auth {

struct OpenSession {
  UserId user;
  SessionId session;
  Secret refresh_token;
  Instant expires;  // of the refresh token, if it is not used before
};

class Sessions {
 public:
  static constexpr std::chrono::hours kIdle{24 * 30};
  static constexpr std::chrono::hours kAbsolute{24 * 90};
  static constexpr std::chrono::seconds kGrace{10};
  /// Of one user; opening one more ends the one that was longest unused.
  static constexpr std::size_t kMost = 50;

  /// `key` is one of its own (ServerKey::derive("sessions")); the rest is borrowed.
  Sessions(store::Store& store, RevokedSessions& revoked, Secret key, const Clock& clock,
           IdSource& ids, Random& random);

  /// `device` is what the client calls itself (User-Agent), cut to 200 bytes: for people who look at their sessions.
  Task<OpenSession> open(UserId user, std::string device);
  /// Throws Error(unauthenticated, "error.session.ended") when the token is none of ours, has expired, or its session
  /// was ended; "error.session.reused" when it was used before, and ends the session.
  Task<OpenSession> renew(Secret refresh_token);
  /// Ends one session; access tokens of it stop working at once, and stay so until `tokens_end` (default: when the last
  /// of ours has expired; those of other issuers may live longer). No error when there is none.
  Task<void> end(UserId user, SessionId session, Instant tokens_end = Instant());
  /// Ends the session of a refresh token, if it is a true one.
  Task<void> end(Secret refresh_token);
  /// Ends all sessions of a user but `except`.
  Task<void> end_all(UserId user, std::optional<SessionId> except = std::nullopt);

 private:
  struct Token;
  struct State;
  std::optional<Token> parse(const Secret& text) const;
  std::string proof(SessionId session, std::uint32_t generation, std::string_view salt) const;
  OpenSession opened(const State& state) const;
  Task<std::optional<State>> load(UserId user, SessionId session);
  Task<bool> advance(State& state);
  Task<std::vector<State>> all_of(UserId user);

  store::Store& store_;
  RevokedSessions& revoked_;
  Secret key_;
  const Clock& clock_;
  IdSource& ids_;
  Random& random_;
};

}  // namespace waymark::auth
