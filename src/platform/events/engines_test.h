// The stores that several nodes can share, real servers behind them, for tests of what nodes do to each other.
#pragma once

#include <memory>
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "platform/aws/credentials.h"
#include "platform/http/curl/curl_client.h"
#include "platform/runtime/testing.h"
#include "platform/store/dynamo/dynamo_local_test.h"
#include "platform/store/dynamo/dynamo_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/postgres/postgres_store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::events {

/// An empty store, and how much slower than memory it is.
class SharedEngine {
 public:
  virtual ~SharedEngine() = default;
  virtual store::Store& store() = 0;
  /// After the loop that used it has ended.
  virtual void close() {}
  virtual int slowness() const { return 1; }

 protected:
  SystemClock clock_;
  SystemRandom random_;
  telemetry::Metrics metrics_;
};

class InMemory final : public SharedEngine {
 public:
  store::Store& store() override { return store_; }

 private:
  store::MemoryStore store_{clock_};
};

class OnPostgres final : public SharedEngine {
 public:
  OnPostgres() : store_(options(cluster_.connection()), clock_, random_, metrics_) {
    runtime::run_task(store_.create());
  }
  store::Store& store() override { return store_; }
  void close() override { store_.close(); }
  int slowness() const override { return 2; }

 private:
  static store::PostgresOptions options(std::string connection) {
    return store::PostgresOptions(Secret(std::move(connection)), std::string(32, 'k'));
  }
  store::PostgresCluster cluster_{{"fsync=off"}};
  store::PostgresStore store_;
};

class OnDynamo final : public SharedEngine {
 public:
  OnDynamo()
      : store_(options(server_.endpoint()), client_, credentials_, clock_, random_, metrics_) {
    runtime::run_task(store_.create(), std::chrono::seconds(120));
  }
  store::Store& store() override { return store_; }
  int slowness() const override { return 6; }

 private:
  static store::DynamoOptions options(std::string endpoint) {
    store::DynamoOptions options;
    options.region = "eu-west-1";
    options.endpoint = std::move(endpoint);
    options.cursor_key = Secret(std::string(32, 'k'));
    return options;
  }
  static aws::Credentials local() {
    aws::Credentials credentials;
    credentials.access_key_id = "local";
    credentials.secret_access_key = Secret("local");
    return credentials;
  }
  store::DynamoLocal server_;
  http::CurlClient client_;
  aws::FixedCredentials credentials_{local()};
  store::DynamoStore store_;
};

using MakeEngine = std::unique_ptr<SharedEngine> (*)();
template <typename Engine>
std::unique_ptr<SharedEngine> make_engine() {
  return std::make_unique<Engine>();
}

}  // namespace waymark::events
