#include "platform/events/consumers.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "platform/events/delivery.h"
#include "platform/events/shard_watch.h"
#include "platform/runtime/signal.h"
#include "platform/store/entity.h"
#include "platform/store/limits.h"

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
  std::array<std::unique_ptr<ShardWatch>, kShards> watches;

  std::size_t place_of(std::uint32_t shard) const { return shard % executors.size(); }
};

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
  if (members_.size() == store::kMaxOperations)  // their cursors are read and claimed together
    throw std::logic_error("there are too many consumers");
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
    std::vector<ShardWatch::Sleeper> sleepers;
    for (const auto& member : members_) {
      member->signals[shard] = std::make_shared<runtime::Signal>(executor);
      sleepers.push_back(
          {&member->consumer, member->deliveries[shard].get(), member->signals[shard]});
    }
    running_->watches[shard] = std::make_unique<ShardWatch>(
        ports_, options_, log_, shard, std::move(sleepers), running_->moved[shard]);
  }
  ports_.horizon.on_move([this](std::uint32_t shard) { running_->moved[shard]->notify(); });
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
    ShardWatch& watch = *running_->watches[shard];
    for (const auto& member : members_)
      group->spawn(watch.deliver(*member->deliveries[shard], member->signals[shard]));
    group->spawn(watch.run());
  }
  co_return;
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
