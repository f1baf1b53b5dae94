// Several nodes on one table, all at once.
#include <thread>

#include "platform/store/postgres/world_test.h"

namespace waymark::store {
namespace {

using testing::ElementsAre;

/// Runs the same work as each of several nodes, on a thread and a reactor each.
class PostgresNodes : public testing::Test {
 protected:
  static constexpr int kNodes = 2;

  template <typename Work>
  void on_all_nodes(Work work) {
    std::vector<std::thread> threads;
    threads.reserve(kNodes);
    for (int node = 0; node < kNodes; ++node)
      threads.emplace_back([this, node, &work] {
        PostgresNode own(clock_, test_options(shared_cluster().connection(), first_.table()));
        runtime::TestLoop loop;
        std::vector<Task<void>> tasks;
        work(node, own.store(), tasks);
        try {
          run_together(loop, std::move(tasks));
        } catch (const std::exception& failure) {
          ADD_FAILURE() << failure.what();
        }
        own.store().close();
      });
    for (std::thread& thread : threads) thread.join();
  }

  FakeClock clock_{kConformanceStart};
  FreshPostgres first_{clock_};
  StoreRunner run_{first_.store()};
};

Task<void> transfer(Store& store, int times, unsigned seed) {
  std::mt19937 random(seed);
  for (int i = 0; i < times; ++i) {
    const auto from = static_cast<int>(random() % 5);
    const int to = (from + 1 + static_cast<int>(random() % 4)) % 5;
    co_await move_one(store, from, to);
  }
}

TEST_F(PostgresNodes, TransfersKeepTheSum) {
  for (int i = 0; i < 5; ++i) run_.put(Item(Key("accounts", std::to_string(i))).set("n", 3));
  on_all_nodes([](int node, Store& store, std::vector<Task<void>>& tasks) {
    for (unsigned i = 0; i < 6; ++i)
      tasks.push_back(transfer(store, 20, static_cast<unsigned>(node) * 100 + i));
  });
  std::int64_t sum = 0;
  for (const Item& account : run_.all(Query(Index::table, "accounts"))) {
    EXPECT_GE(account.integer("n").value(), 0);
    sum += account.integer("n").value();
  }
  EXPECT_EQ(sum, 15);
}

TEST_F(PostgresNodes, VersionChecksLoseNoUpdate) {
  run_.put(Item(Key("p", "counter")).set("n", 0).set("version", 1));
  on_all_nodes([](int, Store& store, std::vector<Task<void>>& tasks) {
    for (int i = 0; i < 4; ++i) tasks.push_back(increment_by_version(store, 10));
  });
  EXPECT_EQ(run_.get(Key("p", "counter"))->integer("n"), 10 * 4 * kNodes);
}

Task<void> count(Store& store, int times) {
  for (int i = 0; i < times; ++i) {
    Transaction transaction;
    transaction.update(Key("p", "count"), Changes().add("n", 1));
    transaction.put(Item(Key("q", "last")).set("n", i));
    co_await store.transact(std::move(transaction));
  }
}

TEST_F(PostgresNodes, CountersCountEverything) {
  on_all_nodes([](int, Store& store, std::vector<Task<void>>& tasks) {
    for (int i = 0; i < 4; ++i) tasks.push_back(count(store, 15));
  });
  EXPECT_EQ(run_.get(Key("p", "count"))->integer("n"), 15 * 4 * kNodes);
}

/// Each of two puts its own item if the other's is not there: never both may.
Task<void> exclude(Store& store, int node, int rounds, std::atomic<int>& winners) {
  for (int i = 0; i < rounds; ++i) {
    const std::string round = std::to_string(i);
    Transaction transaction;
    transaction.check(Key("side" + std::to_string(1 - node), round), Condition::item_absent());
    // Half of them are decided by the server, half here.
    if (i % 2 == 0)
      transaction.put(Item(Key("side" + std::to_string(node), round)));
    else
      transaction.update(Key("side" + std::to_string(node), round), Changes().add("n", 1));
    const Outcome outcome = co_await store.transact(std::move(transaction));
    winners += outcome.committed() ? 1 : 0;
  }
}

TEST_F(PostgresNodes, ChecksOfWhatIsNotThereExcludeEachOther) {
  constexpr int kRounds = 150;
  std::atomic<int> winners{0};
  on_all_nodes([&](int node, Store& store, std::vector<Task<void>>& tasks) {
    tasks.push_back(exclude(store, node, kRounds, winners));
  });
  EXPECT_EQ(winners, kRounds);
  for (int i = 0; i < kRounds; ++i) {
    const auto both =
        run_.batch_get({Key("side0", std::to_string(i)), Key("side1", std::to_string(i))});
    EXPECT_NE(both[0].has_value(), both[1].has_value()) << i;
  }
}

Task<void> create_all(Store& store, int node, int items, std::atomic<int>& winners) {
  for (int i = 0; i < items; ++i) {
    Transaction transaction;
    for (int k = 0; k < 3; ++k)
      transaction.put(Item(Key("only", std::to_string(3 * i + (node + k) % 3))).set("n", node),
                      Condition::item_absent());
    const Outcome outcome = co_await store.transact(std::move(transaction));
    winners += outcome.committed() ? 1 : 0;
  }
}

TEST_F(PostgresNodes, OneOfManyCreatorsWinsWhole) {
  std::atomic<int> winners{0};
  on_all_nodes([&](int node, Store& store, std::vector<Task<void>>& tasks) {
    for (int i = 0; i < 3; ++i) tasks.push_back(create_all(store, node, 20, winners));
  });
  EXPECT_EQ(winners, 20);
  for (int i = 0; i < 20; ++i) {
    const auto three =
        run_.batch_get({Key("only", std::to_string(3 * i)), Key("only", std::to_string(3 * i + 1)),
                        Key("only", std::to_string(3 * i + 2))});
    EXPECT_EQ(three[0]->integer("n"), three[1]->integer("n"));
    EXPECT_EQ(three[1]->integer("n"), three[2]->integer("n"));
  }
}

TEST_F(PostgresNodes, SweepersShareTheWork) {
  for (int i = 0; i < 300; ++i)
    run_.put(Item(Key("old", std::to_string(i))).set_ttl(clock_.now() + std::chrono::seconds(1)));
  run_.put(Item(Key("old", "stays")));
  clock_.advance(std::chrono::seconds(1));
  std::atomic<std::size_t> swept{0};
  on_all_nodes([&](int, Store& store, std::vector<Task<void>>& tasks) {
    const auto sweep = [](Store& from, std::atomic<std::size_t>& sum) -> Task<void> {
      for (int i = 0; i < 20; ++i) sum += co_await from.sweep(10);
    };
    for (int i = 0; i < 2; ++i) tasks.push_back(sweep(store, swept));
  });
  swept += run_.sweep(1000);
  EXPECT_EQ(swept, 300u) << "each was counted once";
  EXPECT_THAT(run_.sort_keys(Query(Index::table, "old")), ElementsAre("stays"));
}

TEST_F(PostgresNodes, CursorsOfOneNodeHoldOnAnother) {
  for (const char* sort : {"1", "2", "3"}) run_.put(Item(Key("p", sort)).set_index(1, "i", sort));
  PostgresNode other(clock_, test_options(shared_cluster().connection(), first_.table()));
  StoreRunner there(other.store());
  const Page page = run_.query(Query(Index::gsi1, "i").at_most(1));
  EXPECT_THAT(there.sort_keys(Query(Index::gsi1, "i").starting_after(page.next)),
              ElementsAre("2", "3"));
}

TEST_F(PostgresNodes, CreatingTheTableTogetherIsOneTable) {
  const std::string table = fresh_table();
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      PostgresNode node(clock_, test_options(shared_cluster().connection(), table));
      EXPECT_NO_THROW(runtime::run_task(node.store().create()));
      EXPECT_NO_THROW(runtime::run_task(node.store().create()));
    });
  for (std::thread& thread : threads) thread.join();
  Operator operator_here(shared_cluster().connection());
  EXPECT_EQ(operator_here.ask("SELECT count(*) FROM pg_indexes WHERE tablename = '" + table + "'"),
            "8");
  EXPECT_EQ(operator_here.ask("SELECT value FROM " + table + "_meta"), "1");
  operator_here.ask("DROP TABLE " + table + "; DROP TABLE " + table + "_meta");
}

