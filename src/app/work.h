// What is done without anybody asking: timers that are due, and jobs from time to time.
//
//   job      how often    where
//   sweep    30 seconds   one node: deletes what has expired
//   quests   a minute     one node: ends quests that a timer has missed
//   feeds    a day        every node, a part: looks anew at those whose activities are put into feeds
//   uploads  a day        one node: deletes uploads that no import asks for
//   keys     an hour      one node: makes a new signing key when the newest is old
//   identity 5 seconds    every node, where there are many: learns who has logged out or was suspended elsewhere, and new signing keys
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "app/identity.h"
#include "app/nodes.h"
#include "app/product.h"
#include "base/task.h"
#include "platform/runtime/reactor.h"
#include "platform/timing/scheduler.h"
#include "platform/timing/timer_service.h"
#include "product/goals/quest_ends.h"

namespace waymark::app {

inline constexpr std::chrono::seconds kSweepEvery{30};
inline constexpr std::chrono::minutes kReviewFeedsAt{3 * 60 + 17};  // after midnight, UTC
inline constexpr std::size_t kSweepAtOnce = 500;
inline constexpr std::chrono::seconds kSweepQuestsEvery{60};
inline constexpr std::size_t kSweepQuestsAtOnce = 100;
inline constexpr std::chrono::minutes kSweepPicturesEvery{10};
inline constexpr std::uint32_t kSweepPicturesAtOnce = 100;
inline constexpr std::chrono::hours kSweepUploadsEvery{24};
inline constexpr std::chrono::hours kRenewKeysEvery{1};
inline constexpr std::chrono::seconds kLearnIdentityEvery{5};

/// Made after the product; borrows all it is given. Lives on the first reactor.
class Work {
 public:
  Work(Foundation& foundation, Nodes& nodes, Identity& identity, Product& product);

  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

 private:
  Task<void> sweep_expired();
  Task<void> sweep_quests();
  Task<void> sweep_pictures();
  Task<void> learn_identity();

  Foundation& foundation_;
  Nodes& nodes_;
  Identity& identity_;
  Product& product_;
  goals::QuestEnds quest_ends_;
  timing::TimerService timers_;
  timing::Scheduler scheduler_;
  std::optional<runtime::TaskGroup> everywhere_;
};

}  // namespace waymark::app
