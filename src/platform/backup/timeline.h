// Going on where an earlier process stopped, or knowing that one cannot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/random.h"
#include "platform/backup/manifest.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/store/journal.h"

namespace waymark::backup {

/// One uninterrupted run of the log (layout.h), as far as it is archived.
struct Timeline {
  std::string id;
  std::uint64_t next = 0;  // the first number that is not archived
  Instant reached;         // no later commit is archived
};

/// A timeline and the newest base in it.
struct Resumed {
  Timeline timeline;
  Manifest base;
};

std::string new_timeline_id(Random& random);

/// The timeline of the newest base, when this database's log goes on where it ends: the database has the base's name,
/// what was archived last is in the log byte for byte, and nothing is missing after it. Otherwise nothing, and why is
/// logged. Throws what the destination throws.
Task<std::optional<Resumed>> resume(blobs::Blobs& blobs, store::Journal& journal,
                                    runtime::BackgroundPool& pool);

}  // namespace waymark::backup
