#include "platform/timing/leased_shards.h"

#include <gtest/gtest.h>

#include <set>

#include "base/fake_clock.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"
#include "platform/timing/faulty_store_test.h"
#include "platform/timing/sole_shards.h"

namespace waymark::timing {
namespace {

using namespace std::chrono_literals;
using Mode = FaultyStore::Mode;

const Instant kStart{std::chrono::milliseconds(1'760'000'000'000)};

struct Node {
  Node(store::Store& shared, std::string id)
      : store(shared), shards(ShardPorts(store, clock, uptime, random, metrics), std::move(id)) {}
  FaultyStore store;
  FakeClock clock{kStart};
  FakeUptime uptime;
  SystemRandom random;
  telemetry::Metrics metrics;
  LeasedShards shards;
};

class LeasedShardsTest : public testing::Test {
 protected:
  LeasedShardsTest() { telemetry::set_log_level(telemetry::Level::error); }

  void pass(std::chrono::milliseconds time) {
    for (Node* node : nodes_) {
      node->uptime.advance(time);
      node->clock.advance(time);
    }
  }
  bool round(Node& node) { return loop_.run(node.shards.round()); }
  /// A few rounds of all, a quarter of a lease apart.
  void settle(std::vector<Node*> living) {
    for (int i = 0; i < 8; ++i) {
      for (Node* node : living) {
        round(*node);
        expect_no_shard_twice();
      }
      pass(2500ms);
    }
    for (Node* node : living) round(*node);
  }
  std::set<std::uint32_t> held(Node& node) {
    std::set<std::uint32_t> shards;
    for (std::uint32_t shard = 0; shard < kShards; ++shard)
      if (node.shards.hold(shard)) shards.insert(shard);
    return shards;
  }
  void expect_no_shard_twice() {
    std::set<std::uint32_t> all;
    for (Node* node : nodes_)
      for (const std::uint32_t shard : held(*node))
        EXPECT_TRUE(all.insert(shard).second) << "shard " << shard << " is held twice";
  }

