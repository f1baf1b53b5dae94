// Rewards: points, levels, a daily streak and badges for what people finish.
//
//   rules.h      how much what earns        streak.h     days and time zones
//   ledger.h     the books, without effects repository.h where they lie
//   consumer.h   keeps the books by events  graphql.h    myRewards, onRewards
//   events.h     what is told of them
//
// The books follow from events alone (tasks, goals, quests, workouts, and the time zone of the
// profile), each of which counts once however often it comes: a replay of every event leaves the
// same totals. What is reopened, edited or deleted gives back what it had earned.
#pragma once

#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"
#include "product/rewards/model.h"
#include "product/rewards/repository.h"

namespace waymark::rewards {

/// The kind of the realtime message, on the topic of the user, that carries new Rewards as JSON.
inline constexpr std::string_view kRewardsMessage = "rewards";

/// What people ask of their rewards. Any reactor.
class RewardsService {
 public:
  RewardsService(store::Store& store, const Clock& clock) : repository_(store), clock_(clock) {}

  /// As of now: a streak that has broken since the last event shows 0. One read.
  Task<Rewards> rewards_of(Owner owner) const;

 private:
  RewardRepository repository_;
  const Clock& clock_;
};

}  // namespace waymark::rewards
