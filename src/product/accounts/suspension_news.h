// Suspensions are heard of on all nodes at once.
#pragma once

#include <memory>

#include "platform/realtime/hub.h"
#include "platform/runtime/reactor.h"
#include "product/accounts/suspensions.h"

namespace waymark::accounts {

/// One for the node; borrows what it is given. What is told is that something has changed; what has is read from the
/// store. Where the hub has lost something, or the store cannot be read, Suspensions::load() finds it a little later.
class SuspensionNews {
 public:
  SuspensionNews(Suspensions& suspensions, realtime::Hub& hub);
  ~SuspensionNews();

  /// After the commit. Any thread.
  void tell(UserId user) const;

  /// Hears from now on, on the executor.
  Task<void> start(Executor executor);
  Task<void> stop();

 private:
  class Ear;

  Task<void> work();
  Task<void> learn(UserId user);

  Suspensions& suspensions_;
  realtime::Hub& hub_;
  std::unique_ptr<Ear> ear_;
  std::unique_ptr<realtime::Subscription> subscription_;
  std::unique_ptr<runtime::TaskGroup> group_;
};

}  // namespace waymark::accounts
