#include "platform/events/consumers.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "base/failure.h"
#include "platform/events/delivery.h"
#include "platform/runtime/signal.h"
#include "platform/store/entity.h"
#include "platform/telemetry/log.h"

namespace waymark::events {

/// A consumer with its deliveries, one a shard.
struct ConsumerRunner::Member {
  Member(const ConsumerPorts& ports, const ConsumerOptions& options, LogReader& log, Consumer& whom)
      : consumer(whom), metrics(ports.metrics, whom.name()) {
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      deliveries[shard] = std::make_unique<Delivery>(ports, options, log, consumer, metrics, shard);
  }

  /// Seconds since the oldest event that waits for this consumer.
  double lag(Instant now) const {
    std::int64_t longest = 0;
    for (const auto& delivery : deliveries)
      if (const std::int64_t since = delivery->waiting_since(); since != 0)
        longest = std::max(longest, now.time_since_epoch().count() - since);
    return static_cast<double>(longest) / 1000;
  }

  Consumer& consumer;
  ConsumerMetrics metrics;
  std::array<std::unique_ptr<Delivery>, kShards> deliveries;
  std::array<std::shared_ptr<runtime::Signal>, kShards> signals;  // while running
};

struct ConsumerRunner::Running {
  std::vector<Executor> executors;
  std::vector<std::unique_ptr<runtime::TaskGroup>> groups;      // one an executor
  std::array<std::shared_ptr<runtime::Signal>, kShards> moved;  // the horizon of a shard

  std::size_t place_of(std::uint32_t shard) const { return shard % executors.size(); }
};

namespace {

void log_failure(std::string_view event, const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::error, event, {{"reason", std::string_view(reason)}});
}

/// Where shards are leased: how often one that is not ours is asked for, and how long one that is
/// ours goes without a look at its cursor, which another node may have set back (replay). Every
/// consumer looks at every shard: some 300 reads and as many pages each time.
constexpr std::chrono::milliseconds kAskForShardEvery{500};
constexpr std::chrono::milliseconds kLookAgainAfter{20'000};

/// Delivers until its group is stopped.
Task<void> deliver_forever(Delivery& delivery, std::shared_ptr<runtime::Signal> signal,
                           const ConsumerPorts& ports, const ConsumerOptions& options) {
  unsigned failures = 0;
  while (true) {
    std::optional<timing::Hold> hold;
    if (ports.shards != nullptr) {
      hold = ports.shards->hold(delivery.shard());
      if (!hold) {
        co_await ports.sleep(kAskForShardEvery);
        continue;
      }
    }
    std::exception_ptr failure;
    bool more = false;
    try {
      more = co_await delivery.deliver_page(hold ? &*hold : nullptr);
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    hold.reset();  // the shard may be handed over while we wait
    if (failure) {
      log_failure("event_delivery_failed", failure);
      const auto delay = options.pause.delay(failures++, ports.random);
      co_await ports.sleep(delay);
    } else if (!more && ports.shards == nullptr) {
      co_await signal->wait();
    } else if (!more) {
      const bool woken =
          co_await signal->wait_until(std::chrono::steady_clock::now() + kLookAgainAfter);
      if (!woken) delivery.rewind();
    }
  }
}

}  // namespace

ConsumerRunner::ConsumerRunner(ConsumerPorts ports, ConsumerOptions options)
    : ports_(std::move(ports)), options_(options), log_(ports_.store, ports_.horizon) {}

ConsumerRunner::~ConsumerRunner() {
  assert(!running_);
}

void ConsumerRunner::add(Consumer& consumer) {
  assert(!running_);
  const auto same = [&](const auto& member) { return member->consumer.name() == consumer.name(); };
  if (std::ranges::any_of(members_, same))
    throw std::logic_error("two consumers are named " + std::string(consumer.name()));
  auto member = std::make_shared<Member>(ports_, options_, log_, consumer);
  ports_.metrics.gauge(
      "waymark_event_lag_seconds", "Age of the oldest event that waits for a consumer.",
      [clock = &ports_.clock, observed = std::weak_ptr<Member>(member)] {
        const auto alive = observed.lock();
        return alive ? alive->lag(clock->now()) : 0.0;
      },
      "consumer=\"" + std::string(consumer.name()) + '"');
  members_.push_back(std::move(member));
}

Task<void> ConsumerRunner::start(std::vector<Executor> executors) {
  assert(!running_ && !executors.empty());
  running_ = std::make_unique<Running>();
  running_->executors = std::move(executors);
  running_->groups.resize(running_->executors.size());
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const Executor executor = running_->executors[running_->place_of(shard)];
    running_->moved[shard] = std::make_shared<runtime::Signal>(executor);
    for (const auto& member : members_)
      member->signals[shard] = std::make_shared<runtime::Signal>(executor);
  }
  if (ports_.shards == nullptr)
    ports_.horizon.on_move([this](std::uint32_t shard) { running_->moved[shard]->notify(); });
  else
    ports_.horizon.on_move([this](std::uint32_t shard) { wake_all(shard); });
  for (std::size_t place = 0; place < running_->executors.size(); ++place)
    co_await boost::asio::co_spawn(running_->executors[place], start_on(place), use_task);
}

/// Runs on the executor of this place.
Task<void> ConsumerRunner::start_on(std::size_t place) {
  const auto on_failure = [](const std::exception_ptr& failure) {
    log_failure("event_delivery_ended", failure);
  };
  auto& group = running_->groups[place];
  group = std::make_unique<runtime::TaskGroup>(running_->executors[place], on_failure);
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    if (running_->place_of(shard) != place) continue;
    if (ports_.shards == nullptr) {
      Position end = co_await ports_.horizon.readable_through(shard);
      group->spawn(wake_who_wants(shard, std::move(end), running_->moved[shard]));
    }
    for (const auto& member : members_)
      group->spawn(
          deliver_forever(*member->deliveries[shard], member->signals[shard], ports_, options_));
  }
}

