// Does import jobs: the handler of the queue "imports".
//
// The upload is brought into a temporary file and read on the background pool, a megabyte at a time;
// what was found is kept in between, on the reactor. After each turn the job says how far it has
// come (StoredImport::place counts what was found, in the file's order, which is always the same), so
// that after a crash nothing is counted twice: what lies before that place is read over, and what was
// kept behind it is recognised. A job that is taken back, or changed by another worker, ends the work.
#pragma once

#include <functional>

#include "platform/queue/workers.h"
#include "product/workouts/imports/collector.h"
#include "product/workouts/imports/imports.h"

namespace waymark::workouts {

/// Borrows what it is given. Any reactor.
class ImportWorker final : public queue::Handler {
 public:
  using ZoneOf = std::function<Task<TimeZone>(Owner)>;

  ImportWorker(ImportPorts ports, ZoneOf zone_of, ArchiveLimits limits, unsigned most_receives)
      : ports_(ports),
        repository_(ports.store),
        zone_of_(std::move(zone_of)),
        limits_(limits),
        most_receives_(most_receives) {}

  /// Throws queue::GiveUp for what is no task.
  Task<void> handle(const queue::Job& job, const RequestContext& context) override;

 private:
  struct Work;

  Task<void> do_work(Work& work, const RequestContext& context);
  Task<std::shared_ptr<const Bytes>> fetch(const Work& work);
  Task<void> keep(Work& work, const RequestContext& context, ImportedThing thing);
  Task<void> keep_steps(Work& work);
  Task<bool> save(Work& work);
  Task<void> end(Work& work, ImportState state);

  ImportPorts ports_;
  ImportRepository repository_;
  ZoneOf zone_of_;
  ArchiveLimits limits_;
  unsigned most_receives_;
};

queue::WorkerOptions import_worker();

}  // namespace waymark::workouts
