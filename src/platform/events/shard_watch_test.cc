// Consumers where shards are leased: what they ask of the store together, and when they are woken.
#include "platform/events/shard_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/fake_clock.h"
#include "platform/events/consumers.h"
#include "platform/events/parked.h"
#include "platform/events/store_outbox.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"

namespace waymark::events {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

const Instant kStart{std::chrono::milliseconds(1'760'000'000'000)};
const UserId kAna = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();
constexpr std::size_t kConsumers = 6;

/// All shards, or none, under the token that the test gives.
class GivenShards final : public timing::Shards {
 public:
  explicit GivenShards(const Clock& clock) : clock_(clock) {}
  void give(std::int64_t token) {
    source_->token = token;
    source_->valid_now = true;
  }
  void take_away() { source_->valid_now = false; }
  std::optional<timing::Hold> hold(std::uint32_t) override {
    if (!source_->valid_now) return std::nullopt;
    return timing::Hold(source_, source_->token);
  }
  const Clock& clock() const override { return clock_; }

 private:
  struct Given final : timing::Hold::Source {
    bool valid(std::int64_t of) const override { return valid_now && of == token; }
    bool valid_now = false;
    std::int64_t token = 0;
  };
  const Clock& clock_;
  std::shared_ptr<Given> source_ = std::make_shared<Given>();
};

/// Counts what is asked of it.
class CountingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<std::optional<store::Item>> get(store::Key key) override {
    ++gets;
    co_return co_await inner().get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    ++batches;
    co_return co_await inner().batch_get(std::move(keys));
  }
  Task<store::Page> query(store::Query query) override {
    ++queries;
    co_return co_await inner().query(std::move(query));
  }
  Task<store::Outcome> transact(store::Transaction transaction) override {
    ++transactions;
    co_return co_await inner().transact(std::move(transaction));
  }
  void count_anew() { gets = batches = queries = transactions = 0; }

  std::size_t gets = 0;
  std::size_t batches = 0;
  std::size_t queries = 0;
  std::size_t transactions = 0;
};

/// Keeps what it is given of its type, with an item so that there is something to commit; waits before that while it is to.
class Keeper final : public Consumer {
 public:
  explicit Keeper(std::string name, std::string type)
      : name_(std::move(name)), type_(std::move(type)) {}
  std::string_view name() const override { return name_; }
  bool wants(std::string_view type) const override {
    ++asked;
    return type == type_;
  }
  Task<Effects> apply(const Event& event) override {
    ++begun;
    while (blocked) co_await runtime::sleep_for(1ms);
    Effects effects;
    effects.transaction.put(store::Item(store::Key("KEPT#" + name_, event.payload)));
    effects.after_commit.push_back([this, payload = event.payload] { kept.push_back(payload); });
    co_return effects;
  }

  mutable int asked = 0;
  bool blocked = false;
  int begun = 0;
  std::vector<std::string> kept;

 private:
  std::string name_;
  std::string type_;
};

class ShardWatchTest : public testing::Test {
 protected:
  ShardWatchTest() {
    telemetry::set_log_level(telemetry::Level::error);
    loop_.run(outbox_.start());
    options_.ask_for_shard_every = 5ms;
    for (std::size_t i = 0; i < kConsumers; ++i)
      keepers_.push_back(
          std::make_unique<Keeper>("keeper-" + std::to_string(i), i == 0 ? "Chosen" : "Other"));
  }
  ~ShardWatchTest() override {
    if (runner_) loop_.run(runner_->stop());
  }

