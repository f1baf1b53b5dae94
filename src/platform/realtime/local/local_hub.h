// The hub of one process: topics across its reactors.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/realtime/hub.h"
#include "platform/realtime/presence.h"
#include "platform/realtime/switchboard.h"
#include "platform/realtime/visitors.h"
#include "platform/telemetry/metrics.h"

namespace waymark::realtime {

/// Made before the reactors' work and stopped before they stop. Metrics: those of Switchboard.
class LocalHub final : public Hub {
 public:
  explicit LocalHub(telemetry::Metrics& metrics) : board_(metrics) {}

  void publish(std::string_view topic, MessagePtr message) override;
  std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor,
                                          Listener& listener) override;

  /// Tells every listener what is under way, and that it was the last, and waits until all reactors
  /// have done so. Then nothing is published any more.
  Task<void> stop();

 private:
  Switchboard board_;
};

/// Who is here, in one process. Publishes on `hub`, which outlives it.
class LocalPresence final : public Presence {
 public:
  explicit LocalPresence(Hub& hub);

  std::unique_ptr<Visit> enter(std::string topic, std::string who) override;
  Task<std::vector<std::string>> present(std::string topic) override;

 private:
  Visitors visitors_;
};

}  // namespace waymark::realtime
