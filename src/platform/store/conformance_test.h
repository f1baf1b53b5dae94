// What every engine must pass: each promise of store.h, with the cases that engines get wrong.
//
// An engine's test includes this once and instantiates the suite with a maker of empty stores:
//
//   INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, testing::Values(&make_memory_store));
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/store/runner_test.h"

namespace waymark::store {

class StoreConformance : public testing::TestWithParam<StoreMaker> {
 protected:
  FakeClock clock_{kConformanceStart};
  std::unique_ptr<StoreUnderTest> engine_ = GetParam()(clock_);
  StoreRunner run_{engine_->store()};

  static Item item(std::string pk, std::string sk, int n = 0) {
    return Item(Key(std::move(pk), std::move(sk))).set("n", n);
  }
  Instant in(std::chrono::seconds seconds) const { return clock_.now() + seconds; }

  /// `n` of the item, -1 when there is none.
  std::int64_t n_of(const std::string& pk, const std::string& sk) {
    const auto found = run_.get(Key(pk, sk));
    return found ? found->integer("n").value_or(-2) : -1;
  }

  template <typename F>
  void expect_error(ErrorCode code, F&& f) {
    try {
      f();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
    }
  }
  template <typename F>
  void expect_refused_cursor(F&& f) {
    try {
      f();
      ADD_FAILURE() << "the cursor was accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      ASSERT_EQ(error.problems().size(), 1u);
      EXPECT_EQ(error.problems()[0].field, "after");
    }
  }
};

using testing::ElementsAre;
using testing::IsEmpty;

// ---- items ---------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, WhatWasPutIsThereWhole) {
  Item whole = item("USER#1", "GOAL#1");
  whole.set("text", "Ünïcode").set("flag", true).set("real", 0.1).set("null", Value());
  whole.set("bytes", Value(Bytes{0, 255}))
      .set("list", Value(List{Value(1), Value(Map{{"a", Value("b")}})}));
  EXPECT_TRUE(run_.put(whole));
  EXPECT_EQ(run_.get(Key("USER#1", "GOAL#1")), whole);
  EXPECT_EQ(run_.get(Key("USER#1", "GOAL#2")), std::nullopt);
  EXPECT_EQ(run_.get(Key("USER#2", "GOAL#1")), std::nullopt);
}

TEST_P(StoreConformance, PutReplacesAllAttributes) {
  run_.put(item("p", "s").set("old", 1));
  run_.put(item("p", "s", 2));
  EXPECT_EQ(run_.get(Key("p", "s")), item("p", "s", 2));
}

TEST_P(StoreConformance, KeysAreBytesAndPartitionsDoNotMix) {
  const std::string zero("\0", 1);
  const std::vector<Key> keys{Key("a", "b"),     Key("a", "b" + zero),  Key("a" + zero, "b"),
                              Key("ab", "b"),    Key("a", zero),        Key("a", "\xff\xff"),
                              Key("a\xff", "b"), Key("a\x01", "b"),     Key(zero + "\xff", "b"),
                              Key(zero, "\x01"), Key(zero + zero, "x"), Key("a", "\xc3\xa9")};
  for (std::size_t i = 0; i < keys.size(); ++i) run_.put(Item(keys[i]).set("n", i));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = run_.get(keys[i]);
    ASSERT_TRUE(found) << i;
    EXPECT_EQ(found->integer("n"), static_cast<std::int64_t>(i));
    EXPECT_EQ(found->key(), keys[i]);
  }
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "a")),
              ElementsAre(zero, "b", "b" + zero, "\xc3\xa9", "\xff\xff"));
  EXPECT_THAT(run_.sort_keys(Query(Index::table, zero)), ElementsAre("\x01"));
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "a" + zero)), ElementsAre("b"));
}

