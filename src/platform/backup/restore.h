// Brings the data back as they were at a moment.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/backup/blob_restore.h"
#include "platform/backup/catalogue.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/store/journal.h"

namespace waymark::backup {

struct RestoreOptions {
  explicit RestoreOptions(std::filesystem::path folder) : target(std::move(folder)) {}
  std::filesystem::path target;  // the database's folder
  /// All that was committed up to and with this moment; absent: all there is.
  std::optional<Instant> at;
  bool replace = false;  // what is at the target is set aside, else its being there is refused
  bool check = false;    // compare items with their index entries before it takes its place
  /// Where the server's blobs go back to, before the data take their place; none: they are left out.
  blobs::Blobs* served_blobs = nullptr;
  std::string blob_prefix;  // of their keys (BlobArchiverOptions)
};

struct RestoreReport {
  BaseName base;
  std::uint64_t sequence = 0;  // the number of the last operation in it
  Instant reached;  // the time of the last commit in it, or of the base when none follows
  std::size_t files = 0;
  std::size_t segments = 0;
  std::size_t commits = 0;  // played back from the log
  std::uint64_t bytes = 0;  // of files and log, as they are in the database
  std::chrono::duration<double> took{};
  BlobsBack blobs;
  std::optional<std::filesystem::path> replaced;  // where the data that were there lie now
  double megabytes_per_second() const;
};

/// What a moment is made of.
struct Plan {
  Manifest base;
  std::vector<SegmentName> segments;
};
/// Throws Error(not_found) when there is no base at or before the moment, naming the earliest one that there is, and
/// Error(unavailable) when a part of the log on the way there is missing.
Task<Plan> plan_for(blobs::Blobs& blobs, std::optional<Instant> at);

/// The target is untouched until the data are whole beside it; after a kill it is begun again with the same call, which
/// uses what is there. Every byte is compared with its hash. Blobs that are damaged or missing in the backup do not keep
/// the data back: the report names them. Throws what plan_for() throws; Error(internal) naming
/// what is damaged; Error(conflict | unavailable) for the target (workplace.h). The pool needs two threads.
Task<RestoreReport> restore(blobs::Blobs& blobs, store::OpenRebuild open, RestoreOptions options,
                            const Clock& clock, runtime::BackgroundPool& pool);

}  // namespace waymark::backup
