#include "platform/runtime/timeouts.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"

namespace waymark::runtime {
namespace {

using std::chrono::milliseconds;

Task<void> until(const bool& flag) {
  while (!flag) co_await sleep_for(milliseconds(1));
}

TEST(Timeouts, FireInOrderAndNeverEarly) {
  TestLoop loop;
  Timeouts wheel(loop.executor(), milliseconds(2));
  std::vector<int> order;
  bool last = false;
  const auto start = std::chrono::steady_clock::now();
  Timeout late(wheel, [&] {
    order.push_back(2);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(40));
    last = true;
  });
  Timeout early(wheel, [&] {
    order.push_back(1);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(10));
  });
  late.arm(milliseconds(40));
  early.arm(milliseconds(10));
  loop.run(until(last));
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
  EXPECT_FALSE(late.armed());
}

TEST(Timeouts, ArmingAgainPutsOffAndDisarmingSilences) {
  TestLoop loop;
  Timeouts wheel(loop.executor(), milliseconds(1));
  int fired = 0;
  bool ended = false;
  Timeout never(wheel, [&] { ++fired; });
  never.arm(milliseconds(3));
  Timeout moved(wheel, [&] { ADD_FAILURE() << "was put off past the end"; });
  moved.arm(milliseconds(3));
  moved.arm(std::chrono::hours(1));
  Timeout sooner(wheel, [&] { ended = true; });
  sooner.arm(std::chrono::hours(1));
  sooner.arm(milliseconds(20));
  never.disarm();
  loop.run(until(ended));
  EXPECT_EQ(fired, 0);
  EXPECT_TRUE(moved.armed());
}

TEST(Timeouts, AreNotEarlyAfterTheLoopStalled) {
  TestLoop loop;
  Timeouts wheel(loop.executor(), milliseconds(1));
  Timeout keeps_turning(wheel, [] {});
  keeps_turning.arm(std::chrono::hours(1));
  bool fired = false;
  std::chrono::steady_clock::time_point armed;
  Timeout late(wheel, [&] {
    fired = true;
    EXPECT_GE(std::chrono::steady_clock::now() - armed, milliseconds(20));
  });
  loop.run([](Timeout& its, std::chrono::steady_clock::time_point& when) -> Task<void> {
    co_await sleep_for(milliseconds(5));
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < milliseconds(30)) {
    }  // what a reactor must not do, and may
    when = std::chrono::steady_clock::now();
    its.arm(milliseconds(20));
  }(late, armed));
  loop.run(until(fired));
}

TEST(Timeouts, GoRoundMoreThanOnce) {
  TestLoop loop;
  Timeouts wheel(loop.executor(), milliseconds(1));
  bool fired = false;
  const auto start = std::chrono::steady_clock::now();
  Timeout far(wheel, [&] { fired = true; });
  far.arm(milliseconds(700));  // the wheel has 512 slots
  loop.run(until(fired));
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(700));
}

TEST(Timeouts, AnEntryMayArmItselfAgainOrDestroyOthers) {
  TestLoop loop;
  Timeouts wheel(loop.executor(), milliseconds(1));
  int turns = 0;
  bool ended = false;
  std::unique_ptr<Timeout> victim;
  std::unique_ptr<Timeout> again;
  again = std::make_unique<Timeout>(wheel, [&] {
    victim.reset();
    if (++turns < 3) {
      again->arm(milliseconds(1));
    } else {
      ended = true;
      again.reset();
    }
  });
  again->arm(milliseconds(5));
  victim = std::make_unique<Timeout>(wheel, [] { ADD_FAILURE() << "was destroyed"; });
  victim->arm(milliseconds(5));
  loop.run(until(ended));
  EXPECT_EQ(turns, 3);
}

}  // namespace
}  // namespace waymark::runtime
