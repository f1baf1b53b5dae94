#include "product/rewards/graphql.h"

namespace waymark::rewards {

void RewardsGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<Badge>("Badge");
  bindings.object<Rewards>("Rewards");
  bindings.query("myRewards", &RewardsGraphql::my_rewards, this);
  bindings.subscription("onRewards", &RewardsGraphql::on_rewards, this);
}

Task<Rewards> RewardsGraphql::my_rewards(graphql::Call& call) {
  return service_.rewards_of(Owner(call.context()));
}

graphql::Live<Rewards> RewardsGraphql::on_rewards(graphql::Call& call) {
  const UserId user = call.context().require_principal().user;
  return graphql::Live<Rewards>(hub_, realtime::user_topic(user.to_string()), kRewardsMessage);
}

}  // namespace waymark::rewards
