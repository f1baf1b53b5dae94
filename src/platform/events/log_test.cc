#include "platform/events/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/fake_clock.h"
#include "platform/runtime/testing.h"
#include "platform/store/entity.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t kShard = 3;
const Instant kStart{milliseconds(1'700'000'000'000)};

class CountingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Page> query(store::Query query) override {
    ++queries;
    return inner().query(std::move(query));
  }
  int queries = 0;
};

class GivenHorizon final : public Horizon {
 public:
  Task<Position> readable_through(std::uint32_t) override { co_return through; }
  void keep_after(std::uint32_t, const Position&) override {}
  void on_move(std::function<void(std::uint32_t)>) override {}
  Position through;
};

class LogReaderTest : public testing::Test {
 protected:
  /// The event of the n-th millisecond, and its place.
  static Position place(int n) { return position_of(kStart + milliseconds(n), EventId()); }

  void write(int n) {
    Event event;
    event.type = std::to_string(n);
    event.occurred_at = kStart + milliseconds(n);
    store::Transaction transaction;
    transaction.put(store::to_item(event, {shard_key(kShard), place(n)}));
    loop_.run(memory_.transact(std::move(transaction)));
  }
  void write_through(int n) {
    for (; written_ < n; ++written_) write(written_ + 1);
    horizon_.through = place(n);
  }

  std::vector<std::string> read(const Position& after, std::uint32_t at_most = 100) {
    return texts(loop_.run(log_.read(kShard, after, at_most)));
  }
  static std::vector<std::string> texts(const LoggedEvents& events) {
    std::vector<std::string> texts;
    for (const auto& logged : events) {
      EXPECT_EQ(logged->position, place(std::stoi(logged->event.type)));
      texts.push_back(logged->event.type);
    }
    return texts;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  store::MemoryStore memory_{clock_};
  CountingStore store_{memory_};
  GivenHorizon horizon_;
  LogReader log_{store_, horizon_};
  int written_ = 0;
};

TEST_F(LogReaderTest, ReadsAfterAPlaceUpToTheHorizon) {
  write_through(3);
  horizon_.through = place(2);
  EXPECT_THAT(read(""), ElementsAre("1", "2"));
  EXPECT_THAT(read(place(1)), ElementsAre("2"));
  EXPECT_THAT(read(place(2)), IsEmpty());
  horizon_.through = place(3);
  EXPECT_THAT(read(place(2)), ElementsAre("3"));
}

TEST_F(LogReaderTest, WhatOneHasReadTheStoreIsNotAskedForAgain) {
  write_through(5);
  read(place(1));
  EXPECT_EQ(store_.queries, 1);
  EXPECT_THAT(read(place(1), 2), ElementsAre("2", "3"));
  EXPECT_THAT(read(place(4)), ElementsAre("5"));
  EXPECT_THAT(read(place(5)), IsEmpty());
  EXPECT_EQ(store_.queries, 1);
  write_through(6);
  EXPECT_THAT(read(place(5)), ElementsAre("6"));
  EXPECT_THAT(read(place(4)), ElementsAre("5", "6"));
  EXPECT_EQ(store_.queries, 2);
}

TEST_F(LogReaderTest, AReaderFarBehindReadsTheStore) {
  write_through(10);
  read(place(8));
  EXPECT_THAT(read("", 2), ElementsAre("1", "2"));
  EXPECT_THAT(read(place(7)), ElementsAre("8", "9", "10"));
  EXPECT_THAT(read(place(9)), ElementsAre("10"));
}

TEST_F(LogReaderTest, WhatIsReadAfterAGapDoesNotHideTheGap) {
  write_through(10);
  horizon_.through = place(2);
  read("");
  horizon_.through = place(10);
  EXPECT_THAT(read(place(8)), ElementsAre("9", "10"));
  EXPECT_THAT(read(place(2)), ElementsAre("3", "4", "5", "6", "7", "8", "9", "10"));
}

TEST_F(LogReaderTest, RemembersNoMoreThanItSays) {
  const int all = static_cast<int>(LogReader::kRemembered) + 50;
  write_through(all);
  for (int from = 0; from < all; from += 60) read(from == 0 ? "" : place(from), 60);
  store_.queries = 0;
  read(place(50));
  EXPECT_EQ(store_.queries, 0);
  read(place(49));
  EXPECT_EQ(store_.queries, 1);
}

/// Readers anywhere, pages of any size, while the log grows: each sees every event, once, in order.
TEST_F(LogReaderTest, NobodyMissesAnything) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 dice(seed);
    LogReader log(store_, horizon_);
    std::vector<int> readers(5);
    int end = 0;
    for (int step = 0; step < 300; ++step) {
      if (dice() % 3 == 0) end += static_cast<int>(dice() % 40);
      write_through(std::max(end, written_));
      horizon_.through = end == 0 ? "" : place(end);
      int& reader = readers[dice() % readers.size()];
      if (dice() % 40 == 0) reader = 0;  // it is replayed
      const auto page = loop_.run(log.read(kShard, reader == 0 ? "" : place(reader),
                                           1 + static_cast<unsigned>(dice() % 30)));
      ASSERT_EQ(page.empty(), reader >= end) << "seed " << seed;
      for (const std::string& text : texts(page)) ASSERT_EQ(std::stoi(text), ++reader);
      ASSERT_LE(reader, end);
    }
  }
}

}  // namespace
}  // namespace waymark::events
