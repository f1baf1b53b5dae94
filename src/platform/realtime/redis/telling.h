// The connection of a hub that tells others.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "base/random.h"
#include "base/task.h"
#include "platform/redis/connection.h"
#include "platform/runtime/signal.h"

namespace waymark::realtime {

/// tell() from any thread; run() lives on one reactor.
class Telling {
 public:
  Telling(redis::Address address, std::string prefix, std::string node, Random& random);

  /// Never blocks. Past the hub's bounds it forgets what waits, and tells of a loss in its place.
  void tell(std::string_view topic, std::string bytes);
  /// Connects again and again.
  Task<void> run();
  /// All that was told is confirmed, or the connection is lost. For the end.
  Task<void> drained();
  bool connected() const { return connected_; }

 private:
  Task<void> serve();
  Task<void> write_all(redis::Connection& connection);
  void take_confirmed();
  void keep(std::string command);

  const redis::Address address_;
  const std::string topics_;
  const std::string loss_;
  const std::string node_;
  Random& random_;

  std::mutex mutex_;                // of what follows
  std::deque<std::string> untold_;  // commands; those before `written_` are not confirmed
  std::size_t untold_bytes_ = 0;
  std::size_t written_ = 0;
  bool forgot_ = false;
  std::shared_ptr<runtime::Signal> more_;  // while it runs
  std::shared_ptr<runtime::Signal> empty_;

  std::atomic<bool> connected_{false};
};

}  // namespace waymark::realtime
