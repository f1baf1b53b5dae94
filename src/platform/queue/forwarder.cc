#include "platform/queue/forwarder.h"

#include <utility>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

constexpr unsigned kMostReceives = 100;  // the catalog's bound
constexpr std::size_t kRedriven = 10'000;

WorkerOptions sending_options() {
  WorkerOptions options;
  options.concurrency = 32;
  options.longest = std::chrono::seconds(60);
  options.backoff = Backoff{std::chrono::seconds(1), std::chrono::hours(1)};
  options.log_attempts = false;
  return options;
}

WorkerPorts named_apart(WorkerPorts outgoing) {
  outgoing.metrics_prefix = kOutgoingPrefix;
  return outgoing;
}

}  // namespace

/// Its failures are tried again by the workers. Called on one reactor.
class Forwarder::Sender final : public Handler {
 public:
  Sender(Queue& target, std::string queue) : target_(target), queue_(std::move(queue)) {}

  /// A delay was waited for on this side of the way.
  Task<void> handle(const Job& job, const RequestContext&) override {
    NewJob same(job.body, job.priority);
    same.trace_id = job.trace_id;
    std::vector<NewJob> jobs;
    jobs.push_back(std::move(same));
    try {
      co_await target_.send(queue_, std::move(jobs));
    } catch (const Error& error) {
      if (!std::exchange(out_of_reach_, true))
        telemetry::log(telemetry::Level::error, "queue_out_of_reach",
                       {{"queue", queue_}, {"reason", std::string_view(error.what())}});
      throw;
    }
    if (std::exchange(out_of_reach_, false))
      telemetry::log(telemetry::Level::info, "queue_reached", {{"queue", queue_}});
  }

 private:
  Queue& target_;
  const std::string queue_;
  bool out_of_reach_ = false;
};

Catalog outgoing_catalog(const Catalog& catalog) {
  std::vector<QueueDefinition> definitions;
  for (const QueueDefinition& one : catalog.all())
    definitions.emplace_back(one.name, kMostReceives);
  return Catalog(std::move(definitions));
}

Forwarder::Forwarder(WorkerPorts outgoing, Queue& target)
    : outgoing_(named_apart(std::move(outgoing))), workers_(outgoing_) {
  for (const QueueDefinition& one : outgoing_.catalog.all()) {
    senders_.push_back(std::make_unique<Sender>(target, one.name));
    workers_.add(one.name, *senders_.back(), sending_options());
  }
}

Forwarder::~Forwarder() = default;

Task<void> Forwarder::start(std::vector<Executor> executors) {
  for (const QueueDefinition& one : outgoing_.catalog.all())
    co_await outgoing_.queue.redrive(one.name, kRedriven);
  co_await workers_.start(std::move(executors));
}

Task<void> Forwarder::stop() {
  return workers_.stop();
}

}  // namespace waymark::queue
