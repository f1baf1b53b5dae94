#include "platform/store/rocks/rocks_store.h"

#include <rocksdb/db.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include <boost/asio/detached.hpp>

#include "platform/runtime/test_server.h"
#include "platform/store/conformance_test.h"
#include "platform/store/model_test.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/rocks_follower.h"

namespace waymark::store {
namespace {

namespace fs = std::filesystem;

/// A store with all it borrows.
class Rocks final : public StoreUnderTest {
 public:
  Rocks(const Clock& clock, const fs::path& directory)
      : store_(RocksOptions(directory), clock, random_, pool_, metrics_) {}
  ~Rocks() override {
    const Verification verification = store_.verify();
    EXPECT_THAT(verification.faults, testing::IsEmpty());
  }
  RocksStore& store() override { return store_; }
  telemetry::Metrics& metrics() { return metrics_; }

 private:
  SystemRandom random_;
  runtime::BackgroundPool pool_{1, 100};
  telemetry::Metrics metrics_;
  RocksStore store_;
};

/// A store in a folder of its own.
class FreshRocks final : public StoreUnderTest {
 public:
  explicit FreshRocks(const Clock& clock) : rocks_(clock, folder_.path()) {}
  Store& store() override { return rocks_.store(); }

 private:
  runtime::TemporaryFolder folder_;
  Rocks rocks_;
};

std::unique_ptr<StoreUnderTest> make_rocks_store(const Clock& clock) {
  return std::make_unique<FreshRocks>(clock);
}

INSTANTIATE_TEST_SUITE_P(Rocks, StoreConformance, testing::Values(&make_rocks_store));
INSTANTIATE_TEST_SUITE_P(Rocks, StoreModel, testing::Values(&make_rocks_store));

class RocksStoreTest : public testing::Test {
 protected:
  static Item item(const std::string& sk, int n) {
    return Item(Key("p", sk))
        .set("n", n)
        .set_index(1, "i", sk)
        .set_ttl(kConformanceStart + std::chrono::hours(n));
  }

  /// What opening the folder fails with.
  std::string refusal() {
    try {
      const Rocks store(clock_, folder_.path());
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable);
      return error.what();
    }
  }

  /// Changes the database behind the store's back.
  template <typename F>
  void tamper(F&& f) {
    const auto database = rocks::open_database(folder_.path(), rocks::database_options(1 << 20));
    f(*database);
  }

  FakeClock clock_{kConformanceStart};
  runtime::TemporaryFolder folder_;
};

TEST_F(RocksStoreTest, KeepsEverythingOverARestart) {
  std::optional<Cursor> cursor;
  {
    Rocks rocks(clock_, folder_.path());
    StoreRunner run(rocks.store());
    for (int i = 0; i < 9; ++i) run.put(item(std::to_string(i), i + 1));
    cursor = run.query(Query(Index::gsi1, "i").at_most(4)).next;
  }
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  EXPECT_EQ(run.get(Key("p", "3")), item("3", 4));
  EXPECT_THAT(run.sort_keys(Query(Index::gsi1, "i").starting_after(cursor)),
              ElementsAre("4", "5", "6", "7", "8"))
      << "cursors hold over a restart";
  const Verification verification = rocks.store().verify();
  EXPECT_EQ(verification.items, 9u);
  EXPECT_EQ(verification.index_entries, 9u);
  EXPECT_EQ(verification.expiry_entries, 9u);
}

TEST_F(RocksStoreTest, ASecondProcessIsRefused) {
  const Rocks first(clock_, folder_.path());
  EXPECT_THAT(refusal(), testing::AllOf(testing::HasSubstr(folder_.path().string()),
                                        testing::HasSubstr("in use")));
}

TEST_F(RocksStoreTest, AFollowerSeesWhatWasWrittenWhenItCaughtUp) {
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  run.put(item("a", 1));
  const runtime::TemporaryFolder own;
  runtime::BackgroundPool pool(1, 10);
  RocksFollower follower(folder_.path(), own.path(), clock_, pool);
  StoreRunner follow(follower);
  EXPECT_EQ(follow.get(Key("p", "a"))->integer("n"), 1);
  run.put(item("b", 2));
  follower.catch_up();
  EXPECT_EQ(follow.get(Key("p", "b"))->integer("n"), 2);
  EXPECT_EQ(follow.batch_get({Key("p", "c"), Key("p", "b")})[1]->integer("n"), 2);
  EXPECT_EQ(follow.sort_keys(Query(Index::gsi1, "i").at_most(1)),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(follow.scan(Scan()).items.size(), 2U);
  EXPECT_THROW(follow.put(item("d", 1)), Error);
  run.put(item("d", 4));
  EXPECT_EQ(run.get(Key("p", "d"))->integer("n"), 4) << "the other process goes on undisturbed";
}

TEST_F(RocksStoreTest, AFolderThatCannotBeMadeIsNamed) {
  std::ofstream(folder_.path() / "file") << "not a folder";
  try {
    const Rocks store(clock_, folder_.path() / "file" / "data");
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), testing::HasSubstr("cannot be made"));
  }
}

