#include "platform/queue/crew.h"

#include <algorithm>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "base/failure.h"
#include "base/stored_trace.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// SW R-003: returning a job to its queue is tried so often.
constexpr unsigned kTries = 3;
constexpr Backoff kQueueTrouble{milliseconds(200), milliseconds(20'000)};
constexpr std::chrono::seconds kBetweenStats{15};

void log_ended(const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::error, "queue_worker_ended",
                 {{"reason", std::string_view(reason)}});
}

std::string label(const WorkerPorts& ports, const std::string& queue) {
  return "queue=\"" + ports.metrics_prefix + queue + '"';
}

}  // namespace

Crew::Crew(const WorkerPorts& ports, const QueueDefinition& definition, Handler& handler,
           const WorkerOptions& options)
    : ports_(ports),
      definition_(definition),
      handler_(handler),
      options_(options),
      handled_(ports.metrics.counter("waymark_jobs_handled_total", "Jobs that were done.",
                                     label(ports, definition.name))),
      failed_(ports.metrics.counter("waymark_jobs_failed_total",
                                    "Attempts that failed, the last ones included.",
                                    label(ports, definition.name))),
      dead_(ports.metrics.counter("waymark_jobs_dead_total", "Jobs that were given up.",
                                  label(ports, definition.name))),
      seconds_(ports.metrics.histogram("waymark_job_seconds", "Time a handler took.",
                                       telemetry::latency_buckets(),
                                       label(ports, definition.name))) {}

void Crew::publish(telemetry::Metrics& metrics, const std::shared_ptr<Crew>& self) {
  const auto gauge = [&](const char* name, const char* help, const std::string& labels,
                         double (*read)(const Stats&)) {
    const auto value = [crew = std::weak_ptr<Crew>(self), read] {
      const auto alive = crew.lock();
      return alive ? read(alive->last_stats()) : 0.0;
    };
    metrics.gauge(name, help, value, labels);
  };
  const std::string queue = label(self->ports_, self->queue());
  const char* depth = "Jobs that could be received now.";
  gauge("waymark_queue_depth", depth, queue + ",priority=\"high\"",
        [](const Stats& stats) { return static_cast<double>(stats.ready[0]); });
  gauge("waymark_queue_depth", depth, queue + ",priority=\"medium\"",
        [](const Stats& stats) { return static_cast<double>(stats.ready[1]); });
  gauge("waymark_queue_depth", depth, queue + ",priority=\"low\"",
        [](const Stats& stats) { return static_cast<double>(stats.ready[2]); });
  gauge("waymark_queue_in_flight", "Jobs that were received and are not done.", queue,
        [](const Stats& stats) { return static_cast<double>(stats.in_flight); });
  gauge("waymark_queue_delayed", "Jobs that are not yet due.", queue,
        [](const Stats& stats) { return static_cast<double>(stats.delayed); });
  gauge("waymark_queue_dead", "Jobs that are tried no more.", queue,
        [](const Stats& stats) { return static_cast<double>(stats.dead); });
  gauge("waymark_queue_oldest_seconds", "How long the oldest job that is ready has waited.", queue,
        [](const Stats& stats) {
          return static_cast<double>(stats.oldest_age.value_or(milliseconds(0)).count()) / 1000;
        });
}

Stats Crew::last_stats() const {
  const std::lock_guard lock(stats_mutex_);
  return stats_;
}

Task<void> Crew::start() {
  freed_ = std::make_shared<runtime::Signal>(executor());
  finished_ = std::make_shared<runtime::Signal>(executor());
  settled_ = std::make_shared<runtime::Signal>(executor());
  stopping_ = false;
  taking_.emplace(executor(), log_ended);
  working_.emplace(executor(), log_ended);
  keeping_.emplace(executor(), log_ended);
  keeping_->spawn(acknowledge());
  keeping_->spawn(keep_hidden());
  keeping_->spawn(watch());
  taking_->spawn(take_jobs());
  co_return;
}

