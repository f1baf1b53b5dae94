#include "platform/store/copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/index_check.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::store {
namespace {

Item item(int n, int value = 0) {
  Item made(Key("USER#" + std::to_string(n % 17), "GOAL#" + std::to_string(n)));
  made.set("n", n).set("value", value).set_index(1, "TAG#" + std::to_string(n % 5), "x");
  return made;
}

/// A source that something happens to between its pages, or that fails after some of them.
class EventfulStore final : public ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<Page> scan(Scan scan) override {
    if (failing_after-- == 0)
      throw Error(ErrorCode::unavailable, "error.unavailable", "gone for a moment");
    scan.limit = 50;
    Page page = co_await inner().scan(std::move(scan));
    ++scans;
    if (between_pages) between_pages();
    co_return page;
  }
  std::function<void()> between_pages;
  int scans = 0;
  int failing_after = -1;
};

class CopyTest : public testing::Test {
 protected:
  void put(MemoryStore& store, Item one) {
    runtime::run_task(store.transact(Transaction().put(std::move(one))));
  }
  void erase(MemoryStore& store, int n) {
    runtime::run_task(store.transact(Transaction().erase(item(n).key())));
  }
  CopyResult copy(Store& from, Store& to, const std::string& name = "a") {
    CopyOptions options;
    options.source_name = name;
    return runtime::run_task(copy_all(from, to, options));
  }
  void fill(int count) {
    for (int n = 0; n < count; ++n) put(source_, item(n));
  }
  /// The target without the copy's mark.
  std::vector<Item> copied() {
    runtime::run_task(forget_copy(target_));
    return target_.content();
  }

