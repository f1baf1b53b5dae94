// What goes to PostgreSQL together and comes back together: statements in a row, which are one transaction unless one
// was begun before, and their rows.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/postgres/parameters.h"
#include "platform/store/postgres/statements.h"

namespace waymark::store::postgres {

class Connection;
using SteadyTime = std::chrono::steady_clock::time_point;

/// The rows that one statement gave. Columns are in binary.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result) {}
  int size() const { return PQntuples(result_.get()); }
  bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }
  std::string_view bytes(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
  }
  std::int64_t int8(int row, int column) const;
  /// The text of a jsonb.
  std::string_view document(int row, int column) const { return bytes(row, column).substr(1); }

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

/// How the server refused a statement.
struct Refusal {
  std::string state;    // SQLSTATE, five characters
  std::string message;  // for developers
};

/// A connection that one transaction has for itself. Destroyed, it rolls back what was begun and not committed.
class Lease {
 public:
  Lease() = default;
  explicit Lease(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  Lease(Lease&& other) noexcept = default;
  Lease& operator=(Lease&& other) noexcept {
    std::swap(connection_, other.connection_);
    return *this;
  }
  ~Lease();
  const std::shared_ptr<Connection>& connection() const { return connection_; }
  /// The transaction has ended: others may use the connection.
  void end();

 private:
  std::shared_ptr<Connection> connection_;
};

/// Resumes the coroutine that waits.
struct Resume {
  virtual ~Resume() = default;
  virtual void operator()() = 0;
};

/// Lives on one reactor; held by the caller and by the connection until both are done with it.
class Exchange {
 public:
  enum class End : std::uint8_t {
    pending,
    answered,   // every statement was carried out, and, outside a begun transaction, committed
    refused,    // one was not, and nothing of the exchange has happened
    unsent,     // nothing was sent; `cause` says why
    lost,       // sent, and the connection was lost before the answer was complete
    overdue,    // sent, and no answer came in time
    cancelled,  // by the caller, who does not wait any more
  };

  explicit Exchange(SteadyTime until) : deadline(until) {}
  Exchange& add(const Statement& statement, Parameters parameters = {}) {
    steps.push_back(Step{&statement, std::move(parameters)});
    return *this;
  }

  /// Tells the caller, once; what comes after is ignored.
  void finish(End how);
  bool pending() const { return end == End::pending; }

  struct Step {
    const Statement* statement;
    Parameters parameters;
  };
  const SteadyTime deadline;
  std::vector<Step> steps;
  bool begins = false;                     // the connection is leased with it
  std::shared_ptr<Connection> connection;  // the one to use, when it was leased before

  End end = End::pending;
  std::vector<Rows> rows;  // one for each step that was answered
  Refusal refusal;
  std::string cause;
  Lease lease;
  std::unique_ptr<Resume> resume;
};

}  // namespace waymark::store::postgres
