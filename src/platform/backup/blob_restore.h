// Brings the server's blobs back as they were at a moment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

/// What was done.
struct BlobsBack {
  std::size_t restored = 0;
  std::uint64_t bytes = 0;
  std::size_t kept = 0;  // were there already, whole by their size
  std::size_t fault_count = 0;
  std::vector<std::string> faults;  // the first 100, each naming the blob and what is wrong with it
};

/// Puts into `served` what it lacks: all that the last list up to the moment has, all that the first one after it has,
/// and what was copied between the two; so all there were at the moment, and perhaps some that came a little later or
/// had just gone. Nothing is taken away. May be done again. What is damaged or missing in the backup is a fault in the
/// result; what `served` or the connection throws is thrown on. Borrows all but the prefix.
Task<BlobsBack> restore_blobs(blobs::Blobs& backup, blobs::Blobs& served, std::string prefix,
                              std::optional<Instant> at, runtime::BackgroundPool& pool);

}  // namespace waymark::backup
