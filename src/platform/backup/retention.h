// Deletes from a destination what no moment of the window needs any more.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.h"
#include "platform/blobs/blobs.h"

namespace waymark::backup {

struct RetentionOptions {
  Instant now;
  std::chrono::hours keep{35 * 24};
};

/// How much was deleted.
struct Forgotten {
  std::size_t bases = 0;
  std::size_t segments = 0;
  std::size_t files = 0;
  std::size_t blobs = 0;
  bool any() const { return bases + segments + files + blobs > 0; }
};

/// Keeps every base that is younger than the window and the newest that is not: with the log from there on, every
/// second of the window can be reached. Bases go before segments before files, so that a base that has its manifest
/// has everything. Segments and files of no base are left alone until they are a day old: they may belong to a base
/// that is being made. With lists of blobs it is the same as with bases; a copy that no list has is kept until it is
/// older than all of them. Throws, having deleted no file, when a manifest that is kept cannot be read, and having
/// deleted no copy of a blob when a list cannot.
Task<Forgotten> forget(blobs::Blobs& blobs, RetentionOptions options);

}  // namespace waymark::backup
