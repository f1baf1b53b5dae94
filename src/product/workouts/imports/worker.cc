#include "product/workouts/imports/worker.h"

#include "base/json.h"
#include "platform/telemetry/log.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kRangeBytes = std::size_t{4} << 20;
constexpr std::size_t kTurnBytes = std::size_t{4} << 20;
constexpr std::size_t kTurnThings = 50;  // between two notes of how far the work has come
constexpr std::chrono::milliseconds kTellEvery{200};
constexpr std::string_view kLimitKey = "error.workout.limit";  // no other will fit either

/// Reading, which moves between the threads of the pool.
struct Reading {
  Reading(std::shared_ptr<const Bytes> bytes, std::string name, ArchiveLimits limits)
      : collector(ImportOptions()), reader(std::move(bytes), std::move(name), collector, limits) {}
  ImportCollector collector;
  ImportReader reader;
};

struct Turn {
  bool more = true;
  double progress = 0;
  std::vector<ImportedThing> things;
};

Turn read_on(Reading& reading) {
  constexpr std::size_t kStep = std::size_t{256} << 10;
  Turn turn;
  for (std::size_t read = 0;
       turn.more && read < kTurnBytes && reading.collector.ready() < kTurnThings; read += kStep)
    turn.more = reading.reader.step(kStep);
  turn.progress = reading.reader.progress();
  turn.things = reading.collector.take();
  return turn;
}

/// What is wrong with the upload or the person's workouts, and not with the server.
bool is_final_failure(const Error& error) {
  return error.code() == ErrorCode::invalid_input || error.code() == ErrorCode::conflict;
}

}  // namespace

struct ImportWorker::Work {
  explicit Work(Owner whose) : owner(whose) {}

  Owner owner;
  StoredImport stored;
  std::int64_t place = 0;        // of the next thing, counted from the beginning
  std::int64_t done_before = 0;  // things that an earlier attempt has counted
  bool resumed = false;
  bool taken_away = false;  // cancelled, or another works on it
  std::shared_ptr<Reading> reading;
  std::chrono::steady_clock::time_point told{};
};

queue::WorkerOptions import_worker() {
  queue::WorkerOptions options;
  options.concurrency = 2;                        // each takes a thread of the pool
  options.visibility = std::chrono::seconds(10);  // when the server dies, not many wait for long
  options.longest = std::chrono::hours(6);
  return options;
}

Task<void> ImportWorker::handle(const queue::Job& job, const RequestContext& context) {
  ImportTask task;
  try {
    task = json::decode<ImportTask>(job.body);
  } catch (const Error&) {
    throw queue::GiveUp("a job of the queue \"imports\" is no task");
  }
  Work work(Owner::acting_for(task.user_id));
  auto stored = co_await repository_.find(work.owner, task.import_id);
  if (!stored || is_final(stored->job.state)) {
    co_await ports_.blobs.remove(import_blob(task.user_id, task.import_id));
    co_return;
  }
  work.stored = std::move(*stored);
  work.resumed = work.stored.job.state == ImportState::running;
  work.done_before = work.stored.place;
  RequestContext own = context;
  own.principal.emplace();
  own.principal->user = task.user_id;
  std::optional<Error> failure;
  try {
    co_await do_work(work, own);
  } catch (const Error& error) {
    failure = error;
  }
  if (work.taken_away) {
    const auto now = co_await repository_.find(work.owner, task.import_id);
    if (!now || is_final(now->job.state)) co_return;
    throw Error(ErrorCode::unavailable, "error.unavailable", "another works on this import");
  }
  if (failure) {
    if (!is_final_failure(*failure) && job.receives < most_receives_) throw Error(*failure);
    work.stored.job.problem = ImportFailure(work.stored.job.file_name.value_or(""), *failure);
    telemetry::log(telemetry::Level::info, "import_failed",
                   {{"import", task.import_id.to_string()}, {"reason", failure->what()}},
                   &context.trace);
  }
  co_await end(work, failure ? ImportState::failed : ImportState::done);
}

Task<void> ImportWorker::do_work(Work& work, const RequestContext& context) {
  ImportJob& job = work.stored.job;
  job.state = ImportState::running;
  const bool begun = co_await save(work);
  if (!begun) co_return;
  std::shared_ptr<const Bytes> bytes = co_await fetch(work);
  work.reading =
      std::make_shared<Reading>(std::move(bytes), job.file_name.value_or(std::string()), limits_);
  for (bool more = true; more;) {
    auto turn_of = [reading = work.reading] { return read_on(*reading); };
    Turn turn = co_await ports_.pool.run(std::move(turn_of));
    more = turn.more;
    job.progress = std::max(job.progress, turn.progress);
    for (ImportedThing& thing : turn.things) co_await keep(work, context, std::move(thing));
    const auto now = std::chrono::steady_clock::now();
    if (turn.things.empty() && now - work.told < kTellEvery) continue;
    work.told = now;
    const bool saved = co_await save(work);
    if (!saved) co_return;
  }
  co_await keep_steps(work);
}

