// Every engine keeps items whole, and holds to the limits of store.h.
#pragma once

#include "platform/store/conformance_fixture_test.h"

namespace waymark::store {

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

}  // namespace waymark::store
