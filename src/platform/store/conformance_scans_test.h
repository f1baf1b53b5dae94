// Every engine can be read whole.
#pragma once

#include "platform/store/conformance_fixture_test.h"

namespace waymark::store {

/// Every item of a store by its key, from pages of `limit`; each may come once only.
inline std::map<Key, Item> scanned(StoreRunner& run, std::uint32_t limit) {
  std::map<Key, Item> all;
  Scan scan;
  scan.limit = limit;
  for (int pages = 0; pages < 10'000; ++pages) {
    Page page = run.scan(scan);
    EXPECT_LE(page.items.size(), limit);
    for (Item& item : page.items) {
      Key key = item.key();
      EXPECT_TRUE(all.emplace(std::move(key), std::move(item)).second) << "an item came twice";
    }
    if (!page.next) return all;
    scan.after = std::move(page.next);
  }
  throw std::runtime_error("the pages of a scan do not end");
}

TEST_P(StoreConformance, AScanGivesEveryLivingItemOnce) {
  std::map<Key, Item> expected;
  for (int i = 0; i < 60; ++i) {
    Item one = item("USER#" + std::to_string(i % 7), "GOAL#" + std::to_string(i), i);
    if (i % 3 == 0) one.set_index(1, "TAG#x", "a" + std::to_string(i));
    if (i % 10 == 0) one.set_ttl(in(std::chrono::seconds(10)));
    ASSERT_TRUE(run_.put(one));
    if (i % 10 != 0) expected.emplace(one.key(), std::move(one));
  }
  clock_.advance(std::chrono::seconds(10));
  for (const std::uint32_t limit : {1U, 7U, 54U, 1000U}) EXPECT_EQ(scanned(run_, limit), expected);
}

TEST_P(StoreConformance, AScanOfNothingIsOnePageAndLimitsHold) {
  EXPECT_TRUE(scanned(run_, 1000).empty());
  Scan scan;
  scan.limit = 0;
  expect_error(ErrorCode::internal, [&] { run_.scan(scan); });
  scan.limit = 1001;
  expect_error(ErrorCode::internal, [&] { run_.scan(scan); });
  scan.limit = 10;
  scan.after = Cursor("bm90IGEgY3Vyc29y");
  expect_refused_cursor([&] { run_.scan(scan); });
}

}  // namespace waymark::store
