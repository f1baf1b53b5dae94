// What goes wrong around a PostgreSQL server, made to go wrong.
#include <set>
#include <thread>

#include "platform/runtime/reactor.h"
#include "platform/store/postgres/proxy_test.h"
#include "platform/store/postgres/world_test.h"
#include "platform/telemetry/log.h"

namespace waymark::store {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr const char* kEndAllOthers =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE application_name = 'waymark' AND pid <> pg_backend_pid()";

/// What is thrown, or nullopt.
template <typename F>
std::optional<Error> thrown_by(F&& f) {
  try {
    f();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

/// Puts items one after the other and notes which were acknowledged.
struct Writer {
  std::set<std::string> acknowledged;
  std::size_t unknown = 0;
  bool stop = false;
};

Task<void> write_on(Store& store, int who, Writer& writer) {
  for (int i = 0; !writer.stop; ++i) {
    const std::string sort = std::to_string(who) + "/" + std::to_string(i);
    Transaction transaction;
    transaction.put(Item(Key("written", sort)).set("n", i));
    // Every other one is decided here and takes two round trips.
    if (i % 2 == 0) transaction.update(Key("counted", std::to_string(who)), Changes().add("n", 1));
    std::optional<Error> failure;
    try {
      const Outcome outcome = co_await store.transact(std::move(transaction));
      if (outcome.committed()) writer.acknowledged.insert(sort);
    } catch (const Error& error) {
      failure = error;
    }
    if (!failure) continue;
    EXPECT_EQ(failure->code(), ErrorCode::unavailable) << failure->what();
    EXPECT_THAT(failure->what(), HasSubstr("is not known"));
    ++writer.unknown;
  }
}

Task<void> read_on(Store& store, const Writer& writer, std::size_t& reads) {
  while (!writer.stop) {
    const auto found = co_await store.get(Key("fixed", "item"));
    EXPECT_EQ(found->integer("n"), 7);
    ++reads;
  }
}

Task<void> count_up(Store& store) {
  Transaction transaction;
  transaction.update(Key("p", "count"), Changes().add("n", 1));
  const Outcome outcome = co_await store.transact(std::move(transaction));
  EXPECT_TRUE(outcome.committed());
}

class PostgresFaults : public testing::Test {
 protected:
  /// Writers and readers on a reactor of their own, while `trouble` happens.
  template <typename Trouble>
  void under_way(Store& store, Writer& writer, Trouble trouble) {
    StoreRunner(store).put(Item(Key("fixed", "item")).set("n", 7));
    std::vector<Task<void>> tasks;
    tasks.reserve(12);
    for (int who = 0; who < 8; ++who) tasks.push_back(write_on(store, who, writer));
    for (int i = 0; i < 4; ++i) tasks.push_back(read_on(store, writer, reads_));
    // A server lives no longer than the thread that started it, so that the trouble is made on this one.
    std::thread reactor([&] { EXPECT_NO_THROW(run_together(loop_, std::move(tasks))); });
    trouble();
    boost::asio::post(loop_.executor(), [&] { writer.stop = true; });
    reactor.join();
  }

  void expect_all_acknowledged(Store& store, const Writer& writer) {
    StoreRunner run(store);
    std::set<std::string> there;
    for (const Item& item : run.all(Query(Index::table, "written"))) there.insert(item.key().sk);
    EXPECT_GT(writer.acknowledged.size(), 0u);
    for (const std::string& sort : writer.acknowledged) EXPECT_TRUE(there.contains(sort)) << sort;
    EXPECT_LE(there.size(), writer.acknowledged.size() + writer.unknown);
  }

  // Lost connections are logged, which is no news here.
  void SetUp() override {
    telemetry::set_log_sink([](std::string_view) {});
  }
  void TearDown() override { telemetry::set_log_sink(nullptr); }

  FakeClock clock_{kConformanceStart};
  runtime::TestLoop loop_;
  std::size_t reads_ = 0;
};

TEST_F(PostgresFaults, SessionsThatAreEndedLoseNothing) {
  FreshPostgres fresh(clock_);
  Writer writer;
  under_way(fresh.store(), writer, [] {
    Operator other(shared_cluster().connection());
    for (int i = 0; i < 10; ++i) {
      other.ask(kEndAllOthers);
      std::this_thread::sleep_for(milliseconds(50));
    }
  });
  EXPECT_GT(reads_, 0u);
  expect_all_acknowledged(fresh.store(), writer);
  EXPECT_THAT(fresh.node().metrics().render(),
              HasSubstr("waymark_postgres_connections_lost_total"));
}

TEST_F(PostgresFaults, AServerThatIsKilledLosesNothingAcknowledged) {
  PostgresCluster cluster;
  PostgresNode node(clock_, test_options(cluster.connection(), "gg_core"));
  loop_.run(node.store().create());
  Writer writer;
  under_way(node.store(), writer, [&] {
    for (const int signal : {SIGKILL, SIGQUIT}) {
      std::this_thread::sleep_for(milliseconds(200));
      cluster.stop(signal);
      cluster.start();
    }
    std::this_thread::sleep_for(milliseconds(200));
  });
  expect_all_acknowledged(node.store(), writer);
  node.store().close();
}

TEST_F(PostgresFaults, ACancelledCallerDoesNotDisturbTheOthers) {
  FreshPostgres fresh(clock_);
  Store& store = fresh.store();
  StoreRunner(store).put(Item(Key("p", "1")).set("n", 1));
  StoreRunner(store).put(Item(Key("p", "2")).set("n", 2));
  loop_.run([](Store& on, const std::string& table) -> Task<void> {
    Operator other(shared_cluster().connection());
    for (int round = 0; round < 5; ++round) {
      other.ask("BEGIN");
      other.ask("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
      const auto unexpected = [](const std::exception_ptr&) { ADD_FAILURE() << "a child failed"; };
      runtime::TaskGroup group(co_await boost::asio::this_coro::executor, unexpected);
      const auto get = [](Store& from) -> Task<void> { co_await from.get(Key("p", "1")); };
      const auto update = [](Store& to) -> Task<void> {
        Transaction transaction;
        transaction.update(Key("p", "1"), Changes().add("n", 100));
        co_await to.transact(std::move(transaction));
      };
      for (int i = 0; i < 12; ++i) group.spawn(i % 2 == 0 ? get(on) : update(on));
      co_await runtime::sleep_for(milliseconds(20));
      co_await group.stop();
      other.ask("COMMIT");
      const auto second = co_await on.get(Key("p", "2"));
      EXPECT_EQ(second->integer("n"), 2);
    }
    const auto first = co_await on.get(Key("p", "1"));
    EXPECT_EQ(first->integer("n"), 1)
        << "what was cancelled before it was decided has not happened";
    Transaction transaction;
    transaction.update(Key("p", "1"), Changes().add("n", 1));
    const Outcome outcome = co_await on.transact(std::move(transaction));
    EXPECT_TRUE(outcome.committed()) << "no lock was left behind";
  }(store, fresh.table()));
}

TEST_F(PostgresFaults, AStatementThatTakesTooLongIsGivenUp) {
  FreshPostgres fresh(clock_);
  PostgresOptions options = test_options(shared_cluster().connection(), fresh.table());
  options.request_timeout = milliseconds(300);
  PostgresNode hasty(clock_, std::move(options));
  StoreRunner run(hasty.store());
  run.put(Item(Key("p", "s")));
  Operator other(shared_cluster().connection());
  other.ask("BEGIN");
  other.ask("LOCK TABLE " + fresh.table() + " IN ACCESS EXCLUSIVE MODE");
  const auto read = thrown_by([&] { run.get(Key("p", "s")); });
  const auto written = thrown_by([&] { run.put(Item(Key("p", "t"))); });
  other.ask("COMMIT");
  ASSERT_TRUE(read && written);
  EXPECT_EQ(read->code(), ErrorCode::deadline_exceeded);
  EXPECT_EQ(written->code(), ErrorCode::deadline_exceeded);
  EXPECT_TRUE(run.get(Key("p", "s")));
}

TEST_F(PostgresFaults, ANetworkThatHangsEndsWithTheDeadlineAndComesBack) {
  FreshPostgres fresh(clock_);
  Proxy proxy(shared_cluster().port());
  PostgresOptions options = test_options(proxy.connection(), fresh.table());
  options.request_timeout = milliseconds(400);
  options.connect_timeout = milliseconds(400);
  PostgresNode node(clock_, std::move(options));
  StoreRunner run(node.store());
  ASSERT_TRUE(run.put(Item(Key("p", "s")).set("n", 1)));
  proxy.become(Proxy::Mode::hang);
  const auto read = thrown_by([&] { run.get(Key("p", "s")); });
  ASSERT_TRUE(read);
  EXPECT_EQ(read->code(), ErrorCode::deadline_exceeded);
  const auto written = thrown_by([&] { run.put(Item(Key("p", "s"))); });
  ASSERT_TRUE(written);
  EXPECT_EQ(written->code(), ErrorCode::deadline_exceeded);
  EXPECT_THAT(written->what(), HasSubstr("is not known"));
  proxy.become(Proxy::Mode::pass);
  EXPECT_TRUE(eventually([&] { return !thrown_by([&] { run.get(Key("p", "s")); }); }));
}

TEST_F(PostgresFaults, ACommitWhoseAnswerIsLostIsNotSaidToHaveFailed) {
  FreshPostgres fresh(clock_);
  Proxy proxy(shared_cluster().port());
  PostgresNode node(clock_, test_options(proxy.connection(), fresh.table()));
  StoreRunner run(node.store());
  ASSERT_TRUE(run.put(Item(Key("p", "before"))));
  proxy.become(Proxy::Mode::swallow);
  std::thread cutter([&] {
    EXPECT_TRUE(
        eventually([&] { return StoreRunner(fresh.store()).get(Key("p", "s")).has_value(); }));
    proxy.become(Proxy::Mode::reset);
    EXPECT_TRUE(eventually(
        [&] { return node.metrics().render().find("lost_total 1") != std::string::npos; }));
    proxy.become(Proxy::Mode::pass);
  });
  const auto failure = thrown_by([&] { run.put(Item(Key("p", "s")), Condition::item_absent()); });
  cutter.join();
  ASSERT_TRUE(failure) << "it was committed, but that could not be known";
  EXPECT_EQ(failure->code(), ErrorCode::unavailable);
  EXPECT_THAT(failure->what(), HasSubstr("is not known"));
  EXPECT_TRUE(run.get(Key("p", "s"))) << "the next goes over a new connection";
}

TEST_F(PostgresFaults, WhatWasNotYetDecidedIsTriedAgain) {
  FreshPostgres fresh(clock_);
  Proxy proxy(shared_cluster().port());
  PostgresNode node(clock_, test_options(proxy.connection(), fresh.table()));
  StoreRunner run(node.store());
  ASSERT_TRUE(run.put(Item(Key("p", "s")).set("n", 1)));
  Operator other(shared_cluster().connection());
  other.ask("BEGIN");
  other.ask("LOCK TABLE " + fresh.table() + " IN ACCESS EXCLUSIVE MODE");
  std::thread cutter([&] {
    EXPECT_TRUE(eventually([&] {
      return Operator(shared_cluster().connection())
                 .ask(
                     "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'waymark' "
                     "AND wait_event_type = 'Lock'") != "0";
    }));
    proxy.become(Proxy::Mode::reset);
    EXPECT_TRUE(eventually(
        [&] { return node.metrics().render().find("lost_total 1") != std::string::npos; }));
    proxy.become(Proxy::Mode::pass);
    other.ask("COMMIT");
  });
  EXPECT_TRUE(run.update(Key("p", "s"), Changes().add("n", 1)));
  cutter.join();
  EXPECT_EQ(run.get(Key("p", "s"))->integer("n"), 2) << "once";
}

TEST_F(PostgresFaults, TooFewConnectionsAreShared) {
  FreshPostgres fresh(clock_);
  Operator other(shared_cluster().connection());
  const std::string role = fresh.table() + "_few";
  other.ask("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1; GRANT ALL ON " + fresh.table() +
            ", " + fresh.table() + "_meta TO " + role);
  {
    PostgresNode node(clock_,
                      test_options(shared_cluster().connection() + " user=" + role, fresh.table()));
    std::vector<Task<void>> tasks;
    tasks.reserve(30);
    for (int i = 0; i < 30; ++i) tasks.push_back(count_up(node.store()));
    run_together(loop_, std::move(tasks));
    EXPECT_EQ(StoreRunner(fresh.store()).get(Key("p", "count"))->integer("n"), 30);

    PostgresOptions options =
        test_options(shared_cluster().connection() + " user=" + role, fresh.table());
    options.request_timeout = milliseconds(300);
    PostgresNode late(clock_, std::move(options));
    const auto refused = thrown_by([&] { StoreRunner(late.store()).get(Key("p", "count")); });
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code(), ErrorCode::unavailable);
    EXPECT_THAT(refused->what(), HasSubstr("too many connections"));
    node.store().close();
  }
  EXPECT_TRUE(eventually([&] {
    return other.ask("SELECT count(*) FROM pg_stat_activity WHERE usename = '" + role + "'") == "0";
  }));
  other.ask("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_F(PostgresFaults, AServerThatOnlyReadsIsRead) {
  FreshPostgres fresh(clock_);
  StoreRunner(fresh.store()).put(Item(Key("p", "s")));
  PostgresNode node(clock_, test_options(shared_cluster().connection() +
                                             " options='-c default_transaction_read_only=on'",
                                         fresh.table()));
  StoreRunner run(node.store());
  EXPECT_TRUE(run.get(Key("p", "s")));
  for (const auto& failure : {thrown_by([&] { run.put(Item(Key("p", "t"))); }),
                              thrown_by([&] { run.update(Key("p", "s"), Changes().add("n", 1)); }),
                              thrown_by([&] { run.ping(); })}) {
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code(), ErrorCode::unavailable);
    EXPECT_THAT(failure->what(), HasSubstr("read"));
  }
}

TEST_F(PostgresFaults, AMissingTableAndANewerFormatAreSaid) {
  PostgresNode node(clock_, test_options(shared_cluster().connection(), "never_made"));
  StoreRunner run(node.store());
  for (const auto& failure :
       {thrown_by([&] { run.get(Key("p", "s")); }), thrown_by([&] { run.ping(); }),
        thrown_by([&] { run.put(Item(Key("p", "s"))); })}) {
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code(), ErrorCode::unavailable);
    EXPECT_THAT(failure->what(), HasSubstr("waymark store create"));
  }

  FreshPostgres fresh(clock_);
  Operator other(shared_cluster().connection());
  other.ask("UPDATE " + fresh.table() + "_meta SET value = '2'");
  PostgresNode old(clock_, test_options(shared_cluster().connection(), fresh.table()));
  const auto failure = thrown_by([&] { StoreRunner(old.store()).get(Key("p", "s")); });
  ASSERT_TRUE(failure);
  EXPECT_THAT(failure->what(), HasSubstr("newer version"));
}

TEST_F(PostgresFaults, AnItemThatAnIndexCannotHoldIsRefusedWhole) {
  FreshPostgres fresh(clock_);
  StoreRunner run(fresh.store());
  std::mt19937 random(1);
  const auto noise = [&](std::size_t size) {
    std::string made(size, ' ');
    for (char& c : made) c = static_cast<char>(random());
    return made;
  };
  EXPECT_TRUE(run.put(Item(Key(noise(1'200), noise(1'000)))));
  const auto failure = thrown_by([&] {
    run.transact(
        Transaction().put(Item(Key("p", "other"))).put(Item(Key(noise(2'048), noise(1'024)))));
  });
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code(), ErrorCode::internal);
  EXPECT_FALSE(run.get(Key("p", "other")));
}

std::string& logged() {
  static std::string lines;
  return lines;
}

TEST_F(PostgresFaults, ThePasswordIsShownNowhere) {
  const auto wrong_text = thrown_by(
      [&] { PostgresNode node(clock_, test_options("password=hunter2 hunter2 host", "items")); });
  ASSERT_TRUE(wrong_text);
  EXPECT_EQ(wrong_text->code(), ErrorCode::invalid_input);
  EXPECT_THAT(wrong_text->what(), testing::Not(HasSubstr("hunter2")));

  telemetry::set_log_sink([](std::string_view line) { logged() += line; });
  PostgresOptions options = test_options(
      "postgresql://nobody_known:hunter2@127.0.0.1:" + std::to_string(shared_cluster().port()) +
          "/postgres?sslmode=disable",
      "items");
  PostgresNode node(clock_, std::move(options));
  const auto refused = thrown_by([&] { StoreRunner(node.store()).get(Key("p", "s")); });
  node.store().close();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code(), ErrorCode::unavailable);
  EXPECT_THAT(refused->what(), HasSubstr("nobody_known"));
  EXPECT_THAT(logged(), HasSubstr("postgres_unreachable"));
  EXPECT_THAT(logged() + refused->what(), testing::Not(HasSubstr("hunter2")));
}

TEST_F(PostgresFaults, OptionsThatCannotBeAreNamed) {
  const auto field = [&](auto change) {
    PostgresOptions options = test_options("host=127.0.0.1", "items");
    change(options);
    const auto failure = thrown_by([&] { PostgresNode node(clock_, std::move(options)); });
    return failure && failure->problems().size() == 1 ? failure->problems()[0].field
                                                      : std::string();
  };
  EXPECT_EQ(field([](PostgresOptions& options) { options.table = "Robert'); DROP TABLE"; }),
            "table");
  EXPECT_EQ(field([](PostgresOptions& options) { options.table = std::string(41, 'a'); }), "table");
  EXPECT_EQ(field([](PostgresOptions& options) { options.cursor_key = "short"; }), "cursor_key");
  EXPECT_EQ(field([](PostgresOptions& options) { options.connections = 0; }), "connections");
  EXPECT_EQ(field([](PostgresOptions& options) { options.connection = Secret(); }), "connection");
}

}  // namespace
}  // namespace waymark::store
