#include "product/rewards/rewards.h"

namespace waymark::rewards {

Task<Rewards> RewardsService::rewards_of(Owner owner) const {
  const Tally tally = co_await repository_.tally(owner);
  co_return view(tally, clock_.now());
}

}  // namespace waymark::rewards