TEST_P(StoreConformance, BatchGetKeepsTheOrderOfItsKeys) {
  run_.put(item("p", "1", 1));
  run_.put(item("q", "2", 2));
  const auto found =
      run_.batch_get({Key("q", "2"), Key("p", "none"), Key("p", "1"), Key("q", "2")});
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0]->integer("n"), 2);
  EXPECT_FALSE(found[1]);
  EXPECT_EQ(found[2]->integer("n"), 1);
  EXPECT_EQ(found[3]->integer("n"), 2) << "a key may be asked for twice";
  EXPECT_THAT(run_.batch_get({}), IsEmpty());
  EXPECT_EQ(run_.batch_get(std::vector<Key>(100, Key("p", "1"))).size(), 100u);
  expect_error(ErrorCode::internal, [&] { run_.batch_get(std::vector<Key>(101, Key("p", "1"))); });
}

TEST_P(StoreConformance, PingSaysNothingWhenAllIsWell) {
  run_.ping();
}

// ---- limits --------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, KeysHaveLimits) {
  const std::string longest_pk(2048, 'p');
  const std::string longest_sk(1024, 's');
  EXPECT_TRUE(run_.put(item(longest_pk, longest_sk).set_index(1, longest_pk, longest_sk)));
  EXPECT_TRUE(run_.get(Key(longest_pk, longest_sk)));
  EXPECT_EQ(run_.all(Query(Index::gsi1, longest_pk)).size(), 1u);
  for (const Key& key :
       {Key(longest_pk + "p", "s"), Key("p", longest_sk + "s"), Key("", "s"), Key("p", "")}) {
    expect_error(ErrorCode::internal, [&] { run_.put(Item(key)); });
    expect_error(ErrorCode::internal, [&] { run_.update(key, Changes()); });
    expect_error(ErrorCode::internal, [&] { run_.erase(key); });
    expect_error(ErrorCode::internal, [&] { run_.get(key); });
    expect_error(ErrorCode::internal, [&] { run_.batch_get({key}); });
  }
  expect_error(ErrorCode::internal, [&] { run_.query(Query(Index::table, "")); });
  expect_error(ErrorCode::internal, [&] { run_.put(item("p", "s").set_index(1, "", "x")); });
  expect_error(ErrorCode::internal,
               [&] { run_.put(item("p", "s").set_index(1, "x", longest_sk + "s")); });
  expect_error(ErrorCode::internal,
               [&] { run_.put(item("p", "s").set("GSI2PK", 5).set("GSI2SK", "x")); });
  expect_error(ErrorCode::internal, [&] { run_.put(item("p", "s").set("ttl", "soon")); });
  EXPECT_FALSE(run_.get(Key("p", "s")));
}

TEST_P(StoreConformance, ItemsHaveALimitAndAnUpdateCannotGrowPastIt) {
  const std::string large(399 * 1024, 'x');
  EXPECT_TRUE(run_.put(item("p", "large").set("text", large)));
  EXPECT_EQ(run_.get(Key("p", "large"))->text("text"), large);
  expect_error(ErrorCode::internal,
               [&] { run_.put(item("p", "larger").set("text", large + large)); });
  expect_error(ErrorCode::internal, [&] {
    run_.transact(Transaction()
                      .put(item("p", "other"))
                      .update(Key("p", "large"), Changes().set("more", large)));
  });
  EXPECT_FALSE(run_.get(Key("p", "other"))) << "nothing of a refused transaction is kept";
  EXPECT_FALSE(run_.get(Key("p", "large"))->find("more"));
}

TEST_P(StoreConformance, TransactionsHave1To100OperationsOnDistinctKeys) {
  const auto puts = [](int count) {
    Transaction transaction;
    for (int i = 0; i < count; ++i) transaction.put(item("p", "s" + std::to_string(i), i));
    return transaction;
  };
  EXPECT_TRUE(run_.transact(puts(100)).committed());
  EXPECT_EQ(run_.all(Query(Index::table, "p")).size(), 100u);
  expect_error(ErrorCode::internal, [&] { run_.transact(puts(101)); });
  expect_error(ErrorCode::internal, [&] { run_.transact(Transaction()); });
  expect_error(ErrorCode::internal, [&] {
    run_.transact(Transaction().put(item("q", "s")).check(Key("q", "s"), Condition::item_absent()));
  });
  EXPECT_FALSE(run_.get(Key("q", "s")));
}

