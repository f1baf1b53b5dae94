// The deliveries that this process holds.
//
// JetStream hides a delivery for the time its consumer was made with (AckWait), the same for all.
// So that each receive may ask for its own: while a delivery's time-out runs, JetStream is told at
// a third of AckWait that work is in progress; when it lapses the delivery is given back. Should the
// process die, JetStream gives its deliveries to others once AckWait has passed.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "platform/queue/nats/connection.h"
#include "platform/runtime/signal.h"

namespace waymark::queue::nats {

/// hold(), extend() and release() on any reactor; keep() is run by the owner on `home`.
class Holding {
 public:
  Holding(Connection& connection, std::chrono::milliseconds ack_wait, Executor home);

  void hold(const std::string& reply, std::chrono::milliseconds visibility);
  /// False when it is not held (any more).
  bool extend(const std::string& reply, std::chrono::milliseconds visibility);
  bool held(const std::string& reply) const;
  void release(const std::string& reply);
  /// Until its group is stopped.
  Task<void> keep();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Held {
    SteadyTime until;
    SteadyTime next_sign;
  };
  SteadyTime tend();

  Connection& connection_;
  const std::chrono::milliseconds between_signs_;
  const std::shared_ptr<runtime::Signal> changed_;
  mutable std::mutex mutex_;
  std::map<std::string, Held, std::less<>> held_;  // by reply subject
};

}  // namespace waymark::queue::nats