/// The upload, as a file of ours that is read at any place.
Task<std::shared_ptr<const Bytes>> ImportWorker::fetch(const Work& work) {
  const std::string key = import_blob(work.owner.user(), work.stored.job.id);
  const std::unique_ptr<StagedFile> file = co_await ports_.staging.make();
  blobs::Range range;
  range.length = kRangeBytes;
  const auto size = static_cast<std::uint64_t>(work.stored.job.bytes);
  while (range.offset < size) {
    std::optional<std::string> piece = co_await ports_.blobs.get(key, range);
    if (!piece || piece->empty()) throw Error::invalid("file", "error.import.lost");
    range.offset += piece->size();
    co_await file->write(std::move(*piece));
  }
  co_return file->finish();
}

Task<void> ImportWorker::keep(Work& work, const RequestContext& context, ImportedThing thing) {
  const bool counted = work.place++ < work.done_before;
  if (counted) co_return;
  ImportJob& job = work.stored.job;
  work.stored.place = work.place;
  const auto note = [&](std::string file, const Error& error) {
    ++job.failed;
    if (job.failures.size() < kMostFailures) job.failures.emplace_back(std::move(file), error);
  };
  if (std::holds_alternative<FileRead>(thing)) ++job.files;
  if (std::holds_alternative<FilePassedOver>(thing)) ++job.skipped;
  if (auto* failure = std::get_if<ImportedFailure>(&thing)) {
    if (failure->was_workout) ++job.found;
    note(std::move(failure->file_name), failure->error);
  }
  auto* found = std::get_if<ImportedWorkout>(&thing);
  if (!found) co_return;
  ++job.found;
  if (found->origin.file_name && found->origin.file_name->empty())
    found->origin.file_name = job.file_name;
  std::string file = found->origin.file_name.value_or(std::string());
  try {
    const Kept kept = co_await ports_.workouts.keep_recording(context, std::move(found->measures),
                                                              std::move(found->origin));
    // An attempt that died may have made it, and not come to count it.
    const bool ours = work.resumed && kept.workout.created_at >= job.created_at;
    if (kept.outcome == Outcome::made || (kept.outcome == Outcome::same && ours))
      ++job.made;
    else if (kept.outcome == Outcome::merged)
      ++job.merged;
    else
      ++job.same;
  } catch (const Error& error) {
    const bool of_this_one =
        error.code() == ErrorCode::invalid_input ||
        (error.code() == ErrorCode::conflict && error.message_key() != kLimitKey);
    if (!of_this_one) throw;
    note(std::move(file), error);
  }
}

Task<void> ImportWorker::keep_steps(Work& work) {
  StepTally& tally = work.reading->collector.steps();
  if (tally.empty()) co_return;
  ImportJob& job = work.stored.job;
  if (tally.full()) {
    ++job.failed;
    const Error error = Error::invalid("file", "error.import.too_many_steps",
                                       {{"limit", std::to_string(StepTally::kMost)}});
    if (job.failures.size() < kMostFailures)
      job.failures.emplace_back(job.file_name.value_or(std::string()), error);
  }
  const TimeZone zone = co_await zone_of_(work.owner);
  auto count = [reading = work.reading, zone] { return reading->collector.steps().by_day(zone); };
  std::map<Date, std::int64_t> days = co_await ports_.pool.run(std::move(count));
  job.step_days = static_cast<std::int64_t>(days.size());
  co_await repository_.keep_steps(work.owner, std::move(days), ports_.clock.now());
}

/// False when the job is no longer ours to work on.
Task<bool> ImportWorker::save(Work& work) {
  work.stored.job.updated_at = ports_.clock.now();
  const bool saved = co_await repository_.save(work.owner, work.stored);
  if (saved) {
    publish(ports_.hub, work.owner.user(), work.stored.job);
    co_return true;
  }
  work.taken_away = true;
  co_return false;
}

Task<void> ImportWorker::end(Work& work, ImportState state) {
  ImportJob& job = work.stored.job;
  job.state = state;
  job.finished_at = ports_.clock.now();
  if (state == ImportState::done) job.progress = 1;
  const bool saved = co_await save(work);
  if (!saved) co_return;
  co_await ports_.blobs.remove(import_blob(work.owner.user(), job.id));
}

}  // namespace waymark::workouts
