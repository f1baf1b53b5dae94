// The workers of one queue, on one reactor.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <optional>
#include <vector>

#include <boost/asio/cancellation_signal.hpp>

#include "platform/queue/workers.h"
#include "platform/runtime/signal.h"

namespace waymark::queue {

/// Everything but depth gauges happens on the executor that start() was given.
class Crew {
 public:
  Crew(const WorkerPorts& ports, const QueueDefinition& definition, Handler& handler,
       const WorkerOptions& options);

  /// Gauges over the queue's statistics; `self` is this, kept alive by whoever works.
  static void publish(telemetry::Metrics& metrics, const std::shared_ptr<Crew>& self);

  void assign(Executor executor) { executor_ = executor; }
  Executor executor() const { return *executor_; }
  const std::string& queue() const { return definition_.name; }

  /// On the executor.
  Task<void> start();
  Task<void> stop(std::chrono::milliseconds drain);

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  /// A job in the hands of the handler.
  struct Running {
    Job job;
    RequestContext context;
    Instant hidden_until;
    Instant must_end;
    bool overdue = false;  // cancelled, because it ran too long
    bool stopped = false;  // cancelled, because the server ends
    boost::asio::cancellation_signal cancel;
  };
  enum class Result : std::uint8_t { done, failed, hopeless, stopped };

  Task<void> take_jobs();
  Task<std::vector<Job>> receive(std::size_t count);
  void begin(Job job);
  Task<void> work(std::list<Running>::iterator running);
  Task<Result> attempt(Running& running, std::string& reason, std::chrono::milliseconds& at_least);
  Task<void> put_back(const Running& running, Result result, std::string reason,
                      std::chrono::milliseconds at_least);
  void log_failure(const Running& running, std::string_view event, std::string_view reason) const;
  Task<void> acknowledge();
  Task<void> acknowledge_some(std::vector<Receipt> receipts);
  Task<void> keep_hidden();
  Task<void> watch();
  Stats last_stats() const;

  const WorkerPorts& ports_;
  const QueueDefinition& definition_;
  Handler& handler_;
  const WorkerOptions options_;
  telemetry::Counter& handled_;
  telemetry::Counter& failed_;
  telemetry::Counter& dead_;
  telemetry::Histogram& seconds_;

  std::optional<Executor> executor_;
  std::optional<runtime::TaskGroup> taking_;
  std::optional<runtime::TaskGroup> working_;
  std::optional<runtime::TaskGroup> keeping_;
  std::shared_ptr<runtime::Signal> freed_;     // a place is free, or all are
  std::shared_ptr<runtime::Signal> finished_;  // there are receipts to acknowledge
  std::shared_ptr<runtime::Signal> settled_;   // none are left
  std::list<Running> running_;
  std::vector<Receipt> done_;
  bool acknowledging_ = false;
  bool stopping_ = false;

  mutable std::mutex stats_mutex_;
  Stats stats_;
};

}  // namespace waymark::queue
