#include "platform/events/sequencer.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/error.h"
#include "base/fake_clock.h"
#include "base/random.h"

namespace waymark::events {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

const Instant kStart{milliseconds(1'760'000'000'000)};

/// Ids as a source would give them that knows nothing of order.
class FallingIds final : public IdSource {
 public:
  Uuid next() override {
    Uuid uuid;
    uuid.bytes[0] = --first_;
    return uuid;
  }

 private:
  std::uint8_t first_ = 200;
};

class SequencerTest : public testing::Test {
 protected:
  FakeClock clock_{kStart};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  Sequencer sequencer_{clock_, ids_};
};

TEST_F(SequencerTest, StampsCarryTheTimeOfTheClock) {
  const Stamp stamp = sequencer_.begin(3);
  EXPECT_EQ(stamp.at, kStart);
  EXPECT_EQ(stamp.shard, 3U);
  EXPECT_EQ(stamp.position, position_of(kStart, stamp.id));
}

TEST_F(SequencerTest, StampsRiseWhenTheClockStepsBack) {
  const Stamp first = sequencer_.begin(0);
  clock_.advance(-hours(5));
  const Stamp second = sequencer_.begin(0);
  clock_.advance(milliseconds(1));
  const Stamp third = sequencer_.begin(0);
  EXPECT_LT(first.position, second.position);
  EXPECT_LT(second.position, third.position);
  EXPECT_EQ(third.at, first.at) << "time stands still until the clock has caught up";
}

TEST_F(SequencerTest, StampsRiseWhenIdsDoNot) {
  FallingIds falling;
  Sequencer sequencer(clock_, falling);
  const Stamp first = sequencer.begin(0);
  const Stamp second = sequencer.begin(0);
  const Stamp third = sequencer.begin(0);
  EXPECT_LT(first.position, second.position);
  EXPECT_LT(second.position, third.position);
}

TEST_F(SequencerTest, StampsFollowWhatTheyMustBeKeptAfter) {
  const Position end = position_of(kStart + hours(1), EventId{ids_.next()});
  sequencer_.keep_after(0, end);
  EXPECT_EQ(sequencer_.readable_through(0), end);
  EXPECT_GT(sequencer_.begin(0).position, end);
  sequencer_.keep_after(0, position_of(kStart, EventId{ids_.next()}));  // earlier: changes nothing
  EXPECT_GT(sequencer_.begin(0).position, end);
  sequencer_.keep_after(1, "");
  EXPECT_EQ(sequencer_.readable_through(1), "");
}

TEST_F(SequencerTest, TheHorizonIsRightBeforeTheSmallestStampInFlight) {
  const Stamp first = sequencer_.begin(0);
  const Stamp second = sequencer_.begin(0);
  const Stamp third = sequencer_.begin(0);
  EXPECT_EQ(sequencer_.readable_through(0), right_before(first.position));
  sequencer_.end(second);
  EXPECT_EQ(sequencer_.readable_through(0), right_before(first.position));
  sequencer_.end(first);
  EXPECT_EQ(sequencer_.readable_through(0), right_before(third.position));
  EXPECT_GT(sequencer_.readable_through(0), second.position);
  sequencer_.end(third);
  EXPECT_EQ(sequencer_.readable_through(0), third.position);
}

TEST_F(SequencerTest, ShardsHaveHorizonsOfTheirOwn) {
  const Stamp slow = sequencer_.begin(0);
  const Stamp other = sequencer_.begin(1);
  sequencer_.end(other);
  EXPECT_EQ(sequencer_.readable_through(1), other.position);
  EXPECT_EQ(sequencer_.readable_through(0), right_before(slow.position));
}

TEST_F(SequencerTest, AbandonedStampsHoldTheHorizonUntilTheyEnd) {
  const Stamp lost = sequencer_.begin(0);
  const Stamp later = sequencer_.begin(0);
  sequencer_.abandon(lost);
  sequencer_.end(later);
  EXPECT_EQ(sequencer_.readable_through(0), right_before(lost.position));
  ASSERT_EQ(sequencer_.abandoned(0).size(), 1U);
  EXPECT_EQ(sequencer_.abandoned(0)[0].position, lost.position);
  sequencer_.end(lost);
  EXPECT_TRUE(sequencer_.abandoned(0).empty());
  EXPECT_EQ(sequencer_.readable_through(0), later.position);
}

TEST_F(SequencerTest, RefusesMoreInFlightThanItsBound) {
  std::vector<Stamp> stamps;
  for (std::size_t i = 0; i < Sequencer::kMostInFlight; ++i) stamps.push_back(sequencer_.begin(0));
  try {
    sequencer_.begin(0);
    FAIL() << "took one past the bound";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
  }
  sequencer_.end(stamps.front());
  EXPECT_NO_THROW(sequencer_.begin(0));
}

TEST_F(SequencerTest, ThreadsSeeAHorizonThatNeverFallsNorPassesAStampOfTheirs) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      Position before;
      for (int round = 0; round < 2000; ++round) {
        const Stamp stamp = sequencer_.begin(0);
        const Position horizon = sequencer_.readable_through(0);
        if (horizon >= stamp.position || horizon < before) ++wrong;
        before = horizon;
        sequencer_.end(stamp);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace waymark::events
