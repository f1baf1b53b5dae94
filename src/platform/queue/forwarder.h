// Hands jobs that were enqueued with a commit to the engine that delivers them, when that is not the
// engine on the store.
//
// `outgoing` is a queue engine on the store, whose queues have the names of the target's: there
// Jobs::enqueue puts a job. A forwarder takes it, sends it to `target` and acknowledges it: at least
// once, by several processes together, in bounded numbers. While the target cannot be reached jobs
// wait in the store; one that was tried for a day or more becomes a dead letter of `outgoing`, and
// every start() brings those back. The log says once that the target is out of reach, and once that it
// is back. In metrics the queues of `outgoing` are "outgoing/<name>".
#pragma once

#include <memory>
#include <vector>

#include "platform/queue/catalog.h"
#include "platform/queue/queue.h"
#include "platform/queue/workers.h"

namespace waymark::queue {

inline constexpr const char* kOutgoingPrefix = "outgoing/";

/// The catalog for `outgoing`: the same names, tried as often as can be.
Catalog outgoing_catalog(const Catalog& catalog);

class Forwarder {
 public:
  /// `outgoing` is the engine on the store and its catalog; all is borrowed.
  Forwarder(WorkerPorts outgoing, Queue& target);
  ~Forwarder();

  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

 private:
  class Sender;
  WorkerPorts outgoing_;
  std::vector<std::unique_ptr<Sender>> senders_;  // one a queue
  Workers workers_;
};

}  // namespace waymark::queue
