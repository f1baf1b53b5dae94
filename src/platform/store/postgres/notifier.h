// LISTEN and NOTIFY: tells all nodes which partitions have something new.
//
// A NOTIFY inside a transaction makes PostgreSQL commit one such transaction after the other, each waiting for the disk.
// So it is sent after the commit, by one session of the process that gathers what was committed meanwhile; it writes
// nothing to the disk. A node that dies in between leaves the others to find the events by looking, as they do anyway.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "base/random.h"
#include "platform/store/postgres/connector.h"

namespace waymark::store::postgres {

/// Has a thread and a session of its own, from its first use on. Any thread.
class Notifier {
 public:
  /// `channel` is a lower-case identifier.
  Notifier(const Connector& connector, Random& random, std::string channel);
  ~Notifier();
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;

  /// See PostgresStore::on_notify.
  void listen(std::function<void(std::string_view)> changed);
  /// Tells all nodes, this one too, soon.
  void tell(std::string_view partition);
  /// Joins the thread. Does nothing when called again.
  void stop();

 private:
  void start();
  void wake();
  void run();
  void serve(PGconn* session);
  bool send_waiting(PGconn* session);
  void wait_before_trying_again(unsigned failures);
  void hear(std::string_view partition);
  bool stopping();

  const Connector& connector_;
  Random& random_;
  const std::string channel_;
  std::function<void(std::string_view)> changed_;
  int wake_ = -1;  // an eventfd
  std::mutex mutex_;
  std::set<std::string, std::less<>> waiting_;
  bool stopping_ = false;
  int socket_ = -1;  // of the session, while there is one
  std::thread thread_;
};

}  // namespace waymark::store::postgres
