#include "platform/timing/timer_service.h"

#include <cassert>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "base/failure.h"
#include "platform/store/entity.h"
#include "platform/telemetry/log.h"
#include "platform/timing/failure.h"
#include "platform/timing/parked_timers.h"
#include "platform/timing/run_while.h"

namespace waymark::timing {
namespace {

using store::Condition;
using store::SortKey;

constexpr std::string_view kFailures = "failures";
constexpr std::string_view kTries = "tries";
constexpr std::string_view kRetryAt = "retryAt";
/// How far back a look goes that is not at everything: what was not done by then is retried, or
/// came late.
constexpr std::chrono::minutes kRecent{2};
/// Entries of the calendar read at a time.
constexpr std::uint32_t kEntriesAtOnce = 500;
/// Before a timer of a kind that nobody handles here (yet) is looked at again.
constexpr std::chrono::minutes kUnknownKind{1};

}  // namespace

struct TimerService::Stored {
  Timer timer;
  store::Key key;
  std::string nonce;
  std::int64_t tries = 0;     // that failed
  std::int64_t failures = 0;  // of these, those that were its own fault
};

/// A minute of the calendar, with its entries' nonces as they were before the minute is read.
struct TimerService::Minute {
  std::string name;
  std::vector<std::pair<std::string, std::string>> entries;  // SK, nonce
};

TimerService::TimerService(TimerPorts ports, TimerOptions options)
    : ports_(ports),
      options_(options),
      fired_(ports.metrics.counter("waymark_timers_fired_total", "Timers that were fired.")),
      failed_(ports.metrics.counter("waymark_timer_failures_total",
                                    "Attempts to fire a timer that failed.")),
      parked_(ports.metrics.counter("waymark_timers_parked_total",
                                    "Timers set aside after repeated failure.")),
      late_(ports.metrics.histogram("waymark_timer_delay_seconds",
                                    "From when a timer was due until it had been fired.",
                                    telemetry::latency_buckets())) {}

TimerService::~TimerService() {
  assert(groups_.empty());
}

void TimerService::add(TimerHandler& handler) {
  if (!handlers_.emplace(handler.kind(), &handler).second)
    throw std::logic_error("two handlers of timers of kind " + std::string(handler.kind()));
}

Task<void> TimerService::start(std::vector<Executor> executors) {
  assert(groups_.empty() && !executors.empty());
  executors_ = std::move(executors);
  groups_.resize(executors_.size());
  for (std::size_t place = 0; place < executors_.size(); ++place)
    co_await boost::asio::co_spawn(executors_[place], start_on(place), use_task);
}

/// Runs on the executor of this place.
Task<void> TimerService::start_on(std::size_t place) {
  const auto on_failure = [](const std::exception_ptr& failure) {
    log_failure("timers_ended", "timers", failure);
  };
  groups_[place] = std::make_unique<runtime::TaskGroup>(executors_[place], on_failure);
  for (std::uint32_t shard = 0; shard < kShards; ++shard)
    if (shard % executors_.size() == place) groups_[place]->spawn(go_on(shard));
  co_return;
}

Task<void> TimerService::stop() {
  for (std::size_t place = 0; place < groups_.size(); ++place)
    co_await boost::asio::co_spawn(executors_[place], groups_[place]->stop(), use_task);
  groups_.clear();
}

Task<void> TimerService::go_on(std::uint32_t shard) {
  for (unsigned looks = 0;; ++looks) {
    std::exception_ptr failure;
    try {
      co_await look(shard, looks % options_.looks_between_full == 0);
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) log_failure("timers_failed", wheel::calendar(shard), failure);
    co_await runtime::sleep_for(options_.look_every);
  }
}

Task<std::size_t> TimerService::look(std::uint32_t shard, bool everything) {
  const auto hold = ports_.shards.hold(shard);
  if (!hold) co_return 0;
  const Instant now = ports_.shards.clock().now();
  const std::string until = wheel::minute_of(now) + "~";
  store::Query query(store::Index::table, wheel::calendar(shard));
  query.at_most(kEntriesAtOnce)
      .where(everything ? SortKey::less_equal(until)
                        : SortKey::between(wheel::minute_of(now - kRecent), until));
  std::size_t fired = 0;
  while (true) {
    store::Page page = co_await ports_.store.query(query);
    for (const Minute& minute : minutes_of(page.items))
      if (hold->valid()) fired += co_await fire_minute(shard, minute, *hold);
    if (!page.next || !hold->valid()) co_return fired;
    query.starting_after(std::move(page.next));
  }
}

/// The minutes that these entries of the calendar are of, oldest first.
std::vector<TimerService::Minute> TimerService::minutes_of(
    const std::vector<store::Item>& entries) {
  std::vector<Minute> minutes;
  for (const store::Item& item : entries) {
    std::string sk = item.key().sk;
    const std::string minute(wheel::minute_of_entry(sk));
    if (minutes.empty() || minutes.back().name != minute) minutes.emplace_back().name = minute;
    minutes.back().entries.emplace_back(std::move(sk),
                                        std::string(item.text(wheel::kNonce).value_or("")));
  }
  return minutes;
}

Task<std::size_t> TimerService::fire_minute(std::uint32_t shard, const Minute& minute,
                                            const Hold& hold) {
  const std::string now_minute = wheel::minute_of(ports_.shards.clock().now());
  const bool over = minute.name < now_minute;
  store::Query query(store::Index::table, wheel::partition(minute.name, shard));
  query.at_most(options_.page);
  if (!over) query.where(SortKey::less_equal(wheel::second_of(ports_.shards.clock().now()) + "~"));
  std::size_t fired = 0;
  bool left = !over;
  while (true) {
    store::Page page = co_await ports_.store.query(query);
    for (const store::Item& item : page.items) {
      const auto retry_at = parse_rfc3339(item.text(kRetryAt).value_or(""));
      const bool later = retry_at && *retry_at > ports_.shards.clock().now();
      if (later || !hold.valid()) {
        left = true;
        continue;
      }
      Stored stored;
      stored.timer = store::from_item<Timer>(item);
      stored.key = item.key();
      stored.nonce = std::string(item.text(wheel::kNonce).value_or(""));
      stored.tries = item.integer(kTries).value_or(0);
      stored.failures = item.integer(kFailures).value_or(0);
      const bool gone = co_await fire(std::move(stored), hold);
      gone ? ++fired : left = true;
    }
    if (!page.next) break;
    query.starting_after(std::move(page.next));
  }
  if (!left) co_await close(shard, minute);
  co_return fired;
}

/// Whether the timer is done with: fired, or parked.
Task<bool> TimerService::fire(Stored stored, const Hold& hold) {
  const auto found = handlers_.find(stored.timer.kind);
  std::exception_ptr failure;
  try {
    co_await fire_with(found == handlers_.end() ? nullptr : found->second, stored.timer, hold);
  } catch (...) {
    failure = std::current_exception();
  }
  const auto state = co_await boost::asio::this_coro::cancellation_state;
  if (state.cancelled() != boost::asio::cancellation_type::none) {
    if (failure) std::rethrow_exception(failure);
    co_return false;
  }
  if (failure) {
    if (!hold.valid()) co_return false;  // cut short; whoever has the shard next fires it
    const bool passing = found == handlers_.end() || is_passing(failure);
    co_return co_await put_off(std::move(stored), reason_of(failure), passing);
  }
  // A timer that was set again meanwhile has another nonce, and stays.
  store::Transaction transaction;
  transaction.erase(stored.key, Condition::equal(std::string(wheel::kNonce), stored.nonce));
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  fired_.add();
  const auto delay = ports_.shards.clock().now() - stored.timer.due;
  late_.observe(std::chrono::duration<double>(delay).count());
  co_return outcome.committed();
}

Task<void> TimerService::fire_with(TimerHandler* handler, const Timer& timer, const Hold& hold) {
  if (handler == nullptr)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "nothing here handles timers of kind " + timer.kind);
  const Ticks until = ports_.uptime.now() + options_.longest_run;
  std::function<bool()> may_go_on = [this, &hold, until] {
    return hold.valid() && ports_.uptime.now() < until;
  };
  co_await run_while(handler->fire(timer), std::move(may_go_on));
}

