#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/encoding.h"
#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/signal.h"
#include "platform/runtime/testing.h"
#include "platform/store/entity.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"
#include "platform/timing/faulty_store_test.h"
#include "platform/timing/leased_shards.h"
#include "platform/timing/parked_timers.h"
#include "platform/timing/sole_shards.h"
#include "platform/timing/timer_service.h"

namespace waymark::timing {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using Mode = FaultyStore::Mode;

const Instant kStart = parse_rfc3339("2026-11-21T03:36:10.000Z").value();

/// Keeps what was fired, and fails where the test says.
class Bell final : public TimerHandler {
 public:
  std::string_view kind() const override { return "bell"; }
  Task<void> fire(const Timer& timer) override {
    rung.push_back(timer.id);
    if (failing.contains(timer.id)) throw std::runtime_error("cracked");
    if (down) throw Error(ErrorCode::unavailable, "error.unavailable", "a dependency is down");
    if (during) during();
    co_return;
  }
  std::vector<std::string> rung;
  std::set<std::string> failing;
  bool down = false;
  std::function<void()> during;
};

class TimersTest : public testing::Test {
 protected:
  TimersTest() {
    telemetry::set_log_level(telemetry::Level::error);
    service_.add(bell_);
  }
  void set(std::string id, Instant due, std::string kind = "bell") {
    store::Transaction transaction;
    timers_.set(transaction, Timer(std::move(id), std::move(kind), due));
    loop_.run(store_.transact(std::move(transaction)));
  }
  std::size_t look(bool everything = false) {
    std::size_t fired = 0;
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      fired += loop_.run(service_.look(shard, everything));
    return fired;
  }
  std::vector<store::Item> items(std::string partition) {
    return loop_.run(store_.query(store::Query(store::Index::table, std::move(partition)))).items;
  }
  std::size_t calendar_size() {
    std::size_t size = 0;
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      size += items(wheel::calendar(shard)).size();
    return size;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  FakeUptime uptime_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  store::MemoryStore shared_{clock_};
  FaultyStore store_{shared_};
  SoleShards shards_{clock_};
  Timers timers_{ids_};
  TimerService service_{TimerPorts(store_, shards_, uptime_, random_, metrics_)};
  Bell bell_;
};

TEST_F(TimersTest, LieOnTheWheel) {
  const Instant due = parse_rfc3339("2026-11-21T03:36:07.250Z").value();
  const std::string shard = shard_name(shard_of("k"));
  EXPECT_EQ(wheel::timer_key("k", due), store::Key("DUE#202611210336#" + shard, "07.250#TASK#k"));
}

TEST_F(TimersTest, FireWhenTheyAreDueInOrder) {
  set("late", kStart + 30s);
  // Ids of one shard, so that their order is kept.
  std::vector<std::string> same;
  for (int i = 0; same.size() < 3; ++i)
    if (shard_of(std::to_string(i)) == 5) same.push_back(std::to_string(i));
  set(same[0], kStart + 9s);
  set(same[1], kStart + 8s);
  set(same[2], kStart + 8s + 1ms);
  EXPECT_EQ(look(), 0U);
  clock_.advance(9s);
  EXPECT_EQ(look(), 3U);
  EXPECT_THAT(bell_.rung, ElementsAre(same[1], same[2], same[0]));
  clock_.advance(20s);
  EXPECT_EQ(look(), 0U);
  clock_.advance(1s);
  EXPECT_EQ(look(), 1U);
  EXPECT_EQ(bell_.rung.back(), "late");
}

TEST_F(TimersTest, LeaveNothingBehind) {
  for (int i = 0; i < 40; ++i) set(std::to_string(i), kStart + std::chrono::seconds(i * 7));
  clock_.advance(10min);
  EXPECT_EQ(look(true), 40U);
  look(true);
  EXPECT_EQ(calendar_size(), 0U);
  EXPECT_EQ(bell_.rung.size(), 40U);
}

TEST_F(TimersTest, DowntimeIsCaughtUpOldestFirst) {
  std::vector<std::string> same;
  for (int i = 0; same.size() < 3; ++i)
    if (shard_of(std::to_string(i)) == 5) same.push_back(std::to_string(i));
  set(same[0], kStart + 72h);
  set(same[1], kStart + 1h);
  set(same[2], kStart + 48h);
  clock_.advance(96h);
  EXPECT_EQ(look(), 0U) << "the last minutes only";
  EXPECT_EQ(look(true), 3U);
  EXPECT_THAT(bell_.rung, ElementsAre(same[1], same[2], same[0]));
}

TEST_F(TimersTest, WhatIsSetInThePastFiresToo) {
  look(true);
  set("a year late", kStart - 24h * 365);
  EXPECT_EQ(look(true), 1U);
}

TEST_F(TimersTest, ASlowCommitIntoAMinuteThatIsOverIsNotLost) {
  set("first", kStart);
  store::Transaction slow;
  timers_.set(slow, Timer("second", "bell", kStart));
  clock_.advance(5min);
  look(true);
  look(true);
  EXPECT_EQ(calendar_size(), 0U);
  loop_.run(store_.transact(std::move(slow)));
  EXPECT_EQ(look(true), 1U);
  EXPECT_THAT(bell_.rung, ElementsAre("first", "second"));
}

TEST_F(TimersTest, AMinuteIsNotClosedOverATimerThatWasSetMeanwhile) {
  set("first", kStart);
  clock_.advance(5min);
  std::string second;  // of the same minute and the same calendar entry
  for (int i = 0; second.empty(); ++i) {
    const auto slot = [](const std::string& id) { return murmur3_32(id) % 256; };
    if (slot(std::to_string(i)) == slot("first")) second = std::to_string(i);
  }
  bell_.during = [&] {
    bell_.during = nullptr;
    store::Transaction transaction;
    timers_.set(transaction, Timer(second, "bell", kStart - 5s));  // before where the reader is
    runtime::run_task([&]() -> Task<void> { co_await shared_.transact(std::move(transaction)); }());
  };
  EXPECT_EQ(look(true), 1U);
  EXPECT_EQ(calendar_size(), 1U);
  EXPECT_EQ(look(true), 1U);
  EXPECT_THAT(bell_.rung, ElementsAre("first", second));
  look(true);
  EXPECT_EQ(calendar_size(), 0U);
}

TEST_F(TimersTest, CancelAndReschedule) {
  set("cancelled", kStart + 1s);
  set("moved", kStart + 1s);
  store::Transaction transaction;
  Timers::cancel(transaction, "cancelled", kStart + 1s);
  Timers::cancel(transaction, "never there", kStart + 1s);
  timers_.reschedule(transaction, kStart + 1s, Timer("moved", "bell", kStart + 1min));
  loop_.run(store_.transact(std::move(transaction)));
  clock_.advance(10s);
  look();
  EXPECT_THAT(bell_.rung, IsEmpty());
  clock_.advance(1min);
  look();
  EXPECT_THAT(bell_.rung, ElementsAre("moved"));
}

TEST_F(TimersTest, SetAgainWhileItIsFiredItFiresAgain) {
  set("again", kStart);
  bell_.during = [&] {
    bell_.during = nullptr;
    store::Transaction transaction;
    timers_.set(transaction, Timer("again", "bell", kStart));
    runtime::run_task([&]() -> Task<void> { co_await shared_.transact(std::move(transaction)); }());
  };
  look();
  look();
  EXPECT_THAT(bell_.rung, ElementsAre("again", "again"));
}

TEST_F(TimersTest, OneThatFailsIsRetriedAndParkedWhileOthersGoOn) {
  bell_.failing = {"bad"};
  set("bad", kStart);
  set("good", kStart + 1s);
  for (int i = 0; i < 10; ++i) {
    clock_.advance(70s);
    look(true);
  }
  EXPECT_EQ(std::ranges::count(bell_.rung, "bad"), 5);
  EXPECT_EQ(std::ranges::count(bell_.rung, "good"), 1);
  const auto parked = items(std::string(wheel::kParked));
  ASSERT_EQ(parked.size(), 1U);
  const auto kept = store::from_item<ParkedTimer>(parked[0]);
  EXPECT_EQ(kept.timer.id, "bad");
  EXPECT_EQ(kept.reason, "cracked");
  EXPECT_EQ(kept.failures, 5);
  look(true);
  EXPECT_EQ(calendar_size(), 0U);
}

TEST_F(TimersTest, WhatWasParkedFiresOnceItIsAskedFor) {
  bell_.failing = {"bad"};
  set("bad", kStart);
  for (int i = 0; i < 10; ++i) {
    clock_.advance(70s);
    look(true);
  }
  const auto parked = loop_.run(parked_timers(store_, 10));
  ASSERT_EQ(parked.size(), 1U);
  EXPECT_EQ(parked[0].reason, "cracked");
  bell_.failing.clear();
  bell_.rung.clear();
  EXPECT_EQ(loop_.run(replay_parked_timers(store_, timers_)), 1U);
  EXPECT_EQ(loop_.run(replay_parked_timers(store_, timers_)), 0U);
  look(true);
  look(true);
  EXPECT_THAT(bell_.rung, ElementsAre("bad"));
}

TEST_F(TimersTest, WaitsForADependencyAsLongAsItTakes) {
  bell_.down = true;
  set("patient", kStart);
  for (int i = 0; i < 20; ++i) {
    clock_.advance(70s);
    look(true);
  }
  EXPECT_GT(bell_.rung.size(), 10U);
  bell_.down = false;
  clock_.advance(70s);
  EXPECT_EQ(look(true), 1U);
  EXPECT_THAT(items(std::string(wheel::kParked)), IsEmpty());
}

TEST_F(TimersTest, KindsThatNobodyKnowsYetAreKept) {
  set("of tomorrow", kStart, "gong");
  for (int i = 0; i < 10; ++i) {
    clock_.advance(61s);
    EXPECT_EQ(look(true), 0U);
  }
  EXPECT_EQ(calendar_size(), 1U);
  EXPECT_THROW(service_.add(bell_), std::logic_error);
}

TEST_F(TimersTest, ACrashAfterFiringFiresAgain) {
  set("twice", kStart);
  store_.mode = Mode::late;  // fired, but nothing more is written
  EXPECT_THROW(look(), Error);
  store_.mode = Mode::well;
  look();
  EXPECT_THAT(bell_.rung, ElementsAre("twice", "twice"));
  loop_.run(store_.apply_late());
  look();
  EXPECT_EQ(bell_.rung.size(), 2U);
}

TEST_F(TimersTest, FireByThemselvesOnceStarted) {
  const SystemClock clock;
  const SystemUptime uptime;
  SoleShards shards(clock);
  UuidV7Source ids(clock, random_);
  const Timers timers(ids);
  TimerService service(TimerPorts(shared_, shards, uptime, random_, metrics_));
  const auto rung = std::make_shared<runtime::Signal>(loop_.executor());
  bell_.during = [&] { rung->notify(); };
  service.add(bell_);
  loop_.run([&]() -> Task<void> {
    std::vector<Executor> executors{loop_.executor()};
    co_await service.start(std::move(executors));
    store::Transaction transaction;
    const Timer timer("soon", "bell", clock.now() + 100ms);
    timers.set(transaction, timer);
    co_await shared_.transact(std::move(transaction));
    co_await rung->wait();
    co_await service.stop();
  }());
  EXPECT_THAT(bell_.rung, ElementsAre("soon"));
}

/// Two nodes with clocks of their own.
class TimersOnTwoNodesTest : public testing::Test {
 protected:
  struct Node {
    Node(store::Store& shared, std::string id)
        : store(shared),
          shards(ShardPorts(store, clock, uptime, random, metrics), std::move(id)),
          service(TimerPorts(store, shards, uptime, random, metrics)) {
      service.add(bell);
    }
    FakeClock clock{kStart};
    FakeUptime uptime;
    SystemRandom random;
    telemetry::Metrics metrics;
    FaultyStore store;
    LeasedShards shards;
    Bell bell;
    TimerService service;
  };
  TimersOnTwoNodesTest() { telemetry::set_log_level(telemetry::Level::error); }

