// Every engine commits transactions whole, on their conditions, however many come at once.
#pragma once

#include "platform/store/conformance_fixture_test.h"

namespace waymark::store {

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
