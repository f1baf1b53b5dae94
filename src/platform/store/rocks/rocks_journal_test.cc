#include "platform/store/rocks/rocks_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rebuild.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::store {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::size_t kPlenty = std::size_t{64} << 20;
constexpr Instant kStart{milliseconds(1'800'000'000'000)};

/// A store that keeps its log, in a folder that goes at the end.
class RocksJournalTest : public testing::Test {
 protected:
  RocksJournalTest() {
    std::string name = (fs::temp_directory_path() / "waymark-journal-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    open("store");
  }
  ~RocksJournalTest() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  void open(const std::string& name, std::uint64_t log_kept = std::uint64_t{64} << 20) {
    store_.reset();
    RocksOptions options(folder_ / name);
    options.log_kept_bytes = log_kept;
    store_ = std::make_unique<RocksStore>(options, clock_, random_, pool_, metrics_);
  }
  Journal& journal() { return store_->journal(); }

  void put(const std::string& name, std::int64_t number) {
    Item item(Key("p", name));
    item.set("n", number);
    item.set("GSI1PK", "numbers");
    item.set("GSI1SK", name);
    Transaction transaction;
    transaction.put(std::move(item));
    ASSERT_TRUE(loop_.run(store_->transact(std::move(transaction))).committed());
  }
  std::int64_t number(const std::string& name) {
    const auto found = loop_.run(store_->get(Key("p", name)));
    return found ? found->integer("n").value_or(-1) : -1;
  }

  fs::path folder_;
  FakeClock clock_{kStart};
  SystemRandom random_;
  runtime::BackgroundPool pool_{1, 100};
  telemetry::Metrics metrics_;
  runtime::TestLoop loop_;
  std::unique_ptr<RocksStore> store_;
};

TEST_F(RocksJournalTest, TheLogHoldsEveryCommitWithItsTime) {
  const std::uint64_t before = journal().last_sequence();
  for (int i = 0; i < 5; ++i) {
    put("a" + std::to_string(i), i);
    clock_.advance(std::chrono::seconds(1));
  }
  const LogSlice slice = journal().read(before + 1, kPlenty);
  EXPECT_FALSE(slice.more);
  EXPECT_FALSE(slice.gap);
  ASSERT_EQ(slice.records.size(), 5U);
  std::uint64_t next = before + 1;
  for (std::size_t i = 0; i < slice.records.size(); ++i) {
    const LogRecord& record = slice.records[i];
    EXPECT_EQ(record.sequence, next);
    EXPECT_EQ(record.operations, 2U) << "an item and its index entry";
    EXPECT_EQ(record.time, kStart + std::chrono::seconds(i));
    next = record.last() + 1;
  }
  EXPECT_EQ(next, journal().last_sequence() + 1);
  EXPECT_TRUE(journal().read(next, kPlenty).records.empty());
  EXPECT_FALSE(journal().read(next, kPlenty).gap);
}

TEST_F(RocksJournalTest, TimesNeverGoBack) {
  const std::uint64_t before = journal().last_sequence();
  put("a", 1);
  clock_.advance(-std::chrono::hours(1));
  put("b", 2);
  const LogSlice slice = journal().read(before + 1, kPlenty);
  ASSERT_EQ(slice.records.size(), 2U);
  EXPECT_EQ(slice.records[1].time, kStart);
  EXPECT_EQ(journal().checkpoint(folder_ / "copy").time, kStart);
}

TEST_F(RocksJournalTest, SlicesAreBoundedAndMeet) {
  const std::uint64_t before = journal().last_sequence();
  for (int i = 0; i < 20; ++i) put("a" + std::to_string(i), i);
  std::uint64_t next = before + 1;
  std::size_t records = 0;
  for (bool more = true; more;) {
    const LogSlice slice = journal().read(next, 1);
    ASSERT_EQ(slice.records.size(), 1U);
    EXPECT_EQ(slice.records[0].sequence, next);
    next = slice.records[0].last() + 1;
    more = slice.more;
    ++records;
  }
  EXPECT_EQ(records, 20U);
}

TEST_F(RocksJournalTest, TheLogOutlivesRestarts) {
  const std::uint64_t before = journal().last_sequence();
  const std::string identity = journal().identity();
  for (int round = 0; round < 4; ++round) {
    put("a", round);
    open("store");
  }
  const LogSlice slice = journal().read(before + 1, kPlenty);
  ASSERT_EQ(slice.records.size(), 4U);
  EXPECT_EQ(slice.records[3].last(), journal().last_sequence());
  EXPECT_EQ(journal().identity(), identity);
}

TEST_F(RocksJournalTest, WhatTheLogNoLongerHoldsIsAGap) {
  open("other", 0);
  const std::uint64_t before = journal().last_sequence();
  put("a", 1);
  open("other", 0);  // the log was of no more use and is deleted
  put("b", 2);
  const LogSlice slice = journal().read(before + 1, kPlenty);
  EXPECT_TRUE(slice.gap);
  EXPECT_TRUE(slice.records.empty());
}

TEST_F(RocksJournalTest, ACheckpointAndTheLogAfterItAreTheWholeDatabase) {
  put("early", 1);
  const Checkpoint copy = journal().checkpoint(folder_ / "copy");
  EXPECT_GE(copy.time, kStart);
  for (int i = 0; i < 10; ++i) put("late", i);
  const LogSlice slice = journal().read(1, kPlenty);
  const std::uint64_t last = journal().last_sequence();
  const std::string identity = journal().identity();
  {
    const auto rebuild = open_rocks_rebuild(folder_ / "copy");
    EXPECT_GE(rebuild->last_sequence(), copy.sequence);
    for (const LogRecord& record : slice.records) rebuild->apply(record);
    EXPECT_EQ(rebuild->last_sequence(), last);
    EXPECT_THAT(rebuild->verify(), testing::IsEmpty());
    rebuild->finish();
  }
  open("copy");
  EXPECT_EQ(number("early"), 1);
  EXPECT_EQ(number("late"), 9);
  EXPECT_EQ(journal().last_sequence(), last);
  EXPECT_NE(journal().identity(), identity) << "a copy goes its own way";
}

TEST_F(RocksJournalTest, ARebuildRefusesWhatDoesNotFollow) {
  journal().checkpoint(folder_ / "copy");
  for (int i = 0; i < 3; ++i) put("a", i);
  const LogSlice slice = journal().read(1, kPlenty);
  const auto rebuild = open_rocks_rebuild(folder_ / "copy");
  EXPECT_THROW(rebuild->apply(slice.records.back()), Error) << "two are missing before it";
  LogRecord damaged = slice.records[slice.records.size() - 3];
  damaged.bytes.resize(damaged.bytes.size() / 2);
  EXPECT_THROW(rebuild->apply(damaged), Error);
}

TEST_F(RocksJournalTest, TheFilesOfACheckpointAreInOneFolder) {
  put("a", 1);
  journal().checkpoint(folder_ / "copy");
  std::size_t immutable = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "copy")) {
    EXPECT_TRUE(entry.is_regular_file()) << entry.path();
    if (entry.path().native().ends_with(journal().immutable_suffix())) ++immutable;
  }
  EXPECT_GE(immutable, 1U);
  EXPECT_THROW(journal().checkpoint(folder_ / "copy"), Error) << "it is there";
}

}  // namespace
}  // namespace waymark::store
