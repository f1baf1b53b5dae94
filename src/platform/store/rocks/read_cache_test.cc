#include "platform/store/rocks/read_cache.h"

#include <gtest/gtest.h>

#include "base/fake_clock.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::store::rocks {
namespace {

using std::chrono::seconds;

constexpr Instant kNow{seconds(1'800'000'000)};

class ReadCacheTest : public testing::Test {
 protected:
  static Page page_of(std::size_t bytes) {
    Page page;
    page.items.push_back(Item(Key("p", "s")).set("filler", std::string(bytes, 'x')));
    return page;
  }
  /// Asks twice, as what is worth keeping is.
  void keep(const std::string& question, const Page& page) {
    for (int i = 0; i < 2; ++i) ReadCache::Reading(cache_, slot_, kNow).keep(question, page);
  }
  bool knows(const std::string& question, Instant now = kNow) {
    return cache_.find(question, slot_, now) != nullptr;
  }
  void change() {
    std::vector<PartitionStamps::Slot> slots{slot_, slot_};
    cache_.stamps().begin_change(slots);
    cache_.stamps().end_change(slots);
  }

  telemetry::Metrics metrics_;
  ReadCache cache_{1 << 20, metrics_};
  PartitionStamps::Slot slot_ = PartitionStamps::slot_of(Index::table, "p");
};

TEST_F(ReadCacheTest, KeepsWhatIsAskedForAgain) {
  ReadCache::Reading(cache_, slot_, kNow).keep("q", page_of(10));
  EXPECT_FALSE(knows("q")) << "once is no habit";
  ReadCache::Reading(cache_, slot_, kNow).keep("q", page_of(10));
  ASSERT_TRUE(knows("q"));
  EXPECT_EQ(cache_.find("q", slot_, kNow)->items, page_of(10).items);
}

TEST_F(ReadCacheTest, AChangeOfThePartitionEndsAnAnswer) {
  keep("q", page_of(10));
  change();
  EXPECT_FALSE(knows("q"));
}

TEST_F(ReadCacheTest, WhatWasReadAcrossAChangeIsNotKept) {
  keep("other", page_of(1));
  ReadCache::Reading(cache_, slot_, kNow).keep("q", page_of(1));
  const ReadCache::Reading reading(cache_, slot_, kNow);
  change();
  reading.keep("q", page_of(1));
  EXPECT_FALSE(knows("q"));
}

TEST_F(ReadCacheTest, NothingIsGivenOrKeptWhileACommitIsUnderWay) {
  keep("before", page_of(1));
  std::vector<PartitionStamps::Slot> slots{slot_};
  cache_.stamps().begin_change(slots);
  EXPECT_FALSE(knows("before"));
  keep("meanwhile", page_of(1));
  cache_.stamps().end_change(slots);
  EXPECT_FALSE(knows("before"));
  EXPECT_FALSE(knows("meanwhile"));
}

TEST_F(ReadCacheTest, AnAnswerEndsWithItsFirstItemAndIsUnknownToAnEarlierClock) {
  Page page = page_of(1);
  page.items.front().set_ttl(kNow + seconds(10));
  keep("q", page);
  EXPECT_TRUE(knows("q", kNow + seconds(9)));
  EXPECT_FALSE(knows("q", kNow + seconds(10)));
  EXPECT_FALSE(knows("q", kNow - seconds(1)));
}

TEST_F(ReadCacheTest, MemoryIsBoundedAndLargeAnswersAreLeftOut) {
  keep("large", page_of(ReadCache::kLargestAnswer));
  EXPECT_FALSE(knows("large"));
  int known = 0;
  for (int i = 0; i < 100; ++i) keep("q" + std::to_string(i), page_of(60'000));
  for (int i = 0; i < 100; ++i) known += knows("q" + std::to_string(i)) ? 1 : 0;
  EXPECT_GT(known, 0);
  EXPECT_LE(known, (1 << 20) / 60'000);
}

TEST_F(ReadCacheTest, QuestionsDoNotMeet) {
  std::set<std::string> questions;
  const Cursor cursor("c");
  for (const Index index : {Index::table, Index::gsi1})
    for (const std::string partition : {"a", "ab"})
      for (const auto& sort : {SortKey::any(), SortKey::begins_with("b"), SortKey::equals("b"),
                               SortKey::between("", "b"), SortKey::between("b", "")})
        for (const std::uint32_t limit : {1U, 2U}) {
          Query query(index, partition);
          query.where(sort).at_most(limit);
          questions.insert(question_of(query));
          questions.insert(question_of(query.newest_first()));
          questions.insert(question_of(query.starting_after(cursor)));
        }
  EXPECT_EQ(questions.size(), 2U * 2U * 5U * 2U * 3U);
}

/// One thread commits ever higher numbers; others must never see a number fall, nor one lower than was acknowledged.
TEST(ReadCacheInAStore, ReadersNeverSeeTheOldAfterTheNew) {
  const runtime::TemporaryFolder folder;
  const FakeClock clock(kNow);
  SystemRandom random;
  runtime::BackgroundPool pool(1, 100);
  telemetry::Metrics metrics;
  RocksStore store(RocksOptions(folder.path()), clock, random, pool, metrics);
  constexpr int kLast = 300;
  std::atomic<std::int64_t> acknowledged{0};
  std::atomic<std::int64_t> seen{0};
  std::atomic<int> faults{0};

  const auto read = [&](bool by_query) {
    runtime::TestLoop loop;
    while (acknowledged < kLast) {
      const std::int64_t floor = std::max(acknowledged.load(), seen.load());
      std::int64_t number = 0;
      if (by_query) {
        const Page page = loop.run(store.query(Query(Index::gsi1, "i")));
        if (!page.items.empty()) number = page.items.front().integer("n").value_or(-1);
      } else if (const auto item = loop.run(store.get(Key("p", "s")))) {
        number = item->integer("n").value_or(-1);
      }
      if (number < floor) ++faults;
      std::int64_t highest = seen;
      while (number > highest && !seen.compare_exchange_weak(highest, number)) {
      }
    }
  };
  std::vector<std::thread> readers;
  readers.reserve(3);
  for (const bool by_query : {true, false, true}) readers.emplace_back(read, by_query);
  runtime::TestLoop loop;
  for (int n = 1; n <= kLast; ++n) {
    Item item(Key("p", "s"));
    item.set("n", n).set_index(1, "i", "s");
    loop.run(store.transact(Transaction().put(std::move(item))));
    acknowledged = n;
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(faults, 0);
}

}  // namespace
}  // namespace waymark::store::rocks
