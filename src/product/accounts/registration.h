// How people come in: sign-up, the proof of their e-mail address, identities that other issuers vouch for.
#pragma once

#include <optional>
#include <string>

#include "base/random.h"
#include "base/secret.h"
#include "platform/auth/oidc.h"
#include "platform/auth/password.h"
#include "platform/auth/sessions.h"
#include "platform/events/outbox.h"
#include "platform/mail/post.h"
#include "product/accounts/people.h"
#include "product/limits/limits.h"
#include "product/screening/screening.h"

namespace waymark::accounts {

struct SignUp {
  std::string email;
  std::string nickname;
  Secret password;
  std::optional<std::string> full_name;
  std::optional<std::string> language;   // absent: the request's
  std::optional<std::string> time_zone;  // absent: UTC
};
BOOST_DESCRIBE_STRUCT(SignUp, (), (email, nickname, password, full_name, language, time_zone))

/// What UserSignedUp and EmailConfirmed carry (api/events/).
struct UserSignedUp {
  std::string nickname;
  std::string language;
  std::string time_zone;
  Instant signed_up_at;
};
BOOST_DESCRIBE_STRUCT(UserSignedUp, (), (nickname, language, time_zone, signed_up_at))
struct EmailConfirmed {
  Instant confirmed_at;
};
BOOST_DESCRIBE_STRUCT(EmailConfirmed, (), (confirmed_at))

/// The parts accounts are made of; all outlive them.
struct Services {
  store::Store& store;
  events::Outbox& outbox;
  mail::Post& post;
  auth::Passwords& passwords;
  auth::Sessions& sessions;
  const Clock& clock;
  IdSource& ids;
  Random& random;
  const limits::Limits& limits;
  std::string public_url;                           // without a slash at its end
  const screening::Screening* screening = nullptr;  // none: every text is kept
};

class Registration {
 public:
  static constexpr std::chrono::hours kConfirmationLife{24};

  explicit Registration(Services services);

  /// Makes the account and sends the confirmation. Throws Error(invalid_input) naming every wrong field, taken names
  /// among them. The mail goes out with the account's commit.
  Task<User> sign_up(SignUp input, const RequestContext& context);
  /// The confirmed address. Again with the same token within its day: the same answer. Throws Error(invalid_input,
  /// "token") for what is no token, or an old one.
  Task<std::string> confirm_email(Secret token, const RequestContext& context);
  /// Sends a new confirmation if the address waits for one. Throws Error(rate_limited) past what one address may
  /// be sent (limits::Action::mail), told apart for nobody.
  Task<void> resend_confirmation(std::string email, const RequestContext& context);

  /// The user of an identity, found by its link, else by its verified address, else made. An account that was opened
  /// with that address but never proved it loses its password and sessions: whoever opened it was somebody else, or
  /// proves it now.
  Task<Principal> resolve(auth::ExternalIdentity identity);

  /// Marks the address as proved; for links in mails of other kinds too.
  Task<void> confirm(User user, const RequestContext& context);

 private:
  Task<User> checked(const SignUp& input, const RequestContext& context);
  Task<void> screen_newcomer(User user, const RequestContext& context);
  Task<void> open(User user, std::optional<PasswordCredential> credential,
                  std::optional<store::Item> link, const RequestContext& context);
  queue::Enqueued add_confirmation(store::Transaction& transaction, const User& user,
                                   const RequestContext& context);
  Task<UserId> link_or_create(auth::ExternalIdentity identity, const RequestContext& context);
  Task<void> adopt(User user, auth::ExternalIdentity identity, const RequestContext& context);
  Task<std::string> free_nickname(std::string wish);

  Services services_;
  People people_;
};

}  // namespace waymark::accounts
