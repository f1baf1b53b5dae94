// Activities as they happen, to those who listen to their feed.
//
// Every new activity is published once, on one topic (activity_writer.h), however many follow whoever did it. Each node
// finds out for which of its own listeners it is, by the shorter way: does each listener follow, or is each follower
// listening? What is sent has passed the same showing as a page.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "platform/graphql/live.h"
#include "platform/realtime/hub.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "product/feed/feed.h"

namespace waymark::feed {

/// One for the node. What it borrows outlives it.
class Live {
 public:
  Live(const Ports& ports, realtime::Hub& hub, IdSource& ids);
  ~Live();

  /// Hears from now on, on the executor.
  Task<void> start(Executor executor);
  Task<void> stop();

  /// What is new in the feed of `viewer`, one activity at a time. Ends with Error(unavailable) when something may have been
  /// missed: the listener asks for their feed, and listens again.
  graphql::Live<FeedEntry> listen(UserId viewer);

 private:
  class Ear;
  class Visit;

  std::string topic_of(UserId viewer) const;
  Task<void> work();
  Task<void> deliver(ActivityRef ref, std::optional<GroupId> group);
  Task<std::vector<UserId>> whom_it_concerns(UserId actor) const;
  Task<void> deliver_to(UserId viewer, ActivityRef ref);
  std::vector<UserId> listeners() const;
  void tell_of_loss();

  Ports ports_;
  Showing showing_;
  realtime::Hub& hub_;
  std::string node_;  // a listener hears from their own node alone
  std::unique_ptr<Ear> ear_;
  std::unique_ptr<realtime::Subscription> subscription_;
  std::unique_ptr<runtime::TaskGroup> group_;
  mutable std::mutex mutex_;
  std::unordered_map<UserId, std::size_t> listening_;  // how often
};

}  // namespace waymark::feed
