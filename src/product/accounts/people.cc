#include "product/accounts/people.h"

#include "base/encoding.h"
#include "platform/store/entity.h"
#include "product/accounts/rules.h"

namespace waymark::accounts {
namespace {

constexpr std::string_view kUserId = "userId";
constexpr std::string_view kStaff = "STAFF";

struct Scopes {
  std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(Scopes, (), (scopes))

std::string partition(UserId user) {
  return "USER#" + user.to_string();
}

}  // namespace

store::Key People::profile_key(UserId user) {
  std::string id = user.to_string();
  return store::Key{"USER#" + id, "PROFILE#" + id};
}

store::Key People::password_key(UserId user) {
  return store::Key{partition(user), "CREDENTIAL#password"};
}

store::Key People::scopes_key(UserId user) {
  return store::Key{partition(user), "GRANT#scopes"};
}

store::Key People::email_lock_key(std::string_view email_key) {
  return store::Key{"EMAIL#" + std::string(email_key), "UNIQUE#USER"};
}

store::Key People::nickname_lock_key(std::string_view nickname_key) {
  return store::Key{"NICK#" + std::string(nickname_key), "UNIQUE#USER"};
}

store::Key People::token_key(MailTokenKind kind, const Secret& token) {
  return store::Key{"TOKEN#" + hex_encode(sha256(token.expose())),
                    kind == MailTokenKind::confirm ? "TOKEN#CONFIRM" : "TOKEN#RESET"};
}

store::Key People::link_key(std::string_view issuer, std::string_view subject) {
  return store::Key{"EXT#" + hex_encode(sha256(std::string(issuer) + "\n" + std::string(subject))),
                    "EXT#USER"};
}

store::Item People::profile_item(const User& user) {
  const store::Key key = profile_key(user.id);
  store::Item item = store::to_item(user, key);
  item.set_index(1, key.pk, "ENTITY#User#" + to_rfc3339(user.created_at));
  item.set_index(2, "NICK#" + nickname_key(user.nickname), key.sk);
  item.set_index(3, "EMAIL#" + email_key(user.email).value_or(""), key.sk);
  return item;
}

store::Item People::lock_item(store::Key key, UserId user) {
  store::Item item(key);
  item.set(kUserId, user.to_string());
  return item;
}

std::optional<UserId> People::locked_for(const store::Item& item) {
  const auto user = item.text(kUserId);
  return user ? UserId::parse(*user) : std::nullopt;
}

store::Item People::password_item(UserId user, const PasswordCredential& credential) {
  return store::to_item(credential, password_key(user));
}

store::Item People::token_item(MailTokenKind kind, const Secret& token, const MailToken& content,
                               Instant expires) {
  store::Item item = store::to_item(content, token_key(kind, token));
  item.set_ttl(expires);
  return item;
}

store::Item People::link_item(UserId user, std::string_view issuer, std::string_view subject,
                              Instant now) {
  store::Item item = lock_item(link_key(issuer, subject), user);
  item.set("issuer", issuer);
  item.set("linkedAt", std::string_view(to_rfc3339(now)));
  return item;
}

Task<std::optional<User>> People::find(Owner owner) {
  const auto item = co_await store_.get(profile_key(owner.user()));
  std::optional<User> user;
  if (item) user = store::from_item<User>(*item);
  co_return user;
}

Task<std::optional<UserId>> People::locked_by(store::Key key) {
  const auto item = co_await store_.get(std::move(key));
  co_return item ? locked_for(*item) : std::nullopt;
}

Task<std::optional<UserId>> People::id_by_email(std::string email_key) {
  co_return co_await locked_by(email_lock_key(email_key));
}

Task<std::optional<UserId>> People::id_by_nickname(std::string nickname_key) {
  co_return co_await locked_by(nickname_lock_key(nickname_key));
}

Task<std::optional<User>> People::find_by_email(std::string email_key) {
  const auto id = co_await locked_by(email_lock_key(email_key));
  if (!id) co_return std::nullopt;
  co_return co_await find(Owner::acting_for(*id));
}

Task<std::optional<User>> People::find_by_nickname(std::string nickname_key) {
  const auto id = co_await locked_by(nickname_lock_key(nickname_key));
  if (!id) co_return std::nullopt;
  co_return co_await find(Owner::acting_for(*id));
}

Task<std::optional<UserId>> People::id_by_link(std::string issuer, std::string subject) {
  co_return co_await locked_by(link_key(issuer, subject));
}

Task<std::optional<PasswordCredential>> People::password_of(Owner owner) {
  const auto item = co_await store_.get(password_key(owner.user()));
  std::optional<PasswordCredential> credential;
  if (item) credential = store::from_item<PasswordCredential>(*item);
  co_return credential;
}

Task<std::vector<std::string>> People::scopes_of(Owner owner) {
  const auto item = co_await store_.get(scopes_key(owner.user()));
  std::vector<std::string> scopes;
  if (item) scopes = store::from_item<Scopes>(*item).scopes;
  co_return scopes;
}

store::Item People::scopes_item(UserId user, const std::vector<std::string>& scopes) {
  store::List list;
  for (const std::string& scope : scopes) list.emplace_back(scope);
  store::Item item(scopes_key(user));
  item.set("scopes", store::Value(std::move(list)));
  if (!scopes.empty()) item.set_index(1, kStaff, partition(user));
  return item;
}

Task<std::vector<UserId>> People::staff(std::uint32_t limit) {
  store::Query query(store::Index::gsi1, std::string(kStaff));
  const store::Page page = co_await store_.query(std::move(query.at_most(limit)));
  std::vector<UserId> found;
  for (const store::Item& item : page.items) {
    const std::string pk = item.key().pk;
    const auto user = UserId::parse(std::string_view(pk).substr(std::string_view("USER#").size()));
    if (user) found.push_back(*user);
  }
  co_return found;
}

Task<std::optional<MailToken>> People::find_token(MailTokenKind kind, Secret token) {
  const auto item = co_await store_.get(token_key(kind, token));
  std::optional<MailToken> content;
  if (item) content = store::from_item<MailToken>(*item);
  co_return content;
}

}  // namespace waymark::accounts
