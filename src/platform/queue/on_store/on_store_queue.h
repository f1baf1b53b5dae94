// The queue engine on the store: any store, several processes, jobs in the commit of their items.
//
// How jobs lie is written down in job_item.h, how they are claimed in dispenser.h. A job of this
// process wakes a waiting receiver at once; one of another process is found by a bounded poll, and
// so is one whose visibility time-out has lapsed. Instants are those of the injected clock: a clock
// that is set back delays what became due since, one that is set forward lapses time-outs early, so
// that a job may be delivered twice; none is lost.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "platform/queue/catalog.h"
#include "platform/queue/jobs.h"
#include "platform/queue/on_store/dispenser.h"
#include "platform/queue/queue.h"
#include "platform/runtime/reactor.h"
#include "platform/store/store.h"

namespace waymark::queue {

using OnStoreOptions = on_store::DispenserOptions;

/// Borrows all it is given. Receiving takes place between start() and stop(); everything else at
/// any time.
class OnStoreQueue final : public Queue, public Jobs {
 public:
  /// Claims are made on the reactor `home`.
  OnStoreQueue(store::Store& store, const Catalog& catalog, const Clock& clock, IdSource& ids,
               Executor home, OnStoreOptions options = {});
  ~OnStoreQueue() override;

  /// Claims for all receivers from now on. Both on `home`.
  Task<void> start();
  /// Receivers get Error(unavailable); must be awaited before the end.
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
  /// Counts at most 10,000 jobs.
  Task<Stats> stats(std::string queue) override;

  Enqueued enqueue(store::Transaction& transaction, std::string queue, NewJob job) override;

 private:
  /// Where a job was put, for telling the dispenser.
  struct Put {
    on_store::LaneId lane;
    Instant due;
    std::string sk;
  };

  on_store::Dispenser& dispenser(const std::string& queue);
  Put add(store::Transaction& transaction, const std::string& queue, NewJob job);
  Task<std::size_t> redrive_page(const std::string& queue, std::uint32_t limit);

  store::Store& store_;
  const Catalog& catalog_;
  const Clock& clock_;
  IdSource& ids_;
  const Executor home_;
  std::map<std::string, on_store::Dispenser, std::less<>> dispensers_;  // one a queue
  std::optional<runtime::TaskGroup> group_;                             // while started
};

}  // namespace waymark::queue
