#include "platform/timing/scheduler.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>

#include "platform/telemetry/log.h"
#include "platform/timing/failure.h"
#include "platform/timing/run_while.h"
#include "platform/timing/sole_shards.h"

namespace waymark::timing {
namespace {

using store::Condition;

constexpr std::string_view kRanAt = "ranAt";
constexpr std::string_view kToken = "token";
/// Between looks at what is due: how late a run may begin.
constexpr std::chrono::milliseconds kLookEvery{500};

std::string label(std::string_view job) {
  return "job=\"" + std::string(job) + '"';
}

}  // namespace

/// One job on one shard. Used by one coroutine at a time.
class Scheduler::Assignment {
 public:
  Assignment(const SchedulerPorts& ports, std::shared_ptr<const Job> job, std::uint32_t shard,
             std::uint32_t part)
      : ports_(ports),
        job_(std::move(job)),
        shard_(shard),
        part_(part),
        runs_(ports.metrics.counter("waymark_job_runs_total", "Runs of jobs that ended well.",
                                    label(job_->name))),
        failed_(ports.metrics.counter("waymark_job_failures_total", "Runs of jobs that failed.",
                                      label(job_->name))) {}

  const Job& job() const { return *job_; }
  std::uint32_t shard() const { return shard_; }

  /// Runs the job if it is due here. Whether it ran and ended well. Throws what the store throws.
  Task<bool> run_if_due() {
    const auto hold = ports_.shards.hold(shard_);
    if (!hold) co_return false;
    if (known_under_ != hold->token()) co_await load(hold->token());
    const Instant now = ports_.shards.clock().now();
    if (job_->timetable.next(last_run_, now) > now || ports_.uptime.now() < not_before_)
      co_return false;
    co_return co_await run(*hold, now);
  }

 private:
  store::Key key() const { return {"JOB#" + job_->name, shard_name(shard_)}; }

  /// As long as the token stays, nobody else has run it.
  Task<void> load(std::int64_t token) {
    std::optional<store::Item> item;
    if (job_->durable) item = co_await ports_.store.get(key());
    last_run_.reset();
    if (item) last_run_ = parse_rfc3339(item->text(kRanAt).value_or(""));
    known_under_ = token;
  }

  Task<bool> run(const Hold& hold, Instant began) {
    const Ticks until = ports_.uptime.now() + job_->longest_run;
    std::function<bool()> may_go_on = [this, &hold, until] {
      return hold.valid() && ports_.uptime.now() < until;
    };
    std::exception_ptr failure;
    bool noted = false;
    try {
      co_await run_while(job_->run(part_), std::move(may_go_on));
      noted = co_await note(hold, began);
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    const bool cancelled = state.cancelled() != boost::asio::cancellation_type::none;
    if (failure && (cancelled || !hold.valid())) co_return false;  // cut short, not at fault
    if (failure) {
      failed_.add();
      log_failure("job_failed", job_->name, failure);
      not_before_ = ports_.uptime.now() + ports_.backoff.delay(failures_++, ports_.random);
      co_return false;
    }
    runs_.add();
    failures_ = 0;
    co_return noted;
  }

  /// Unless whoever has the shard since has noted a run of its own.
  Task<bool> note(const Hold& hold, Instant began) {
    if (!job_->durable) {
      last_run_ = began;
      co_return true;
    }
    store::Item item(key());
    item.set(kRanAt, to_rfc3339(began));
    item.set(kToken, hold.token());
    Condition newest;
    if (hold.token() != SoleShards::kToken) {
      std::vector<Condition> either;
      either.push_back(Condition::item_absent());
      either.push_back(
          Condition::compare(Condition::Op::less_equal, std::string(kToken), hold.token()));
      newest = Condition::any_of(std::move(either));
    }
    store::Transaction transaction;
    transaction.put(std::move(item), std::move(newest));
    const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
    if (outcome.committed())
      last_run_ = began;
    else
      known_under_.reset();
    co_return outcome.committed();
  }

  const SchedulerPorts& ports_;
  std::shared_ptr<const Job> job_;
  std::uint32_t shard_;
  std::uint32_t part_;  // what the job is told
  telemetry::Counter& runs_;
  telemetry::Counter& failed_;

  std::optional<std::int64_t> known_under_;  // the token under which last_run_ is known
  std::optional<Instant> last_run_;
  unsigned failures_ = 0;
  Ticks not_before_{0};
};

Scheduler::Scheduler(SchedulerPorts ports) : ports_(ports) {}

Scheduler::~Scheduler() {
  assert(groups_.empty());
}

void Scheduler::add(Job job) {
  assert(groups_.empty());
  const auto same = [&](const auto& other) { return other->job().name == job.name; };
  if (std::ranges::any_of(assignments_, same))
    throw std::logic_error("two jobs are named " + job.name);
  const auto shared = std::make_shared<const Job>(std::move(job));
  if (!shared->split) {
    assignments_.push_back(std::make_unique<Assignment>(ports_, shared, shard_of(shared->name), 0));
    return;
  }
  for (std::uint32_t shard = 0; shard < kShards; ++shard)
    assignments_.push_back(std::make_unique<Assignment>(ports_, shared, shard, shard));
}

Task<void> Scheduler::start(std::vector<Executor> executors) {
  assert(groups_.empty() && !executors.empty());
  executors_ = std::move(executors);
  groups_.resize(executors_.size());
  for (std::size_t place = 0; place < executors_.size(); ++place)
    co_await boost::asio::co_spawn(executors_[place], start_on(place), use_task);
}

/// Runs on the executor of this place.
Task<void> Scheduler::start_on(std::size_t place) {
  const auto on_failure = [](const std::exception_ptr& failure) {
    log_failure("scheduler_ended", "scheduler", failure);
  };
  groups_[place] = std::make_unique<runtime::TaskGroup>(executors_[place], on_failure);
  for (const auto& assignment : assignments_)
    if (assignment->shard() % executors_.size() == place) groups_[place]->spawn(go_on(*assignment));
  co_return;
}

Task<void> Scheduler::go_on(Assignment& assignment) {
  while (true) {
    std::exception_ptr failure;
    try {
      co_await assignment.run_if_due();
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) log_failure("job_not_begun", assignment.job().name, failure);
    co_await runtime::sleep_for(kLookEvery);
  }
}

Task<void> Scheduler::stop() {
  for (std::size_t place = 0; place < groups_.size(); ++place)
    co_await boost::asio::co_spawn(executors_[place], groups_[place]->stop(), use_task);
  groups_.clear();
}

Task<std::size_t> Scheduler::run_due() {
  assert(groups_.empty());
  std::size_t ran = 0;
  for (const auto& assignment : assignments_) {
    const bool ended_well = co_await assignment->run_if_due();
    ran += ended_well ? 1 : 0;
  }
  co_return ran;
}

}  // namespace waymark::timing
