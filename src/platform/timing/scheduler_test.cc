#include "platform/timing/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/signal.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"
#include "platform/timing/faulty_store_test.h"
#include "platform/timing/leased_shards.h"
#include "platform/timing/run_while.h"
#include "platform/timing/sole_shards.h"

namespace waymark::timing {
namespace {

using namespace std::chrono_literals;
using Mode = FaultyStore::Mode;

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}
const Instant kStart = at("2026-11-21T03:36:10.000Z");

TEST(TimetableTest, APeriodAfterTheLastRun) {
  const Timetable table = Timetable::every(10min);
  EXPECT_EQ(table.next(std::nullopt, kStart), kStart);
  EXPECT_EQ(table.next(kStart - 4min, kStart), kStart + 6min);
  EXPECT_LE(table.next(kStart - 3h, kStart), kStart);
}

TEST(TimetableTest, OnceADay) {
  const Timetable table = Timetable::daily(4h + 30min);
  EXPECT_EQ(table.next(std::nullopt, kStart), kStart);
  EXPECT_EQ(table.next(at("2026-11-20T04:30:00.200Z"), kStart), at("2026-11-21T04:30:00Z"));
  EXPECT_EQ(table.next(at("2026-11-20T04:29:59Z"), kStart), at("2026-11-20T04:30:00Z"));
  EXPECT_EQ(table.next(at("2026-11-21T03:00:00Z"), kStart), at("2026-11-21T04:30:00Z"));
}

TEST(TimetableTest, ARunThatAWrongClockNotedIsForgotten) {
  EXPECT_EQ(Timetable::every(10min).next(kStart + 5h, kStart), kStart);
  EXPECT_EQ(Timetable::daily(0min).next(kStart + 72h, kStart), kStart);
  EXPECT_EQ(Timetable::every(10min).next(kStart + 1min, kStart), kStart + 11min);
}

struct Node {
  Node(store::Store& shared, std::string id)
      : store(shared),
        leased(ShardPorts(store, clock, uptime, random, metrics), std::move(id)),
        scheduler(SchedulerPorts(store, leased, uptime, random, metrics)) {}
  FakeClock clock{kStart};
  FakeUptime uptime;
  SystemRandom random;
  telemetry::Metrics metrics;
  FaultyStore store;
  LeasedShards leased;
  Scheduler scheduler;
  int runs = 0;
  std::vector<std::uint32_t> parts;
};

class SchedulerTest : public testing::Test {
 protected:
  SchedulerTest() { telemetry::set_log_level(telemetry::Level::error); }

  /// A job that counts its runs on the node, and fails as often as the test says.
  Task<void> count(Node& node, std::uint32_t part) {
    ++node.runs;
    node.parts.push_back(part);
    if (failing_ > 0) {
      --failing_;
      throw std::runtime_error("no luck");
    }
    co_return;
  }
  Job job(Node& node, Timetable when, std::string name = "count") {
    return Job(std::move(name), when,
               [this, &node](std::uint32_t part) { return count(node, part); });
  }
  void pass(std::chrono::milliseconds time) {
    for (Node* node : {&a_, &b_}) {
      node->clock.advance(time);
      node->uptime.advance(time);
    }
  }
  void live(int rounds, std::vector<Node*> nodes) {
    for (int i = 0; i < rounds; ++i) {
      for (Node* node : nodes) {
        loop_.run(node->leased.round());
        loop_.run(node->scheduler.run_due());
      }
      pass(2s);
    }
  }