  void set(const std::string& id, Instant due) {
    UuidV7Source ids(a_.clock, a_.random);
    store::Transaction transaction;
    Timers(ids).set(transaction, Timer(id, "bell", due));
    loop_.run(shared_.transact(std::move(transaction)));
  }
  void pass(std::chrono::milliseconds time) {
    for (Node* node : {&a_, &b_}) {
      node->clock.advance(time);
      node->uptime.advance(time);
    }
  }
  void live(Node& node) {
    loop_.run(node.shards.round());
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      loop_.run(node.service.look(shard, true));
  }
  void live(int rounds, std::vector<Node*> nodes) {
    for (int i = 0; i < rounds; ++i) {
      for (Node* node : nodes) live(*node);
      pass(2500ms);
    }
  }

  runtime::TestLoop loop_;
  FakeClock store_clock_{kStart};
  store::MemoryStore shared_{store_clock_};
  Node a_{shared_, "a"};
  Node b_{shared_, "b"};
};

TEST_F(TimersOnTwoNodesTest, EachIsFiredByOneNode) {
  live(6, {&a_, &b_});
  for (int i = 0; i < 100; ++i) set(std::to_string(i), kStart + 16s);
  live(6, {&a_, &b_});
  std::set<std::string> all(a_.bell.rung.begin(), a_.bell.rung.end());
  all.insert(b_.bell.rung.begin(), b_.bell.rung.end());
  EXPECT_EQ(all.size(), 100U);
  EXPECT_EQ(a_.bell.rung.size() + b_.bell.rung.size(), 100U);
  EXPECT_GT(a_.bell.rung.size(), 20U);
  EXPECT_GT(b_.bell.rung.size(), 20U);
}

TEST_F(TimersOnTwoNodesTest, WhatAKilledNodeHadIsFiredByTheOther) {
  live(6, {&a_, &b_});
  for (int i = 0; i < 100; ++i) set(std::to_string(i), kStart + 16s);
  b_.store.mode = Mode::late;  // its last words are never heard
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    try {
      loop_.run(b_.service.look(shard, true));
    } catch (const Error&) {
    }
  }
  live(12, {&a_});
  EXPECT_EQ(a_.bell.rung.size(), 100U) << "also those that b fired and could not say so";
}

TEST_F(TimersOnTwoNodesTest, AClockThatJumpsFiresNothingEarlyAndHoldsNothingUp) {
  live(6, {&a_, &b_});
  for (int i = 0; i < 50; ++i) {
    set("today" + std::to_string(i), kStart + 1min);
    set("tonight" + std::to_string(i), kStart + 4h);
  }
  b_.clock.advance(5h);
  a_.clock.advance(10s);
  live(6, {&a_, &b_});
  EXPECT_EQ(a_.bell.rung.size() + b_.bell.rung.size(), 0U);
  b_.clock.advance(-10h);
  live(40, {&a_, &b_});
  EXPECT_EQ(a_.bell.rung.size() + b_.bell.rung.size(), 50U);
}

}  // namespace
}  // namespace waymark::timing