TEST_F(RocksStoreTest, ANewerFormatIsRefused) {
  { const Rocks store(clock_, folder_.path()); }
  tamper([](rocksdb::DB& database) {
    ASSERT_TRUE(database.Put({}, rocks::meta_key("format"), "2").ok());
  });
  EXPECT_THAT(refusal(), testing::HasSubstr("format 2"));
}

TEST_F(RocksStoreTest, VerifyFindsWhatDoesNotAgree) {
  {
    Rocks rocks(clock_, folder_.path());
    StoreRunner run(rocks.store());
    for (int i = 0; i < 6; ++i) run.put(item(std::to_string(i), i + 1));
  }
  const auto index_entry = [](const std::string& sk) {
    return rocks::index_entry_key(1, IndexKey{"i", sk}, "p", sk);
  };
  tamper([&](rocksdb::DB& database) {
    database.Delete({}, index_entry("0"));
    database.Put({}, index_entry("1"), item("1", 99).encoded());
    database.Delete({}, rocks::item_key("p", "2"));
    database.Put({}, rocks::expiry_key(5, "p", "3"), "");
    database.Put({}, rocks::item_key("p", "4"), "no item");
    database.Put({}, rocks::item_key("p", "elsewhere"), item("5", 6).encoded());
  });
  SystemRandom random;
  runtime::BackgroundPool pool(1, 10);
  telemetry::Metrics metrics;
  RocksStore store(RocksOptions(folder_.path()), clock_, random, pool, metrics);
  const auto faults = store.verify().faults;
  const auto finds = [&](const char* what) {
    EXPECT_THAT(faults, testing::Contains(testing::HasSubstr(what)));
  };
  finds("an index entry is missing");
  finds("an index entry differs from its item");
  finds("an index entry without its item");
  finds("an expiry entry without its item");
  finds("what is stored is no item");
  finds("an item is stored under another item's key");
}

TEST_F(RocksStoreTest, DamagedBytesAreRefusedNotServed) {
  { const Rocks store(clock_, folder_.path()); }
  tamper(
      [](rocksdb::DB& database) { database.Put({}, rocks::item_key("p", "s"), "no item at all"); });
  SystemRandom random;
  runtime::BackgroundPool pool(1, 10);
  telemetry::Metrics metrics;
  RocksStore store(RocksOptions(folder_.path()), clock_, random, pool, metrics);
  StoreRunner run(store);
  EXPECT_THROW(run.get(Key("p", "s")), Error);
  EXPECT_THROW(run.query(Query(Index::table, "p")), Error);
  EXPECT_THROW(run.put(Item(Key("p", "s"))), Error) << "nor built upon";
  EXPECT_TRUE(run.put(Item(Key("p", "t")))) << "others go on";
}

/// Flips a byte in the middle of every table file.
void damage_tables(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(entry.path()) / 2);
    file.seekg(middle);
    const int byte = file.get();
    file.seekp(middle);
    file.put(static_cast<char>(byte ^ 0x55));
  }
}

TEST_F(RocksStoreTest, ADamagedBlockIsNamed) {
  {
    Rocks rocks(clock_, folder_.path());
    StoreRunner run(rocks.store());
    for (int i = 0; i < 200; ++i) {
      std::string noise;
      for (int k = 0; k < 2000; ++k)
        noise += static_cast<char>('!' + (i * 7919 + k * 104729 + k * k * i) % 90);
      run.put(Item(Key("p", std::to_string(1000 + i))).set("text", noise));
    }
  }
  tamper([](rocksdb::DB& database) {
    ASSERT_TRUE(database.Flush({}).ok());
    ASSERT_TRUE(database.CompactRange({}, nullptr, nullptr).ok());
  });
  damage_tables(folder_.path());
  SystemRandom random;
  runtime::BackgroundPool pool(1, 10);
  telemetry::Metrics metrics;
  RocksStore store(RocksOptions(folder_.path()), clock_, random, pool, metrics);
  StoreRunner run(store);
  try {
    run.all(Query(Index::table, "p"));
    FAIL() << "damaged data were served";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::internal);
    EXPECT_THAT(error.what(), testing::HasSubstr(".sst"));
  }
}

