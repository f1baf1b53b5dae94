// Getting in and out: log-in, renewal, log-out, and the password itself.
#pragma once

#include <optional>
#include <string>

#include "platform/auth/access_tokens.h"
#include "platform/auth/sessions.h"
#include "platform/auth/throttle.h"
#include "product/accounts/people.h"
#include "product/accounts/registration.h"

namespace waymark::accounts {

/// What a client gets to go on with.
struct LoggedIn {
  auth::AccessToken access;
  auth::OpenSession session;
  Secret device;  // of this account, for the next log-in (throttle.h); empty at renewal
};

struct Credentials {
  std::string email;
  Secret password;
  Secret device;           // from an earlier log-in, or empty
  std::string user_agent;  // what the client calls itself
};

class Access {
 public:
  static constexpr std::chrono::hours kResetLife{1};

  Access(Services services, Registration& registration, const auth::AccessTokens& tokens,
         const auth::LoginThrottle& throttle);

  /// Throws Error(unauthenticated, "error.login.wrong") whichever of the two is wrong, after the same time;
  /// Error(forbidden, "error.login.unconfirmed") when both are right but the address is not proved yet;
  /// Error(rate_limited) after too many failures.
  Task<LoggedIn> log_in(Credentials credentials, const RequestContext& context);
  /// Throws as auth::Sessions::renew.
  Task<LoggedIn> renew(Secret refresh_token);
  /// Ends the session of the token, or else of the context's principal. Neither: Error(unauthenticated).
  Task<void> log_out(Secret refresh_token, const RequestContext& context);

  /// Throws Error(invalid_input) naming "currentPassword" or "newPassword". Every other session ends.
  Task<void> change_password(Secret current, Secret next, const RequestContext& context);
  /// Sends a link to the address if there is such an account, and tells nobody whether.
  Task<void> forgot_password(std::string email, const RequestContext& context);
  /// Sets the password by a link's token, which is then used up, proves the address, and ends every session.
  Task<void> reset_password(Secret token, Secret password, const RequestContext& context);

  /// Gives or takes a right ("admin", "moderator"), by nickname; counts from the next renewal on (taken rights end the sessions).
  /// Throws Error(not_found).
  Task<void> grant(std::string nickname, std::string scope);
  Task<void> withdraw(std::string nickname, std::string scope);

 private:
  Task<LoggedIn> enter(const User& user, auth::OpenSession session);
  Task<void> rehash(UserId user, PasswordCredential old, Secret password);
  Task<void> set_scopes(UserId user, std::vector<std::string> scopes);

  Services services_;
  Registration& registration_;
  const auth::AccessTokens& tokens_;
  People people_;
  const auth::LoginThrottle& throttle_;
};

}  // namespace waymark::accounts