// ---- conditions and transactions -----------------------------------------------------------------------------------

TEST_P(StoreConformance, CreatingTwiceFailsTheSecondTime) {
  EXPECT_TRUE(run_.put(item("p", "s", 1), Condition::item_absent()));
  EXPECT_FALSE(run_.put(item("p", "s", 2), Condition::item_absent()));
  EXPECT_EQ(n_of("p", "s"), 1);
}

TEST_P(StoreConformance, AFailedConditionIsNamedAndNothingIsChanged) {
  run_.put(item("p", "1", 1).set("version", 1));
  run_.put(item("p", "2", 2).set("version", 7));
  const Outcome outcome = run_.transact(Transaction()
                                            .put(item("p", "1", 10), Condition::version_is(1))
                                            .put(item("p", "2", 20), Condition::version_is(6))
                                            .update(Key("p", "3"), Changes().set("n", 3))
                                            .erase(Key("p", "4"), Condition::item_exists())
                                            .check(Key("p", "5"), Condition::item_absent()));
  EXPECT_FALSE(outcome.committed());
  EXPECT_THAT(outcome.failed, ElementsAre(1, 3));
  EXPECT_TRUE(outcome.failed_at(3));
  EXPECT_FALSE(outcome.failed_at(0));
  EXPECT_EQ(n_of("p", "1"), 1);
  EXPECT_EQ(n_of("p", "2"), 2);
  EXPECT_EQ(n_of("p", "3"), -1);
}

TEST_P(StoreConformance, ATransactionDoesAllItsParts) {
  run_.put(item("p", "1", 1));
  run_.put(item("p", "2", 2).set("gone", true));
  run_.put(item("p", "3", 3));
  EXPECT_TRUE(run_.transact(Transaction()
                                .put(item("p", "1", 10), Condition::item_exists())
                                .update(Key("p", "2"), Changes().add("n", 5).remove("gone"))
                                .erase(Key("p", "3"))
                                .check(Key("p", "4"), Condition::item_absent()))
                  .committed());
  EXPECT_EQ(n_of("p", "1"), 10);
  EXPECT_EQ(run_.get(Key("p", "2")), item("p", "2", 7));
  EXPECT_EQ(n_of("p", "3"), -1);
  EXPECT_EQ(n_of("p", "4"), -1) << "a check writes nothing";
}

TEST_P(StoreConformance, UpdateCreatesUnlessTheConditionForbids) {
  EXPECT_FALSE(run_.update(Key("p", "s"), Changes().add("n", 1), Condition::item_exists()));
  EXPECT_EQ(n_of("p", "s"), -1);
  EXPECT_TRUE(run_.update(Key("p", "s"), Changes().add("n", 1)));
  EXPECT_EQ(run_.get(Key("p", "s")), item("p", "s", 1));
}

TEST_P(StoreConformance, AnUpdateThatMakesNoSenseChangesNothing) {
  run_.put(item("p", "s").set("text", "x"));
  expect_error(ErrorCode::internal, [&] {
    run_.transact(Transaction()
                      .put(item("p", "t"))
                      .update(Key("p", "s"), Changes().set("n", 9).add("text", 1)));
  });
  EXPECT_EQ(n_of("p", "s"), 0);
  EXPECT_EQ(n_of("p", "t"), -1);
}

TEST_P(StoreConformance, DeletingWhatIsNotThereSucceeds) {
  EXPECT_TRUE(run_.erase(Key("p", "s")));
  EXPECT_FALSE(run_.erase(Key("p", "s"), Condition::item_exists()));
}

