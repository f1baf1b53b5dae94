#include "platform/store/rocks/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <cstdarg>
#include <cstdio>
#include <string>
#include <system_error>

#include "base/error.h"
#include "platform/store/rocks/cached_files.h"
#include "platform/telemetry/log.h"

namespace waymark::store::rocks {
namespace {

namespace fs = std::filesystem;

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", std::move(cause));
}

/// RocksDB's warnings and errors, on our log. It keeps no log file of its own: where it does, a full disk that cannot
/// take a line of it ends the process by an assertion.
class EngineLog final : public rocksdb::Logger {
 public:
  EngineLog() : Logger(rocksdb::WARN_LEVEL) {}
  using Logger::Logv;
  void Logv(const char*, va_list) override {}
  void Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    if (level < rocksdb::WARN_LEVEL || level >= rocksdb::HEADER_LEVEL) return;
    char line[1024];
    if (vsnprintf(line, sizeof line, format, arguments) < 0) return;
    if (is_no_fault(line)) return;
    telemetry::log(level == rocksdb::WARN_LEVEL ? telemetry::Level::warn : telemetry::Level::error,
                   "rocksdb", {{"message", std::string_view(line)}});
  }

 private:
  /// What every copy for a backup says twice, and what every load says of the files it takes in.
  static bool is_no_fault(std::string_view line) {
    return line.find("File Deletions") != std::string_view::npos ||
           line.find("without unique ID") != std::string_view::npos;
  }
};

rocksdb::BlockBasedTableOptions table_options(std::size_t block_cache_bytes) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(block_cache_bytes);
  table.cache_index_and_filter_blocks =
      true;  // all that is read from tables is bounded by the cache
  // In parts: a file of 64 MiB has an index of 2 MiB and a filter of half of one, which a cold read would wait for, and
  // which push items out of a small cache.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.pin_top_level_index_and_filter = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  table.format_version = 5;
  table.block_size = 8 * 1024;
  return table;
}

}  // namespace

rocksdb::Options database_options(std::size_t block_cache_bytes) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.env = cached_files();
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(block_cache_bytes)));
  options.compression = rocksdb::kLZ4Compression;

  // One thread writes, so the cheaper insert of a single writer will do. The memtable's filter answers most reads of
  // what is not there, which every creation begins with.
  options.allow_concurrent_memtable_write = false;
  options.write_buffer_size = 32 << 20;
  options.max_write_buffer_number = 3;
  options.memtable_prefix_bloom_size_ratio = 0.03;
  options.memtable_whole_key_filtering = true;

  options.max_background_jobs = 2;
  options.max_file_opening_threads = 1;  // opening starts no sixteen threads for a handful of files
  options.max_open_files = 2048;
  options.level_compaction_dynamic_level_bytes = true;
  options.avoid_unnecessary_blocking_io =
      true;  // files are deleted in the background, never on a reactor

  options.info_log = std::make_shared<EngineLog>();
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

std::unique_ptr<rocksdb::DB> open_database(const fs::path& directory,
                                           const rocksdb::Options& options) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error)
    throw unavailable("the data folder " + directory.string() +
                      " cannot be made: " + error.message());

  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, directory.string(), &opened);
  if (status.ok()) return std::unique_ptr<rocksdb::DB>(opened);

  const std::string cause = status.ToString();
  if (cause.find("lock file") != std::string::npos || cause.find("lock hold") != std::string::npos)
    throw unavailable("the data folder " + directory.string() + " is in use by another process (" +
                      cause + ")");
  if (cause.find("ermission denied") != std::string::npos ||
      cause.find("ead-only") != std::string::npos)
    throw unavailable("the data folder " + directory.string() + " cannot be written (" + cause +
                      ")");
  throw unavailable("the data folder " + directory.string() + " cannot be opened: " + cause);
}

void fail(const rocksdb::Status& status, std::string_view what) {
  const std::string cause = std::string(what) + ": " + status.ToString();
  if (status.IsCorruption())
    throw Error(ErrorCode::internal, "error.internal", "damaged data: " + cause);
  if (status.IsInvalidArgument() || status.IsNotSupported())
    throw Error(ErrorCode::internal, "error.internal", cause);
  throw unavailable(cause);
}

}  // namespace waymark::store::rocks
