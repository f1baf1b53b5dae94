// Workers: handlers of queues, with bounded concurrency, retries and a graceful end.
//
//   Workers workers({queue, catalog, clock, random, metrics});
//   workers.add("mail", mail_handler);
//   co_await workers.start(executors);   …   co_await workers.stop();
//
// A handler that returns has done its job, which is acknowledged; acknowledgements gather while the
// last ones are on their way. One that throws has not: the job is tried again after a delay with
// full jitter (SW section 3b), at least as long as an Error's retry_after_seconds asks for, until it
// is dead. While a handler runs its job stays hidden, up to `longest`; then it is cancelled, which
// counts as a failure, so that no job holds a place for ever. A job that fails never holds up the
// others: it waits in the queue, not here.
//
// Metrics, by queue: waymark_jobs_handled_total, waymark_jobs_failed_total, waymark_jobs_dead_total,
// waymark_job_seconds, and from the queue's statistics, four times a minute, waymark_queue_depth (by
// priority), waymark_queue_in_flight, waymark_queue_delayed, waymark_queue_dead,
// waymark_queue_oldest_seconds. Two sets of workers that share a registry need different prefixes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/backoff.h"
#include "base/random.h"
#include "base/request_context.h"
#include "base/time.h"
#include "platform/queue/catalog.h"
#include "platform/queue/queue.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/metrics.h"

namespace waymark::queue {

/// Thrown by a handler: trying again would not help. The job is dead at once.
class GiveUp : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What does the jobs of one queue. Run again for the same job it must lead to the same: jobs are
/// delivered at least once. Called on one reactor, as often at once as the options allow.
class Handler {
 public:
  virtual ~Handler() = default;
  /// `context` carries the job's trace and the time by which the handler must have ended. Both
  /// outlive the call.
  virtual Task<void> handle(const Job& job, const RequestContext& context) = 0;
};

struct WorkerOptions {
  std::size_t concurrency = 16;                  // jobs at once, at least 1
  std::chrono::milliseconds visibility{30'000};  // renewed while a handler runs
  std::chrono::milliseconds longest{600'000};    // how long a handler may run
  Backoff backoff{std::chrono::milliseconds(1'000), std::chrono::milliseconds(900'000)};
  bool log_attempts = true;  // that failed; without it only dead jobs are told of
};

/// What workers borrow; all of it outlives them.
struct WorkerPorts {
  WorkerPorts(Queue& the_queue, const Catalog& the_catalog, const Clock& the_clock,
              Random& the_random, telemetry::Metrics& the_metrics)
      : queue(the_queue),
        catalog(the_catalog),
        clock(the_clock),
        random(the_random),
        metrics(the_metrics) {}
  Queue& queue;
  const Catalog& catalog;
  const Clock& clock;
  Random& random;
  telemetry::Metrics& metrics;
  std::string metrics_prefix;  // before the queue's name
  std::function<Task<void>(std::chrono::milliseconds)> sleep = &runtime::sleep_for;
};

class Crew;

class Workers {
 public:
  explicit Workers(WorkerPorts ports);
  /// Must have been stopped, or never started.
  ~Workers();

  /// Before start(). The handler is borrowed. Throws Error(internal) for a queue that is not in the
  /// catalog.
  void add(const std::string& queue, Handler& handler, WorkerOptions options = {});
  /// Works from now on, each queue on one of the executors.
  Task<void> start(std::vector<Executor> executors);
  /// Takes no more jobs, gives those that run `drain` to end, cancels the others and puts them back.
  Task<void> stop(std::chrono::milliseconds drain = std::chrono::seconds(10));

 private:
  WorkerPorts ports_;
  std::vector<std::shared_ptr<Crew>> crews_;  // shared with the metrics, which may outlive this
  bool started_ = false;
};

}  // namespace waymark::queue