  runtime::TestLoop loop_;
  FakeClock store_clock_{kStart};
  store::MemoryStore shared_{store_clock_};
  Node a_{shared_, "a"};
  Node b_{shared_, "b"};
  Node c_{shared_, "c"};
  std::vector<Node*> nodes_{&a_, &b_, &c_};
};

TEST_F(LeasedShardsTest, OneNodeTakesAllAtOnce) {
  round(a_);
  EXPECT_EQ(held(a_).size(), kShards);
}

TEST_F(LeasedShardsTest, WorkSpreadsAsNodesComeAndGo) {
  settle({&a_});
  settle({&a_, &b_});
  EXPECT_EQ(held(a_).size(), 8U);
  EXPECT_EQ(held(b_).size(), 8U);
  settle({&a_, &b_, &c_});
  EXPECT_EQ(held(a_).size() + held(b_).size() + held(c_).size(), kShards);
  for (Node* node : nodes_) EXPECT_LE(held(*node).size(), 6U);
  settle({&a_, &c_});  // b was killed
  EXPECT_EQ(held(a_).size(), 8U);
  EXPECT_EQ(held(c_).size(), 8U);
  EXPECT_EQ(held(b_).size(), 0U);
}

TEST_F(LeasedShardsTest, AShardIsNotHandedOverWhileSomebodyWorksOnIt) {
  settle({&a_});
  std::vector<Hold> working;
  for (std::uint32_t shard = 0; shard < kShards; ++shard) working.push_back(*a_.shards.hold(shard));
  settle({&a_, &b_});
  EXPECT_EQ(held(b_).size(), 0U);
  int asked_to_stop = 0;
  for (const Hold& hold : working) asked_to_stop += hold.valid() ? 0 : 1;
  EXPECT_EQ(asked_to_stop, 8);
  working.clear();
  settle({&a_, &b_});
  EXPECT_EQ(held(b_).size(), 8U);
}

TEST_F(LeasedShardsTest, HoldsEndWhenTheStoreIsOutOfReach) {
  settle({&a_, &b_});
  const auto hold = a_.shards.hold(*held(a_).begin());
  ASSERT_TRUE(hold->valid());
  a_.store.mode = Mode::down;
  for (int i = 0; i < 4; ++i) {
    pass(2500ms);
    EXPECT_THROW(round(a_), Error);
    round(b_);
    expect_no_shard_twice();
  }
  EXPECT_FALSE(hold->valid());
  EXPECT_EQ(held(a_).size(), 0U);
  pass(2500ms);
  round(b_);
  EXPECT_EQ(held(b_).size(), kShards);
  a_.store.mode = Mode::well;
  settle({&a_, &b_});
  EXPECT_EQ(held(a_).size(), 8U) << "back again";
  EXPECT_FALSE(hold->valid()) << "a hold of before does not come back to life";
}

TEST_F(LeasedShardsTest, LostAnswersLeadToNoSecondHolder) {
  settle({&a_, &b_, &c_});
  for (const Mode mode : {Mode::mute, Mode::late}) {
    a_.store.mode = mode;
    for (int i = 0; i < 10; ++i) {
      EXPECT_THROW(round(a_), Error);
      round(b_);
      round(c_);
      expect_no_shard_twice();
      pass(1500ms);
    }
    a_.store.mode = Mode::well;
    loop_.run(a_.store.apply_late());
    settle({&a_, &b_, &c_});
    EXPECT_EQ(held(a_).size() + held(b_).size() + held(c_).size(), kShards);
  }
}

TEST_F(LeasedShardsTest, TokensRiseWithEachOwner) {
  settle({&a_});
  const std::int64_t first = a_.shards.hold(3)->token();
  pass(1min);
  settle({&b_});  // a has been killed
  EXPECT_GT(b_.shards.hold(3)->token(), first);
}

TEST_F(LeasedShardsTest, StopGivesEverythingBack) {
  settle({&b_});
  loop_.run(a_.shards.start(loop_.executor()));
  settle({&b_});
  loop_.run(a_.shards.stop());
  round(b_);
  round(b_);
  EXPECT_EQ(held(b_).size(), kShards);
  EXPECT_EQ(loop_.run(shared_.get(store::Key(lease_partition("shards"), "NODE#a"))), std::nullopt);
}

TEST_F(LeasedShardsTest, AStoreThatIsDownAtTheStartIsTriedAgain) {
  a_.store.mode = Mode::down;
  loop_.run(a_.shards.start(loop_.executor()));
  EXPECT_EQ(held(a_).size(), 0U);
  a_.store.mode = Mode::well;
  round(a_);
  EXPECT_EQ(held(a_).size(), kShards);
  loop_.run(a_.shards.stop());
}

TEST_F(LeasedShardsTest, NodesOfLongAgoAreForgotten) {
  settle({&a_, &b_});
  for (int i = 0; i < 100; ++i) {
    pass(5s);
    round(a_);
  }
  EXPECT_EQ(loop_.run(shared_.get(store::Key(lease_partition("shards"), "NODE#b"))), std::nullopt);
}

class AgreedClockTest : public LeasedShardsTest {
 protected:
  std::chrono::milliseconds off(Node& node) { return node.shards.clock().now() - a_.clock.now(); }
};

TEST_F(AgreedClockTest, AClockThatJumpsOnOneOfTwoNodesIsNotBelieved) {
  for (const auto jump : {5h, -5h}) {
    settle({&a_, &b_});
    b_.clock.advance(jump);
    EXPECT_LT(std::chrono::abs(off(b_)), kClockTolerance) << "before the next round";
    settle({&a_, &b_});
    EXPECT_LT(std::chrono::abs(off(b_)), kClockTolerance);
    EXPECT_EQ(off(a_), 0ms);
    b_.clock.advance(-jump);
    EXPECT_EQ(off(b_), 0ms) << "mended";
  }
}

TEST_F(AgreedClockTest, ANodeThatComesWithAWrongClockBelievesTheOthers) {
  settle({&a_});
  b_.clock.advance(-7h);
  settle({&a_, &b_});
  EXPECT_LT(std::chrono::abs(off(b_)), kClockTolerance);
  EXPECT_EQ(off(a_), 0ms);
}

TEST_F(AgreedClockTest, WhenAllClocksAreSetRightAllFollow) {
  settle({&a_, &b_, &c_});
  const Instant before = a_.shards.clock().now();
  for (Node* node : nodes_) node->clock.advance(3h);
  settle({&a_, &b_, &c_});
  for (Node* node : nodes_) EXPECT_GT(node->shards.clock().now(), before + 3h);
}

TEST_F(AgreedClockTest, AloneANodeHasOnlyItsOwnClock) {
  settle({&a_});
  a_.clock.advance(3h);
  settle({&a_});
  EXPECT_EQ(off(a_), 0ms);
}

TEST(SoleShardsTest, HoldsAllAlways) {
  const FakeClock clock(kStart);
  SoleShards shards(clock);
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const auto hold = shards.hold(shard);
    EXPECT_TRUE(hold && hold->valid());
  }
  EXPECT_EQ(shards.clock().now(), kStart);
}

TEST(ShardsTest, KeysFallIntoShardsByMurmur3) {
  // MurmurHash3_x86_32, seed 0: "" is 0, "hello" 0x248bfa47, "hello, world" 0x149bbb7f.
  EXPECT_EQ(shard_of(""), 0U);
  EXPECT_EQ(shard_of("hello"), 7U);
  EXPECT_EQ(shard_of("hello, world"), 15U);
  EXPECT_EQ(shard_name(7), "07");
  EXPECT_EQ(shard_name(15), "15");
}

}  // namespace
}  // namespace waymark::timing