Task<void> Crew::stop(milliseconds drain) {
  stopping_ = true;
  co_await taking_->stop();
  const SteadyTime deadline = steady_clock::now() + drain;
  while (!running_.empty() && steady_clock::now() < deadline) co_await freed_->wait_until(deadline);
  for (auto it = running_.begin(); it != running_.end();) {
    Running& running = *it++;
    running.stopped = true;
    running.cancel.emit(boost::asio::cancellation_type::terminal);
  }
  while (!running_.empty()) co_await freed_->wait();
  co_await working_->stop();
  while (!done_.empty() || acknowledging_) co_await settled_->wait();
  co_await keeping_->stop();
  taking_.reset();
  working_.reset();
  keeping_.reset();
  // Timers must not outlive their reactor.
  freed_ = finished_ = settled_ = nullptr;
}

/// Receives as many as there are places for, until stopped.
Task<void> Crew::take_jobs() {
  unsigned failures = 0;
  while (!stopping_) {
    if (running_.size() >= options_.concurrency) {
      co_await freed_->wait();
      continue;
    }
    std::exception_ptr failure;
    try {
      std::vector<Job> jobs = co_await receive(options_.concurrency - running_.size());
      for (Job& job : jobs) begin(std::move(job));
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    if (stopping_) co_return;
    if (!failure) continue;
    if (failures == 0) {
      const std::string reason = reason_of(failure);
      telemetry::log(telemetry::Level::error, "queue_receive_failed",
                     {{"queue", definition_.name}, {"reason", std::string_view(reason)}});
    }
    const milliseconds pause = kQueueTrouble.delay(failures++, ports_.random);
    co_await ports_.sleep(pause);
  }
}

Task<std::vector<Job>> Crew::receive(std::size_t count) {
  ReceiveOptions asked(std::min(count, kMaxBatch));
  asked.visibility = options_.visibility;
  asked.wait = kMaxWait;
  return ports_.queue.receive(definition_.name, asked);
}

void Crew::begin(Job job) {
  const Instant now = ports_.clock.now();
  const auto running = running_.emplace(running_.end());
  running->job = std::move(job);
  running->hidden_until = now + options_.visibility;
  running->must_end = now + options_.longest;
  running->context.deadline = steady_clock::now() + options_.longest;
  running->context.trace = trace_of(running->job.trace_id);
  working_->spawn(work(running));
}

Task<void> Crew::work(std::list<Running>::iterator running) {
  const SteadyTime begin = steady_clock::now();
  std::string reason;
  milliseconds at_least{0};
  const Result result = co_await attempt(*running, reason, at_least);
  seconds_.observe(std::chrono::duration<double>(steady_clock::now() - begin).count());
  if (result == Result::done) {
    handled_.add();
    done_.push_back(running->job.receipt);
    finished_->notify();
  } else {
    co_await put_back(*running, result, std::move(reason), at_least);
  }
  running_.erase(running);
  freed_->notify();
}

Task<Crew::Result> Crew::attempt(Running& running, std::string& reason, milliseconds& at_least) {
  try {
    Task<void> handling = handler_.handle(running.job, running.context);
    co_await boost::asio::co_spawn(
        executor(), std::move(handling),
        boost::asio::bind_cancellation_slot(running.cancel.slot(), use_task));
    co_return Result::done;
  } catch (const GiveUp& given_up) {
    reason = given_up.what();
    co_return Result::hopeless;
  } catch (const Error& error) {
    reason = error.what();
    at_least = std::chrono::seconds(error.retry_after_seconds());
  } catch (...) {
    reason = reason_of(std::current_exception());
  }
  if (running.overdue) {
    reason = "it ran longer than " + std::to_string(options_.longest.count()) + " ms";
    co_return Result::failed;
  }
  co_return stopping_&& freed_ ? Result::stopped : Result::failed;
}

/// A job that was not done. When its queue does not take it back, its time-out lapses.
Task<void> Crew::put_back(const Running& running, Result result, std::string reason,
                          milliseconds at_least) {
  const Job& job = running.job;
  std::optional<milliseconds> delay;
  if (result == Result::stopped) {
    reason = "the server was stopped";
    delay = milliseconds(0);
  } else {
    failed_.add();
    const bool last = result == Result::hopeless || job.receives >= definition_.max_receives;
    if (last) dead_.add();
    if (last || options_.log_attempts)
      log_failure(running, last ? "job_dead" : "job_failed", reason);
    if (result == Result::failed)
      delay =
          std::min(at_least + options_.backoff.delay(job.receives - 1, ports_.random), kMaxDelay);
  }
  for (unsigned tries = 0; tries < kTries; ++tries) {
    std::exception_ptr failure;
    try {
      co_await ports_.queue.retry_after(definition_.name, job.receipt, delay, reason);
      co_return;
    } catch (...) {
      failure = std::current_exception();
    }
    if (tries + 1 == kTries) {
      log_failure(running, "job_not_returned", reason_of(failure));
      co_return;
    }
    co_await ports_.sleep(kQueueTrouble.delay(tries, ports_.random));
  }
}

void Crew::log_failure(const Running& running, std::string_view event,
                       std::string_view reason) const {
  const std::string id = running.job.id.to_string();
  telemetry::log(telemetry::Level::error, event,
                 {{"queue", definition_.name},
                  {"job", std::string_view(id)},
                  {"receives", running.job.receives},
                  {"reason", reason}},
                 running.job.trace_id.empty() ? nullptr : &running.context.trace);
}

/// Acknowledges what is done; what is done meanwhile goes with the next call.
Task<void> Crew::acknowledge() {
  while (true) {
    while (done_.empty()) co_await finished_->wait();
    acknowledging_ = true;
    const auto count = static_cast<std::ptrdiff_t>(std::min(done_.size(), kMaxBatch));
    std::vector<Receipt> some(std::make_move_iterator(done_.begin()),
                              std::make_move_iterator(done_.begin() + count));
    done_.erase(done_.begin(), done_.begin() + count);
    co_await acknowledge_some(std::move(some));
    acknowledging_ = false;
    settled_->notify();
  }
}

Task<void> Crew::acknowledge_some(std::vector<Receipt> receipts) {
  for (unsigned tries = 0; tries < kTries; ++tries) {
    std::exception_ptr failure;
    try {
      co_await ports_.queue.ack(definition_.name, receipts);
      co_return;
    } catch (...) {
      failure = std::current_exception();
    }
    if (tries + 1 == kTries) {
      const std::string reason = reason_of(failure);
      telemetry::log(telemetry::Level::error, "jobs_not_acknowledged",
                     {{"queue", definition_.name},
                      {"jobs", receipts.size()},
                      {"reason", std::string_view(reason)}});
      co_return;
    }
    co_await ports_.sleep(kQueueTrouble.delay(tries, ports_.random));
  }
}

/// Renews the time-outs of jobs that still run, when a third of them has passed.
Task<void> Crew::keep_hidden() {
  while (true) {
    co_await ports_.sleep(options_.visibility / 3);
    const Instant now = ports_.clock.now();
    std::vector<Receipt> due;
    for (Running& running : running_) {
      if (now >= running.must_end && !running.overdue) {
        running.overdue = true;
        running.cancel.emit(boost::asio::cancellation_type::terminal);
      }
      if (running.hidden_until - now > options_.visibility * 2 / 3) continue;
      running.hidden_until = now + options_.visibility;
      due.push_back(running.job.receipt);
    }
    for (Receipt& receipt : due) {
      try {
        co_await ports_.queue.extend(definition_.name, std::move(receipt), options_.visibility);
      } catch (const Error& error) {  // at worst it is delivered twice
        telemetry::log(telemetry::Level::warn, "job_not_extended",
                       {{"queue", definition_.name}, {"reason", std::string_view(error.what())}});
      }
    }
  }
}

Task<void> Crew::watch() {
  bool failing = false;  // told of once
  while (true) {
    try {
      const Stats stats = co_await ports_.queue.stats(definition_.name);
      const std::lock_guard lock(stats_mutex_);
      stats_ = stats;
      failing = false;
    } catch (const Error& error) {
      if (!std::exchange(failing, true))
        telemetry::log(telemetry::Level::warn, "queue_stats_failed",
                       {{"queue", definition_.name}, {"reason", std::string_view(error.what())}});
    }
    co_await ports_.sleep(kBetweenStats);
  }
}

}  // namespace waymark::queue
