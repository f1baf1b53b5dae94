// Several nodes on one store, with everything that goes wrong: slow stores, commits that stall in
// the middle, lost answers, late ones, nodes that freeze and nodes that are killed, clocks hours
// apart. Whatever happens, each event reaches the consumer once, and a person's in order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "base/fake_clock.h"
#include "platform/events/consumers.h"
#include "platform/events/engines_test.h"
#include "platform/events/shared_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/telemetry/log.h"
#include "platform/timing/leased_shards.h"

namespace waymark::events {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// Slow, forgetful, and now and then as if frozen.
class Weather final : public store::ForwardingStore {
 public:
  Weather(store::Store& inner, runtime::TaskGroup& afterwards, std::uint64_t seed)
      : ForwardingStore(inner), afterwards_(afterwards), random_(seed) {}

  bool calm = false;
  /// Nothing is heard or said any more; what was said last may still arrive.
  bool dead = false;

  Task<store::Outcome> transact(store::Transaction transaction) override {
    co_await pause();
    const unsigned fate = calm ? 100 : draw(100);
    if (fate < 2)
      co_await runtime::sleep_for(milliseconds(200 + draw(200)));  // stalls, then goes on
    if (dead || fate == 2) {
      afterwards_.spawn(later(inner(), std::move(transaction), milliseconds(draw(400))));
      throw Error(ErrorCode::unavailable, "error.unavailable", "no answer");
    }
    store::Outcome outcome = co_await inner().transact(std::move(transaction));
    if (fate == 3) throw Error(ErrorCode::unavailable, "error.unavailable", "the answer was lost");
    co_return outcome;
  }
  Task<std::optional<store::Item>> get(store::Key key) override {
    co_await pause();
    co_return co_await inner().get(std::move(key));
  }
  Task<store::Page> query(store::Query query) override {
    co_await pause();
    co_return co_await inner().query(std::move(query));
  }

 private:
  static Task<void> later(store::Store& store, store::Transaction transaction, milliseconds delay) {
    co_await runtime::sleep_for(delay);
    co_await store.transact(std::move(transaction));
  }
  Task<void> pause() {
    if (dead) throw Error(ErrorCode::unavailable, "error.unavailable", "out of reach");
    const unsigned long_one = calm ? 0 : draw(50);
    co_await runtime::sleep_for(milliseconds(long_one == 1 ? 30 : draw(3)));
  }
  unsigned draw(unsigned below) { return static_cast<unsigned>(random_() % below); }

  runtime::TaskGroup& afterwards_;
  std::mt19937_64 random_;
};

/// Expects the numbers of each person one after the other, and keeps count in the store.
class Tally final : public Consumer {
 public:
  explicit Tally(store::Store& store, std::vector<std::string>& complaints)
      : store_(store), complaints_(complaints) {}
  std::string_view name() const override { return "tally"; }
  bool wants(std::string_view type) const override { return type == "Counted"; }

  Task<Effects> apply(const Event& event) override {
    const store::Key key("TALLY#" + event.user.to_string(), "TALLY");
    const std::optional<store::Item> item = co_await store_.get(key);
    const std::int64_t last = item ? item->integer("last").value_or(0) : 0;
    const std::int64_t number = std::stoll(event.payload);
    if (number <= last) co_return Effects();  // a replay, or another node was faster
    store::Item next(key);
    next.set("last", number);
    // Judged when it commits: a node that reads what is old news must not complain.
    next.set("gap", number - last);
    Effects effects;
    effects.transaction.put(std::move(next), item ? store::Condition::equal("last", last)
                                                  : store::Condition::item_absent());
    if (number != last + 1)
      effects.after_commit.push_back(
          [this, text = event.payload + " after " + std::to_string(last)] {
            complaints_.push_back(text);
          });
    co_return effects;
  }