  runtime::TestLoop loop_;
  FakeClock store_clock_{kStart};
  store::MemoryStore shared_{store_clock_};
  Node a_{shared_, "a"};
  Node b_{shared_, "b"};
  int failing_ = 0;
};

TEST_F(SchedulerTest, RunsOnOneNodeAtATime) {
  a_.scheduler.add(job(a_, Timetable::every(10s)));
  b_.scheduler.add(job(b_, Timetable::every(10s)));
  live(50, {&a_, &b_});
  EXPECT_EQ(a_.runs + b_.runs, 10);
  live(50, {&b_});  // a was killed
  EXPECT_GE(b_.runs, 7);
  EXPECT_LE(a_.runs + b_.runs, 20);
}

TEST_F(SchedulerTest, ASplitJobRunsOnceForEachShardSpreadOverTheNodes) {
  live(10, {&a_, &b_});
  for (Node* node : {&a_, &b_}) {
    Job split = job(*node, Timetable::every(1h));
    split.split = true;
    node->scheduler.add(std::move(split));
  }
  live(3, {&a_, &b_});
  EXPECT_EQ(a_.runs, 8);
  EXPECT_EQ(b_.runs, 8);
  std::vector<std::uint32_t> parts = a_.parts;
  parts.insert(parts.end(), b_.parts.begin(), b_.parts.end());
  std::ranges::sort(parts);
  for (std::uint32_t i = 0; i < kShards; ++i) EXPECT_EQ(parts.at(i), i);
}

TEST_F(SchedulerTest, WhatWasMissedIsDoneOnce) {
  a_.scheduler.add(job(a_, Timetable::every(1h)));
  live(1, {&a_});
  ASSERT_EQ(a_.runs, 1);
  pass(49h);
  b_.scheduler.add(job(b_, Timetable::every(1h)));  // another process, after the downtime
  live(20, {&b_});
  EXPECT_EQ(b_.runs, 1);
}

TEST_F(SchedulerTest, ARunThatWasNotNotedIsDoneAgain) {
  live(1, {&a_});
  a_.scheduler.add(job(a_, Timetable::every(1h)));
  a_.store.mode = Mode::late;  // killed before it could say that it had run
  loop_.run(a_.scheduler.run_due());
  EXPECT_EQ(a_.runs, 1);
  b_.scheduler.add(job(b_, Timetable::every(1h)));
  live(20, {&b_});
  EXPECT_EQ(b_.runs, 1);
  EXPECT_EQ(loop_.run(a_.store.apply_late()), 0) << "fenced off by the token";
}

TEST_F(SchedulerTest, WhatIsNotDurableLeavesNothingAndRunsAnewOnEachNode) {
  for (Node* node : {&a_, &b_}) {
    Job often = job(*node, Timetable::every(1h));
    often.durable = false;
    node->scheduler.add(std::move(often));
  }
  live(5, {&a_});
  EXPECT_EQ(a_.runs, 1);
  EXPECT_EQ(loop_.run(shared_.get(store::Key("JOB#count", shard_name(shard_of("count"))))),
            std::nullopt);
  live(10, {&b_});
  EXPECT_EQ(b_.runs, 1);
}

TEST_F(SchedulerTest, FailuresAreTriedAgainLater) {
  failing_ = 3;
  a_.scheduler.add(job(a_, Timetable::every(1h)));
  live(1, {&a_});
  EXPECT_EQ(a_.runs, 1);
  live(60, {&a_});
  EXPECT_EQ(a_.runs, 4);
}

TEST_F(SchedulerTest, AClockThatJumpsStopsNoJob) {
  a_.scheduler.add(job(a_, Timetable::every(10s)));
  live(10, {&a_});
  const int before = a_.runs;
  a_.clock.advance(5h);
  live(10, {&a_});
  a_.clock.advance(-5h);
  live(10, {&a_});
  EXPECT_GE(a_.runs, before + 3);
}

TEST_F(SchedulerTest, NamesAreNew) {
  a_.scheduler.add(job(a_, Timetable::every(1h)));
  EXPECT_THROW(a_.scheduler.add(job(a_, Timetable::every(2h))), std::logic_error);
}

TEST_F(SchedulerTest, RunsByItselfOnceStartedAndStopsInTheMiddleOfARun) {
  SoleShards shards(a_.clock);
  Scheduler scheduler(SchedulerPorts(shared_, shards, a_.uptime, a_.random, a_.metrics));
  const auto begun = std::make_shared<runtime::Signal>(loop_.executor());
  Job endless("endless", Timetable::every(1s), [&](std::uint32_t) {
    begun->notify();
    return runtime::sleep_for(24h);
  });
  scheduler.add(std::move(endless));
  loop_.run([&]() -> Task<void> {
    std::vector<Executor> executors{loop_.executor()};
    co_await scheduler.start(std::move(executors));
    co_await begun->wait();
    co_await scheduler.stop();
  }());
  EXPECT_EQ(loop_.run(shared_.get(store::Key("JOB#endless", shard_name(shard_of("endless"))))),
            std::nullopt);
}

TEST(RunWhileTest, EndsWithItsResultOrItsTime) {
  const auto always = [] { return true; };
  runtime::run_task(run_while(runtime::sleep_for(1ms), always));
  int asked = 0;
  const auto twice = [&] { return ++asked < 3; };
  EXPECT_THROW(runtime::run_task(run_while(runtime::sleep_for(24h), twice)), Error);
  EXPECT_EQ(asked, 3);
  const auto fails = []() -> Task<void> {
    throw std::logic_error("mine");
    co_return;
  };
  EXPECT_THROW(runtime::run_task(run_while(fails(), always)), std::logic_error);
}

}  // namespace
}  // namespace waymark::timing
