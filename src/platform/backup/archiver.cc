#include "platform/backup/archiver.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/error.h"
#include "platform/backup/catalogue.h"
#include "platform/backup/retention.h"
#include "platform/backup/rounds.h"
#include "platform/backup/segment.h"
#include "platform/blobs/transfer.h"
#include "platform/telemetry/log.h"

namespace waymark::backup {
namespace {

/// A reading that meets the log just as it moves to another file finds nothing once; a gap stays.
constexpr unsigned kGapsToBelieve = 2;

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
                            "Times the log was lost before it was archived.")),
      rounds_(work(), failures_) {
  gauges_->caught_up = clock_.now().time_since_epoch().count();
  metrics.gauge("waymark_backup_behind_seconds",
                "How long ago everything acknowledged was in the archive.",
                [gauges = gauges_, &clock] {
                  const auto now = clock.now().time_since_epoch().count();
                  return static_cast<double>(now - gauges->caught_up.load()) / 1000.0;
                });
}

Archiver::~Archiver() = default;

RoundsWork Archiver::work() {
  RoundsWork work;
  work.archive = [this] { return archive(); };
  work.archiving = "archiving the log";
  work.archive_every = options_.log_every;
  work.copy_is_due = [this] { return opened_ && !making_base_ && base_is_due(); };
  work.copy = [this] { return make_due_base(); };
  work.copying = "copying the database";
  return work;
}

Task<void> Archiver::make_due_base() {
  co_await back_up();
}

bool Archiver::base_is_due() const {
  return !timeline_ || !base_ || clock_.now() >= base_->time + options_.base_every;
}

Task<void> Archiver::open() {
  if (opening_)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "what the destination holds is still being read");
  const While opening(opening_);
  if (auto resumed = co_await resume(blobs_, journal_, pool_)) {
    timeline_ = std::move(resumed->timeline);
    base_ = std::move(resumed->base);
  }
  opened_ = true;
  rounds_.wake();
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
    if (!forgotten.any()) co_return;
    telemetry::log(telemetry::Level::info, "backup_forgot",
                   {{"bases", forgotten.bases},
                    {"segments", forgotten.segments},
                    {"files", forgotten.files},
                    {"blobs", forgotten.blobs}});
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
  rounds_.wake();
}

}  // namespace waymark::backup
