// Opening RocksDB, and its faults in our words. No RocksDB type leaves this folder.
#pragma once

#include <rocksdb/db.h>

#include <filesystem>
#include <memory>
#include <string_view>

namespace waymark::store::rocks {

/// How the engine sets RocksDB up; the benchmark measures against a bare database with the same.
rocksdb::Options database_options(std::size_t block_cache_bytes);

/// Opens, or makes, the database in `directory`. Throws Error(unavailable) that says why it cannot be: in use by
/// another process, not writable, damaged.
std::unique_ptr<rocksdb::DB> open_database(const std::filesystem::path& directory,
                                           const rocksdb::Options& options);

/// Throws what a failed status means: Error(internal) naming the file and block for damaged data, Error(unavailable)
/// for all that may pass (a full or failing disk, shutting down). `what` is what was being done.
[[noreturn]] void fail(const rocksdb::Status& status, std::string_view what);

inline void require(const rocksdb::Status& status, std::string_view what) {
  if (!status.ok()) fail(status, what);
}

}  // namespace waymark::store::rocks
