// Periodic work, on one node at a time.
//
//   Scheduler scheduler({store, shards, uptime, random, metrics});
//   Job sweep("sweep", Timetable::every(30s), …);
//   scheduler.add(std::move(sweep));
//   co_await scheduler.start(executors);   …   co_await scheduler.stop();
//
// A job runs on the node that holds its shard: murmur3_32(name) mod 16, or, for a job that is
// split, each of the sixteen. So jobs spread over the nodes, and a split one runs on all.
//
// Stored under PK `JOB#<name>`, SK `<shard>`: ranAt (when the last run began that ended well) and
// token. A run counts once it has ended well; one that was cut short by a crash, or because its
// shard went to another node, is done again there. What was missed during a downtime is done once.
// A run that fails is tried again with growing, jittered delays.
//
// Times are those of Shards::clock(). A last run that lies further ahead than the next could be
// was noted by a wrong clock, and is forgotten.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/backoff.h"
#include "base/random.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "platform/timing/shards.h"
#include "platform/timing/uptime.h"

namespace waymark::timing {

/// When a job is due: a period after its last run, or at one time of every day. A job that never
/// ran is due at once.
class Timetable {
 public:
  static Timetable every(std::chrono::milliseconds period);
  /// `after_midnight`, UTC: less than a day.
  static Timetable daily(std::chrono::minutes after_midnight);

  Instant next(const std::optional<Instant>& last_run, Instant now) const;

 private:
  explicit Timetable(std::chrono::milliseconds period) : period_(period) {}
  std::chrono::milliseconds period_;
  std::optional<std::chrono::minutes> at_;
};

struct Job {
  /// What it does for one shard; 0 unless the job is split. It may be run twice, and cut short at
  /// any suspension.
  using Run = std::function<Task<void>(std::uint32_t shard)>;

  Job(std::string job_name, Timetable when, Run what)
      : name(std::move(job_name)), timetable(when), run(std::move(what)) {}
  std::string name;  // stable: its last run is kept under it
  Timetable timetable;
  Run run;
  std::chrono::milliseconds longest_run{60'000};  // then it is cancelled, and counts as failed
  bool split = false;                             // run for each shard
  /// False: its last run is not kept in the store, so that it runs anew when a node starts or takes
  /// the shard. For what is cheap and often due.
  bool durable = true;
};

struct SchedulerPorts {
  SchedulerPorts(store::Store& the_store, Shards& the_shards, const Uptime& the_uptime,
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
  Backoff backoff{std::chrono::milliseconds(1'000), std::chrono::milliseconds(60'000)};
};

class Scheduler {
 public:
  explicit Scheduler(SchedulerPorts ports);
  /// Must have been stopped, or never started.
  ~Scheduler();

  /// Before start(). The name must be new.
  void add(Job job);
  Task<void> start(std::vector<Executor> executors);
  /// Ends runs at their next suspension.
  Task<void> stop();

  /// Runs what is due on the shards that are held here, one after the other; how many runs ended
  /// well. Not while started.
  Task<std::size_t> run_due();

 private:
  class Assignment;
  Task<void> start_on(std::size_t place);
  Task<void> go_on(Assignment& assignment);

  SchedulerPorts ports_;
  std::vector<std::unique_ptr<Assignment>> assignments_;
  std::vector<Executor> executors_;
  std::vector<std::unique_ptr<runtime::TaskGroup>> groups_;  // one an executor
};

}  // namespace waymark::timing
