// One session with PostgreSQL, in pipeline mode on a reactor.
//
// Exchanges are sent as they come, each followed by a synchronisation point, and answered in order. An exchange whose
// caller has gone is read to its end all the same, so that answers never reach the wrong one.
#pragma once

#include <libpq-fe.h>

#include <bitset>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "base/task.h"
#include "platform/store/postgres/exchange.h"

namespace waymark::store::postgres {

struct Finish {
  void operator()(PGconn* session) const { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, Finish>;

/// What libpq says, which it writes in several lines for a terminal, in one.
std::string one_line(const char* message);

/// Lives on one reactor, in a Pool, and is closed before its reactor's context is gone.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// The pool it belongs to.
  class Owner {
   public:
    /// Answers have come, or a lease has ended: there may be room.
    virtual void progressed() = 0;
    virtual void lost(Connection& connection, const std::string& cause) = 0;

   protected:
    ~Owner() = default;
  };

  /// `session` is established, prepared for work (connector.h), and idle.
  Connection(Executor executor, Session session, const Statements& statements, Owner& owner);

  void start();
  /// Ends the exchange as `unsent` when the connection has been lost.
  void send(std::shared_ptr<Exchange> exchange);
  /// Fails all that is in flight. The owner is not told.
  void close(const std::string& cause);
  /// The same for a session that does not answer; the owner is told.
  void give_up(const std::string& cause) { lose(cause); }

  bool open() const { return session_ != nullptr; }
  bool leased() const { return leased_; }
  std::size_t in_flight() const { return in_flight_.size(); }
  /// What was sent, the oldest first.
  const std::deque<std::shared_ptr<Exchange>>& exchanges() const { return in_flight_; }
  /// When the oldest exchange in flight became the oldest.
  SteadyTime waiting_since() const { return head_since_; }

  /// Leases end one way or the other (exchange.h).
  void release();
  void roll_back();

 private:
  using Descriptor = boost::asio::posix::basic_stream_descriptor<Executor>;
  /// The number of the statement that is being prepared, or kRows.
  using Expected = std::size_t;
  static constexpr Expected kRows = kMaxStatements;

  void prepare_missing(const Exchange& exchange, std::vector<Expected>& expected);
  bool send_step(const Exchange::Step& step);
  void flush();
  void wait_readable();
  void wait_writable();
  void read();
  bool consume();
  void take_results();
  void take(PGresult* result);
  void exchange_ended();
  void lose(const std::string& cause);

  Executor executor_;
  Session session_;
  const Statements& statements_;
  Owner* owner_;
  std::optional<Descriptor> descriptor_;
  std::bitset<kMaxStatements> prepared_;
  std::deque<std::shared_ptr<Exchange>> in_flight_;
  std::deque<std::vector<Expected>> expected_;  // of each in flight, what its results are
  std::size_t step_ = 0;                        // of the oldest, the result that comes next
  bool failed_ = false;                         // a statement of the oldest was refused
  bool leased_ = false;
  bool writing_ = false;
  SteadyTime head_since_;
};

}  // namespace waymark::store::postgres
