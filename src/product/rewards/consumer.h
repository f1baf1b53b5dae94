// The consumer "rewards": keeps the books by events.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "platform/store/store.h"
#include "product/rewards/facts.h"
#include "product/rewards/repository.h"

namespace waymark::rewards {

/// Called by one coroutine a shard; what it borrows outlives it. After each commit that changed
/// something it publishes the person's new Rewards (kRewardsMessage) to their topic.
class RewardsConsumer final : public events::Consumer {
 public:
  RewardsConsumer(store::Store& store, realtime::Hub& hub, const Clock& clock)
      : repository_(store), hub_(hub), clock_(clock) {}

  std::string_view name() const override { return "rewards"; }
  bool wants(std::string_view type) const override { return is_meaningful(type); }
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Task<events::Effects> apply_fact(const events::Event& event, Fact fact);
  Task<events::Effects> apply_zone(const events::Event& event, std::string zone);
  void tell(events::Effects& effects, UserId user, const Tally& tally,
            const std::vector<Happening>& happenings) const;

  RewardRepository repository_;
  realtime::Hub& hub_;
  const Clock& clock_;
};

}  // namespace waymark::rewards