 private:
  store::Store& store_;
  std::vector<std::string>& complaints_;
};

timing::ShardOptions shard_options(int slowness) {
  timing::ShardOptions options;
  options.lease = 400ms * slowness;
  return options;
}
SharedOutboxOptions outbox_options(int slowness) {
  SharedOutboxOptions options;
  options.look_every = 15ms * slowness;
  options.look_again = 5ms * slowness;
  options.beat_every = 50ms * slowness;
  options.gone_after = 250ms * slowness;
  return options;
}
ConsumerOptions consumer_options() {
  ConsumerOptions options;
  options.pause = Backoff{5ms, 50ms};
  options.ask_for_shard_every = 50ms;
  options.failures_before_parking = 1000;  // here conditions fail for the weather's sake
  return options;
}

/// The system's clock, set wrong.
class WrongClock final : public Clock {
 public:
  explicit WrongClock(milliseconds by) : by_(by) {}
  Instant now() const override { return SystemClock().now() + by_; }

 private:
  milliseconds by_;
};

struct Node {
  Node(store::Store& shared, runtime::TaskGroup& afterwards, std::vector<std::string>& complaints,
       int number, milliseconds clock_off, int slowness)
      : clock(clock_off),
        store(shared, afterwards, static_cast<std::uint64_t>(number)),
        shards(timing::ShardPorts(store, clock, uptime, random, metrics),
               "node-" + std::to_string(number), shard_options(slowness)),
        outbox(SharedOutboxPorts(store, uptime, clock, ids), outbox_options(slowness)),
        tally(store, complaints),
        runner(ports(), consumer_options()) {
    runner.add(tally);
  }
  ConsumerPorts ports() {
    ConsumerPorts all(store, outbox, outbox, clock, random, metrics);
    all.shards = &shards;
    all.sleep = [](milliseconds delay) { return runtime::sleep_for(std::min(delay, 50ms)); };
    return all;
  }
  Task<void> start(Executor executor) {
    store.calm = true;
    co_await shards.start(executor);
    co_await outbox.start(executor);
    std::vector<Executor> executors{executor};
    co_await runner.start(std::move(executors));
    store.calm = false;
    up = true;
  }
  Task<void> stop() {
    up = false;
    co_await runner.stop();
    co_await outbox.stop();
    co_await shards.stop();
  }

  WrongClock clock;
  timing::SystemUptime uptime;
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  Weather store;
  timing::LeasedShards shards;
  SharedOutbox outbox;
  Tally tally;
  ConsumerRunner runner;
  bool up = false;
};

class ManyNodesTest : public testing::TestWithParam<MakeEngine> {
 protected:
  ManyNodesTest() {
    telemetry::set_log_level(telemetry::Level::error);
    telemetry::set_log_sink([](std::string_view) {});
    for (int i = 0; i < 3; ++i) add_node();
    for (int i = 0; i < 6; ++i) users_.push_back(ids_.make<UserId>());
  }
  ~ManyNodesTest() override {
    engine_->close();
    telemetry::set_log_sink(nullptr);
  }

  Node& add_node() {
    constexpr milliseconds kOff[] = {0ms, 3h, -5h, 20ms};
    const int number = made_++;
    nodes_.push_back(std::make_unique<Node>(shared_, afterwards_, complaints_, number,
                                            kOff[number % 4], engine_->slowness()));
    return *nodes_.back();
  }
  Node* any_node() {
    std::vector<Node*> up;
    for (const auto& node : nodes_)
      if (node->up && !node->store.dead) up.push_back(node.get());
    return up.empty() ? nullptr : up[random_() % up.size()];
  }

