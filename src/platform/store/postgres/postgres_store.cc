#include "platform/store/postgres/postgres_store.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/store/limits.h"
#include "platform/store/postgres/commit.h"
#include "platform/store/postgres/context_pools.h"
#include "platform/store/postgres/document.h"
#include "platform/store/postgres/failure.h"
#include "platform/store/postgres/notifier.h"
#include "platform/store/postgres/reading.h"

namespace waymark::store {
namespace {

using namespace postgres;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr Backoff kRetrying{milliseconds(5), milliseconds(500)};
constexpr milliseconds kPingTimeout(2'000);
constexpr std::size_t kSweepBatch = 1'000;

/// libpq tells what it cannot read, and that may be the password.
bool can_be_read(const Secret& connection) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parts(
      PQconninfoParse(connection.expose().c_str(), nullptr), &PQconninfoFree);
  return parts != nullptr;
}

PostgresOptions checked(PostgresOptions options) {
  if (options.connection.empty() || !can_be_read(options.connection))
    throw Error::invalid("connection", "error.required");
  if (options.cursor_key.size() != CursorSeal::kKeyBytes)
    throw Error::invalid("cursor_key", "error.required");
  if (!is_table_name(options.table)) throw Error::invalid("table", "error.type.choice");
  if (options.connections == 0) throw Error::invalid("connections", "error.required");
  return options;
}

ConnectorOptions connector_options(const PostgresOptions& options) {
  return ConnectorOptions{options.connection, options.table, options.connect_timeout,
                          options.request_timeout};
}

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", std::move(cause));
}

}  // namespace

struct PostgresStore::State {
  State(PostgresOptions given, const Clock& time, Random& random_source,
        telemetry::Metrics& metrics)
      : options(checked(std::move(given))),
        clock(time),
        random(random_source),
        statements(options.table),
        cursors(options.cursor_key),
        retries(
            metrics.counter("waymark_postgres_retries_total", "Operations that were tried again.")),
        connector(connector_options(options)),
        notifier(connector, random, options.table + "_changed"),
        pools_share{statements,
                    connector,
                    random,
                    PoolLimits{options.connections, options.queue_limit, options.request_timeout},
                    metrics.counter("waymark_postgres_connections_opened_total",
                                    "Connections to PostgreSQL that were opened."),
                    metrics.counter("waymark_postgres_connections_lost_total",
                                    "Connections to PostgreSQL that broke.")},
        commits_share{statements, options.table, clock, random, retries} {}

  std::shared_ptr<Pool> pool_of(Executor reactor);
  Task<std::shared_ptr<Exchange>> ask(const Statement& statement, Parameters parameters,
                                      milliseconds timeout);
  Task<std::shared_ptr<Exchange>> ask(const Statement& statement, Parameters parameters) {
    return ask(statement, std::move(parameters), options.request_timeout);
  }
  void tell(const Transaction& transaction);
  void close();

  const PostgresOptions options;
  const Clock& clock;
  Random& random;
  const Statements statements;
  const CursorSeal cursors;
  telemetry::Counter& retries;
  Connector connector;
  Notifier notifier;
  const PoolSurroundings pools_share;
  const CommitSurroundings commits_share;
  std::mutex mutex;
  std::map<const boost::asio::execution_context*, std::shared_ptr<Pool>> pools;
  bool closed = false;
};

std::shared_ptr<Pool> PostgresStore::State::pool_of(Executor reactor) {
  const std::lock_guard lock(mutex);
  if (closed) throw unavailable("the store was closed");
  std::shared_ptr<Pool>& pool = pools[&reactor.context()];
  if (pool && !pool->closed()) return pool;
  pool = std::make_shared<Pool>(reactor, pools_share);
  boost::asio::use_service<ContextPools>(reactor.context()).add(pool);
  return pool;
}

/// For what changes nothing, or may be done twice.
Task<std::shared_ptr<Exchange>> PostgresStore::State::ask(const Statement& statement,
                                                          Parameters parameters,
                                                          milliseconds timeout) {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  const std::shared_ptr<Pool> pool = pool_of(reactor);
  const auto deadline = steady_clock::now() + timeout;
  for (unsigned attempt = 0;; ++attempt) {
    const auto exchange = std::make_shared<Exchange>(deadline);
    exchange->add(statement, parameters);
    co_await pool->perform(exchange);
    if (exchange->end == Exchange::End::answered) co_return exchange;
    const bool refused = exchange->end == Exchange::End::refused;
    const bool passing =
        refused ? is_passing(exchange->refusal) : exchange->end == Exchange::End::lost;
    if (!passing || steady_clock::now() >= deadline)
      throw refused ? error_of(exchange->refusal) : error_without_answer(*exchange);
    retries.add();
    co_await runtime::sleep_for(kRetrying.delay(attempt, random));
  }
}

void PostgresStore::State::tell(const Transaction& transaction) {
  if (options.notify_prefix.empty()) return;
  std::string last;
  for (const Operation& operation : transaction.operations()) {
    const auto* put = std::get_if<Put>(&operation);
    const auto partition = put ? put->item.text(attribute::kPk) : std::nullopt;
    if (!partition || !partition->starts_with(options.notify_prefix) || *partition == last)
      continue;
    last = *partition;
    notifier.tell(last);
  }
}

