// Every engine hides what has expired, and deletes it when it sweeps.
#pragma once

#include "platform/store/conformance_fixture_test.h"

namespace waymark::store {

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

}  // namespace waymark::store
