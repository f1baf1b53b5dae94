// Where people are kept: profiles, the locks that make names unique, credentials, one-time tokens.
//
//   profile      USER#u / PROFILE#u          GSI1 USER#u/ENTITY#User#<t>; GSI2 NICK#n; GSI3 EMAIL#e
//   name locks   EMAIL#e, NICK#n / UNIQUE#USER        {userId}, in the commit of the profile
//   password     USER#u / CREDENTIAL#password         {hash, changedAt}
//   rights       USER#u / GRANT#scopes                {scopes}   GSI1 STAFF/USER#u while there are any
//   mail tokens  TOKEN#<SHA-256> / TOKEN#CONFIRM | TOKEN#RESET   {userId, emailKey, madeAt, used}, ttl
//   OpenID link  EXT#<SHA-256 of issuer, subject> / EXT#USER     {userId, issuer, linkedAt}
//
// e and n are the compared forms of rules.h. Reads and transactions only: rules are elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/request_context.h"
#include "base/secret.h"
#include "base/task.h"
#include "platform/store/store.h"
#include "product/accounts/user.h"

namespace waymark::accounts {

struct PasswordCredential {
  std::string hash;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(PasswordCredential, (), (hash, changed_at))

enum class MailTokenKind { confirm, reset };

/// What a link in a mail stands for. The link holds the token, the store only its hash.
struct MailToken {
  UserId user_id;
  std::string email_key;
  Instant made_at;
  bool used = false;
};
BOOST_DESCRIBE_STRUCT(MailToken, (), (user_id, email_key, made_at, used))

class People {
 public:
  explicit People(store::Store& store) : store_(store) {}

  Task<std::optional<User>> find(Owner owner);
  Task<std::optional<User>> find_by_email(std::string email_key);
  Task<std::optional<User>> find_by_nickname(std::string nickname_key);
  Task<std::optional<UserId>> id_by_email(std::string email_key);
  Task<std::optional<UserId>> id_by_nickname(std::string nickname_key);
  Task<std::optional<PasswordCredential>> password_of(Owner owner);
  Task<std::vector<std::string>> scopes_of(Owner owner);
  /// Some of those who have rights, at most `limit` (1 to 1,000).
  Task<std::vector<UserId>> staff(std::uint32_t limit);
  Task<std::optional<MailToken>> find_token(MailTokenKind kind, Secret token);
  Task<std::optional<UserId>> id_by_link(std::string issuer, std::string subject);

  // Parts of transactions.
  static store::Key profile_key(UserId user);
  static store::Key password_key(UserId user);
  static store::Key scopes_key(UserId user);
  static store::Key email_lock_key(std::string_view email_key);
  static store::Key nickname_lock_key(std::string_view nickname_key);
  static store::Key token_key(MailTokenKind kind, const Secret& token);
  static store::Key link_key(std::string_view issuer, std::string_view subject);
  static store::Item profile_item(const User& user);
  static store::Item lock_item(store::Key key, UserId user);
  /// Whose lock it is.
  static std::optional<UserId> locked_for(const store::Item& item);
  static store::Item password_item(UserId user, const PasswordCredential& credential);
  static store::Item token_item(MailTokenKind kind, const Secret& token, const MailToken& content,
                                Instant expires);
  static store::Item scopes_item(UserId user, const std::vector<std::string>& scopes);
  static store::Item link_item(UserId user, std::string_view issuer, std::string_view subject,
                               Instant now);

 private:
  Task<std::optional<UserId>> locked_by(store::Key key);
  store::Store& store_;
};

}  // namespace waymark::accounts
