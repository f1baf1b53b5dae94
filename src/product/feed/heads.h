// A head says of somebody's activities, in one small item, what a feed must know before it reads any of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/task.h"
#include "platform/store/store.h"
#include "product/feed/place.h"

namespace waymark::feed {

/// Each member is written by one kind of commit alone: `last`, `rate` and `rated_at` with a new activity, `promoted_at`
/// by promotion, `through` by fan-out.
struct Head {
  Place last;        // of the newest activity there has been: none lies after it
  double rate = 0;   // activities, each counting half after a week
  Instant rated_at;  // when rate was that
  /// What came after is also put into the feeds of all followers …
  std::optional<Place> promoted_at;
  std::optional<Place> through;  // … and has been, up to here
  bool is_promoted() const { return promoted_at.has_value(); }
  /// Up to where the feeds of followers are complete. Of a promoted one.
  const Place& spread_through() const { return through ? *through : *promoted_at; }
};
BOOST_DESCRIBE_STRUCT(Head, (), (last, rate, rated_at, promoted_at, through))

/// The rate at a later time.
double decayed(double rate, Instant from, Instant to);

/// In the order of `users`; an empty head for who has done nothing yet. Batches of 100, beside each other. `store`
/// outlives the call.
Task<std::vector<Head>> read_heads(store::Store& store, std::vector<UserId> users);

}  // namespace waymark::feed
