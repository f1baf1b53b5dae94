// The connections of one reactor, and the requests that wait for one.
//
// Connections are opened one at a time, as requests find the open ones busy, up to a number. A request goes to the
// connection with the least in flight; past kMaxInFlight on each, or while transactions have them all to themselves, it
// waits in order of arrival. A server that cannot be reached is tried again with growing delays while anyone waits.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "base/backoff.h"
#include "platform/store/postgres/connector.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store::postgres {

struct PoolLimits {
  std::size_t connections;
  std::size_t waiting;
  std::chrono::milliseconds request_timeout;
};

/// What pools share. Any thread; outlives them.
struct PoolSurroundings {
  const Statements& statements;
  Connector& connector;
  Random& random;
  PoolLimits limits;
  telemetry::Counter& opened;
  telemetry::Counter& lost;
};

/// Lives on one reactor; only deliver() is called on another thread.
class Pool final : public Connection::Owner, public std::enable_shared_from_this<Pool> {
 public:
  Pool(Executor executor, const PoolSurroundings& surroundings);
  ~Pool();

  /// Carries it out and returns when it has ended, one way or the other. Throws when the caller is cancelled, and
  /// Error(unavailable) when too many wait.
  Task<void> perform(std::shared_ptr<Exchange> exchange);
  bool closed() const { return closed_; }
  /// Ends everything. Called on the reactor, or when it does not run any more.
  void close();
  /// The same from any thread, whether the reactor runs or not.
  void close_from_outside();

  void progressed() override;
  void lost(Connection& connection, const std::string& cause) override;

 private:
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

  void submit(const std::shared_ptr<Exchange>& exchange);
  void dispatch();
  Connection* least_busy();
  void open_another();
  void deliver(Opened opened);
  void opened(Opened opened);
  void failed_to_open(const NoSession& failure);
  void keep_time();
  void look_at_the_clock();
  void end_waiting(const std::string& cause);

  const Executor executor_;
  const PoolSurroundings surroundings_;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::deque<std::shared_ptr<Exchange>> waiting_;
  std::optional<Timer> timer_;
  bool timing_ = false;
  bool dispatching_ = false;
  bool opening_ = false;
  unsigned failures_ = 0;  // to open a session, in a row
  SteadyTime open_not_before_{};
  std::string last_failure_;
  std::mutex gate_;  // between deliver() and close()
  bool closed_ = false;
};

}  // namespace waymark::store::postgres
