// Files come in: one workout at once, many as a job.
//
//   model.h        what a job is          repository.h   where it lies
//   staging.h      uploads as files       collector.h    what is found in them
//   imports.h      the rules (this file)  worker.h       doing the jobs
//   graphql.h, rest.h   the edges         ../archives    reading whatever is uploaded
//
// A job's upload is kept as a blob until the job has ended; the job itself is an item and a message
// of the queue "imports", committed together. So a job survives the server, and doing it again from
// its beginning changes nothing: a workout is known by the fingerprint of its file.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/request_context.h"
#include "platform/blobs/blobs.h"
#include "platform/queue/catalog.h"
#include "platform/queue/jobs.h"
#include "platform/realtime/hub.h"
#include "platform/runtime/reactor.h"
#include "product/workouts/imports/repository.h"
#include "product/workouts/imports/staging.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

/// A job that was given up on so often (the server died, the disk was full) has failed.
inline queue::QueueDefinition import_queue() {
  return queue::QueueDefinition("imports", 10);
}
inline constexpr std::string_view kImportMessage = "import";
inline constexpr std::size_t kUnfinishedLimit = 5;     // jobs of one person
inline constexpr std::size_t kUploadLimit = 64 << 20;  // bytes of what is to be one workout

/// What imports borrow; all of it outlives them.
struct ImportPorts {
  ImportPorts(store::Store& the_store, queue::Jobs& the_jobs, blobs::Blobs& the_blobs,
              realtime::Hub& the_hub, const Workouts& the_workouts, Staging& the_staging,
              runtime::BackgroundPool& the_pool, const Clock& the_clock, IdSource& the_ids)
      : store(the_store),
        jobs(the_jobs),
        blobs(the_blobs),
        hub(the_hub),
        workouts(the_workouts),
        staging(the_staging),
        pool(the_pool),
        clock(the_clock),
        ids(the_ids) {}
  store::Store& store;
  queue::Jobs& jobs;
  blobs::Blobs& blobs;
  realtime::Hub& hub;
  const Workouts& workouts;
  Staging& staging;
  runtime::BackgroundPool& pool;
  const Clock& clock;
  IdSource& ids;
};

/// A page of jobs, newest first.
struct ImportPage {
  struct Entry {
    ImportJob job;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// What a queue message says.
struct ImportTask {
  UserId user_id;
  ImportId import_id;
};
BOOST_DESCRIBE_STRUCT(ImportTask, (), (user_id, import_id))

/// Where a job's upload lies until it has ended.
std::string import_blob(UserId user, ImportId id);
/// Tells those who listen how a job stands.
void publish(realtime::Hub& hub, UserId user, const ImportJob& job);

/// The rules. One for the whole server, any reactor.
class Imports {
 public:
  explicit Imports(ImportPorts ports) : ports_(ports), repository_(ports.store) {}

  /// The workout of a file that holds one; a job for a file that holds several, or more than workouts.
  /// Throws what Staging::receive, the readers and Workouts::keep_recording throw, and for a file that
  /// is there already Error(conflict, "error.workout.same_file") with the argument `workoutId`.
  Task<std::variant<Kept, ImportJob>> take(const RequestContext& context, http::Request& request,
                                           ImportOptions options);
  /// A job, whatever the file is. Throws Error(invalid_input) naming `file` when it is nothing that could be
  /// read, Error(conflict, "error.import.too_many_jobs").
  Task<ImportJob> start(const RequestContext& context, http::Request& request,
                        std::optional<std::string> name);

  Task<std::optional<ImportJob>> find(Owner owner, ImportId id) const;
  Task<ImportPage> list(Owner owner, PageRequest request) const;
  /// What has been made stays. Error(not_found); Error(conflict, "error.import.finished").
  Task<ImportJob> cancel(const RequestContext& context, ImportId id) const;
  /// Deletes uploads that no job will ask for: those whose request ended between the upload and the job. Some
  /// of them at a time.
  Task<void> sweep() const;
  /// At most 400 days: Error(invalid_input) naming `to`.
  Task<std::vector<StepDay>> steps(Owner owner, Date from, Date to) const;

 private:
  Task<ImportJob> make_job(const RequestContext& context, Upload upload);
  Task<void> check_room(Owner owner) const;

  ImportPorts ports_;
  ImportRepository repository_;
};

}  // namespace waymark::workouts