TEST_F(RocksStoreTest, DataOnDiskAreReadThroughThePool) {
  {
    Rocks rocks(clock_, folder_.path());
    StoreRunner run(rocks.store());
    for (int i = 0; i < 300; ++i) run.put(item(std::to_string(1000 + i), i + 1));
  }
  tamper([](rocksdb::DB& database) { ASSERT_TRUE(database.Flush({}).ok()); });
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  EXPECT_EQ(run.get(Key("p", "1042")), item("1042", 43));
  EXPECT_EQ(run.batch_get({Key("p", "1001"), Key("p", "none")})[0], item("1001", 2));
  EXPECT_EQ(run.all(Query(Index::gsi1, "i")).size(), 300u);
}

/// A database whose items are spread over more files than are opened at the start.
class ManyFilesTest : public RocksStoreTest {
 protected:
  static constexpr int kItems = 60;  // RocksDB opens sixteen files at its start

  ManyFilesTest() {
    auto options = rocks::database_options(1 << 20);
    options.target_file_size_base = 4096;
    options.compression = rocksdb::kNoCompression;
    const auto database = rocks::open_database(folder_.path(), options);
    for (int i = 0; i < kItems; ++i) {
      const std::string text(20'000, static_cast<char>(i));
      const Item large = Item(key(i)).set("text", text).set("n", 0);
      const std::string name = rocks::item_key(key(i).pk, key(i).sk);
      EXPECT_TRUE(database->Put({}, name, large.encoded()).ok());
    }
    rocksdb::CompactRangeOptions all;
    all.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    EXPECT_TRUE(database->CompactRange(all, nullptr, nullptr).ok());
    std::vector<rocksdb::LiveFileMetaData> files;
    database->GetLiveFilesMetaData(&files);
    EXPECT_GT(files.size(), 20U);
  }

  static Key key(int i) { return Key("p", std::to_string(i)); }
};

TEST_F(ManyFilesTest, WhatIsInAFileThatIsNotOpenIsReadAllTheSame) {
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  for (int i = 0; i < kItems; i += 2) EXPECT_TRUE(run.get(key(i))) << "file " << i;
  for (int i = 1; i < kItems; i += 2) EXPECT_TRUE(run.batch_get({key(i)})[0]) << "file " << i;
}

/// Adds one to item `i` and to the next, if both are there and have not been changed as often as they may be.
Task<void> add_to_two(Store& store, int i, int count, int& committed) {
  Transaction transaction;
  for (const int one : {i, (i + 1) % count})
    transaction.update(Key("p", std::to_string(one)), Changes().add("n", 1),
                       Condition::compare(Condition::Op::less, "n", 4));
  const Outcome outcome = co_await store.transact(std::move(transaction));
  if (outcome.committed()) ++committed;
}

TEST_F(ManyFilesTest, TransactionsThatNeedTheDiskAreSerializableToo) {
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  std::vector<Task<void>> tasks;
  int committed = 0;
  for (int round = 0; round < 3; ++round)
    for (int i = 0; i < kItems; ++i)
      tasks.push_back(add_to_two(rocks.store(), i, kItems, committed));
  run_together(run.loop(), std::move(tasks));
  std::int64_t sum = 0;
  for (int i = 0; i < kItems; ++i) {
    const std::int64_t n = run.get(key(i))->integer("n").value_or(-1);
    EXPECT_LE(n, 4);
    sum += n;
  }
  EXPECT_EQ(sum, 2 * committed);
  EXPECT_GT(committed, kItems);
  EXPECT_THAT(rocks.metrics().render(),
              testing::ContainsRegex("waymark_store_transactions_read_ahead_total [1-9]"));
}

TEST_F(ManyFilesTest, ACommitFindsItsWayWithoutThePoolToo) {
  SystemRandom random;
  runtime::BackgroundPool stopped(1, 100);
  stopped.stop();
  telemetry::Metrics metrics;
  RocksStore store(RocksOptions(folder_.path()), clock_, random, stopped, metrics);
  StoreRunner run(store);
  for (int i = 0; i < kItems; ++i)
    EXPECT_TRUE(run.update(key(i), Changes().add("n", 1), Condition::equal("n", 0))) << i;
  EXPECT_FALSE(run.update(key(3), Changes().add("n", 1), Condition::equal("n", 0)));
}

TEST_F(RocksStoreTest, AClosedStoreRefusesWritesButNotReads) {
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  run.put(item("1", 1));
  rocks.store().close();
  rocks.store().close();
  EXPECT_TRUE(run.get(Key("p", "1")));
  try {
    run.put(item("2", 2));
    FAIL() << "written";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
  }
  EXPECT_THROW(run.ping(), Error);
}

TEST_F(RocksStoreTest, CommitsAreCounted) {
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  run.put(item("1", 1));
  const std::string page = rocks.metrics().render();
  EXPECT_THAT(page, testing::HasSubstr("waymark_store_transactions_total 1"));
  EXPECT_THAT(page, testing::HasSubstr("waymark_store_commit_batch_transactions_count 1"));
  EXPECT_THAT(page, testing::HasSubstr("waymark_store_commit_write_seconds_count 1"));
}

/// While it lives no file of this process may grow past `bytes`, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    handler_ = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_;
};