/// Tries again later, or parks it; whether it was parked.
Task<bool> TimerService::put_off(Stored stored, std::string reason, bool passing) {
  failed_.add();
  const std::int64_t tries = stored.tries + 1;
  // What is not the timer's fault does not bring it nearer to being parked.
  const std::int64_t failures = stored.failures + (passing ? 0 : 1);
  telemetry::log(telemetry::Level::warn, "timer_failed",
                 {{"kind", std::string_view(stored.timer.kind)},
                  {"id", std::string_view(stored.timer.id)},
                  {"try", tries},
                  {"reason", std::string_view(reason)}});
  const Condition as_read = Condition::equal(std::string(wheel::kNonce), stored.nonce);
  const Instant now = ports_.shards.clock().now();
  const bool park = failures >= std::int64_t{options_.failures_before_parking};
  store::Transaction transaction;
  if (park) {
    ParkedTimer parked;
    parked.timer = stored.timer;
    parked.reason = std::move(reason);
    parked.failures = failures;
    parked.parked_at = now;
    transaction.put(store::to_item(parked, wheel::parked_key(stored.timer)));
    transaction.erase(stored.key, as_read);
  } else {
    const auto delay =
        handlers_.contains(stored.timer.kind)
            ? options_.backoff.delay(static_cast<unsigned>(stored.tries), ports_.random)
            : std::chrono::milliseconds(kUnknownKind);
    store::Changes changes;
    changes.set(std::string(kRetryAt), to_rfc3339(now + delay));
    changes.set(std::string(kTries), tries);
    changes.set(std::string(kFailures), failures);
    transaction.update(stored.key, std::move(changes), as_read);
  }
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  if (park && outcome.committed()) {
    parked_.add();
    telemetry::log(
        telemetry::Level::error, "timer_parked",
        {{"kind", std::string_view(stored.timer.kind)}, {"id", std::string_view(stored.timer.id)}});
  }
  co_return park&& outcome.committed();
}

/// The minute is over, and was empty when it was read: takes its entries out of the calendar,
/// unless a timer has been set in it since.
Task<void> TimerService::close(std::uint32_t shard, const Minute& minute) {
  for (const auto& [sk, nonce] : minute.entries) {
    store::Transaction transaction;
    transaction.erase(store::Key(wheel::calendar(shard), sk),
                      Condition::equal(std::string(wheel::kNonce), nonce));
    co_await ports_.store.transact(std::move(transaction));
  }
}

}  // namespace waymark::timing