TEST_P(StoreConformance, ConditionsSeeAttributes) {
  run_.put(item("p", "s", 5).set("title", "run").set("tags", Value(List{Value("a")})));
  const auto holds = [&](Condition condition) {
    return run_.transact(Transaction().check(Key("p", "s"), std::move(condition))).committed();
  };
  EXPECT_TRUE(holds(Condition::equal("n", 5.0)));
  EXPECT_FALSE(holds(Condition::compare(Condition::Op::greater, "n", 5)));
  EXPECT_TRUE(holds(Condition::begins_with("title", "ru")));
  EXPECT_TRUE(holds(Condition::contains("tags", "a")));
  EXPECT_FALSE(holds(Condition::contains("tags", "b")));
  EXPECT_TRUE(holds(Condition::contains("title", "u")));
  EXPECT_TRUE(holds(Condition::any_of({Condition::absent("n"), Condition::exists("title")})));
  EXPECT_FALSE(holds(Condition::none_of({Condition::exists("n")})));
  EXPECT_FALSE(holds(Condition::compare(Condition::Op::not_equal, "absent", 1)));
}

TEST_P(StoreConformance, OnlyTextsAndListsContainAnything) {
  run_.put(item("p", "s", 5)
               .set("bytes", Value(Bytes{1, 2, 3}))
               .set("list", Value(List{Value(Bytes{1, 2}), Value(7)})));
  const auto holds = [&](const char* name, Value element) {
    const Condition contains = Condition::contains(name, std::move(element));
    return run_.transact(Transaction().check(Key("p", "s"), contains)).committed();
  };
  EXPECT_TRUE(holds("list", Value(Bytes{1, 2})));
  EXPECT_TRUE(holds("list", 7));
  EXPECT_FALSE(holds("list", Value(Bytes{1})));
  EXPECT_FALSE(holds("bytes", Value(Bytes{1, 2})));
  EXPECT_FALSE(holds("bytes", Value(Bytes{1, 2, 3})));
  EXPECT_FALSE(holds("n", 5));
  EXPECT_FALSE(holds("absent", Value(Bytes{1})));
}

// ---- queries -------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, SortKeyConditionsInTableAndIndex) {
  const std::string zero("\0", 1);
  const std::vector<std::string> keys{"a",
                                      "a" + zero,
                                      "a" + zero + zero,
                                      "a\x01",
                                      "ab",
                                      "ab" + zero,
                                      "abc",
                                      "ac",
                                      "b",
                                      "\xff",
                                      "\xff\xff",
                                      "\xff\xff"
                                      "a"};
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

// ---- expiry --------------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, AnExpiredItemIsInvisibleFromItsSecondOn) {
  run_.put(item("p", "s", 1).set_index(1, "i", "1").set_ttl(in(std::chrono::seconds(10))));
  clock_.advance(std::chrono::milliseconds(9'999));
  EXPECT_EQ(n_of("p", "s"), 1);
  EXPECT_EQ(run_.all(Query(Index::gsi1, "i")).size(), 1u);
  clock_.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(n_of("p", "s"), -1);
  EXPECT_EQ(run_.batch_get({Key("p", "s")})[0], std::nullopt);
  EXPECT_THAT(run_.all(Query(Index::table, "p")), IsEmpty());
  EXPECT_THAT(run_.all(Query(Index::gsi1, "i")), IsEmpty());
}

TEST_P(StoreConformance, AnExpiredItemIsAbsentToConditionsAndUpdates) {
  run_.put(item("p", "s", 1)
               .set_index(1, "i", "1")
               .set("old", true)
               .set_ttl(in(std::chrono::seconds(1))));
  run_.put(item("p", "t", 1).set_ttl(in(std::chrono::seconds(1))));
  clock_.advance(std::chrono::seconds(1));
  EXPECT_FALSE(run_.erase(Key("p", "t"), Condition::item_exists()));
  EXPECT_FALSE(run_.update(Key("p", "s"), Changes().add("n", 1), Condition::exists("n")));
  EXPECT_TRUE(run_.update(Key("p", "s"), Changes().add("n", 5), Condition::item_absent()));
  EXPECT_EQ(run_.get(Key("p", "s")), item("p", "s", 5)) << "nothing of the expired item is left";
  EXPECT_THAT(run_.all(Query(Index::gsi1, "i")), IsEmpty());
  EXPECT_EQ(run_.sweep(100), 1u);
  EXPECT_EQ(n_of("p", "s"), 5);
}

TEST_P(StoreConformance, SweepDeletesWhatHasExpiredAndNothingElse) {
  for (int i = 0; i < 150; ++i)
    run_.put(item("p", "gone" + std::to_string(i))
                 .set_index(1, "i", "x")
                 .set_ttl(in(std::chrono::seconds(i % 7 + 1))));
  run_.put(item("p", "later").set_ttl(in(std::chrono::hours(1))));
  run_.put(item("p", "never"));
  EXPECT_EQ(run_.sweep(1000), 0u);
  run_.put(item("p", "gone0").set_ttl(in(std::chrono::hours(1))));
  run_.put(item("p", "gone1"));
  clock_.advance(std::chrono::seconds(60));
  EXPECT_EQ(run_.sweep(0), 0u);
  EXPECT_EQ(run_.sweep(10), 10u);
  EXPECT_EQ(run_.sweep(1000), 138u);
  EXPECT_EQ(run_.sweep(1000), 0u);
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "p")),
              ElementsAre("gone0", "gone1", "later", "never"));
  clock_.set(kConformanceStart);
  EXPECT_EQ(run_.all(Query(Index::table, "p")).size(), 4u)
      << "swept items stay gone when the clock steps back";
  EXPECT_THAT(run_.all(Query(Index::gsi1, "i")), IsEmpty());
}

