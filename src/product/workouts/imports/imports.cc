#include "product/workouts/imports/imports.h"

#include <algorithm>

#include "base/json.h"
#include "platform/queue/queue.h"
#include "product/workouts/files/formats.h"
#include "product/workouts/imports/collector.h"

namespace waymark::workouts {
namespace {

/// Past it nobody should wait for the answer.
constexpr std::uint64_t kReadAtOnce = std::uint64_t{256} << 20;
constexpr std::chrono::days kMostStepDays{400};
constexpr int kAttempts = 10;
/// Longer than a job may wait and be tried.
constexpr std::chrono::hours kOldUpload{24 * 15};
constexpr int kMostSweptPages = 100;

/// What a look at an upload shows: its one workout, or that it is more than that.
struct Look {
  std::optional<ImportedWorkout> only;
};

std::string name_of(const Upload& upload) {
  return upload.file_name.value_or(std::string());
}

/// Runs on the pool.
Look look_at(const Upload& upload) {
  Look look;
  ImportCollector collector(upload.options);
  ArchiveLimits limits;
  limits.most_bytes = kReadAtOnce;
  ImportReader reader(upload.bytes, name_of(upload), collector, limits);
  std::vector<ImportedThing> things;
  std::size_t workouts = 0;
  constexpr std::size_t kStep = std::size_t{1} << 20;
  std::uint64_t read = 0;
  for (bool more = true; more;) {
    more = reader.step(kStep);
    for (ImportedThing& thing : collector.take()) {
      if (std::holds_alternative<ImportedWorkout>(thing)) ++workouts;
      things.push_back(std::move(thing));
    }
    read += kStep;
    if (workouts > 1 || !collector.steps().empty() || (more && read >= kReadAtOnce)) return look;
  }
  const ImportedFailure* failure = nullptr;
  std::size_t failures = 0;
  for (const ImportedThing& thing : things) {
    if (!std::holds_alternative<ImportedFailure>(thing)) continue;
    failure = &std::get<ImportedFailure>(thing);
    ++failures;
  }
  if (workouts == 0 && failures == 1) throw Error(failure->error);
  if (workouts == 0 && failures == 0) throw Error::invalid("file", "error.import.no_workout");
  if (workouts != 1 || failures > 0) return look;
  for (ImportedThing& thing : things)
    if (auto* found = std::get_if<ImportedWorkout>(&thing)) look.only = std::move(*found);
  return look;
}

/// Throws when the upload is certainly nothing that could be read. Runs on the pool.
void check_format(const Upload& upload) {
  std::string start(kTellingBytes, '\0');
  start.resize(upload.bytes->read_at(0, start));
  const bool packed = Zip::looks_like(start) || start.starts_with("\x1f\x8b");
  if (!packed && !format_of(start, name_of(upload)))
    throw Error::invalid("file", "error.import.unknown_format");
}

/// An upload on its way to where blobs lie.
class UploadSource final : public blobs::Source {
 public:
  UploadSource(std::shared_ptr<const Bytes> bytes, runtime::BackgroundPool& pool)
      : bytes_(std::move(bytes)), pool_(pool) {}

