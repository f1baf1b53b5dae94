// The thread that opens sessions: it looks up names, shakes hands, proves passwords and says how the session is to be,
// all of which may take milliseconds of work or seconds of waiting.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

#include "base/secret.h"
#include "platform/store/postgres/connection.h"

namespace waymark::store::postgres {

struct ConnectorOptions {
  Secret connection;
  std::string table;
  std::chrono::milliseconds connect_timeout;
  std::chrono::milliseconds request_timeout;
};

/// Why there is no session.
struct NoSession {
  std::string cause;
  bool hopeless =
      false;  // trying again will not help: a wrong password, a database of another format …
};
using Opened = std::variant<Session, NoSession>;

class Connector {
 public:
  explicit Connector(ConnectorOptions options);
  /// Stops.
  ~Connector();
  /// Opens a session for statements; `ready` is called on the connector's thread, unless it is stopped before.
  void open(std::function<void(Opened)> ready);
  /// The same here and now, for a thread that may block. In neither non-blocking nor pipeline mode.
  Opened open_here() const;
  /// Joins the thread, in the middle of what it is doing. Does nothing when called again.
  void stop();
  bool stopping() const { return stopping_.load(); }

 private:
  void run();

  const ConnectorOptions options_;
  mutable std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void(Opened)>> waiting_;
  std::thread thread_;
};

}  // namespace waymark::store::postgres
