// Who may not write for now, and is shown to nobody else: decided by moderators (product/moderation).
//
//   USER#u  SUSPENSION#now   Suspension    GSI1 SUSPENDED/<changedAt>#u    ttl some time after it has ended
//
// Each node keeps those that are in force in memory, so that asking costs no read: whoever shows a list of people or of what
// they wrote asks for every one of them. An ending by time needs nobody: the clock ends it.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"

namespace waymark::accounts {

struct Suspension {
  UserId user_id;
  std::string decision_id;  // why
  Instant since;
  std::optional<Instant> until;  // none: for good
  bool lifted = false;
  Instant changed_at;

  bool holds(Instant now) const { return !lifted && (!until || now < *until); }
};
BOOST_DESCRIBE_STRUCT(Suspension, (), (user_id, decision_id, since, until, lifted, changed_at))

/// One object for the server, any reactor; borrows what it is given.
class Suspensions {
 public:
  Suspensions(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// Reads what has changed since the last call: at the start, before anything is served, and every few seconds where
  /// several nodes share a store.
  Task<void> load();
  bool contains(UserId user) const;
  /// The last one of somebody, in force or not, as it is in the store.
  Task<std::optional<Suspension>> of(Owner owner) const;

  /// Part of a commit; replaces the one before. Call note() once it is committed.
  static void put(store::Transaction& transaction, const Suspension& suspension);
  /// Counts at once, on this node; others hear of it by suspension_news.h.
  void note(const Suspension& suspension);

  /// Called, on any thread, when this node learns that somebody is suspended who was not. To be set before anybody is.
  void on_suspended(std::function<void(UserId)> listener) { on_suspended_ = std::move(listener); }

 private:
  store::Store& store_;
  const Clock& clock_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<UserId, Instant> until_;
  std::function<void(UserId)> on_suspended_;
  std::atomic<bool> any_{false};  // spares the lock as long as nobody is suspended
  std::atomic<std::int64_t> loaded_{0};
};

}  // namespace waymark::accounts