  Task<std::string> read(std::size_t at_most) override {
    auto work = [bytes = bytes_, at = at_, size = std::min<std::size_t>(at_most, kPiece)] {
      std::string piece(size, '\0');
      piece.resize(bytes->read_at(at, piece));
      return piece;
    };
    std::string piece = co_await pool_.run(std::move(work));
    at_ += piece.size();
    co_return piece;
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::shared_ptr<const Bytes> bytes_;
  runtime::BackgroundPool& pool_;
  std::uint64_t at_ = 0;
};

}  // namespace

std::string import_blob(UserId user, ImportId id) {
  return "imports/" + user.to_string() + "/" + id.to_string();
}

void publish(realtime::Hub& hub, UserId user, const ImportJob& job) {
  auto message = std::make_shared<realtime::Message>();
  message->kind = kImportMessage;
  message->payload = json::to_string(job);
  message->about = user.to_string();
  hub.publish(realtime::job_topic(job.id.to_string()), std::move(message));
}

Task<std::variant<Kept, ImportJob>> Imports::take(const RequestContext& context,
                                                  http::Request& request, ImportOptions options) {
  context.require_principal();
  Upload upload = co_await ports_.staging.receive(request, std::move(options));
  auto work = [upload] { return look_at(upload); };
  Look look = co_await ports_.pool.run(std::move(work));
  if (!look.only) co_return co_await make_job(context, std::move(upload));
  look.only->origin.file_name = upload.file_name;
  Kept kept = co_await ports_.workouts.keep_recording(context, std::move(look.only->measures),
                                                      std::move(look.only->origin));
  if (kept.outcome == Outcome::same)
    throw Error::conflict("error.workout.same_file").with("workoutId", kept.workout.id.to_string());
  co_return kept;
}

Task<ImportJob> Imports::start(const RequestContext& context, http::Request& request,
                               std::optional<std::string> name) {
  const Owner owner(context);
  co_await check_room(owner);  // before gigabytes are sent for nothing
  ImportOptions options;
  options.file_name = std::move(name);
  Upload upload = co_await ports_.staging.receive(request, std::move(options));
  auto work = [upload] { check_format(upload); };
  co_await ports_.pool.run(std::move(work));
  co_return co_await make_job(context, std::move(upload));
}

Task<void> Imports::check_room(Owner owner) const {
  const std::size_t unfinished = co_await repository_.unfinished(owner);
  if (unfinished >= kUnfinishedLimit)
    throw Error::conflict("error.import.too_many_jobs")
        .with("limit", std::to_string(kUnfinishedLimit));
}

Task<ImportJob> Imports::make_job(const RequestContext& context, Upload upload) {
  const Owner owner(context);
  co_await check_room(owner);
  StoredImport stored;
  ImportJob& job = stored.job;
  job.id = ports_.ids.make<ImportId>();
  job.file_name = upload.file_name;
  job.bytes = static_cast<std::int64_t>(upload.bytes->size());
  job.created_at = job.updated_at = ports_.clock.now();
  auto source = std::make_shared<UploadSource>(upload.bytes, ports_.pool);
  co_await ports_.blobs.put(import_blob(owner.user(), job.id), std::move(source));

  ImportTask task;
  task.user_id = owner.user();
  task.import_id = job.id;
  queue::NewJob message(json::to_string(task), queue::Priority::low);
  message.traced(context);
  store::Transaction transaction;
  ImportRepository::add(transaction, owner, stored);
  const queue::Enqueued enqueued =
      ports_.jobs.enqueue(transaction, import_queue().name, std::move(message));
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  if (!outcome.committed())
    throw Error(ErrorCode::internal, "error.internal", "an import's id was there already");
  co_return stored.job;
}

Task<std::optional<ImportJob>> Imports::find(Owner owner, ImportId id) const {
  auto stored = co_await repository_.find(owner, id);
  if (!stored) co_return std::nullopt;
  co_return std::move(stored->job);
}

Task<ImportPage> Imports::list(Owner owner, PageRequest request) const {
  store::ListedPage listed = co_await repository_.list(owner, std::move(request));
  ImportPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items)
    page.entries.push_back(ImportPage::Entry{ImportRepository::from_item(item), std::move(cursor)});
  co_return page;
}

Task<ImportJob> Imports::cancel(const RequestContext& context, ImportId id) const {
  const Owner owner(context);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto stored = co_await repository_.find(owner, id);
    if (!stored) throw Error::not_found("import");
    if (stored->job.state == ImportState::cancelled) co_return std::move(stored->job);
    if (is_final(stored->job.state)) throw Error::conflict("error.import.finished");
    stored->job.state = ImportState::cancelled;
    stored->job.updated_at = ports_.clock.now();
    stored->job.finished_at = stored->job.updated_at;
    const bool saved = co_await repository_.save(owner, *stored);
    if (!saved) continue;  // the worker was faster: it will see it the next time
    publish(ports_.hub, owner.user(), stored->job);
    co_await ports_.blobs.remove(import_blob(owner.user(), id));
    co_return std::move(stored->job);
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "the import changes too fast");
}

Task<void> Imports::sweep() const {
  const Instant old = ports_.clock.now() - kOldUpload;
  std::string after;
  for (int page = 0; page < kMostSweptPages; ++page) {
    blobs::ListRequest request("imports/", after);
    const blobs::Listing listing = co_await ports_.blobs.list(std::move(request));
    for (const blobs::Entry& entry : listing.entries)
      if (entry.modified < old) co_await ports_.blobs.remove(entry.key);
    if (!listing.more) co_return;
    after = listing.entries.back().key;
  }
}

Task<std::vector<StepDay>> Imports::steps(Owner owner, Date from, Date to) const {
  if (std::chrono::sys_days(to) - std::chrono::sys_days(from) >= kMostStepDays)
    throw Error::invalid("to", "error.steps.too_many_days",
                         {{"limit", std::to_string(kMostStepDays.count())}});
  if (to < from) co_return std::vector<StepDay>();
  co_return co_await repository_.steps(owner, from, to);
}

}  // namespace waymark::workouts
