// GraphQL: the query myRewards and the subscription onRewards.
#pragma once

#include "base/task.h"
#include "platform/graphql/bindings.h"
#include "platform/realtime/hub.h"
#include "product/rewards/rewards.h"

namespace waymark::rewards {

/// Must outlive the engine that its bindings go to.
class RewardsGraphql {
 public:
  RewardsGraphql(const RewardsService& service, realtime::Hub& hub)
      : service_(service), hub_(hub) {}

  void bind(graphql::Bindings& bindings);

  /// The person who asks, now.
  Task<Rewards> my_rewards(graphql::Call& call);
  /// Whenever the person's rewards change. Ends when the hub stops; who may have missed a change
  /// gets Error(unavailable), and should ask myRewards when it comes back.
  graphql::Live<Rewards> on_rewards(graphql::Call& call);

 private:
  const RewardsService& service_;
  realtime::Hub& hub_;
};

}  // namespace waymark::rewards
