#include "product/accounts/access.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "product/accounts/mails.h"
#include "product/accounts/rules.h"

namespace waymark::accounts {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kLongestLogin = 1024;

Error wrong() {
  return Error(ErrorCode::unauthenticated, "error.login.wrong");
}

/// What a log-in is counted by, whether there is such an account or not.
std::string account_of(const std::string& email) {
  if (email.size() > kLongestLogin || !is_utf8(email)) throw wrong();
  return email_key(email).value_or(fold(email));
}

void require_strong(const char* field, const Secret& password, const User& user) {
  const std::vector<std::string> personal{user.nickname, user.email};
  if (auto weak = auth::password_weakness(field, password, personal)) {
    std::vector<FieldProblem> problems;
    problems.push_back(std::move(*weak));
    throw Error(std::move(problems));
  }
}

}  // namespace

Access::Access(Services services, Registration& registration, const auth::AccessTokens& tokens,
               const auth::LoginThrottle& throttle)
    : services_(std::move(services)),
      registration_(registration),
      tokens_(tokens),
      people_(services_.store),
      throttle_(throttle) {}

Task<LoggedIn> Access::log_in(Credentials credentials, const RequestContext& context) {
  const std::string account = account_of(credentials.email);
  auto attempt = co_await throttle_.begin(account, context.client_address, credentials.device);
  const auto user = co_await people_.find_by_email(account);
  std::optional<PasswordCredential> credential;
  if (user) credential = co_await people_.password_of(Owner::acting_for(user->id));
  std::optional<std::string> stored;
  if (credential) stored = credential->hash;
  const auth::PasswordVerdict verdict =
      co_await services_.passwords.verify(credentials.password, std::move(stored));
  if (!verdict.matches) throw wrong();
  co_await attempt.succeeded();
  if (!user->email_confirmed) throw Error(ErrorCode::forbidden, "error.login.unconfirmed");
  if (verdict.outdated) co_await rehash(user->id, std::move(*credential), credentials.password);
  auth::OpenSession session = co_await services_.sessions.open(user->id, credentials.user_agent);
  LoggedIn logged_in = co_await enter(*user, std::move(session));
  logged_in.device = throttle_.device_proof(account);
  co_return logged_in;
}

/// The password was right but is kept by an old cost. Fails silently when it was changed meanwhile.
Task<void> Access::rehash(UserId user, PasswordCredential old, Secret password) {
  PasswordCredential fresh = old;
  fresh.hash = co_await services_.passwords.hash(std::move(password));
  store::Transaction transaction;
  transaction.put(People::password_item(user, fresh), store::Condition::equal("hash", old.hash));
  co_await services_.store.transact(std::move(transaction));
}

Task<LoggedIn> Access::enter(const User& user, auth::OpenSession session) {
  const UserId id = user.id;
  const Tier tier = user.tier;
  const std::vector<std::string> scopes = co_await people_.scopes_of(Owner::acting_for(id));
  LoggedIn logged_in;
  logged_in.access = tokens_.issue(id, session.session, tier, scopes);
  logged_in.session = std::move(session);
  co_return logged_in;
}

Task<LoggedIn> Access::renew(Secret refresh_token) {
  auth::OpenSession session = co_await services_.sessions.renew(std::move(refresh_token));
  const auto user = co_await people_.find(Owner::acting_for(session.user));
  if (!user) {
    co_await services_.sessions.end(session.user, session.session);
    throw Error(ErrorCode::unauthenticated, "error.session.ended", "the account is gone");
  }
  co_return co_await enter(*user, std::move(session));
}

Task<void> Access::log_out(Secret refresh_token, const RequestContext& context) {
  if (context.principal) {
    const UserId user = context.principal->user;
    const SessionId session = context.principal->session;
    const Instant tokens_end = context.principal->token_expires + auth::kClockSkew;
    co_await services_.sessions.end(user, session, tokens_end);
  } else if (refresh_token.empty()) {
    context.require_principal();
  }
  if (!refresh_token.empty()) co_await services_.sessions.end(std::move(refresh_token));
}

