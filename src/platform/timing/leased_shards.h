// Sixteen shards over the nodes that share a store: a lease a shard, and one a node that says it is
// alive (all of them items of one partition, see lease.h).
//
//   LeasedShards shards({store, clock, uptime, random, metrics}, "node-7");
//   co_await shards.start(executor);   …   co_await shards.stop();
//
// Each round a node renews all it has in one commit, reads how many nodes live, and works towards
// its share (16 divided by their number, rounded up). Above it, it lets go of shards: no new holds,
// and once the last hold is gone the lease is given back. Below it, it takes what is free: given
// back, or not renewed for the whole duration. So work spreads within a few rounds after a node
// comes, and after a duration and a round when one is killed.
//
// When the store or this process stands still, leases run out here before anybody else may take
// them; holds become invalid, and work stops by itself.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "platform/timing/agreed_clock.h"
#include "platform/timing/lease.h"
#include "platform/timing/shards.h"

namespace waymark::timing {

struct ShardOptions {
  std::string group = "shards";             // nodes of one group share its shards
  std::chrono::milliseconds lease{10'000};  // renewed four times in it
};

/// What they borrow; it outlives them.
struct ShardPorts {
  ShardPorts(store::Store& the_store, const Clock& the_clock, const Uptime& the_uptime,
             Random& the_random, telemetry::Metrics& the_metrics)
      : store(the_store),
        clock(the_clock),
        uptime(the_uptime),
        random(the_random),
        metrics(the_metrics) {}
  store::Store& store;
  const Clock& clock;
  const Uptime& uptime;
  Random& random;
  telemetry::Metrics& metrics;
};

/// hold() from any thread; the rest on one reactor.
class LeasedShards final : public Shards {
 public:
  /// `node` is unique among all processes, those of before included.
  LeasedShards(ShardPorts ports, std::string node, ShardOptions options = {});
  ~LeasedShards() override;

  /// Takes what is free now, and goes on until stop(). A store that fails is tried again, like later.
  Task<void> start(Executor executor);
  /// Gives everything back, as soon as nobody works on it. Those who work should have been stopped.
  Task<void> stop();

  std::optional<Hold> hold(std::uint32_t shard) override;
  const Clock& clock() const override { return agreed_; }

  /// One round, as start() makes every quarter of a lease. Whether another should follow soon,
  /// because shards are being let go.
  Task<bool> round();
  /// From now on all shards are let go, in this and the following rounds, and none is taken.
  void leave() { leaving_ = true; }
  std::size_t held() const;

 private:
  class Place;
  struct Neighbour;

  Task<void> go_on();
  Task<void> renew();
  Task<void> look_around();
  void let_go_of_surplus();
  Task<void> give_back();
  Task<void> take_share();
  Task<void> bury(std::string key, std::int64_t beat);
  void observe_neighbour(const store::Item& item);
  std::size_t share() const;
  std::vector<std::size_t> shuffled();

  ShardPorts ports_;
  ShardOptions options_;
  LeaseHolder holder_;
  AgreedClock agreed_;
  Lease alive_;  // ours, among the nodes
  std::vector<std::shared_ptr<Place>> places_;
  std::map<std::string, std::unique_ptr<Neighbour>> neighbours_;
  std::unique_ptr<runtime::TaskGroup> group_;
  bool leaving_ = false;
};

}  // namespace waymark::timing
