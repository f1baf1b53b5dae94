// Keeps the server's blobs (pictures) in a destination beside the backup of its store, so that what the store says of
// them can be brought back to any moment as well.
//
// A blob whose key says what it is never changes: it is copied once, within seconds of its being put, and stays for as
// long as a moment of the window needs it (retention.h). Every so often, and at each start, all of the server's blobs
// are compared with what was copied; what was missed, because a process was killed say, is copied then, and a new list
// tells what there was. Lists and copies do not depend on the copies of the store: a terabyte of pictures that is
// copied for the first time holds up nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/backup/blob_list.h"
#include "platform/backup/pace.h"
#include "platform/backup/rounds.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/metrics.h"

namespace waymark::backup {

struct BlobArchiverOptions {
  explicit BlobArchiverOptions(std::filesystem::path file) : staging(std::move(file)) {}
  std::filesystem::path staging;  // a file that is made and deleted as needed
  std::string prefix;             // of the keys that are copied; none: all
  std::chrono::seconds copy_every{30};
  std::chrono::hours compare_every{24};
  std::uint64_t bytes_per_second = std::uint64_t{50} << 20;  // read; 0: no limit
  std::size_t most_noted =
      100'000;  // that wait to be copied; past it everything is compared instead
};

/// What a comparison found and did.
struct BlobReport {
  std::size_t blobs = 0;
  std::uint64_t bytes = 0;
  std::size_t copied_blobs = 0;
  std::uint64_t copied_bytes = 0;
  std::size_t failed_blobs = 0;  // cannot be read here; each is named on the log
};

/// Lives on one reactor, where all but note() is called. Borrows all it is given.
class BlobArchiver {
 public:
  BlobArchiver(blobs::Blobs& served, blobs::Blobs& destination, BlobArchiverOptions options,
               const Clock& clock, runtime::BackgroundPool& pool, telemetry::Metrics& metrics);
  ~BlobArchiver();
  BlobArchiver(const BlobArchiver&) = delete;
  BlobArchiver& operator=(const BlobArchiver&) = delete;

  /// A blob was put: it is copied in the next round. Any thread.
  void note(const std::string& key);

  /// Goes on until stop(); what fails is logged and tried again.
  void start(Executor reactor) { rounds_.start(reactor); }
  /// Ends that, and copies what was noted last, unless the destination failed the last time.
  Task<void> stop() { return rounds_.stop(); }

  /// Copies what was noted. Throws what the destination throws; then what is left stays noted.
  Task<void> archive();
  /// Copies what was noted, compares all, copies what is missing, and writes a list unless the newest one says the same. Throws Error(conflict)
  /// when that is going on, and what the destination throws.
  Task<BlobReport> back_up();
  /// Whether that is going on.
  bool comparing() const { return comparing_; }
  /// Whether it is time for it: none has succeeded in this process or for too long, or more was put than can be noted.
  bool comparison_is_due();

 private:
  struct Noted {
    std::mutex lock;
    std::vector<std::string> keys;
    bool too_many = false;  // some were dropped: everything has to be compared
  };
  /// A copy that the newest list does not have. Without a hash when an earlier process made it.
  struct Copied {
    Instant time;
    std::uint64_t size = 0;
    std::string sha256;
  };
  /// What a comparison has in its hands.
  struct Comparison;

  RoundsWork work();
  Task<void> make_due_comparison();
  Task<void> open();
  Task<void> archive_all(std::vector<std::string>& keys);
  Task<bool> can_be_read(BlobListName name);
  Task<BlobReport> compare();
  Task<std::optional<ListedBlob>> listed(blobs::Entry entry, Comparison& comparison);
  Task<void> finish(BlobListWriter& writer, Instant begun);
  Task<std::optional<Copied>> copy(std::string key, Instant time);
  Task<std::optional<Copied>> hashed(std::string key, Copied known);
  std::vector<std::string> take_noted();
  void note_again(std::vector<std::string> keys);
  Instant next_time();

  blobs::Blobs& served_;
  blobs::Blobs& destination_;
  BlobArchiverOptions options_;
  const Clock& clock_;
  runtime::BackgroundPool& pool_;
  Pace pace_;
  Noted noted_;

  bool opened_ = false;
  bool archiving_ = false;
  bool comparing_ = false;
  std::optional<Instant> compared_;
  std::optional<BlobListName> newest_;
  std::map<std::string, Copied> recent_;
  Instant last_time_{};

  telemetry::Counter& copies_;
  telemetry::Counter& bytes_;
  telemetry::Counter& failures_;
  Rounds rounds_;
};

}  // namespace waymark::backup
