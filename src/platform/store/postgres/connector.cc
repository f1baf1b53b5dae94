#include "platform/store/postgres/connector.h"

#include <poll.h>

#include <array>

namespace waymark::store::postgres {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLook(50);  // how often a wait looks whether it is to stop

std::string message_of(const PGconn* session) {
  std::string line = one_line(PQerrorMessage(session));
  return line.empty() ? "no connection" : line;
}

/// One attempt, which may be cut short.
class Attempt {
 public:
  Attempt(const ConnectorOptions& options, const std::atomic<bool>& stopping)
      : options_(options),
        stopping_(stopping),
        deadline_(steady_clock::now() + options.connect_timeout) {}

  Opened run() {
    start();
    if (!session_ || PQstatus(session_.get()) == CONNECTION_BAD) return none();
    if (!shake_hands()) return none();
    if (auto wrong = prepare()) return std::move(*wrong);
    return std::move(session_);
  }

 private:
  void start() {
    const std::string patience = std::to_string(options_.request_timeout.count());
    // What comes after `dbname` replaces what the operator's string says; what comes before is replaced by it.
    const std::array<const char*, 5> names{"application_name", "tcp_user_timeout", "dbname",
                                           "client_encoding", nullptr};
    const std::array<const char*, 5> values{"waymark", patience.c_str(),
                                            options_.connection.expose().c_str(), "UTF8", nullptr};
    session_.reset(PQconnectStartParams(names.data(), values.data(), 1));
    if (session_)
      PQsetNoticeReceiver(
          session_.get(), [](void*, const PGresult*) {}, nullptr);
  }

  NoSession none() const {
    NoSession made;
    made.cause = timed_out_ ? "PostgreSQL does not answer" : message_of(session_.get());
    // libpq gives no SQLSTATE for a session that was refused.
    for (const char* sign :
         {"password", "pg_hba.conf", "does not exist", "authentication", "invalid", "certificate"})
      made.hopeless = made.hopeless || (!timed_out_ && made.cause.find(sign) != std::string::npos);
    return made;
  }

  bool shake_hands() {
    for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;
         next = PQconnectPoll(session_.get())) {
      if (next == PGRES_POLLING_FAILED) return false;
      if (!wait(next == PGRES_POLLING_WRITING ? POLLOUT : POLLIN)) return false;
    }
    return true;
  }

  bool wait(short what) {
    while (!stopping_.load() && steady_clock::now() < deadline_) {
      pollfd socket{PQsocket(session_.get()), what, 0};
      if (::poll(&socket, 1, static_cast<int>(kLook.count())) != 0) return true;
    }
    timed_out_ = true;
    return false;
  }

  /// The last result of what was sent; null when there is none.
  Rows answer() {
    Rows last(nullptr);
    while (true) {
      while (PQisBusy(session_.get()) != 0) {
        if (!wait(POLLIN) || PQconsumeInput(session_.get()) != 1) return Rows(nullptr);
      }
      PGresult* const result = PQgetResult(session_.get());
      if (result == nullptr) return last;
      last = Rows(result);
    }
  }

  /// How the session is to be, and whether the database is one of ours.
  std::optional<NoSession> prepare() {
    if (PQsendQuery(session_.get(), settings().c_str()) != 1) return none();
    const Rows rows = answer();
    if (rows.size() != 1) return none();
    const std::string_view encoding = rows.bytes(0, 0);
    const std::string_view has_meta = rows.bytes(0, 1);
    if (encoding != "UTF8")
      return NoSession{"the database has the encoding " + std::string(encoding) + ", not UTF8",
                       true};
    if (has_meta == "t")
      if (auto wrong = check_format()) return wrong;
    if (PQsetnonblocking(session_.get(), 1) != 0 || PQenterPipelineMode(session_.get()) != 1)
      return none();
    return std::nullopt;
  }

  std::optional<NoSession> check_format() {
    const std::string question =
        "SELECT value FROM " + options_.table + "_meta WHERE name = 'format'";
    if (PQsendQuery(session_.get(), question.c_str()) != 1) return none();
    const Rows rows = answer();
    if (rows.size() != 1) return NoSession{message_of(session_.get()), false};
    if (rows.bytes(0, 0) == kFormat) return std::nullopt;
    return NoSession{"the table " + options_.table + " has format " +
                         std::string(rows.bytes(0, 0)) + ", this version reads format " +
                         std::string(kFormat) + ": use a newer version of this program",
                     true};
  }

  std::string settings() const {
    const std::string timeout = std::to_string(options_.request_timeout.count());
    // Locks are taken first and rows read after, each statement seeing what was committed when it began.
    return "SET default_transaction_isolation = 'read committed'; "
           "SET statement_timeout = " +
           timeout +
           "; SET lock_timeout = 0; "
           "SET idle_in_transaction_session_timeout = " +
           timeout +
           "; "
           // Every statement has one good plan, by an index, whatever the statistics say.
           "SET plan_cache_mode = 'force_generic_plan'; SET enable_seqscan = off; "
           "SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; "
           "SET jit = off; SET bytea_output = 'hex'; SET extra_float_digits = 1; "
           // What was acknowledged is on the disk, whatever the server's default is.
           "SELECT set_config('synchronous_commit', 'on', false) "
           "WHERE current_setting('synchronous_commit') = 'off'; "
           "SELECT current_setting('server_encoding'), to_regclass('" +
           options_.table + "_meta') IS NOT NULL";
  }

  const ConnectorOptions& options_;
  const std::atomic<bool>& stopping_;
  const steady_clock::time_point deadline_;
  bool timed_out_ = false;
  Session session_;
};

}  // namespace

Connector::Connector(ConnectorOptions options) : options_(std::move(options)) {
  thread_ = std::thread([this] { run(); });
}

Connector::~Connector() {
  stop();
}

void Connector::open(std::function<void(Opened)> ready) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(ready));
  }
  wake_.notify_one();
}

Opened Connector::open_here() const {
  return Attempt(options_, stopping_).run();
}

void Connector::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Connector::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_.load() || !waiting_.empty(); });
    if (stopping_) return;
    const auto ready = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    ready(open_here());
    lock.lock();
  }
}

}  // namespace waymark::store::postgres
