#include "product/accounts/graphql.h"

namespace waymark::accounts {

void AccountsGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<User>("User").resolver("roles", &AccountsGraphql::roles, this);
  bindings.query("me", &AccountsGraphql::me, this);
  bindings.query("isEmailAvailable", &AccountsGraphql::is_email_available, this);
  bindings.query("isNicknameAvailable", &AccountsGraphql::is_nickname_available, this);
  bindings.mutation("upsertProfile", &AccountsGraphql::upsert_profile, this);
}

Task<User> AccountsGraphql::me(graphql::Call& call) {
  co_return co_await profiles_.me(Owner(call.context()));
}

Task<std::vector<Role>> AccountsGraphql::roles(const User& user, graphql::Call&) {
  return profiles_.roles(Owner::acting_for(user.id));
}

Task<bool> AccountsGraphql::is_email_available(graphql::Call& call) {
  co_return co_await profiles_.is_email_available(call.argument<std::string>("email"),
                                                  call.context());
}

Task<bool> AccountsGraphql::is_nickname_available(graphql::Call& call) {
  co_return co_await profiles_.is_nickname_available(call.argument<std::string>("nickname"),
                                                     call.context());
}

Task<User> AccountsGraphql::upsert_profile(graphql::Call& call) {
  const Owner owner(call.context());
  const Given given = [&call](std::string_view name) {
    return call.has_argument("input." + std::string(name));
  };
  co_return co_await profiles_.update(owner, call.argument<ProfileInput>("input"), given, "input",
                                      call.context());
}

}  // namespace waymark::accounts
