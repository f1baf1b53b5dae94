// Every engine finds what is asked for, in order, page by page.
#pragma once

#include "platform/store/conformance_fixture_test.h"

namespace waymark::store {

// ---- queries -------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, SortKeyConditionsInTableAndIndex) {
  const std::string zero("\0", 1);
  const std::vector<std::string> keys{"a",     "a" + zero, "a" + zero + zero,
                                      "a\x01", "ab",       "ab" + zero,
                                      "abc",   "ac",       "b",
                                      "\xff",  "\xff\xff", std::string("\xff\xff") + "a"};
  for (const std::string& key : keys) {
    run_.put(item("p", key).set_index(2, "i", key));
    run_.put(item("other", key).set_index(2, "other", key).set_index(3, "i", key));
  }
  using Op = SortKey::Op;
  const auto expected = [&](Op op, const std::string& low, const std::string& high) {
    std::vector<std::string> wanted;
    for (const std::string& key : keys) {
      const bool in = op == Op::any           ? true
                      : op == Op::equals      ? key == low
                      : op == Op::begins_with ? key.starts_with(low)
                      : op == Op::between     ? key >= low && key <= high
                      : op == Op::less        ? key < low
                      : op == Op::less_equal  ? key <= low
                      : op == Op::greater     ? key > low
                                              : key >= low;
      if (in) wanted.push_back(key);
    }
    return wanted;
  };
  std::vector<std::string> operands = keys;
  for (const char* extra : {"", "0", "aa", "abb", "abcd", "c", "\xfe", "\xff\xff\xff"})
    operands.emplace_back(extra);
  for (const Op op : {Op::any, Op::equals, Op::begins_with, Op::between, Op::less, Op::less_equal,
                      Op::greater, Op::greater_equal}) {
    for (const std::string& low : operands) {
      for (const std::string& high : op == Op::between ? operands : std::vector<std::string>{""}) {
        std::vector<std::string> wanted = expected(op, low, high);
        const SortKey sort(op, low, high);
        const auto where = testing::Message() << "op " << static_cast<int>(op) << " low '" << low
                                              << "' high '" << high << "'";
        EXPECT_EQ(run_.sort_keys(Query(Index::table, "p").where(sort)), wanted) << where;
        EXPECT_EQ(run_.sort_keys(Query(Index::gsi2, "i").where(sort)), wanted) << where;
        std::ranges::reverse(wanted);
        EXPECT_EQ(run_.sort_keys(Query(Index::table, "p").where(sort).newest_first()), wanted)
            << where;
        EXPECT_EQ(run_.sort_keys(Query(Index::gsi2, "i").where(sort).newest_first()), wanted)
            << where;
      }
    }
  }
}

TEST_P(StoreConformance, PagesFollowEachOtherInBothOrders) {
  std::vector<std::string> keys;
  for (int i = 100; i < 150; ++i) {
    keys.push_back(std::to_string(i));
    run_.put(item("p", keys.back()).set_index(1, "i", std::to_string(i / 10)));
  }
  for (const Index index : {Index::table, Index::gsi1}) {
    for (const std::uint32_t limit : {1u, 7u, 25u, 49u, 50u, 51u, 1000u}) {
      Query query(index, index == Index::table ? "p" : "i");
      query.at_most(limit);
      EXPECT_LE(run_.query(query).items.size(), limit);
      EXPECT_EQ(run_.sort_keys(query), keys);
      EXPECT_EQ(run_.sort_keys(query.newest_first()),
                std::vector<std::string>(keys.rbegin(), keys.rend()));
    }
  }
  for (const std::uint32_t limit : {0u, 1001u})
    expect_error(ErrorCode::internal, [&] { run_.query(Query(Index::table, "p").at_most(limit)); });
}

TEST_P(StoreConformance, ItemsWithOneIndexKeyComeInTheOrderOfTheirOwnKeys) {
  run_.put(item("q", "1").set_index(1, "i", "same"));
  run_.put(item("p", "2").set_index(1, "i", "same"));
  run_.put(item("p", "1").set_index(1, "i", "same"));
  run_.put(item("p" + std::string("\0", 1), "0").set_index(1, "i", "same"));
  std::vector<std::string> partitions;
  for (const Item& one : run_.all(Query(Index::gsi1, "i").at_most(1)))
    partitions.push_back(one.key().pk + one.key().sk);
  EXPECT_THAT(partitions, ElementsAre("p1", "p2",
                                      std::string("p\0"
                                                  "0",
                                                  3),
                                      "q1"));
}

