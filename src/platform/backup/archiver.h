// Keeps a destination so up to date that the data can be brought back to any moment.
//
// Two things happen side by side, on one reactor and a pool of their own that gives way to everyone else: every few
// seconds what the log has gained becomes a segment, and every so often a base, a whole copy, is made, after which
// what nobody needs any more is deleted (retention.h). A destination that fails or hangs stops neither the server nor
// what comes after it has come back: the log is kept for that long. When it was longer, the log has a gap: that is
// logged as an error, and a new timeline begins with a new base.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/random.h"
#include "base/time.h"
#include "platform/backup/base_writer.h"
#include "platform/backup/rounds.h"
#include "platform/backup/timeline.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/store/journal.h"
#include "platform/telemetry/metrics.h"

namespace waymark::backup {

struct ArchiverOptions {
  explicit ArchiverOptions(std::filesystem::path folder) : staging(std::move(folder)) {}
  std::filesystem::path staging;  // on the file system of the database; made and deleted as needed
  std::chrono::seconds log_every{30};
  std::chrono::hours base_every{24};
  std::chrono::hours keep{35 * 24};
  std::uint64_t bytes_per_second = std::uint64_t{50} << 20;  // read for a base; 0: no limit
  std::size_t segment_bytes = std::size_t{16} << 20;         // of log, before compression
};

/// Lives on one reactor, where all its functions are called. Borrows all it is given. It is stopped before the store
/// is closed.
class Archiver {
 public:
  Archiver(store::Journal& journal, blobs::Blobs& blobs, ArchiverOptions options,
           const Clock& clock, Random& random, runtime::BackgroundPool& pool,
           telemetry::Metrics& metrics);
  ~Archiver();
  Archiver(const Archiver&) = delete;
  Archiver& operator=(const Archiver&) = delete;

  /// Goes on until stop(); what fails is logged and tried again.
  void start(Executor reactor) { rounds_.start(reactor); }
  /// Ends that, and archives what the log has gained last, unless the destination failed the last time.
  Task<void> stop() { return rounds_.stop(); }

  /// Makes a base now. Throws Error(conflict) when one is being made, and what the destination throws.
  Task<BaseReport> back_up();
  /// Archives all that the log has gained; nothing when there has never been a base.
  Task<void> archive();

 private:
  struct Gauges;

  RoundsWork work();
  Task<void> make_due_base();
  Task<void> open();
  Task<BaseReport> make_base();
  Task<void> archive_slice(std::vector<store::LogRecord> records);
  Task<void> forget_old();
  bool base_is_due() const;
  void note_gap();

  store::Journal& journal_;
  blobs::Blobs& blobs_;
  ArchiverOptions options_;
  const Clock& clock_;
  Random& random_;
  runtime::BackgroundPool& pool_;
  BaseWriter writer_;

  bool opened_ = false;
  bool opening_ = false;
  bool archiving_ = false;
  bool making_base_ = false;
  unsigned gaps_seen_ = 0;
  std::optional<Timeline> timeline_;
  std::optional<Manifest> base_;  // the newest of the timeline

  std::shared_ptr<Gauges> gauges_;
  telemetry::Counter& segments_;
  telemetry::Counter& bytes_;
  telemetry::Counter& bases_;
  telemetry::Counter& failures_;
  telemetry::Counter& gaps_;
  Rounds rounds_;
};

}  // namespace waymark::backup
