#include "platform/store/rocks/bulk_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <rocksdb/table_properties.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>

#include "base/error.h"
#include "base/fake_clock.h"
#include "base/test_seed.h"
#include "platform/runtime/test_server.h"
#include "platform/store/limits.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/rocks_store.h"
#include "platform/store/runner_test.h"

namespace waymark::store {
namespace {

namespace fs = std::filesystem;
using Content = std::vector<std::pair<std::string, std::string>>;

constexpr int kItems = 4000;

/// Items of all kinds: with entries in no index or in several, that expire, that have expired, with odd bytes in keys.
Item item_number(int n) {
  const std::string odd = n % 7 == 0 ? std::string("\0\xFF\x01", 3) : "";
  Item item(Key("USER#" + odd + std::to_string(n % 97), "GOAL#" + std::to_string(n)));
  item.set("n", n).set("text", std::string(static_cast<std::size_t>(n % 900), 'x'));
  for (int index = 1; index <= kIndexes; ++index)
    if (n % (index + 1) == 0)
      item.set_index(index, "TAG#" + std::to_string(n % 5), odd + std::to_string(n * 31 % kItems));
  if (n % 6 == 0) item.set_ttl(kConformanceStart + std::chrono::hours(n - kItems / 2));
  return item;
}

std::vector<Item> all_items() {
  std::vector<Item> items;
  items.reserve(kItems);
  for (int n = 0; n < kItems; ++n) items.push_back(item_number(n));
  return items;
}

std::string stored_key(const Item& item) {
  return rocks::item_key(item.key().pk, item.key().sk);
}

/// Everything but what the engine keeps about itself.
Content content_of(const fs::path& directory) {
  const auto database = rocks::open_database(directory, rocks::database_options(1 << 20));
  const std::unique_ptr<rocksdb::Iterator> walk(database->NewIterator(rocksdb::ReadOptions()));
  Content content;
  for (walk->Seek(std::string(1, rocks::space::kItems)); walk->Valid(); walk->Next())
    content.emplace_back(walk->key().ToString(), walk->value().ToString());
  EXPECT_TRUE(walk->status().ok());
  return content;
}

class BulkLoaderTest : public testing::Test {
 protected:
  BulkOptions options() const {
    BulkOptions options(directory_);
    options.memory_bytes = 0;  // the least there is: items of this test fill it several times
    return options;
  }

  BulkResult load(const std::vector<Item>& items, const BulkOptions& options) {
    BulkLoader loader(options, random_);
    for (const Item& item : items) loader.add(item);
    loader.finish();
    return loader.result();
  }

  template <typename F>
  void with_store(const fs::path& directory, F&& f) {
    runtime::BackgroundPool pool(1, 100);
    telemetry::Metrics metrics;
    RocksStore store(RocksOptions(directory), clock_, random_, pool, metrics);
    f(store);
  }

  void put_all(const fs::path& directory, const std::vector<Item>& items) {
    with_store(directory, [&](RocksStore& store) {
      StoreRunner run(store);
      for (std::size_t first = 0; first < items.size(); first += kMaxOperations) {
        Transaction transaction;
        for (std::size_t i = first; i < std::min(first + kMaxOperations, items.size()); ++i)
          transaction.put(items[i]);
        run.transact(std::move(transaction));
      }
    });
  }

  void expect_same_as_put(const std::vector<Item>& items) {
    const fs::path other = folder_.path() / "other";
    put_all(other, items);
    EXPECT_TRUE(content_of(directory_) == content_of(other));
    with_store(directory_, [&](RocksStore& store) {
      const Verification found = store.verify();
      EXPECT_THAT(found.faults, testing::IsEmpty());
      EXPECT_EQ(found.items, items.size());
    });
  }

  /// What a load of these is refused with, and that it leaves an empty store.
  std::string refusal(const std::vector<Item>& items, const BulkOptions& options) {
    std::string cause;
    try {
      load(items, options);
    } catch (const Error& error) {
      cause = error.what();
    }
    EXPECT_TRUE(BulkLoader::may_fill(directory_));
    EXPECT_FALSE(fs::exists(directory_.string() + ".loading"));
    return cause;
  }