TEST_P(StoreConformance, IndexesAreSparseAndFollowTheItem) {
  run_.put(item("p", "s", 1).set_index(1, "a", "1").set_index(6, "z", "1"));
  run_.put(item("p", "t", 2).set("GSI1PK", "a"));
  EXPECT_THAT(run_.sort_keys(Query(Index::gsi1, "a")), ElementsAre("s")) << "half a key is none";
  EXPECT_EQ(run_.all(Query(Index::gsi6, "z"))[0],
            item("p", "s", 1).set_index(1, "a", "1").set_index(6, "z", "1"))
      << "an index gives whole items";

  run_.update(Key("p", "s"), Changes().set("GSI1SK", "2").set("n", 5).remove("GSI6PK"));
  EXPECT_THAT(run_.all(Query(Index::gsi6, "z")), IsEmpty());
  EXPECT_THAT(run_.all(Query(Index::gsi1, "a").where(SortKey::equals("1"))), IsEmpty());
  EXPECT_EQ(run_.all(Query(Index::gsi1, "a").where(SortKey::equals("2")))[0].integer("n"), 5);

  run_.update(Key("p", "s"), Changes().set("GSI1PK", "b"));
  EXPECT_THAT(run_.all(Query(Index::gsi1, "a")), IsEmpty());
  EXPECT_THAT(run_.sort_keys(Query(Index::gsi1, "b")), ElementsAre("s"));

  run_.put(item("p", "s", 6));
  EXPECT_THAT(run_.all(Query(Index::gsi1, "b")), IsEmpty())
      << "a put without the attributes leaves the index";
  run_.put(item("p", "s", 7).set_index(4, "c", "x"));
  run_.erase(Key("p", "s"));
  EXPECT_THAT(run_.all(Query(Index::gsi4, "c")), IsEmpty());
}

TEST_P(StoreConformance, AFailedTransactionLeavesIndexesAlone) {
  run_.put(item("p", "s", 1).set_index(1, "a", "1"));
  EXPECT_FALSE(run_.transact(Transaction()
                                 .put(item("p", "s", 2).set_index(1, "a", "2"))
                                 .check(Key("p", "none"), Condition::item_exists()))
                   .committed());
  const auto found = run_.all(Query(Index::gsi1, "a"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text("GSI1SK"), "1");
}

TEST_P(StoreConformance, ALargePageIsCutAndGoesOn) {
  const std::string large(300 * 1024, 'x');
  for (int i = 0; i < 9; ++i) run_.put(item("p", std::to_string(i)).set("text", large));
  const Page page = run_.query(Query(Index::table, "p"));
  EXPECT_LT(page.items.size(), 9u) << "a page stays near 1 MiB";
  EXPECT_TRUE(page.next);
  EXPECT_EQ(run_.all(Query(Index::table, "p")).size(), 9u);
}

// ---- cursors -------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, ACursorHoldsItsPlaceWhileItemsComeAndGo) {
  for (const char* key : {"1", "2", "3", "5"}) run_.put(item("p", key).set_index(1, "i", key));
  for (const Index index : {Index::table, Index::gsi1}) {
    Query query(index, index == Index::table ? "p" : "i");
    const Page page = run_.query(query.at_most(2));
    ASSERT_TRUE(page.next);
    run_.erase(Key("p", "2"));
    run_.put(item("p", "4").set_index(1, "i", "4"));
    EXPECT_THAT(run_.sort_keys(query.starting_after(page.next)), ElementsAre("3", "4", "5"));
    run_.put(item("p", "2").set_index(1, "i", "2"));
    run_.erase(Key("p", "4"));
  }
}

TEST_P(StoreConformance, ACursorKeepsWithinTheSortKeyCondition) {
  for (const char* key : {"a1", "a2", "b1", "b2", "b3", "c1"}) run_.put(item("p", key));
  const auto wanted = SortKey::begins_with("b");
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "p").where(wanted).at_most(1)),
              ElementsAre("b1", "b2", "b3"));
  const auto cursor = run_.query(Query(Index::table, "p").at_most(1)).next;
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "p").where(wanted).starting_after(cursor)),
              ElementsAre("b1", "b2", "b3"));
  EXPECT_THAT(
      run_.sort_keys(Query(Index::table, "p").where(wanted).newest_first().starting_after(cursor)),
      IsEmpty());
}

TEST_P(StoreConformance, AForgedOrForeignCursorIsRefused) {
  for (const char* key : {"1", "2", "3"})
    run_.put(item("p", key).set_index(1, "p", key).set_index(2, "p", key));
  for (const Index index : {Index::table, Index::gsi1}) {
    const Cursor cursor = *run_.query(Query(index, "p").at_most(1)).next;
    EXPECT_EQ(cursor.token.find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    for (std::size_t i = 0; i < cursor.token.size(); ++i) {
      Cursor forged = cursor;
      forged.token[i] = forged.token[i] == 'A' ? 'B' : 'A';
      expect_refused_cursor([&] { run_.query(Query(index, "p").starting_after(forged)); });
    }
    expect_refused_cursor([&] { run_.query(Query(index, "q").starting_after(cursor)); });
    expect_refused_cursor([&] { run_.query(Query(Index::gsi2, "p").starting_after(cursor)); });
    for (const std::string& token :
         {std::string(), std::string("A"), std::string("no cursor!"), cursor.token + "AAAA",
          cursor.token.substr(1), std::string(100'000, 'A')})
      expect_refused_cursor([&] { run_.query(Query(index, "p").starting_after(Cursor(token))); });
  }
}

}  // namespace waymark::store
