// The work queues, and who works on them.
//
//   queue   what its jobs are     handler
//   mail    mails to people       mail::Delivery
//   feed    whose activities are to be put into feeds   feed::FanOut
//   imports uploads with many workouts                  workouts::ImportWorker (imports.h)
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/foundation.h"
#include "app/queue_engines.h"
#include "platform/mail/queued/queued_post.h"
#include "platform/queue/forwarder.h"
#include "platform/queue/workers.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/secrets/crypto.h"
#include "product/feed/fan_out.h"
#include "product/social/graph.h"

namespace waymark::app {

/// Made after the foundation and the mailer, which it borrows. Lives on the first reactor.
class Queues {
 public:
  Queues(Foundation& foundation, mail::Mailer& mailer, const Settings& settings);

  mail::Post& post() { return post_; }
  QueueEngines& engines() { return engines_; }
  /// Before start(). The handler is borrowed.
  void add(const std::string& queue, queue::Handler& handler, queue::WorkerOptions options) {
    workers_.add(queue, handler, options);
  }

  /// Jobs are worked on from now on, or once the service that delivers them is there: until then they wait on the store.
  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

 private:
  Task<void> work_when_reached(std::vector<Executor> executors);

  Foundation& foundation_;
  QueueEngines engines_;
  secrets::Sealer mail_sealer_;
  mail::QueuedPost post_;
  mail::Delivery delivery_;
  social::Graph graph_;
  feed::FanOut fan_out_;
  std::optional<queue::Forwarder> forwarder_;  // where a service delivers
  queue::Workers workers_;

  // While a service delivers and we are started.
  std::optional<runtime::TaskGroup> reaching_;
  std::shared_ptr<runtime::Signal> ending_;
  bool stopping_ = false;
};

}  // namespace waymark::app