  FakeClock clock_{kConformanceStart};
  SystemRandom random_;
  runtime::TemporaryFolder folder_;
  fs::path directory_ = folder_.path() / "store";
};

TEST_F(BulkLoaderTest, ItemsInOrderMakeTheSameStoreAsTransactions) {
  std::vector<Item> items = all_items();
  std::ranges::sort(items, {}, stored_key);
  const BulkResult result = load(items, options());
  EXPECT_EQ(result.items, items.size());
  EXPECT_GT(result.runs, 8U) << "more than one bufferful, or the test proves little";
  expect_same_as_put(items);
}

TEST_F(BulkLoaderTest, SoDoItemsInAnyOrderMergedInSteps) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  std::vector<Item> items = all_items();
  std::ranges::shuffle(items, std::mt19937_64(seed));
  BulkOptions narrow = options();
  narrow.merge_width = 2;
  load(items, narrow);
  expect_same_as_put(items);
}

TEST_F(BulkLoaderTest, SoDoItemsOfWhichALateOneIsOutOfOrder) {
  std::vector<Item> items = all_items();
  std::ranges::sort(items, {}, stored_key);
  std::swap(items[1], items[items.size() - 2]);
  load(items, options());
  expect_same_as_put(items);
}

TEST_F(BulkLoaderTest, TheGreatestItemsFindRoom) {
  std::vector<Item> items;
  for (int n = 0; n < 9; ++n) {
    const std::string zeros(kMaxPartitionKeyBytes - 1, '\0');
    Item item(Key(zeros + std::to_string(n), std::string(kMaxSortKeyBytes, '\0')));
    for (int index = 1; index <= kIndexes; ++index)
      item.set_index(index, zeros, std::string(kMaxSortKeyBytes, '\0'));
    item.set_ttl(kConformanceStart);
    item.set("bulk", std::string(kMaxItemBytes - item.size() - 64, 'b'));
    items.push_back(std::move(item));
  }
  load(items, options());
  expect_same_as_put(items);
}

TEST_F(BulkLoaderTest, ALoadOfNothingIsAnEmptyStore) {
  load({}, options());
  with_store(directory_,
             [](RocksStore& store) { EXPECT_TRUE(StoreRunner(store).scan(Scan()).items.empty()); });
  EXPECT_TRUE(BulkLoader::may_fill(directory_));
}

TEST_F(BulkLoaderTest, AnEmptyStoreIsReplaced) {
  put_all(directory_, {});
  load(all_items(), options());
  expect_same_as_put(all_items());
}

TEST_F(BulkLoaderTest, ALoadedStoreIsWrittenToAndBackedUpAsAnyOther) {
  load(all_items(), options());
  with_store(directory_, [&](RocksStore& store) {
    StoreRunner run(store);
    run.put(item_number(kItems));
    run.erase(item_number(1).key());
    const fs::path copy = folder_.path() / "copy";
    store.journal().checkpoint(copy);
    for (const auto& file : fs::directory_iterator(copy))
      if (file.path().extension() == ".sst") store.journal().check_immutable(file.path(), 0);
    EXPECT_THAT(store.verify().faults, testing::IsEmpty());
  });
  EXPECT_EQ(content_of(folder_.path() / "copy"), content_of(directory_));
}

TEST_F(BulkLoaderTest, IndexesAndFiltersAreInParts) {
  load(all_items(), options());
  const auto database = rocks::open_database(directory_, rocks::database_options(1 << 20));
  rocksdb::TablePropertiesCollection files;
  ASSERT_TRUE(database->GetPropertiesOfAllTables(&files).ok());
  std::uint64_t parts = 0;
  for (const auto& [name, properties] : files) parts += properties->index_partitions;
  EXPECT_GT(parts, files.size()) << "one block would push everything else out of a small cache";
}

TEST_F(BulkLoaderTest, AKeyThatComesTwiceIsRefusedAndNamed) {
  std::vector<Item> items = all_items();
  items.push_back(item_number(17));
  EXPECT_THAT(refusal(items, options()), testing::HasSubstr("USER#17 / GOAL#17"));
  const std::vector<Item> in_order = {item_number(1), item_number(1)};
  EXPECT_THAT(refusal(in_order, options()), testing::HasSubstr("more than once"));
}

TEST_F(BulkLoaderTest, AnItemBeyondTheLimitsIsRefused) {
  Item item(Key("p", "s"));
  item.set("bulk", std::string(kMaxItemBytes, 'x'));
  EXPECT_NE(refusal({item}, options()), "");
}

TEST_F(BulkLoaderTest, AFullDiskIsRefused) {
  BulkOptions full = options();
  full.reserve_bytes = std::uint64_t{1} << 60;
  EXPECT_THAT(refusal(all_items(), full), testing::HasSubstr("full"));
}

TEST_F(BulkLoaderTest, AStoreWithItemsIsRefused) {
  put_all(directory_, {item_number(1)});
  const Content before = content_of(directory_);
  EXPECT_FALSE(BulkLoader::may_fill(directory_));
  EXPECT_THROW(load(all_items(), options()), Error);
  EXPECT_EQ(content_of(directory_), before);
}

TEST_F(BulkLoaderTest, AStoreThatGotItemsMeanwhileIsLeftAsItIs) {
  BulkLoader loader(options(), random_);
  loader.add(item_number(1));
  put_all(directory_, {item_number(2)});
  EXPECT_THROW(loader.finish(), Error);
  EXPECT_EQ(content_of(directory_).front().first, stored_key(item_number(2)));
}

TEST_F(BulkLoaderTest, AFolderOfSomethingElseIsRefused) {
  fs::create_directories(directory_);
  std::ofstream(directory_ / "letter") << "dear";
  EXPECT_THROW(load(all_items(), options()), Error);
  EXPECT_TRUE(fs::exists(directory_ / "letter"));
}

TEST_F(BulkLoaderTest, ASecondLoadBesideTheFirstIsRefused) {
  BulkLoader first(options(), random_);
  EXPECT_THROW(BulkLoader(options(), random_), Error);
  first.add(item_number(1));
  first.finish();
  EXPECT_EQ(content_of(directory_).front().first, stored_key(item_number(1)));
}

/// Kills the process when the new database is about to take in the files.
class Deadly final : public Random {
 public:
  void fill(std::span<std::uint8_t>) override { std::raise(SIGKILL); }
};

/// The child begins the test anew, in a folder of its own; the one it shall load into is told here.
fs::path told_folder(const fs::path& own) {
  constexpr const char* kName = "WAYMARK_BULK_LOADER_TEST_FOLDER";
  ::setenv(kName, own.c_str(), 0);
  return std::getenv(kName);
}

TEST_F(BulkLoaderTest, ALoadThatIsKilledLeavesNothingInTheWayOfTheNext) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  directory_ = told_folder(folder_.path()) / "store";
  const auto killed = testing::KilledBySignal(SIGKILL);
  EXPECT_EXIT(
      {
        BulkLoader loader(options(), random_);
        for (const Item& item : all_items()) loader.add(item);
        std::raise(SIGKILL);
      },
      killed, "");
  EXPECT_TRUE(BulkLoader::may_fill(directory_));
  EXPECT_EXIT(
      {
        Deadly deadly;
        BulkLoader loader(options(), deadly);
        for (const Item& item : all_items()) loader.add(item);
        loader.finish();
      },
      killed, "");
  EXPECT_TRUE(BulkLoader::may_fill(directory_));
  EXPECT_TRUE(fs::exists(directory_.string() + ".loading")) << "it was killed before it had begun";
  load(all_items(), options());
  EXPECT_FALSE(fs::exists(directory_.string() + ".loading"));
  expect_same_as_put(all_items());
  ::unsetenv("WAYMARK_BULK_LOADER_TEST_FOLDER");
}

}  // namespace
}  // namespace waymark::store