  ConsumerPorts ports() {
    ConsumerPorts ports(counted_, outbox_, outbox_, clock_, random_, metrics_);
    ports.shards = &shards_;
    return ports;
  }
  void start() {
    runner_ = std::make_unique<ConsumerRunner>(ports(), options_);
    for (const auto& keeper : keepers_) runner_->add(*keeper);
    std::vector<Executor> executors{loop_.executor()};
    loop_.run(runner_->start(std::move(executors)));
  }
  void commit(std::string payload, std::string type = "Chosen") {
    std::vector<NewEvent> events;
    events.emplace_back(std::move(type), kAna, std::move(payload));
    const RequestContext context;
    loop_.run(outbox_.commit({}, std::move(events), context));
  }
  void wait_until(std::function<bool()> holds) {
    const auto wait = [&]() -> Task<void> {
      while (!holds()) co_await runtime::sleep_for(1ms);
    };
    loop_.run(wait(), 10s);
  }
  void pass(std::chrono::milliseconds time) { loop_.run(runtime::sleep_for(time)); }
  std::vector<std::int64_t> fences() {
    std::vector<std::int64_t> fences;
    for (const auto& keeper : keepers_)
      for (std::uint32_t shard = 0; shard < kShards; ++shard) {
        const auto item = loop_.run(store_.get(cursor_key(keeper->name(), shard)));
        fences.push_back(item ? item->integer("fence").value_or(0) : 0);
      }
    return fences;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  store::MemoryStore store_{clock_};
  CountingStore counted_{store_};
  StoreOutbox outbox_{store_, clock_, ids_};
  telemetry::Metrics metrics_;
  GivenShards shards_{clock_};
  ConsumerOptions options_;
  std::vector<std::unique_ptr<Keeper>> keepers_;
  std::unique_ptr<ConsumerRunner> runner_;
};

TEST_F(ShardWatchTest, AShardIsTakenOverWithTwoCallsHoweverManyConsumersThereAre) {
  commit("1");
  shards_.give(7);
  start();
  wait_until([&] { return keepers_[0]->kept.size() == 1; });
  pass(20ms);
  EXPECT_EQ(counted_.batches, kShards);
  EXPECT_EQ(counted_.gets, 0U);
  EXPECT_EQ(counted_.transactions, kShards) << "a claim a shard; events go past the counter";
  EXPECT_THAT(fences(), Each(7));
}

TEST_F(ShardWatchTest, WhatIsReadOnceWakesOnlyWhomItConcerns) {
  shards_.give(7);
  start();
  pass(20ms);
  counted_.count_anew();
  commit("1");
  wait_until([&] { return keepers_[0]->kept.size() == 1; });
  pass(20ms);
  EXPECT_EQ(keepers_[0]->asked, 2) << "by the watch, and when it delivers";
  EXPECT_EQ(keepers_[1]->asked, 1) << "it sleeps on";
  EXPECT_EQ(counted_.queries, 1U);
  EXPECT_EQ(counted_.transactions + counted_.batches + counted_.gets, 0U);
}

TEST_F(ShardWatchTest, WhileTheShardIsAnothersNothingIsDoneAndThenAll) {
  shards_.give(7);
  start();
  commit("1");
  wait_until([&] { return keepers_[0]->kept.size() == 1; });
  shards_.take_away();
  pass(20ms);
  counted_.count_anew();
  commit("2");
  pass(20ms);
  EXPECT_THAT(keepers_[0]->kept, ElementsAre("1"));
  EXPECT_EQ(counted_.queries + counted_.gets + counted_.batches, 0U);
  shards_.give(9);
  wait_until([&] { return keepers_[0]->kept.size() == 2; });
  EXPECT_THAT(keepers_[0]->kept, ElementsAre("1", "2"));
  pass(20ms);
  EXPECT_THAT(fences(), Each(9));
}

TEST_F(ShardWatchTest, WorkThatTheEndOfAHoldHasStoppedGoesOnUnderTheSameToken) {
  options_.ask_for_shard_every = 200ms;
  shards_.give(7);
  keepers_[0]->blocked = true;
  commit("1");
  commit("2");
  start();
  wait_until([&] { return keepers_[0]->begun == 1; });
  shards_.take_away();
  keepers_[0]->blocked = false;
  wait_until([&] { return keepers_[0]->kept.size() == 1; });
  pass(5ms);
  shards_.give(7);  // before anybody but this consumer has noticed
  wait_until([&] { return keepers_[0]->kept.size() == 2; });
  EXPECT_THAT(keepers_[0]->kept, ElementsAre("1", "2"));
}

TEST_F(ShardWatchTest, ACursorThatAnotherNodeSetsBackIsNoticed) {
  options_.look_at_cursors_every = 30ms;
  shards_.give(7);
  start();
  commit("1");
  commit("2");
  wait_until([&] { return keepers_[0]->kept.size() == 2; });
  ConsumerRunner other(ports());
  other.add(*keepers_[0]);
  loop_.run(other.replay(std::string(keepers_[0]->name())));
  wait_until([&] { return keepers_[0]->kept.size() == 4; });
  EXPECT_THAT(keepers_[0]->kept, ElementsAre("1", "2", "1", "2"));
  EXPECT_THAT(keepers_[1]->kept, IsEmpty());
}

TEST_F(ShardWatchTest, WhoeverHeldTheShardBeforeCommitsNothingMore) {
  shards_.give(7);
  keepers_[0]->blocked = true;
  start();
  commit("1");
  wait_until([&] { return keepers_[0]->begun == 1; });
  GivenShards theirs(clock_);
  theirs.give(8);
  ConsumerPorts their_ports = ports();
  their_ports.shards = &theirs;
  ConsumerRunner other(their_ports, options_);
  Keeper fresh("keeper-0", "Chosen");
  other.add(fresh);
  fresh.blocked = true;
  std::vector<Executor> executors{loop_.executor()};
  loop_.run(other.start(std::move(executors)));
  wait_until([&] { return fresh.begun == 1; });
  keepers_[0]->blocked = false;  // the cursor stands where it stood, but for the token
  pass(50ms);
  EXPECT_THAT(keepers_[0]->kept, IsEmpty());
  fresh.blocked = false;
  wait_until([&] { return fresh.kept.size() == 1; });
  commit("2");
  wait_until([&] { return fresh.kept.size() == 2; });
  pass(20ms);
  EXPECT_THAT(keepers_[0]->kept, IsEmpty());
  loop_.run(other.stop());
}

}  // namespace
}  // namespace waymark::events
