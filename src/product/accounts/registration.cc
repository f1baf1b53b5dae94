#include "product/accounts/registration.h"

#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "product/accounts/mails.h"
#include "product/accounts/profiles.h"
#include "product/accounts/rules.h"

namespace waymark::accounts {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr int kAttempts = 4;

Error taken(const char* field) {
  return Error::invalid(field, std::string("error.") + field + ".taken");
}

ProfileInput profile_of(const SignUp& input, const RequestContext& context) {
  ProfileInput profile;
  profile.nickname = input.nickname;
  profile.full_name = input.full_name;
  profile.language = input.language.value_or(std::string(to_tag(context.locale)));
  profile.time_zone = input.time_zone.value_or("UTC");
  return profile;
}

std::string signed_up(const User& user) {
  UserSignedUp event;
  event.nickname = user.nickname;
  event.language = user.language;
  event.time_zone = user.time_zone;
  event.signed_up_at = user.created_at;
  return json::to_string(event);
}

std::string email_confirmed(Instant now) {
  EmailConfirmed event;
  event.confirmed_at = now;
  return json::to_string(event);
}

/// Letters and digits of a name or address, as a first idea for a nickname.
std::string nickname_wish(const auth::ExternalIdentity& identity) {
  const std::string& email = *identity.verified_email;
  std::string wish;
  for (const char c : identity.name.value_or(email.substr(0, email.find('@')))) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain && wish.size() < 20) wish += c;
  }
  return wish.size() < 3 ? "walker" : wish;
}

}  // namespace

Registration::Registration(Services services)
    : services_(std::move(services)), people_(services_.store) {}

/// The user that the input asks for, without a password. Throws naming every wrong field.
Task<User> Registration::checked(const SignUp& input, const RequestContext& context) {
  json::Problems problems;
  User user;
  const auto given = [](std::string_view name) {
    return name == "nickname" || name == "fullName" || name == "language" || name == "timeZone";
  };
  const Instant now = services_.clock.now();
  user = changed(std::move(user), profile_of(input, context), given,
                 Date(std::chrono::floor<std::chrono::days>(now)), "", problems);
  const auto key = email_key(input.email);
  if (!key) problems.add("email", "error.email.invalid");
  const auto same_email = co_await people_.id_by_email(key.value_or(""));
  if (same_email) problems.add("email", "error.email.taken");
  const auto same_nickname = co_await people_.id_by_nickname(nickname_key(user.nickname));
  if (same_nickname) problems.add("nickname", "error.nickname.taken");
  const std::vector<std::string> personal{input.nickname, input.email};
  if (auto weak = auth::password_weakness("password", input.password, personal))
    problems.add(std::move(weak->field), std::move(weak->message_key), std::move(weak->arguments));
  problems.throw_if_any();
  user.id = services_.ids.make<UserId>();
  co_await screen_newcomer(user, context);
  user.email = normalise(input.email);
  user.created_at = now;
  co_return user;
}

/// As the person who is about to be there.
Task<void> Registration::screen_newcomer(User user, const RequestContext& context) {
  RequestContext theirs = context;
  theirs.principal.emplace().user = user.id;
  const std::vector<ShownText> texts = new_texts(User(), user);
  for (const ShownText& each : texts)
    co_await screening::screen_at_once(services_.screening, theirs, screening::Written::profile,
                                       each.text, each.field);
}

Task<User> Registration::sign_up(SignUp input, const RequestContext& context) {
  const User user = co_await checked(input, context);
  PasswordCredential credential;
  credential.hash = co_await services_.passwords.hash(input.password);
  credential.changed_at = user.created_at;
  co_await open(user, std::move(credential), std::nullopt, context);
  co_return user;
}

/// The profile, its name locks and all that comes with them, in one commit: the mail too, when the address is yet to be
/// confirmed.
Task<void> Registration::open(User user, std::optional<PasswordCredential> credential,
                              std::optional<store::Item> link, const RequestContext& context) {
  const auto absent = store::Condition::item_absent();
  store::Transaction transaction;
  transaction.put(People::lock_item(People::email_lock_key(*email_key(user.email)), user.id),
                  absent);
  transaction.put(
      People::lock_item(People::nickname_lock_key(nickname_key(user.nickname)), user.id), absent);
  transaction.put(People::profile_item(user), absent);
  if (credential) transaction.put(People::password_item(user.id, *credential), absent);
  if (link) transaction.put(std::move(*link), absent);
  std::optional<queue::Enqueued> mail;
  if (!user.email_confirmed) mail.emplace(add_confirmation(transaction, user, context));
  std::vector<events::NewEvent> facts;
  facts.emplace_back("UserSignedUp", user.id, signed_up(user));
  if (user.email_confirmed)
    facts.emplace_back("EmailConfirmed", user.id, email_confirmed(user.created_at));
  const store::Outcome outcome =
      co_await services_.outbox.commit(std::move(transaction), std::move(facts), context);
  if (outcome.failed_at(0)) throw taken("email");
  if (outcome.failed_at(1)) throw taken("nickname");
  if (!outcome.committed()) throw Error::conflict("error.conflict");
}

