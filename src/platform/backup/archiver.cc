#include "platform/backup/archiver.h"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/error.h"
#include "platform/backup/catalogue.h"
#include "platform/backup/retention.h"
#include "platform/backup/segment.h"
#include "platform/blobs/transfer.h"
#include "platform/telemetry/log.h"

namespace waymark::backup {
namespace {

/// How often the time for a base is looked at, if nothing makes it due at once, and how long one that failed waits.
constexpr std::chrono::seconds kLookEvery{10};
constexpr std::chrono::minutes kAfterFailure{1};
/// A reading that meets the log just as it moves to another file finds nothing once; a gap stays.
constexpr unsigned kGapsToBelieve = 2;

/// True for the length of a scope.
class While {
 public:
  explicit While(bool& flag) : flag_(flag) { flag_ = true; }
  ~While() { flag_ = false; }
  While(const While&) = delete;
  While& operator=(const While&) = delete;

 private:
  bool& flag_;
};

/// stop() has ended the loop, which is no failure.
bool is_cancelled(const std::exception& error) {
  const auto* code = dynamic_cast<const boost::system::system_error*>(&error);
  return code && code->code() == boost::asio::error::operation_aborted;
}

void log_failure(std::string_view what, const std::exception& error) {
  telemetry::log(telemetry::Level::error, "backup_failed",
                 {{"what", what}, {"reason", error.what()}});
}

void log_child(std::exception_ptr failure) {
  try {
    std::rethrow_exception(std::move(failure));
  } catch (const std::exception& error) {
    log_failure("the archiver", error);
  }
}

}  // namespace

/// Shared with the metrics, which may outlive the archiver.
struct Archiver::Gauges {
  std::atomic<std::int64_t> caught_up{0};  // when everything was archived, milliseconds
};

Archiver::Archiver(store::Journal& journal, blobs::Blobs& blobs, ArchiverOptions options,
                   const Clock& clock, Random& random, runtime::BackgroundPool& pool,
                   telemetry::Metrics& metrics)
    : journal_(journal),
      blobs_(blobs),
      options_(std::move(options)),
      clock_(clock),
      random_(random),
      pool_(pool),
      writer_(journal, blobs, pool, options_.staging, options_.bytes_per_second),
      gauges_(std::make_shared<Gauges>()),
      segments_(metrics.counter("waymark_backup_segments_total", "Segments of log archived.")),
      bytes_(metrics.counter("waymark_backup_bytes_total", "Bytes copied to the backup.")),
      bases_(metrics.counter("waymark_backup_bases_total", "Whole copies made.")),
      failures_(metrics.counter("waymark_backup_failures_total",
                                "Attempts to archive or copy that failed.")),
      gaps_(metrics.counter("waymark_backup_gaps_total",
                            "Times the log was lost before it was archived.")) {
  gauges_->caught_up = clock_.now().time_since_epoch().count();
  metrics.gauge("waymark_backup_behind_seconds",
                "How long ago everything acknowledged was in the archive.",
                [gauges = gauges_, &clock] {
                  const auto now = clock.now().time_since_epoch().count();
                  return static_cast<double>(now - gauges->caught_up.load()) / 1000.0;
                });
}

Archiver::~Archiver() = default;

void Archiver::start(Executor reactor) {
  wake_ = std::make_shared<runtime::Signal>(reactor);
  group_.emplace(reactor, log_child);
  group_->spawn(keep_archiving());
  group_->spawn(keep_basing());
}

Task<void> Archiver::stop() {
  if (!group_) co_return;
  co_await group_->stop();
  group_.reset();
  if (!healthy_) co_return;
  try {
    co_await archive();
  } catch (const Error& error) {
    log_failure("archiving the last of the log", error);
  }
}

Task<void> Archiver::keep_archiving() {
  while (true) {
    try {
      co_await archive();
      healthy_ = true;
    } catch (const std::exception& error) {
      if (is_cancelled(error)) throw;
      healthy_ = false;
      failures_.add();
      log_failure("archiving the log", error);
    }
    co_await runtime::sleep_for(options_.log_every);
  }
}

Task<void> Archiver::keep_basing() {
  while (true) {
    std::chrono::milliseconds wait = kLookEvery;
    if (opened_ && !making_base_ && base_is_due()) {
      try {
        co_await back_up();
      } catch (const std::exception& error) {
        if (is_cancelled(error)) throw;
        failures_.add();
        log_failure("copying the database", error);
        wait = kAfterFailure;
      }
    }
    co_await wake_->wait_until(std::chrono::steady_clock::now() + wait);
  }
}

bool Archiver::base_is_due() const {
  return !timeline_ || !base_ || clock_.now() >= base_->time + options_.base_every;
}

Task<void> Archiver::open() {
  if (opening_)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "what the destination holds is still being read");
  const While opening(opening_);
  const auto quietly = [] { give_way(); };
  co_await pool_.run(quietly);
  if (auto resumed = co_await resume(blobs_, journal_, pool_)) {
    timeline_ = std::move(resumed->timeline);
    base_ = std::move(resumed->base);
  }
  opened_ = true;
  if (wake_) wake_->notify();
}

