// Tells what a destination holds, and whether all of it can be relied on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/backup/layout.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

/// Every moment between the two can be brought back.
struct Reach {
  std::string timeline;
  Instant from;
  Instant to;
  bool broken = false;  // the log is missing after `to`, although there is more of it later
};

struct ListedBase {
  BaseName name;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

struct Contents {
  std::vector<ListedBase> bases;  // oldest first
  std::vector<Reach> reach;       // oldest first
  std::size_t segments = 0;
  std::size_t blobs = 0;  // copies of the server's blobs
  std::uint64_t blob_bytes = 0;
};
/// Reads names and manifests alone. Throws Error(internal) naming a manifest that is damaged.
Task<Contents> list(blobs::Blobs& blobs);

struct BackupVerification {
  std::size_t bases = 0;
  std::size_t files = 0;
  std::size_t segments = 0;
  std::size_t blobs = 0;    // that a list has
  std::uint64_t bytes = 0;  // read and compared with their hashes
  std::vector<Reach> reach;
  std::size_t fault_count = 0;
  std::vector<std::string> faults;  // the first 100, each naming the blob and what is wrong with it
  bool sound() const { return fault_count == 0; }
};
/// Reads everything back. Damage is a fault in the result; Error(unavailable) is thrown when the destination cannot
/// be read. A restore with RestoreOptions::check shows the rest: that a database comes out of it.
Task<BackupVerification> verify(blobs::Blobs& blobs, runtime::BackgroundPool& pool);

}  // namespace waymark::backup
