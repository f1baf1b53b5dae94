// The GraphQL edge of accounts: `User`; me, isEmailAvailable, isNicknameAvailable, upsertProfile.
#pragma once

#include "platform/graphql/bindings.h"
#include "product/accounts/profiles.h"

namespace waymark::accounts {

/// Borrows `profiles`; outlives the engine.
class AccountsGraphql {
 public:
  explicit AccountsGraphql(Profiles& profiles) : profiles_(profiles) {}
  void bind(graphql::Bindings& bindings);

  Task<User> me(graphql::Call& call);
  Task<bool> is_email_available(graphql::Call& call);
  Task<bool> is_nickname_available(graphql::Call& call);
  Task<User> upsert_profile(graphql::Call& call);
  Task<std::vector<Role>> roles(const User& user, graphql::Call& call);

 private:
  Profiles& profiles_;
};

}  // namespace waymark::accounts