Task<void> Access::change_password(Secret current, Secret next, const RequestContext& context) {
  const Owner owner(context);
  const SessionId session = context.principal->session;
  const auto user = co_await people_.find(owner);
  const auto credential = co_await people_.password_of(owner);
  if (!user) throw Error(ErrorCode::unauthenticated, "error.session.ended", "the account is gone");
  // A stolen session must not become a way to guess: counted apart from log-ins, so that it slows nobody else.
  auto attempt = co_await throttle_.begin("change " + owner.user().to_string(),
                                          context.client_address, Secret());
  std::optional<std::string> stored;
  if (credential) stored = credential->hash;
  const auth::PasswordVerdict verdict =
      co_await services_.passwords.verify(std::move(current), std::move(stored));
  if (!verdict.matches) throw Error::invalid("currentPassword", "error.password.wrong");
  co_await attempt.succeeded();
  require_strong("newPassword", next, *user);
  PasswordCredential fresh;
  fresh.hash = co_await services_.passwords.hash(std::move(next));
  fresh.changed_at = services_.clock.now();
  store::Transaction transaction;
  transaction.put(People::password_item(user->id, fresh),
                  store::Condition::equal("hash", credential->hash));
  const store::Outcome outcome = co_await services_.store.transact(std::move(transaction));
  if (!outcome.committed()) throw Error::conflict("error.conflict");
  co_await services_.sessions.end_all(user->id, session);
}

Task<void> Access::forgot_password(std::string email, const RequestContext& context) {
  const auto key = email_key(email);
  if (!key) throw Error::invalid("email", "error.email.invalid");
  co_await services_.limits.take_for(limits::Action::mail, *key);
  const auto user = co_await people_.find_by_email(*key);
  if (!user) co_return;
  const Instant now = services_.clock.now();
  const Secret token(random_token(services_.random, kTokenBytes));
  MailToken content;
  content.user_id = user->id;
  content.email_key = *key;
  content.made_at = now;
  store::Transaction transaction;
  transaction.put(People::token_item(MailTokenKind::reset, token, content, now + kResetLife));
  const Locale locale = parse_locale(user->language).value_or(Locale::en);
  const mail::Mail mail =
      reset_mail(user->email, user->nickname,
                 services_.public_url + "/reset-password?token=" + token.expose(), locale);
  const queue::Enqueued job = services_.post.post(transaction, mail, context);
  co_await services_.store.transact(std::move(transaction));
}

Task<void> Access::reset_password(Secret token, Secret password, const RequestContext& context) {
  const auto invalid = [] { return Error::invalid("token", "error.mail_token"); };
  const auto content = co_await people_.find_token(MailTokenKind::reset, token);
  if (!content) throw invalid();
  const Owner owner = Owner::acting_for(content->user_id);
  const auto user = co_await people_.find(owner);
  const auto old = co_await people_.password_of(owner);
  if (!user || email_key(user->email) != content->email_key) throw invalid();
  // A link from before the last change is no good any more.
  if (old && old->changed_at > content->made_at) throw invalid();
  require_strong("password", password, *user);
  PasswordCredential fresh;
  fresh.hash = co_await services_.passwords.hash(std::move(password));
  fresh.changed_at = services_.clock.now();
  store::Transaction transaction;
  transaction.erase(People::token_key(MailTokenKind::reset, token),
                    store::Condition::item_exists());
  transaction.put(
      People::password_item(user->id, fresh),
      old ? store::Condition::equal("hash", old->hash) : store::Condition::item_absent());
  const store::Outcome outcome = co_await services_.store.transact(std::move(transaction));
  if (!outcome.committed()) throw invalid();
  co_await services_.sessions.end_all(user->id);
  co_await registration_.confirm(*user, context);
}

Task<void> Access::grant(std::string nickname, std::string scope) {
  const auto user = co_await people_.find_by_nickname(nickname_key(nickname));
  if (!user) throw Error::not_found("user");
  auto scopes = co_await people_.scopes_of(Owner::acting_for(user->id));
  if (std::ranges::find(scopes, scope) != scopes.end()) co_return;
  scopes.push_back(std::move(scope));
  co_await set_scopes(user->id, std::move(scopes));
}

Task<void> Access::withdraw(std::string nickname, std::string scope) {
  const auto user = co_await people_.find_by_nickname(nickname_key(nickname));
  if (!user) throw Error::not_found("user");
  auto scopes = co_await people_.scopes_of(Owner::acting_for(user->id));
  std::erase(scopes, scope);
  co_await set_scopes(user->id, std::move(scopes));
  co_await services_.sessions.end_all(user->id);
}

Task<void> Access::set_scopes(UserId user, std::vector<std::string> scopes) {
  store::Transaction transaction;
  transaction.put(People::scopes_item(user, scopes));
  co_await services_.store.transact(std::move(transaction));
}

}  // namespace waymark::accounts