void PostgresStore::State::close() {
  {
    const std::lock_guard lock(mutex);
    closed = true;
  }
  // Nothing is added any more.
  for (const auto& [context, pool] : pools)
    if (pool) pool->close_from_outside();
  connector.stop();
  notifier.stop();
}

PostgresStore::PostgresStore(PostgresOptions options, const Clock& clock, Random& random,
                             telemetry::Metrics& metrics)
    : state_(std::make_unique<State>(std::move(options), clock, random, metrics)) {}

PostgresStore::~PostgresStore() {
  close();
}

void PostgresStore::close() {
  state_->close();
}

void PostgresStore::on_notify(std::function<void(std::string_view partition)> changed) {
  state_->notifier.listen(std::move(changed));
}

Task<std::optional<Item>> PostgresStore::get(Key key) {
  check_key(key);
  Parameters parameters;
  parameters.bytes(key.pk).bytes(key.sk);
  const auto answer = co_await state_->ask(state_->statements.get, std::move(parameters));
  const Rows& rows = answer->rows.back();
  if (rows.size() == 0) co_return std::nullopt;
  std::optional<Item> item = item_of_document(rows.document(0, 0));
  if (item->expired(state_->clock.now())) item.reset();
  co_return item;
}

Task<std::vector<std::optional<Item>>> PostgresStore::batch_get(std::vector<Key> keys) {
  check_batch(keys);
  std::vector<std::optional<Item>> found(keys.size());
  if (keys.empty()) co_return found;
  const auto answer = co_await state_->ask(state_->statements.get_many, keys_of(keys));
  const Rows& rows = answer->rows.back();
  const Instant now = state_->clock.now();
  for (int row = 0; row < rows.size(); ++row) {
    Item item = item_of_document(rows.document(row, 1));
    if (!item.expired(now))
      found[static_cast<std::size_t>(rows.int8(row, 0)) - 1] = std::move(item);
  }
  co_return found;
}

Task<Page> PostgresStore::query(Query query) {
  check_query(query);
  std::optional<Position> after;
  if (query.after) after = state_->cursors.open(query);
  auto request = page_request(state_->statements, query, after, state_->clock.now());
  if (!request) co_return Page();
  const auto answer = co_await state_->ask(*request->statement, std::move(request->parameters));
  PageRows rows = page_of(answer->rows.back(), query.limit);
  Page page(std::move(rows.items), std::nullopt);
  if (rows.more)
    page.next = state_->cursors.seal(query.index, query.partition,
                                     position_of(page.items.back(), query.index));
  co_return page;
}

Task<Page> PostgresStore::scan(Scan scan) {
  check_scan(scan);
  std::optional<Key> after;
  if (scan.after) after = state_->cursors.open_scan(scan);
  PageRequest request = scan_request(state_->statements, scan, after, state_->clock.now());
  const auto answer = co_await state_->ask(*request.statement, std::move(request.parameters));
  PageRows rows = page_of(answer->rows.back(), scan.limit);
  Page page(std::move(rows.items), std::nullopt);
  if (rows.more) page.next = state_->cursors.seal_scan(page.items.back().key());
  co_return page;
}

Task<Outcome> PostgresStore::transact(Transaction transaction) {
  check_transaction(transaction);
  const Executor reactor = co_await boost::asio::this_coro::executor;
  Commit commit(state_->commits_share, state_->pool_of(reactor), std::move(transaction),
                steady_clock::now() + state_->options.request_timeout);
  Outcome outcome = co_await commit.run();
  if (outcome.committed()) state_->tell(commit.transaction());
  co_return outcome;
}

Task<std::size_t> PostgresStore::sweep(std::size_t limit) {
  std::size_t swept = 0;
  while (swept < limit) {
    const std::size_t batch = std::min(limit - swept, kSweepBatch);
    Parameters parameters;
    parameters.int8(epoch_seconds(state_->clock.now())).int8(static_cast<std::int64_t>(batch));
    const auto answer = co_await state_->ask(state_->statements.sweep, std::move(parameters));
    const auto count = static_cast<std::size_t>(answer->rows.back().size());
    swept += count;
    if (count < batch) break;
  }
  co_return swept;
}

Task<void> PostgresStore::ping() {
  const auto answer = co_await state_->ask(state_->statements.ping, Parameters(), kPingTimeout);
  const Rows& rows = answer->rows.back();
  if (rows.size() == 1 && rows.bytes(0, 0) != std::string_view("\0", 1))
    throw unavailable("the PostgreSQL server only reads");
}

Task<void> PostgresStore::create() {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  const std::shared_ptr<Pool> pool = state_->pool_of(reactor);
  const auto exchange =
      std::make_shared<Exchange>(steady_clock::now() + state_->options.request_timeout);
  for (const Statement& statement : state_->statements.create) exchange->add(statement);
  co_await pool->perform(exchange);
  if (exchange->end == Exchange::End::refused) throw error_of(exchange->refusal);
  if (exchange->end != Exchange::End::answered) throw error_without_answer(*exchange);
  const std::string_view format = exchange->rows.back().bytes(0, 0);
  if (format != kFormat)
    throw unavailable("the table " + state_->options.table + " has format " + std::string(format) +
                      ", this version reads format " + std::string(kFormat));
}

}  // namespace waymark::store
