#include "product/rewards/graphql.h"

#include "base/json.h"

namespace waymark::rewards {
namespace {

/// Rewards as they are published on the topic of their owner.
class RewardsSource final : public graphql::Source<Rewards> {
 public:
  explicit RewardsSource(std::unique_ptr<realtime::Subscription> subscription)
      : subscription_(std::move(subscription)) {}

  Task<std::optional<Rewards>> next() override {
    while (true) {
      const std::optional<realtime::MessagePtr> message = co_await subscription_->next();
      if (message && (*message)->kind == kRewardsMessage)
        co_return json::decode<Rewards>((*message)->payload);
      if (message) continue;
      if (subscription_->overflowed())
        throw Error(ErrorCode::unavailable, "error.unavailable", "the listener was too slow");
      co_return std::nullopt;
    }
  }

 private:
  std::unique_ptr<realtime::Subscription> subscription_;
};

}  // namespace

void RewardsGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<Badge>("Badge");
  bindings.object<Rewards>("Rewards");
  bindings.query("myRewards", &RewardsGraphql::my_rewards, this);
  bindings.subscription("onRewards", &RewardsGraphql::on_rewards, this);
}

Task<Rewards> RewardsGraphql::my_rewards(graphql::Call& call) {
  return service_.rewards_of(Owner(call.context()));
}

Task<std::unique_ptr<graphql::Source<Rewards>>> RewardsGraphql::on_rewards(graphql::Call& call) {
  const UserId user = call.context().require_principal().user;
  const Executor executor = co_await boost::asio::this_coro::executor;
  co_return std::make_unique<RewardsSource>(
      hub_.subscribe(realtime::user_topic(user.to_string()), executor));
}

}  // namespace waymark::rewards
