// Fires timers (timers.h) when they are due.
//
//   TimerService service({store, shards, uptime, random, metrics});
//   service.add(quest_end);
//   co_await service.start(executors);   …   co_await service.stop();
//
// Twice a second each shard that this node holds is looked at: the calendar's minutes around now,
// and every fourth time all that are past. A timer is handed to the handler of its kind, and taken
// away once that has returned; so it is fired at least once, again after a crash in between, and
// seldom twice when a shard changes hands. Within a shard timers are fired one after the other, in
// the order of their time.
//
// Failure. A timer whose handler fails is tried again with growing, jittered delays, while others
// go on; a dependency that is down (unavailable, deadline_exceeded) is tried for as long as it
// takes, any other failure five times. Then the timer is parked with the reason.
//
// What is due is judged by Shards::clock(): a jump of this node's clock fires nothing early.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/backoff.h"
#include "base/random.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "platform/timing/shards.h"
#include "platform/timing/timers.h"
#include "platform/timing/uptime.h"

namespace waymark::timing {

/// What is done when timers of one kind are due. Run again for the same timer it must do no harm.
class TimerHandler {
 public:
  virtual ~TimerHandler() = default;
  /// Stable: timers are kept under it.
  virtual std::string_view kind() const = 0;
  virtual Task<void> fire(const Timer& timer) = 0;
};

struct TimerOptions {
  std::chrono::milliseconds look_every{500};
  unsigned looks_between_full = 4;
  std::uint32_t page = 100;  // timers in memory at a time, a shard
  unsigned failures_before_parking = 5;
  Backoff backoff{std::chrono::milliseconds(1'000), std::chrono::milliseconds(60'000)};
  std::chrono::milliseconds longest_run{30'000};  // of one call of a handler
};

struct TimerPorts {
  TimerPorts(store::Store& the_store, Shards& the_shards, const Uptime& the_uptime,
             Random& the_random, telemetry::Metrics& the_metrics)
      : store(the_store),
        shards(the_shards),
        uptime(the_uptime),
        random(the_random),
        metrics(the_metrics) {}
  store::Store& store;
  Shards& shards;
  const Uptime& uptime;
  Random& random;
  telemetry::Metrics& metrics;
};

class TimerService {
 public:
  explicit TimerService(TimerPorts ports, TimerOptions options = {});
  /// Must have been stopped, or never started.
  ~TimerService();

  /// Before start(). Borrowed; its kind must be new.
  void add(TimerHandler& handler);
  /// Looks from now on, the shards spread over the executors.
  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

  /// One look at one shard; how many timers were fired or parked. `everything`: not only the last
  /// minutes. Does nothing when the shard is another node's. For one coroutine a shard.
  Task<std::size_t> look(std::uint32_t shard, bool everything);

 private:
  struct Stored;
  struct Minute;
  Task<void> start_on(std::size_t place);
  Task<void> go_on(std::uint32_t shard);
  static std::vector<Minute> minutes_of(const std::vector<store::Item>& entries);
  Task<std::size_t> fire_minute(std::uint32_t shard, const Minute& minute, const Hold& hold);
  Task<bool> fire(Stored stored, const Hold& hold);
  Task<void> fire_with(TimerHandler* handler, const Timer& timer, const Hold& hold);
  Task<bool> put_off(Stored stored, std::string reason, bool passing);
  Task<void> close(std::uint32_t shard, const Minute& minute);

  TimerPorts ports_;
  TimerOptions options_;
  std::map<std::string, TimerHandler*, std::less<>> handlers_;
  telemetry::Counter& fired_;
  telemetry::Counter& failed_;
  telemetry::Counter& parked_;
  telemetry::Histogram& late_;
  std::vector<Executor> executors_;
  std::vector<std::unique_ptr<runtime::TaskGroup>> groups_;  // one an executor
};

}  // namespace waymark::timing
