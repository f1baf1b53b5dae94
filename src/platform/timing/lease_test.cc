#include "platform/timing/lease.h"

#include <gtest/gtest.h>

#include "base/fake_clock.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "platform/timing/faulty_store_test.h"

namespace waymark::timing {
namespace {

using namespace std::chrono_literals;
using Mode = FaultyStore::Mode;

const Instant kStart{std::chrono::milliseconds(1'760'000'000'000)};

/// A node with a wall clock and an uptime of its own, on the store that all share.
struct Node {
  Node(store::Store& shared, std::string id)
      : store(shared), holder(std::move(id), uptime, clock, 10s) {}
  FaultyStore store;
  FakeClock clock{kStart};
  FakeUptime uptime;
  LeaseHolder holder;
  Lease lease{holder, store::Key(lease_partition("test"), "one")};
};

class LeaseTest : public testing::Test {
 protected:
  bool acquire(Node& node) { return loop_.run(node.lease.acquire(node.store)); }
  bool renew(Node& node) { return loop_.run(node.lease.renew(node.store)); }
  void pass(std::chrono::milliseconds time) {
    for (Node* node : {&a_, &b_}) {
      node->uptime.advance(time);
      node->clock.advance(time);
    }
  }

  runtime::TestLoop loop_;
  FakeClock store_clock_{kStart};
  store::MemoryStore shared_{store_clock_};
  Node a_{shared_, "a"};
  Node b_{shared_, "b"};
};

TEST_F(LeaseTest, OneNodeHoldsIt) {
  EXPECT_TRUE(acquire(a_));
  EXPECT_FALSE(acquire(b_));
  EXPECT_EQ(b_.lease.owner(), "a");
  EXPECT_TRUE(a_.lease.held());
  EXPECT_FALSE(b_.lease.held());
}

TEST_F(LeaseTest, TheHolderStopsBeforeOthersMayStart) {
  ASSERT_TRUE(acquire(a_));
  ASSERT_FALSE(acquire(b_));  // b begins to watch
  pass(9s);
  EXPECT_FALSE(a_.lease.held()) << "nine tenths of the duration";
  EXPECT_FALSE(acquire(b_));
  pass(1s);
  EXPECT_TRUE(acquire(b_));
  EXPECT_GT(b_.lease.token(), a_.lease.token());
  EXPECT_FALSE(renew(a_));
  EXPECT_FALSE(a_.lease.mine());
}

TEST_F(LeaseTest, TheHolderCountsFromBeforeItSent) {
  ASSERT_TRUE(acquire(a_));
  pass(2s);
  store::Transaction transaction;
  a_.lease.add_renewal(transaction);
  const Ticks sent = a_.uptime.now();
  pass(8s);  // the store is slow
  ASSERT_TRUE(loop_.run(shared_.transact(std::move(transaction))).committed());
  a_.lease.renewed(sent);
  EXPECT_EQ(a_.lease.remaining(), 1s);
}

TEST_F(LeaseTest, WhoRenewsKeepsIt) {
  ASSERT_TRUE(acquire(a_));
  for (int i = 0; i < 10; ++i) {
    ASSERT_FALSE(acquire(b_));
    pass(4s);
    ASSERT_TRUE(renew(a_));
  }
  EXPECT_FALSE(acquire(b_));
  EXPECT_TRUE(a_.lease.held());
}

TEST_F(LeaseTest, AContenderThatCouldNotReadDoesNotTakeWhatWasRenewedMeanwhile) {
  ASSERT_TRUE(acquire(a_));
  ASSERT_FALSE(acquire(b_));
  pass(5s);
  ASSERT_TRUE(renew(a_));
  pass(6s);  // b has read nothing for eleven seconds
  EXPECT_FALSE(acquire(b_));
  EXPECT_TRUE(a_.lease.held());
}

TEST_F(LeaseTest, WallClocksDecideNothing) {
  a_.clock.advance(-5h);
  b_.clock.advance(5h);
  ASSERT_TRUE(acquire(a_));
  ASSERT_FALSE(acquire(b_));
  b_.clock.advance(24h);
  EXPECT_FALSE(acquire(b_));
  a_.clock.advance(-24h);
  pass(8s);
  EXPECT_TRUE(renew(a_));
  EXPECT_FALSE(acquire(b_));
  EXPECT_TRUE(a_.lease.held());
}

TEST_F(LeaseTest, GivenBackItIsFreeAtOnce) {
  ASSERT_TRUE(acquire(a_));
  const std::int64_t first = a_.lease.token();
  loop_.run(a_.lease.give_back(a_.store));
  EXPECT_FALSE(a_.lease.held());
  ASSERT_TRUE(acquire(b_));
  EXPECT_GT(b_.lease.token(), first);
  loop_.run(b_.lease.give_back(b_.store));
  ASSERT_TRUE(acquire(a_));
  EXPECT_GT(a_.lease.token(), b_.lease.token()) << "also to the node of before";
}

TEST_F(LeaseTest, ARenewalBetweenLookingAndTakingWins) {
  ASSERT_TRUE(acquire(a_));
  ASSERT_FALSE(acquire(b_));
  pass(10s);
  ASSERT_TRUE(b_.lease.free());
  ASSERT_TRUE(renew(a_)) << "late, but before anybody took it";
  loop_.run([this]() -> Task<void> {
    store::Transaction taking;
    b_.lease.add_taking(taking);
    EXPECT_FALSE((co_await shared_.transact(std::move(taking))).committed());
  }());
  EXPECT_TRUE(a_.lease.held());
}

TEST_F(LeaseTest, OfTwoThatTakeAtOnceOneHasIt) {
  loop_.run([this]() -> Task<void> {
    a_.lease.observe(co_await shared_.get(a_.lease.key()));
    b_.lease.observe(co_await shared_.get(b_.lease.key()));
    store::Transaction first, second;
    a_.lease.add_taking(first);
    b_.lease.add_taking(second);
    EXPECT_TRUE((co_await shared_.transact(std::move(second))).committed());
    EXPECT_FALSE((co_await shared_.transact(std::move(first))).committed());
  }());
}

TEST_F(LeaseTest, AStoreThatIsDownLetsItRunOut) {
  ASSERT_TRUE(acquire(a_));
  pass(5s);
  a_.store.mode = Mode::down;
  EXPECT_THROW(renew(a_), Error);
  EXPECT_TRUE(a_.lease.held());
  pass(4s);
  EXPECT_FALSE(a_.lease.held());
  a_.store.mode = Mode::well;
  EXPECT_TRUE(renew(a_)) << "nobody has taken it: it goes on, under the same token";
  EXPECT_EQ(a_.lease.token(), 1);
}

TEST_F(LeaseTest, ALostAnswerToATakingIsNoHold) {
  a_.store.mode = Mode::mute;
  EXPECT_THROW(acquire(a_), Error);
  EXPECT_FALSE(a_.lease.held());
  EXPECT_FALSE(acquire(b_)) << "for all b knows, a works";
  a_.store.mode = Mode::well;
  EXPECT_TRUE(acquire(a_)) << "a knows that it does not";
  EXPECT_EQ(a_.lease.token(), 2);
}

TEST_F(LeaseTest, ALostAnswerToARenewalDoesNotEndIt) {
  ASSERT_TRUE(acquire(a_));
  pass(2s);
  a_.store.mode = Mode::mute;
  EXPECT_THROW(renew(a_), Error);
  EXPECT_EQ(a_.lease.remaining(), 7s) << "counted from the last answer";
  a_.store.mode = Mode::well;
  EXPECT_TRUE(renew(a_));
  EXPECT_EQ(a_.lease.remaining(), 9s);
}

TEST_F(LeaseTest, LateMessagesChangeNothing) {
  ASSERT_TRUE(acquire(a_));
  a_.store.mode = Mode::late;
  EXPECT_THROW(renew(a_), Error);
  EXPECT_THROW(loop_.run(a_.lease.give_back(a_.store)), Error);
  a_.store.mode = Mode::well;
  ASSERT_TRUE(renew(a_));
  EXPECT_EQ(loop_.run(a_.store.apply_late()), 0) << "older than the last renewal";
  EXPECT_TRUE(a_.lease.held());
  EXPECT_FALSE(acquire(b_));

  a_.store.mode = Mode::late;
  EXPECT_THROW(renew(a_), Error);
  pass(10s);
  ASSERT_TRUE(acquire(b_));
  EXPECT_EQ(loop_.run(a_.store.apply_late()), 0) << "from the owner of before";
  EXPECT_TRUE(renew(b_));
}

TEST_F(LeaseTest, AStateThatWasSeenDoesNotComeBack) {
  ASSERT_TRUE(acquire(a_));
  a_.store.mode = Mode::late;
  EXPECT_THROW(renew(a_), Error);  // on its way
  a_.store.mode = Mode::well;
  pass(1s);
  ASSERT_EQ(loop_.run(a_.store.apply_late()), 1);
  ASSERT_FALSE(acquire(b_));  // b sees the late one
  pass(5s);
  ASSERT_TRUE(renew(a_));
  pass(5s);
  EXPECT_FALSE(acquire(b_));
}

}  // namespace
}  // namespace waymark::timing