TEST_F(RocksStoreTest, AFailingDiskRefusesWritesAndLosesNothing) {
  const auto expect_unavailable = [](auto&& operation) {
    try {
      operation();
      ADD_FAILURE() << "it succeeded";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable) << error.what();
    }
  };
  {
    Rocks rocks(clock_, folder_.path());
    StoreRunner run(rocks.store());
    run.put(item("kept", 1));
    {
      const FullDisk full(16 * 1024);
      Item large = item("lost", 2);
      large.set("text", std::string(100 * 1024, 'x'));
      expect_unavailable([&] { run.put(large); });
      expect_unavailable([&] { run.ping(); });
      EXPECT_EQ(run.get(Key("p", "kept")), item("kept", 1)) << "reads go on";
      EXPECT_EQ(run.get(Key("p", "lost")), std::nullopt);
    }
    // The end of the log is unknown: nothing may be appended to it, room or not.
    expect_unavailable([&] { run.put(item("after", 3)); });
    expect_unavailable([&] { run.ping(); });
  }
  Rocks rocks(clock_, folder_.path());
  StoreRunner run(rocks.store());
  EXPECT_THAT(run.sort_keys(Query(Index::table, "p")), ElementsAre("kept"));
  EXPECT_TRUE(run.put(item("after", 3)));
}

TEST_F(RocksStoreTest, WritesAreRefusedBeforeTheDiskIsFullAndTakenAgain) {
  RocksOptions options(folder_.path());
  options.reserve_bytes = 0;
  SystemRandom random;
  runtime::BackgroundPool pool(1, 100);
  telemetry::Metrics metrics;
  const auto with_reserve = [&](std::uint64_t bytes) {
    options.reserve_bytes = bytes;
    return std::make_unique<RocksStore>(options, clock_, random, pool, metrics);
  };
  StoreRunner(*with_reserve(0)).put(item("kept", 1));
  const auto store = with_reserve(std::uint64_t{1} << 62);
  StoreRunner run(*store);
  try {
    run.put(item("refused", 2));
    ADD_FAILURE() << "it was written";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), testing::HasSubstr("is full"));
    EXPECT_THAT(error.what(), testing::HasSubstr(folder_.path().string()));
  }
  EXPECT_THROW(run.ping(), Error);
  EXPECT_EQ(run.get(Key("p", "kept")), item("kept", 1)) << "reads go on";
  EXPECT_EQ(run.get(Key("p", "refused")), std::nullopt);
}

Task<void> put_and_forget(Store& store) {
  Transaction transaction;
  transaction.put(Item(Key("p", "s")));
  co_await store.transact(std::move(transaction));
}

// The coroutine waits for a commit while its reactor is stopped and destroyed: its frame must go with the reactor, and
// the commit must happen all the same.
TEST_F(RocksStoreTest, AReactorMayEndBeforeItsCommitIsTold) {
  {
    Rocks rocks(clock_, folder_.path());
    for (int i = 0; i < 20; ++i) {
      boost::asio::io_context reactor(1);
      boost::asio::co_spawn(reactor, put_and_forget(rocks.store()), boost::asio::detached);
      reactor.run_one();
      reactor.stop();
      if (i == 19)
        rocks.store().close();
      else
        StoreRunner(rocks.store()).ping();  // what was queued before has been told once this has
    }
  }
  Rocks rocks(clock_, folder_.path());
  EXPECT_TRUE(StoreRunner(rocks.store()).get(Key("p", "s")));
}

}  // namespace
}  // namespace waymark::store
