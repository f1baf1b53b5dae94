// Sessions that were ended while access tokens of theirs are still alive.
//
// Stored under PK `SESSION#ENDED`, SK `<endedAt>#<session>`, ttl when the last token of the session has expired, in
// the commit that ends the session. Each node keeps them in memory and looks there on every request.
#pragma once

#include <atomic>
#include <shared_mutex>
#include <unordered_map>

#include "base/ids.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"

namespace waymark::auth {

/// One object for the server, any reactor. As large as the log-outs of the last 20 minutes (a day, for tokens of other issuers).
class RevokedSessions {
 public:
  RevokedSessions(store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// Reads what was ended since the last call: at the start, before anything is served, and every few seconds where
  /// several nodes share a store.
  Task<void> load();
  bool contains(SessionId session) const;

  /// The record of an ending, for the transaction that ends the session; call note() once that has committed.
  store::Item record(SessionId session, Instant until) const;
  /// Counts at once, on this node.
  void note(SessionId session, Instant until);
  /// When the last of our own tokens of a session that ends now will have expired.
  Instant last_token_ends() const;

 private:
  store::Store& store_;
  const Clock& clock_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<SessionId, Instant> until_;
  std::size_t prune_at_ = 1024;
  std::atomic<bool> any_{false};  // spares the lock as long as nobody has logged out
  std::atomic<std::int64_t> loaded_{0};
};

}  // namespace waymark::auth