TEST_P(StoreConformance, ManyExpiredItemsDoNotHideTheLivingOnes) {
  for (int i = 0; i < 25; ++i) {
    Transaction transaction;
    for (int k = 0; k < 100; ++k)
      transaction.put(
          item("p", "a" + std::to_string(100 * i + k)).set_ttl(in(std::chrono::seconds(1))));
    run_.transact(std::move(transaction));
  }
  run_.put(item("p", "b"));
  clock_.advance(std::chrono::seconds(1));
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "p").at_most(3)), ElementsAre("b"));
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "p").at_most(3).newest_first()), ElementsAre("b"));
}

// ---- scans ---------------------------------------------------------------------------------------------------------

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

// ---- many at once --------------------------------------------------------------------------------------------------

TEST_P(StoreConformance, VersionChecksLoseNoUpdate) {
  run_.put(item("p", "counter").set("version", 1));
  std::vector<Task<void>> tasks;
  for (int i = 0; i < 8; ++i) tasks.push_back(increment_by_version(run_.store(), 20));
  run_together(run_.loop(), std::move(tasks));
  EXPECT_EQ(n_of("p", "counter"), 160);
}

inline Task<void> create(Store& store, int who, int& winners) {
  Transaction transaction;
  Item made(Key("p", "only one"));
  made.set("n", who);
  transaction.put(std::move(made), Condition::item_absent());
  const Outcome outcome = co_await store.transact(std::move(transaction));
  winners += outcome.committed() ? 1 : 0;
}

TEST_P(StoreConformance, OneOfManyCreatorsWins) {
  int winners = 0;
  std::vector<Task<void>> tasks;
  for (int i = 0; i < 50; ++i) tasks.push_back(create(run_.store(), i, winners));
  run_together(run_.loop(), std::move(tasks));
  EXPECT_EQ(winners, 1);
  EXPECT_GE(n_of("p", "only one"), 0);
}

TEST_P(StoreConformance, TransfersKeepTheSum) {
  for (int i = 0; i < 5; ++i) run_.put(item("accounts", std::to_string(i), 3));
  std::vector<Task<void>> tasks;
  for (int i = 0; i < 200; ++i)
    tasks.push_back(move_one(run_.store(), i % 5, (i + 1 + i / 5 % 4) % 5));
  run_together(run_.loop(), std::move(tasks));
  std::int64_t sum = 0;
  for (const Item& account : run_.all(Query(Index::table, "accounts"))) {
    EXPECT_GE(account.integer("n").value(), 0);
    sum += account.integer("n").value();
  }
  EXPECT_EQ(sum, 15);
}

}  // namespace waymark::store
