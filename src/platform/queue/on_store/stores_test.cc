// The conformance suite on every store, each with two engines, as two processes would have them.
#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/http/curl/curl_client.h"
#include "platform/queue/conformance_test.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/runtime/test_server.h"
#include "platform/store/dynamo/dynamo_local_test.h"
#include "platform/store/dynamo/dynamo_store.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/postgres/postgres_store.h"
#include "platform/store/rocks/rocks_store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

constexpr Instant kStart{milliseconds(1'800'000'000'000)};

/// Looks at the store whenever it is asked, so that a fake clock's time counts at once.
OnStoreOptions eager() {
  OnStoreOptions options;
  options.poll = options.longest_poll = milliseconds(0);
  return options;
}

/// Two processes' engines on one store.
class TwoProcesses final : public QueueUnderTest {
 public:
  using MakeStore = std::unique_ptr<store::Store> (*)(TwoProcesses& world);

  explicit TwoProcesses(MakeStore make, OnStoreOptions options = eager())
      : store_(make(*this)),
        first_(*store_, catalog_, clock, ids_, loop_.executor(), options),
        second_(*store_, catalog_, clock, ids_, loop_.executor(), options) {
    loop_.run(first_.start());
    loop_.run(second_.start());
  }
  ~TwoProcesses() override {
    loop_.run(first_.stop());
    loop_.run(second_.stop());
  }
  runtime::TestLoop& loop() override { return loop_; }
  OnStoreQueue& queue() override { return first_; }
  OnStoreQueue& other() override { return second_; }
  void pass(milliseconds time) override { clock.advance(time); }

 private:
  runtime::TestLoop loop_;  // outlives the pool and the store

 public:
  FakeClock clock{kStart};
  SystemRandom random;
  runtime::BackgroundPool pool{1, 100};
  telemetry::Metrics metrics;
  runtime::TemporaryFolder folder;

 private:
  UuidV7Source ids_{clock, random};
  Catalog catalog_{test_definitions()};
  std::unique_ptr<store::Store> store_;
  OnStoreQueue first_;
  OnStoreQueue second_;
};

std::unique_ptr<store::Store> memory_store(TwoProcesses& world) {
  return std::make_unique<store::MemoryStore>(world.clock);
}
std::unique_ptr<store::Store> rocks_store(TwoProcesses& world) {
  return std::make_unique<store::RocksStore>(store::RocksOptions(world.folder.path()), world.clock,
                                             world.random, world.pool, world.metrics);
}

std::unique_ptr<QueueUnderTest> on_memory() {
  return std::make_unique<TwoProcesses>(memory_store);
}
std::unique_ptr<QueueUnderTest> on_rocks() {
  return std::make_unique<TwoProcesses>(rocks_store);
}

INSTANTIATE_TEST_SUITE_P(OnMemory, QueueConformance, testing::Values(&on_memory));
INSTANTIATE_TEST_SUITE_P(OnRocks, QueueConformance, testing::Values(&on_rocks));

std::string fresh_name() {
  static int made = 0;
  return "queues" + std::to_string(++made);
}

std::unique_ptr<store::Store> postgres_store(TwoProcesses& world) {
  static store::PostgresCluster cluster({"fsync=off"});
  store::PostgresOptions options(Secret(cluster.connection()), std::string(32, 'k'));
  options.table = fresh_name();
  auto made =
      std::make_unique<store::PostgresStore>(options, world.clock, world.random, world.metrics);
  world.loop().run(made->create());
  return made;
}

/// With all it borrows.
class OwningDynamo final : public store::ForwardingStore {
 public:
  OwningDynamo(const store::DynamoOptions& options, TwoProcesses& world)
      : ForwardingStore(store_),
        store_(options, client_, credentials_, world.clock, world.random, world.metrics) {}
  Task<void> create() { return store_.create(); }

 private:
  static aws::Credentials local() {
    aws::Credentials credentials;
    credentials.access_key_id = "local";
    credentials.secret_access_key = Secret("local");
    return credentials;
  }
  http::CurlClient client_;
  aws::FixedCredentials credentials_{local()};
  store::DynamoStore store_;
};

std::unique_ptr<store::Store> dynamo_store(TwoProcesses& world) {
  static const store::DynamoLocal server;
  store::DynamoOptions options;
  options.region = "eu-west-1";
  options.endpoint = server.endpoint();
  options.table = fresh_name();
  options.cursor_key = Secret(std::string(32, 'k'));
  options.deadline = std::chrono::seconds(60);
  options.attempt_timeout = std::chrono::seconds(30);
  auto made = std::make_unique<OwningDynamo>(options, world);
  world.loop().run(made->create(), std::chrono::seconds(120));
  return made;
}

std::unique_ptr<QueueUnderTest> on_postgres() {
  return std::make_unique<TwoProcesses>(postgres_store);
}
std::unique_ptr<QueueUnderTest> on_dynamo() {
  return std::make_unique<TwoProcesses>(dynamo_store);
}

INSTANTIATE_TEST_SUITE_P(OnPostgres, QueueConformance, testing::Values(&on_postgres));
INSTANTIATE_TEST_SUITE_P(OnDynamo, QueueConformance, testing::Values(&on_dynamo));

}  // namespace
}  // namespace waymark::queue
