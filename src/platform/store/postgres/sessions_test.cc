// How sessions come and go: TLS, stores that end while their reactors run, reactors that end before their stores.
#include <filesystem>
#include <future>

#include "platform/http/test_certificate_test.h"
#include "platform/runtime/reactor.h"
#include "platform/store/postgres/world_test.h"

namespace waymark::store {
namespace {

TEST(PostgresSessions, TlsCarriesLargeItemsAndChecksTheServer) {
  const http::TestCertificate certificate;
  PostgresCluster cluster({"fsync=off"});
  for (const auto& [from, to] : {std::pair(certificate.certificate_file(), "server.crt"),
                                 std::pair(certificate.key_file(), "server.key")}) {
    std::filesystem::copy_file(from, cluster.folder() / to);
    cluster.hand_over(cluster.folder() / to);
  }
  Operator other(cluster.connection());
  other.ask("ALTER SYSTEM SET ssl_cert_file = '" + (cluster.folder() / "server.crt").string() +
            "'");
  other.ask("ALTER SYSTEM SET ssl_key_file = '" + (cluster.folder() / "server.key").string() + "'");
  other.ask("ALTER SYSTEM SET ssl = on");
  other.ask("SELECT pg_reload_conf()");
  const FakeClock clock(kConformanceStart);
  const std::string verified = cluster.connection() + " sslmode=verify-full sslrootcert=";

  PostgresNode node(clock, test_options(verified + certificate.certificate_file(), "gg_core"));
  StoreRunner run(node.store());
  run.loop().run(node.store().create());
  EXPECT_EQ(other.ask("SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                      "WHERE application_name = 'waymark'"),
            "t");
  std::mt19937 random(7);
  for (int i = 0; i < 4; ++i) {
    std::string text(300 * 1024, ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 26);
    const Item item = Item(Key("p", std::to_string(i))).set("text", text);
    ASSERT_TRUE(run.put(item));
    EXPECT_EQ(run.get(item.key()), item);
  }
  EXPECT_EQ(run.all(Query(Index::table, "p")).size(), 4u);

  PostgresOptions options = test_options(verified + "/nowhere.pem", "gg_core");
  options.request_timeout = std::chrono::milliseconds(500);
  PostgresNode careful(clock, std::move(options));
  StoreRunner carefully(careful.store());
  EXPECT_THROW(carefully.get(Key("p", "0")), Error)
      << "a server that cannot be checked is not used";
}

Task<void> use(Store& store, int who) {
  for (int i = 0; i < 20; ++i) {
    Transaction transaction;
    transaction.put(Item(Key("p", std::to_string(who) + "/" + std::to_string(i))));
    co_await store.transact(std::move(transaction));
  }
}

/// Waits for work on each of several reactors.
void use_on_all(runtime::Reactors& reactors, Store& store) {
  std::vector<std::future<void>> ended;
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    auto promise = std::make_shared<std::promise<void>>();
    ended.push_back(promise->get_future());
    boost::asio::co_spawn(reactors[i].executor(), use(store, static_cast<int>(i)),
                          [promise](const std::exception_ptr& failure) {
                            failure ? promise->set_exception(failure) : promise->set_value();
                          });
  }
  for (auto& one : ended) one.get();
}

TEST(PostgresSessions, AStoreMayEndWhileItsReactorsRun) {
  const FakeClock clock(kConformanceStart);
  FreshPostgres fresh(clock);
  runtime::Reactors reactors(3);
  reactors.start();
  for (int i = 0; i < 3; ++i) {
    PostgresNode node(clock, test_options(shared_cluster().connection(), fresh.table()));
    use_on_all(reactors, node.store());
  }
  reactors.stop();
  EXPECT_EQ(StoreRunner(fresh.store()).all(Query(Index::table, "p")).size(), 60u);
}

TEST(PostgresSessions, ReactorsMayEndBeforeTheirStore) {
  const FakeClock clock(kConformanceStart);
  FreshPostgres fresh(clock);
  {
    runtime::Reactors reactors(2);
    reactors.start();
    use_on_all(reactors, fresh.store());
    reactors.stop();
  }
  EXPECT_EQ(StoreRunner(fresh.store()).all(Query(Index::table, "p")).size(), 40u);
}

TEST(PostgresSessions, AClosedStoreSaysSo) {
  const FakeClock clock(kConformanceStart);
  FreshPostgres fresh(clock);
  StoreRunner run(fresh.store());
  run.ping();
  fresh.store().close();
  EXPECT_THROW(run.ping(), Error);
  EXPECT_THROW(run.put(Item(Key("p", "s"))), Error);
}

}  // namespace
}  // namespace waymark::store
