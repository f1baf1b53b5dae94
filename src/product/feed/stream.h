// What a feed is merged from: somebody's activities, or what was put into the viewer's own feed; newest first, read in
// small parts when their turn comes.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "product/feed/activity_repository.h"

namespace waymark::feed {

/// An activity that may be shown, before anybody has looked whether it may.
struct Candidate {
  ActivityRef ref;
  std::optional<Activity> activity;  // none: not read yet
};

/// The part of a promoted person's activities that the viewer's own feed holds: after the one, up to the other.
struct Spread {
  Place after;
  Place through;
};
using Spreads = std::unordered_map<UserId, Spread>;

/// One stream of a merge. Lives as long as the merge, on one reactor.
class Stream {
 public:
  /// The activities of `actor` in `range`, none of which is at or after `bound`, or at it when it is a hint.
  static Stream of_actor(UserId actor, const Range& range, const Place& bound);
  /// What lies in the feed of `viewer` before `below`, as far as `spreads` has it. `spreads` outlives the stream.
  static Stream of_feed(UserId viewer, const Spreads& spreads, const Place& below);

  /// What comes next lies at or before this; exactly there once something is at hand. Empty: nothing comes.
  const Place& bound() const { return bound_; }
  bool has_next() const { return next_ < ahead_.size(); }
  /// Of has_next().
  Candidate take();
  /// Reads some more. Ends it, or gives it a next.
  Task<void> read(store::Store& store);

 private:
  Task<void> read_actor(store::Store& store);
  Task<void> read_feed(store::Store& store);
  void settle();

  UserId owner_;
  Range range_;
  const Spreads* spreads_ = nullptr;  // of the viewer's feed
  Place bound_;
  std::vector<Candidate> ahead_;  // from next_ on
  std::size_t next_ = 0;
  std::uint32_t at_once_ = 4;
  bool ended_ = false;
};

}  // namespace waymark::feed