/// What a node was told.
class Heard {
 public:
  void operator()(std::string_view partition) {
    const std::lock_guard lock(mutex_);
    partitions_.emplace_back(partition);
  }
  bool has(const std::string& partition) {
    const std::lock_guard lock(mutex_);
    return std::ranges::find(partitions_, partition) != partitions_.end();
  }
  void forget() {
    const std::lock_guard lock(mutex_);
    partitions_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> partitions_;
};

TEST_F(PostgresNodes, OneNodesEventsWakeAnother) {
  Heard heard;
  PostgresNode other(clock_, test_options(shared_cluster().connection(), first_.table()));
  other.store().on_notify([&](std::string_view partition) { heard(partition); });
  ASSERT_TRUE(eventually([&] { return heard.has(""); })) << "told to look once it listens";

  run_.put(Item(Key("USER#1", "x")));
  EXPECT_FALSE(run_.put(Item(Key("EVENT#4", "x")), Condition::item_exists()));
  run_.put(Item(Key("EVENT#3", "x")));
  EXPECT_TRUE(eventually([&] { return heard.has("EVENT#3"); }));
  EXPECT_FALSE(heard.has("USER#1"));
  EXPECT_FALSE(heard.has("EVENT#4")) << "nothing was committed there";

  heard.forget();
  Operator(shared_cluster().connection())
      .ask(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE "
          "'LISTEN%'");
  ASSERT_TRUE(eventually([&] { return heard.has(""); })) << "told to look once it listens again";
  run_.put(Item(Key("EVENT#5", "x")));
  EXPECT_TRUE(eventually([&] { return heard.has("EVENT#5"); }));
  other.store().close();
}

}  // namespace
}  // namespace waymark::store
