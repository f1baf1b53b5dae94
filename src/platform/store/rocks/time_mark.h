// The time of a commit, kept in the log alone: a WriteBatch carries it as log data, which is in no table.
//
//   log data := 0x01 milliseconds since 1970: i64 big endian
//
// It lets an archive of the log be played back up to a moment (store/journal.h).
#pragma once

#include <rocksdb/write_batch.h>

#include <optional>

#include "base/time.h"

namespace waymark::store::rocks {

void mark_time(rocksdb::WriteBatch& writes, Instant time);
/// nullopt for a batch without a mark.
std::optional<Instant> marked_time(const rocksdb::WriteBatch& writes);

}  // namespace waymark::store::rocks