  FakeClock clock_{Instant(std::chrono::seconds(1'800'000'000))};
  MemoryStore source_{clock_};
  MemoryStore target_{clock_};
};

TEST_F(CopyTest, EverythingArrivesAndIsCounted) {
  fill(1234);
  const CopyResult result = copy(source_, target_);
  EXPECT_TRUE(result.identical());
  EXPECT_EQ(result.written, 1234U);
  EXPECT_EQ(result.source.items, 1234U);
  EXPECT_EQ(result.passes, 1);
  EXPECT_EQ(copied(), source_.content());
}

TEST_F(CopyTest, WhatChangesMeanwhileIsBroughtOver) {
  fill(600);
  EventfulStore source(source_);
  int step = 0;
  source.between_pages = [&] {
    if (++step > 30) return;
    put(source_, item(step, 1));        // changed
    put(source_, item(10'000 + step));  // new
    erase(source_, 300 + step);         // gone
  };
  const CopyResult result = copy(source, target_);
  EXPECT_TRUE(result.identical());
  EXPECT_GT(result.deleted, 0U);
  EXPECT_EQ(copied(), source_.content());
}

TEST_F(CopyTest, ASourceThatNeverRestsIsReportedNotWaitedFor) {
  fill(200);
  EventfulStore source(source_);
  int step = 0;
  source.between_pages = [&] { put(source_, item(5, ++step)); };
  const CopyResult result = copy(source, target_);
  EXPECT_EQ(result.passes, CopyOptions().max_passes);
  EXPECT_FALSE(result.identical());
}

TEST_F(CopyTest, ABrokenOffCopyGoesOnWhereItWas) {
  fill(500);
  EventfulStore source(source_);
  source.failing_after = 6;
  EXPECT_THROW(copy(source, target_), Error);
  source.failing_after = -1;
  source.scans = 0;
  const CopyResult result = copy(source, target_);
  EXPECT_TRUE(result.identical());
  EXPECT_EQ(result.written, 200U) << "300 were there already";
  EXPECT_EQ(copied(), source_.content());
}

TEST_F(CopyTest, ASecondCopyBringsOnlyTheDifference) {
  fill(300);
  copy(source_, target_);
  put(source_, item(1, 7));
  erase(source_, 2);
  const CopyResult result = copy(source_, target_);
  EXPECT_EQ(result.written, 1U);
  EXPECT_EQ(result.deleted, 1U);
  EXPECT_TRUE(result.identical());
}

TEST_F(CopyTest, ATargetWithOtherDataIsRefused) {
  fill(3);
  put(target_, item(99));
  EXPECT_THROW(copy(source_, target_), Error);
  EXPECT_EQ(target_.content().size(), 1U);
}

TEST_F(CopyTest, ATargetOfAnotherSourceOrInUseIsRefused) {
  fill(3);
  copy(source_, target_, "a");
  EXPECT_THROW(copy(source_, target_, "b"), Error);
  runtime::run_task(forget_copy(target_));
  EXPECT_THROW(copy(source_, target_, "a"), Error) << "a server uses it since";
}

/// A memory store in the making: what was added is put when it is finished.
class SlowLoading final : public Loading {
 public:
  explicit SlowLoading(Store& store) : store_(store) {}
  void add(const Item& item) override { items_.push_back(item); }
  void finish() override {
    for (Item& item : items_)
      runtime::run_task(store_.transact(Transaction().put(std::move(item))));
  }

 private:
  Store& store_;
  std::vector<Item> items_;
};

class LoadTest : public CopyTest {
 protected:
  std::size_t load(Store& source) {
    SlowLoading loading(target_);
    CopyOptions options;
    options.source_name = "a";
    options.before_pass = [this] { ++passes_; };
    return runtime::run_task(load_all(source, loading, pool_, options));
  }
  runtime::BackgroundPool pool_{1, 10};
  int passes_ = 0;
};

TEST_F(LoadTest, ALoadIsTheFirstPassOfACopy) {
  fill(1234);
  EventfulStore source(source_);
  bool changed = false;
  source.between_pages = [&] {
    if (std::exchange(changed, true)) return;
    put(source_, item(1, 7));
    put(source_, item(5000));
    erase(source_, 2);
  };
  EXPECT_EQ(load(source), 1234U);
  EXPECT_EQ(passes_, 1) << "a follower catches up first";
  const CopyResult result = copy(source, target_);
  EXPECT_TRUE(result.identical());
  EXPECT_LE(result.written, 2U) << "only what changed meanwhile";
  EXPECT_EQ(copied(), source_.content());
}

TEST_F(LoadTest, ALoadThatFailsIsNotFinished) {
  fill(500);
  EventfulStore source(source_);
  source.failing_after = 6;
  EXPECT_THROW(load(source), Error);
  EXPECT_TRUE(target_.content().empty());
}

TEST_F(LoadTest, TheMarkOfASourceThatWasATargetStaysBehind) {
  fill(3);
  put(source_, Item(Key("COPY#", "COPY#")).set("source", "elsewhere"));
  EXPECT_EQ(load(source_), 3U);
  EXPECT_EQ(copied().size(), 3U);
}

TEST_F(LoadTest, AnEmptySourceLoadsToo) {
  EXPECT_EQ(load(source_), 0U);
  EXPECT_TRUE(copy(source_, target_).identical());
}

TEST(CopyChecksum, DependsOnContentAlone) {
  Item first(Key("p", "s"));
  first.set("a", 1).set("b", Value(2.0)).set("c", Value(List{Value(std::int64_t{3}), Value("x")}));
  Item second(Key("p", "s"));
  second.set("c", Value(List{Value(3.0), Value("x")})).set("b", 2).set("a", Value(1.0));
  ASSERT_TRUE(first == second);
  Checksum one;
  one.add(first);
  one.add(item(1));
  Checksum other;
  other.add(item(1));
  other.add(second);
  EXPECT_EQ(one, other);
  Checksum different;
  different.add(item(1));
  different.add(item(1, 1));
  EXPECT_NE(one, different);
  EXPECT_EQ(Checksum().text(), "0 items, 00000000000000000000000000000000");
}

/// Shows an entry of an index that is not in the table, or hides or changes one.
class WrongIndexes final : public ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<Page> query(Query query) override {
    Page page = co_await inner().query(query);
    if (query.index != Index::table && change) change(page);
    co_return page;
  }
  std::function<void(Page&)> change;
};

TEST_F(CopyTest, AnIndexCheckFindsWhatDoesNotAgree) {
  fill(40);
  WrongIndexes store(source_);
  const auto faults = [&](std::function<void(Page&)> change) {
    store.change = std::move(change);
    return runtime::run_task(check_indexes(store)).faults;
  };
  EXPECT_THAT(faults(nullptr), testing::IsEmpty());
  EXPECT_THAT(faults([](Page& page) { page.items.pop_back(); }),
              testing::Contains(testing::HasSubstr("missing")));
  EXPECT_THAT(faults([](Page& page) { page.items.front().set("n", -1); }),
              testing::Contains(testing::HasSubstr("differs")));
  EXPECT_THAT(faults([](Page& page) { page.items.push_back(item(4321)); }),
              testing::Contains(testing::HasSubstr("without its item")));
  EXPECT_THAT(faults([](Page& page) { page.items.insert(page.items.begin(), item(4321)); }),
              testing::Contains(testing::HasSubstr("without its item")));
}

}  // namespace
}  // namespace waymark::store
