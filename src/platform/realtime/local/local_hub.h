// The hub of one process: topics across its reactors.
//
// A topic knows the reactors that have listeners for it. publish() posts one task to each of them,
// which hands the shared frame to every listener there; a topic without listeners costs a look-up.
// Tasks are posted under the registry's lock, so that every reactor sees a topic's messages in one
// and the same order; the lock is never held across a suspension, nor while anything is delivered.
#pragma once

#include <memory>

#include "platform/realtime/hub.h"
#include "platform/telemetry/metrics.h"

namespace waymark::realtime {

/// Made before the reactors' work and stopped before they stop. Metrics:
/// waymark_realtime_subscriptions, waymark_realtime_messages_total,
/// waymark_realtime_overflows_total.
class LocalHub final : public Hub {
 public:
  explicit LocalHub(telemetry::Metrics& metrics);
  ~LocalHub() override;

  void publish(std::string_view topic, MessagePtr message) override;
  std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor) override;

  /// Closes every subscription and waits until all reactors have done so. Then nothing is
  /// published any more, and new subscriptions are closed from the beginning.
  Task<void> stop();

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace waymark::realtime
