// The queue engine on NATS JetStream (server 2.9 or later).
//
// Each queue is a work-queue stream <prefix>-<name> with the subjects <prefix>.<name>.high, .medium,
// .low and .later, one durable pull consumer on each, and a stream <prefix>-<name>-dead. How jobs
// travel is written down in message.h. What JetStream cannot do is done here:
//   delays            a delayed job goes to .later; whoever serves the queue gives it back to
//                     JetStream for as long as it must wait, and moves it to its priority when due
//   time-outs         of each receive its own: holding.h
//   errors of a retry a retry is a new message with the error, then the old one is acknowledged
//   dead letters      are moved by whoever sees a job delivered too often, with its error
//   waiting           whoever sends rings a bell, a plain message that JetStream does not keep; every
//                     process that waits looks then, and once in a poll besides
// Publishing is repeated under the same Nats-Msg-Id when its answer was lost, so nothing is sent
// twice within JetStream's window of two minutes.
#pragma once

#include <array>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/queue/catalog.h"
#include "platform/queue/nats/connection.h"
#include "platform/queue/nats/holding.h"
#include "platform/queue/priority_turns.h"
#include "platform/queue/queue.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"

namespace waymark::queue {

struct NatsOptions {
  NatsServer server;
  std::string prefix = "waymark";
  unsigned replicas = 1;                       // of each stream, in a cluster
  std::chrono::milliseconds ack_wait{30'000};  // after which a dead process's jobs go to others
  std::chrono::milliseconds poll{1'000};       // between looks while somebody waits
  std::chrono::milliseconds timeout{5'000};    // of a request
};

/// Borrows all it is given. Everything takes place between start() and stop().
class NatsQueue final : public Queue {
 public:
  NatsQueue(const NatsOptions& options, const Catalog& catalog, const Clock& clock, IdSource& ids,
            runtime::BackgroundPool& pool, Executor home);
  ~NatsQueue() override;

  /// Connects, makes the streams and consumers that are not there, and serves. Both on `home`. May
  /// be called again after it has failed.
  Task<void> start();
  /// Must be awaited before the end. What is held lapses.
  Task<void> stop();

  Task<void> send(std::string queue, std::vector<NewJob> jobs) override;
  Task<std::vector<Job>> receive(std::string queue, ReceiveOptions options) override;
  Task<void> ack(std::string queue, std::vector<Receipt> receipts) override;
  Task<void> retry_after(std::string queue, Receipt receipt,
                         std::optional<std::chrono::milliseconds> delay,
                         std::string error) override;
  Task<bool> extend(std::string queue, Receipt receipt,
                    std::chrono::milliseconds visibility) override;
  Task<std::vector<DeadJob>> dead_letters(std::string queue, std::size_t limit) override;
  Task<std::size_t> redrive(std::string queue, std::size_t limit) override;
  Task<Stats> stats(std::string queue) override;

 private:
  /// A dead letter and where it lies.
  struct Buried {
    nats::Message message;
    std::uint64_t sequence = 0;
  };
  class Listener;

  std::string stream_of(std::string_view queue) const;
  std::string dead_stream_of(std::string_view queue) const;
  std::string subject_of(std::string_view queue, std::string_view kind) const;
  std::string dead_subject_of(std::string_view queue) const;

  Task<void> prepare();
  Task<boost::json::object> api(std::string operation, boost::json::object document);
  Task<void> make_stream(std::string name, boost::json::array subjects, bool dead);
  Task<void> make_consumer(std::string queue, std::string kind);
  Task<void> publish(std::string subject, nats::Message message, std::string occasion);
  Task<void> publish_once(std::string subject, nats::Headers headers, std::string body);
  Task<std::vector<nats::Incoming>> pull(std::string queue, std::string kind, std::size_t most,
                                         std::chrono::milliseconds wait);
  Task<void> acknowledge(std::string reply);
  Task<std::vector<Job>> take(const QueueDefinition& definition, Priority priority,
                              const ReceiveOptions& options);
  Task<void> bury(std::string queue, nats::Message message);
  Task<std::optional<nats::Incoming>> stored(std::string stream, boost::json::object which);
  Task<std::vector<Buried>> buried(std::string queue, std::size_t limit);
  Task<void> move_delayed(std::string queue);
  Task<void> move_or_wait(const std::string& queue, nats::Incoming incoming);
  void ring(std::string_view queue);
  void wake(std::string_view queue);

  const NatsOptions options_;
  const Catalog& catalog_;
  const Clock& clock_;
  IdSource& ids_;
  runtime::BackgroundPool& pool_;
  const Executor home_;
  nats::Connection connection_;
  nats::Holding holding_;
  std::map<std::string, PriorityTurns, std::less<>> turns_;
  std::optional<runtime::TaskGroup> group_;

  std::mutex mutex_;
  std::map<std::string, std::list<std::shared_ptr<runtime::Signal>>, std::less<>> listeners_;
};

}  // namespace waymark::queue
