// Jobs in the commit of what they are about: the one way in which product code makes them.
//
//   store::Transaction transaction;
//   transaction.put(…);
//   const queue::Enqueued job = jobs.enqueue(transaction, "mail", queue::NewJob(body));
//   co_await outbox.commit(std::move(transaction), …);
//
// The job exists if and only if the transaction commits, whichever engine delivers it. With the
// engine on the store the job is there with the commit. With any other it waits on the store, and a
// Forwarder (forwarder.h) hands it on, at least once.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "platform/queue/queue.h"
#include "platform/store/store.h"

namespace waymark::queue {

/// Kept until the transaction has been committed, or given up: its end tells receivers to look, so
/// that the job waits for no poll. Telling them for nothing does no harm.
class [[nodiscard]] Enqueued {
 public:
  explicit Enqueued(std::function<void()> tell) : tell_(std::move(tell)) {}
  ~Enqueued() {
    if (tell_) tell_();
  }
  Enqueued(Enqueued&& other) noexcept : tell_(std::exchange(other.tell_, nullptr)) {}
  Enqueued& operator=(Enqueued&&) = delete;
  Enqueued(const Enqueued&) = delete;
  Enqueued& operator=(const Enqueued&) = delete;

 private:
  std::function<void()> tell_;
};

/// Any reactor.
class Jobs {
 public:
  virtual ~Jobs() = default;
  /// Adds one operation to the transaction. Throws what Queue::send throws for a wrong argument.
  virtual Enqueued enqueue(store::Transaction& transaction, std::string queue, NewJob job) = 0;
};

}  // namespace waymark::queue