/// Most events concern one or two consumers: the others sleep on, until so many have passed that their cursors are to be
/// written. Where shards are leased all are woken, for a node does not read what others deliver.
Task<void> ConsumerRunner::wake_who_wants(std::uint32_t shard, Position position,
                                          std::shared_ptr<runtime::Signal> moved) {
  std::vector<std::uint32_t> passed(members_.size());
  unsigned failures = 0;
  while (true) {
    std::exception_ptr failure;
    LoggedEvents page;
    try {
      page = co_await log_.read(shard, position, options_.page);
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    for (const auto& logged : page) {
      position = logged->position;
      for (std::size_t place = 0; place < members_.size(); ++place) {
        Member& member = *members_[place];
        if (!member.consumer.wants(logged->event.type) &&
            ++passed[place] < options_.passed_before_saving)
          continue;
        passed[place] = 0;
        member.signals[shard]->notify();
      }
    }
    if (failure) {
      log_failure("event_log_unread", failure);
      const auto delay = options_.pause.delay(failures++, ports_.random);
      co_await ports_.sleep(delay);
    } else if (page.empty()) {
      co_await moved->wait();
    }
  }
}

Task<void> ConsumerRunner::stop() {
  if (!running_) co_return;
  ports_.horizon.on_move({});
  for (std::size_t place = 0; place < running_->executors.size(); ++place)
    co_await boost::asio::co_spawn(running_->executors[place], running_->groups[place]->stop(),
                                   use_task);
  for (const auto& member : members_) member->signals = {};  // they must not outlive the reactors
  running_.reset();
}

void ConsumerRunner::wake_all(std::uint32_t shard) {
  for (const auto& member : members_) member->signals[shard]->notify();
}

Task<void> ConsumerRunner::catch_up() {
  assert(!running_);
  bool moved = true;
  while (moved) {
    moved = false;
    for (const auto& member : members_)
      for (const auto& delivery : member->deliveries)
        while (co_await delivery->deliver_page()) moved = true;
  }
}

ConsumerRunner::Member& ConsumerRunner::member(const std::string& name) {
  for (const auto& member : members_)
    if (member->consumer.name() == name) return *member;
  throw Error::not_found("consumer");
}

Task<void> ConsumerRunner::replay(std::string consumer) {
  Member& chosen = member(consumer);
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    store::Item item(cursor_key(consumer, shard));
    item.set("position", std::string_view());
    store::Transaction transaction;
    transaction.put(std::move(item));
    co_await ports_.store.transact(std::move(transaction));
    chosen.deliveries[shard]->rewind();
    if (running_) chosen.signals[shard]->notify();
  }
}

std::vector<std::string> ConsumerRunner::names() const {
  std::vector<std::string> names;
  for (const auto& member : members_) names.emplace_back(member->consumer.name());
  return names;
}

Task<std::vector<ParkedEvent>> ConsumerRunner::parked(std::string consumer, std::uint32_t at_most) {
  member(consumer);
  store::Query query(store::Index::table, parked_partition(consumer));
  query.at_most(at_most);
  const store::Page page = co_await ports_.store.query(std::move(query));
  std::vector<ParkedEvent> parked;
  for (const store::Item& item : page.items) parked.push_back(store::from_item<ParkedEvent>(item));
  co_return parked;
}

Task<ParkedReplay> ConsumerRunner::replay_parked(std::string consumer) {
  Member& chosen = member(consumer);
  ParkedReplay result;
  store::Query query(store::Index::table, parked_partition(consumer));
  while (true) {
    store::Page page = co_await ports_.store.query(query);
    for (const store::Item& item : page.items) {
      const bool applied = co_await apply_parked(chosen, item);
      applied ? ++result.applied : ++result.left;
    }
    if (!page.next) co_return result;
    query.starting_after(std::move(page.next));
  }
}

/// Applies one parked event and takes it away in the same commit; false when it failed again.
Task<bool> ConsumerRunner::apply_parked(Member& chosen, const store::Item& item) {
  const store::Key key = item.key();
  const ParkedEvent parked = store::from_item<ParkedEvent>(item);
  const RequestContext context = context_of(parked.event);
  for (unsigned tries = 0; tries < options_.contended_tries; ++tries) {
    std::exception_ptr failure;
    try {
      Effects effects = co_await chosen.consumer.apply(parked.event);
      const std::size_t parked_at = effects.transaction.size();
      effects.transaction.erase(key, store::Condition::item_exists());
      const store::Outcome outcome = co_await ports_.outbox.commit(
          std::move(effects.transaction), std::move(effects.events), context);
      if (outcome.committed()) {
        chosen.metrics.applied.add();
        run_after_commit(effects, chosen.consumer.name());
      }
      if (outcome.committed() || outcome.failed_at(parked_at)) co_return true;
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure) {
      log_failure("parked_event_failed", failure);
      co_return false;
    }
  }
  co_return false;
}

}  // namespace waymark::events
