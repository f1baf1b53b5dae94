// The store in one PostgreSQL table, for those who run PostgreSQL 14 or newer (or Aurora).
//
// Every reactor has a few connections of its own, driven by libpq in pipeline mode: reads and single-step transactions
// of several callers share a connection, in flight one behind the other; nothing blocks. What a session does at its
// start (names, TLS, passwords, preparing) happens on a thread of its own.
//
// How transactions are correct, whoever else writes on whichever node: every transaction first takes the advisory locks
// of all its keys, always in the same order, shared for checks and exclusive for the rest, and only then reads; they are
// held until it has ended. That covers items that are not there, needs no serializable isolation, and cannot deadlock.
//
//   document.h    items as jsonb        statements.h  the table and all SQL     exchange.h    what goes over and comes back
//   connection.h  one session           pool.h        those of one reactor      connector.h   the thread that opens them
//   writing.h     transactions          reading.h     pages                     notifier.h    LISTEN and NOTIFY
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store {

struct PostgresOptions {
  /// `where`: what libpq connects with, "host=… dbname=… sslmode=verify-full" or a postgresql:// URI; every option of
  /// libpq is taken. `seal`: CursorSeal::kKeyBytes bytes, the same on all nodes.
  PostgresOptions(Secret where, std::string seal)
      : connection(std::move(where)), cursor_key(std::move(seal)) {}
  Secret connection;
  std::string cursor_key;
  std::string table = "gg_core";   // a-z, 0-9 and _, not a digit first, at most 40
  std::size_t connections = 8;     // a reactor, at most; opened as they are needed
  std::size_t queue_limit = 4096;  // requests of a reactor that wait for a connection
  std::chrono::milliseconds request_timeout{10'000};  // of one operation, with all its retries
  std::chrono::milliseconds connect_timeout{5'000};
  std::string notify_prefix = "EVENT#";  // puts to such partitions wake on_notify() everywhere
};

/// Any reactor. Borrows all it is given. Destroyed when all callers have had their answer, whether the reactors still run,
/// have ended, or their contexts are gone.
///
/// Throws, besides what every engine refuses:
///   Error(unavailable)        no connection, the server is starting, read only or full, or the table is missing; from
///                             transact() also when the connection was lost before the outcome was known: then, and
///                             only then, the transaction may have been committed ("whether it was committed is not
///                             known"). Reads, and transactions that certainly did nothing, are tried again before.
///   Error(deadline_exceeded)  no answer within request_timeout; of transact() the outcome is unknown likewise
///   Error(internal)           an item that PostgreSQL cannot hold: one whose own keys and those of an index have more
///                             than about 2,600 bytes together
class PostgresStore final : public Store {
 public:
  /// Opens nothing yet. Throws Error(invalid_input) naming what is wrong with the options; the connection string itself
  /// is never shown.
  PostgresStore(PostgresOptions options, const Clock& clock, Random& random,
                telemetry::Metrics& metrics);
  ~PostgresStore() override;

  Task<std::optional<Item>> get(Key key) override;
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override;
  Task<Page> query(Query query) override;
  Task<Outcome> transact(Transaction transaction) override;
  Task<Page> scan(Scan scan) override;
  Task<std::size_t> sweep(std::size_t limit) override;
  /// Throws Error(unavailable) also when the table is missing or the server only reads.
  Task<void> ping() override;

  /// Makes the table and its indexes where they are missing. Throws Error(unavailable) when they are of a newer format.
  Task<void> create();

  /// From now on `changed` is called with a partition whenever a transaction of any node has put an item into one that
  /// begins with notify_prefix; with "" when some such calls may have been missed (the first time, and after the
  /// connection was lost). A hint that saves polling, no promise: it may come late, twice, or, when a node dies right
  /// after its commit, not at all. On a thread of the store's own; it must not block or throw. Called once, before the
  /// store is used.
  void on_notify(std::function<void(std::string_view partition)> changed);

  /// Ends all that waits with Error(unavailable) and closes the connections. Blocks while the reactors that run do that;
  /// not called on one of them. Does nothing when called again.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::store