  /// One person, who does one thing after the other, each on another node; what got no answer is
  /// tried again, and not done twice.
  Task<void> live(UserId user, int count) {
    for (int number = 1; number <= count;) {
      Node* node = any_node();
      if (node == nullptr) {
        co_await runtime::sleep_for(5ms);
        continue;
      }
      store::Transaction transaction;
      const std::string text = std::to_string(number);
      transaction.put(store::Item(store::Key("DONE#" + user.to_string(), text)),
                      store::Condition::item_absent());
      std::vector<NewEvent> events;
      events.emplace_back("Counted", user, text);
      const RequestContext context;
      bool answered = true;
      try {
        co_await node->outbox.commit(std::move(transaction), std::move(events), context);
      } catch (const Error&) {
        answered = false;
      }
      if (answered) ++number;  // committed now, or by an earlier try
    }
    ++done_;
  }

  /// Kills nodes without a word, and starts others in their place.
  Task<void> strike() {
    for (int i = 0; i < 4; ++i) {
      co_await runtime::sleep_for(400ms * std::min(engine_->slowness(), 3));
      Node* victim = any_node();
      if (victim == nullptr) continue;
      victim->store.dead = true;
      Node& fresh = add_node();
      co_await fresh.start(loop_.executor());
    }
    // One goes in good order, its store in fine weather.
    Node* leaver = any_node();
    leaver->store.calm = true;
    co_await leaver->stop();
    ++done_;
  }

  Task<std::int64_t> last(UserId user) {
    const auto item = co_await shared_.get(store::Key("TALLY#" + user.to_string(), "TALLY"));
    co_return item ? item->integer("last").value_or(0) : 0;
  }

  runtime::TestLoop loop_;
  SystemClock clock_;
  SystemRandom system_random_;
  UuidV7Source ids_{clock_, system_random_};
  std::unique_ptr<SharedEngine> engine_ = GetParam()();
  store::Store& shared_ = engine_->store();
  runtime::TaskGroup afterwards_{loop_.executor(), [](std::exception_ptr) { ADD_FAILURE(); }};
  runtime::TaskGroup people_{loop_.executor(), [](std::exception_ptr) { ADD_FAILURE(); }};
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<UserId> users_;
  std::vector<std::string> complaints_;
  std::mt19937_64 random_{2026};
  int made_ = 0;
  std::size_t done_ = 0;
};

TEST_P(ManyNodesTest, EveryEventArrivesOnceAndInOrder) {
  const int each = 60 / engine_->slowness();
  const auto story = [&]() -> Task<void> {
    for (std::size_t i = 0; i < nodes_.size(); ++i) co_await nodes_[i]->start(loop_.executor());
    for (const UserId& user : users_) people_.spawn(live(user, each));
    people_.spawn(strike());
    while (done_ < users_.size() + 1) co_await runtime::sleep_for(5ms);
    for (const auto& node : nodes_) node->store.calm = true;
    for (const UserId& user : users_) {
      std::int64_t reached = 0;
      while (reached < each) {
        co_await runtime::sleep_for(10ms);
        reached = co_await last(user);
      }
    }
    for (const auto& node : nodes_)
      if (node->up) co_await node->stop();
    co_await people_.stop();
    co_await afterwards_.stop();
  };
  loop_.run(story(), 60s);
  EXPECT_THAT(complaints_, testing::IsEmpty());

  std::map<UserId, std::vector<std::string>> recorded;
  for (const Event& event : loop_.run(recorded_events(shared_)))
    recorded[event.user].push_back(event.payload);
  for (const UserId& user : users_) {
    ASSERT_EQ(recorded[user].size(), static_cast<std::size_t>(each));
    for (int i = 0; i < each; ++i)
      EXPECT_EQ(recorded[user][static_cast<std::size_t>(i)], std::to_string(i + 1));
  }
}

INSTANTIATE_TEST_SUITE_P(Memory, ManyNodesTest, testing::Values(&make_engine<InMemory>));
INSTANTIATE_TEST_SUITE_P(Postgres, ManyNodesTest, testing::Values(&make_engine<OnPostgres>));
INSTANTIATE_TEST_SUITE_P(Dynamo, ManyNodesTest, testing::Values(&make_engine<OnDynamo>));

}  // namespace
}  // namespace waymark::events