Task<BaseReport> Archiver::back_up() {
  if (making_base_) throw Error::conflict("error.conflict", "a backup is being made");
  const While making(making_base_);
  if (!opened_) co_await open();
  std::exception_ptr failure;
  BaseReport report;
  try {
    report = co_await make_base();
  } catch (...) {
    failure = std::current_exception();
  }
  co_await writer_.clear();
  if (failure) std::rethrow_exception(failure);

  bases_.add();
  bytes_.add(report.copied_bytes);
  telemetry::log(telemetry::Level::info, "backup_made",
                 {{"base", std::string_view(report.name.key())},
                  {"bytes", report.bytes},
                  {"copied", report.copied_bytes}});
  co_await forget_old();
  co_return report;
}

Task<BaseReport> Archiver::make_base() {
  const store::Checkpoint checkpoint = co_await writer_.stage();
  if (!timeline_) {
    timeline_.emplace();
    timeline_->id = new_timeline_id(random_);
    timeline_->next = checkpoint.sequence + 1;
    timeline_->reached = checkpoint.time;
  }
  Manifest manifest;
  manifest.timeline = timeline_->id;
  manifest.identity = journal_.identity();
  manifest.sequence = static_cast<std::int64_t>(checkpoint.sequence);
  manifest.time = std::max(checkpoint.time, timeline_->reached);
  const std::optional<Manifest> known = base_;
  const BaseReport report = co_await writer_.copy(manifest, known ? &*known : nullptr);
  // Unless a gap has ended its timeline meanwhile.
  if (timeline_ && timeline_->id == manifest.timeline)
    base_ = co_await read_manifest(blobs_, report.name);
  co_return report;
}

Task<void> Archiver::forget_old() {
  try {
    RetentionOptions retention;
    retention.now = clock_.now();
    retention.keep = options_.keep;
    const Forgotten forgotten = co_await forget(blobs_, retention);
    if (forgotten.bases == 0 && forgotten.segments == 0 && forgotten.files == 0) co_return;
    telemetry::log(
        telemetry::Level::info, "backup_forgot",
        {{"bases", forgotten.bases}, {"segments", forgotten.segments}, {"files", forgotten.files}});
  } catch (const Error& error) {
    failures_.add();
    log_failure("deleting what is too old", error);
  }
}

Task<void> Archiver::archive() {
  if (archiving_) co_return;
  const While archiving(archiving_);
  if (!opened_) co_await open();
  while (timeline_) {
    const Instant begun = clock_.now();
    const auto read = [journal = &journal_, from = timeline_->next,
                       bytes = options_.segment_bytes] { return journal->read(from, bytes); };
    store::LogSlice slice = co_await pool_.run(read);
    if (slice.gap) co_return note_gap();
    gaps_seen_ = 0;
    if (!slice.records.empty()) co_await archive_slice(std::move(slice.records));
    if (slice.more) continue;
    gauges_->caught_up = begun.time_since_epoch().count();
    co_return;
  }
}

Task<void> Archiver::archive_slice(std::vector<store::LogRecord> records) {
  const auto segment = std::make_shared<const Segment>(
      make_segment(timeline_->id, timeline_->reached, std::move(records)));
  const auto encode_it = [segment] { return encode(*segment); };
  std::string bytes = co_await pool_.run(encode_it);
  const std::size_t size = bytes.size();
  co_await blobs::put_bytes(blobs_, segment->name.key(), std::move(bytes));
  segments_.add();
  bytes_.add(size);
  timeline_->next = segment->name.last + 1;
  timeline_->reached = segment->name.to;
}

void Archiver::note_gap() {
  if (++gaps_seen_ < kGapsToBelieve) return;
  gaps_seen_ = 0;
  gaps_.add();
  telemetry::log(telemetry::Level::error, "backup_log_gap",
                 {{"after", timeline_->next - 1},
                  {"reason",
                   "the log was deleted before it was archived: moments until the next base "
                   "cannot be brought back"}});
  timeline_.reset();
  base_.reset();
  if (wake_) wake_->notify();
}

}  // namespace waymark::backup