/// The token and the mail that tells of it.
queue::Enqueued Registration::add_confirmation(store::Transaction& transaction, const User& user,
                                               const RequestContext& context) {
  const Instant now = services_.clock.now();
  const Secret token(random_token(services_.random, kTokenBytes));
  MailToken content;
  content.user_id = user.id;
  content.email_key = *email_key(user.email);
  content.made_at = now;
  transaction.put(
      People::token_item(MailTokenKind::confirm, token, content, now + kConfirmationLife));
  const Locale locale = parse_locale(user.language).value_or(Locale::en);
  const mail::Mail mail =
      confirmation_mail(user.email, user.nickname,
                        services_.public_url + "/confirm-email?token=" + token.expose(), locale);
  return services_.post.post(transaction, mail, context);
}

Task<std::string> Registration::confirm_email(Secret token, const RequestContext& context) {
  const auto content = co_await people_.find_token(MailTokenKind::confirm, token);
  if (!content) throw Error::invalid("token", "error.mail_token");
  auto user = co_await people_.find(Owner::acting_for(content->user_id));
  if (!user || email_key(user->email) != content->email_key)
    throw Error::invalid("token", "error.mail_token");
  if (!user->email_confirmed) co_await confirm(*user, context);
  co_return user->email;
}

Task<void> Registration::confirm(User user, const RequestContext& context) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (user.email_confirmed) co_return;
    user.email_confirmed = true;
    store::Transaction transaction;
    put_next_version(transaction, user);
    std::vector<events::NewEvent> facts;
    facts.emplace_back("EmailConfirmed", user.id, email_confirmed(services_.clock.now()));
    const store::Outcome outcome =
        co_await services_.outbox.commit(std::move(transaction), std::move(facts), context);
    if (outcome.committed()) co_return;
    auto fresh = co_await people_.find(Owner::acting_for(user.id));
    if (!fresh) break;
    user = std::move(*fresh);
  }
  throw Error::conflict("error.conflict");
}

Task<void> Registration::resend_confirmation(std::string email, const RequestContext& context) {
  const auto key = email_key(email);
  if (!key) throw Error::invalid("email", "error.email.invalid");
  co_await services_.limits.take_for(limits::Action::mail, *key);
  const auto user = co_await people_.find_by_email(*key);
  if (!user || user->email_confirmed) co_return;
  store::Transaction transaction;
  const queue::Enqueued mail = add_confirmation(transaction, *user, context);
  co_await services_.store.transact(std::move(transaction));
}

Task<Principal> Registration::resolve(auth::ExternalIdentity identity) {
  const RequestContext context;
  auto id = co_await people_.id_by_link(identity.issuer, identity.subject);
  if (!id) id = co_await link_or_create(std::move(identity), context);
  const auto user = co_await people_.find(Owner::acting_for(*id));
  if (!user)
    throw Error(ErrorCode::unauthenticated, "error.token.no_account", "the linked account is gone");
  Principal principal;
  principal.user = user->id;
  principal.tier = user->tier;
  principal.scopes = co_await people_.scopes_of(Owner::acting_for(user->id));
  co_return principal;
}

Task<UserId> Registration::link_or_create(auth::ExternalIdentity identity,
                                          const RequestContext& context) {
  const auto key = identity.verified_email ? email_key(*identity.verified_email) : std::nullopt;
  if (!key)
    throw Error(ErrorCode::unauthenticated, "error.token.no_account",
                "no link and no verified address");
  const auto known = co_await people_.find_by_email(*key);
  if (known) {
    co_await adopt(*known, std::move(identity), context);
    co_return known->id;
  }
  User user;
  user.id = services_.ids.make<UserId>();
  user.email = normalise(*identity.verified_email);
  user.email_confirmed = true;
  user.nickname = co_await free_nickname(nickname_wish(identity));
  user.language = to_tag(identity.locale.value_or(Locale::en));
  user.created_at = services_.clock.now();
  std::optional<store::Item> link =
      People::link_item(user.id, identity.issuer, identity.subject, user.created_at);
  co_await open(user, std::nullopt, std::move(link), context);
  co_return user.id;
}

Task<void> Registration::adopt(User user, auth::ExternalIdentity identity,
                               const RequestContext& context) {
  const Instant now = services_.clock.now();
  const bool proved_before = user.email_confirmed;
  store::Transaction transaction;
  std::vector<events::NewEvent> facts;
  if (!proved_before) {
    user.email_confirmed = true;
    transaction.erase(People::password_key(user.id));
    facts.emplace_back("EmailConfirmed", user.id, email_confirmed(now));
  }
  put_next_version(transaction, user);
  transaction.put(People::link_item(user.id, identity.issuer, identity.subject, now),
                  store::Condition::item_absent());
  const store::Outcome outcome =
      co_await services_.outbox.commit(std::move(transaction), std::move(facts), context);
  if (!outcome.committed())
    throw Error::conflict("error.conflict", "the account changed while it was linked");
  if (!proved_before) co_await services_.sessions.end_all(user.id);
}

/// The wish, or the wish with a number that is free.
Task<std::string> Registration::free_nickname(std::string wish) {
  std::string candidate = wish;
  for (int attempt = 0; attempt < 20; ++attempt) {
    if (!nickname_problem(candidate)) {
      const auto owner = co_await people_.id_by_nickname(nickname_key(candidate));
      if (!owner) co_return candidate;
    }
    std::array<std::uint8_t, 3> bytes;
    services_.random.fill(bytes);
    candidate =
        wish + "-" +
        hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "found no free nickname");
}

}  // namespace waymark::accounts
