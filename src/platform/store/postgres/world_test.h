// For tests: one PostgreSQL server for the whole program, and stores on tables of their own in it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <atomic>
#include <random>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/postgres/postgres_store.h"
#include "platform/store/runner_test.h"

namespace waymark::store {

/// Started by the first test that needs it, and gone with the program.
inline PostgresCluster& shared_cluster() {
  static PostgresCluster cluster({"max_connections=60"});
  return cluster;
}

/// A session of the test's own, for what happens behind the store's back.
class Operator {
 public:
  explicit Operator(const std::string& connection)
      : session_(PQconnectdb(connection.c_str()), &PQfinish) {
    if (PQstatus(session_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(session_.get()));
    PQsetNoticeReceiver(
        session_.get(), [](void*, const PGresult*) {}, nullptr);
  }
  /// The first column of the first row, "" when there is none.
  std::string ask(const std::string& sql) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(session_.get(), sql.c_str()),
                                                               &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
      throw std::runtime_error(sql + ": " + PQerrorMessage(session_.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
  }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> session_;
};

/// Waits for it, at most ten seconds.
template <typename Holds>
bool eventually(Holds holds) {
  const auto bound = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > bound) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

inline std::string fresh_table() {
  static std::atomic<int> count{0};
  return "items" + std::to_string(count++);
}

inline PostgresOptions test_options(const std::string& connection, const std::string& table) {
  PostgresOptions options(Secret(connection), std::string(32, 'k'));
  options.table = table;
  return options;
}

/// One node's store, with all it borrows.
class PostgresNode {
 public:
  PostgresNode(const Clock& clock, PostgresOptions options)
      : store_(std::move(options), clock, random_, metrics_) {}
  PostgresStore& store() { return store_; }
  telemetry::Metrics& metrics() { return metrics_; }

 private:
  SystemRandom random_;
  telemetry::Metrics metrics_;
  PostgresStore store_;
};

/// A store on an empty table, which is dropped at the end.
class FreshPostgres final : public StoreUnderTest {
 public:
  explicit FreshPostgres(const Clock& clock)
      : table_(fresh_table()), node_(clock, test_options(shared_cluster().connection(), table_)) {
    runtime::run_task(node_.store().create());
  }
  ~FreshPostgres() override {
    node_.store().close();
    Operator(shared_cluster().connection())
        .ask("DROP TABLE " + table_ + "; DROP TABLE " + table_ + "_meta");
  }
  PostgresStore& store() override { return node_.store(); }
  PostgresNode& node() { return node_; }
  const std::string& table() const { return table_; }

 private:
  std::string table_;
  PostgresNode node_;
};

}  // namespace waymark::store
