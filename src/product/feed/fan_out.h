// Puts the activities of promoted people into the feeds of their followers: the handler of the queue "feed".
//
// A job names a person, not an activity: whoever does it first puts everything that is not spread yet, and says in the
// head how far that is (Head::through). So it does not matter whether jobs come twice, late, or in another order; and until
// one has been done its activities are read at their owner's (merge.h). What is put is a reference: a feed shows nothing
// that is not there any more.
#pragma once

#include "platform/queue/workers.h"
#include "product/feed/activity_repository.h"
#include "product/social/graph.h"

namespace waymark::feed {

/// How much of a feed is kept.
struct Keeping {
  std::uint32_t items = 1'000;  // about so many, 1,000 at most
  std::uint32_t look_every =
      64;  // one in so many items that are put looks whether its feed has grown too long
};

/// Borrows what it is given. Any reactor.
class FanOut final : public queue::Handler {
 public:
  FanOut(store::Store& store, const social::Graph& graph, Keeping keeping = {})
      : store_(store), repository_(store), graph_(graph), keeping_(keeping) {}

  /// Throws queue::GiveUp for what is no id.
  Task<void> handle(const queue::Job& job, const RequestContext& context) override;

  /// Spreads what there is of one person; how many activities that were.
  Task<std::size_t> spread(UserId actor) const;

 private:
  Task<void> put_all(UserId actor, std::vector<Place> places) const;
  Task<void> put_for(UserId actor, std::vector<UserId> followers, std::vector<Place> places) const;
  Task<void> put_some(store::Transaction transaction) const;
  bool is_to_look(UserId follower, const Place& place) const;
  Task<void> cut(UserId follower) const;

  store::Store& store_;
  ActivityRepository repository_;
  const social::Graph& graph_;
  Keeping keeping_;
};

queue::WorkerOptions fan_out_worker();

}  // namespace waymark::feed
