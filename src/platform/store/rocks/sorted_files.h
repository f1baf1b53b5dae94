// Entries in the order of their keys, written as a series of RocksDB's table files. Each file is whole and synced.
#pragma once

#include <rocksdb/options.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/sst_file_writer.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/rocks/disk_guard.h"

namespace waymark::store::rocks {

/// Files that follow one another in the order of their keys.
using Run = std::vector<std::filesystem::path>;

/// Throws Error(conflict) that names the item: only an item that came twice gives the same entry twice.
[[noreturn]] void refuse_repeated(std::string_view key, std::string_view value);

/// Used by one thread.
class SortedFileWriter {
 public:
  /// Files are called `name` and a number. `disk` is asked before each.
  SortedFileWriter(std::filesystem::path name, const rocksdb::Options& options,
                   std::uint64_t file_bytes, const DiskGuard& disk);
  ~SortedFileWriter();

  /// Keys rise. Throws Error(conflict) for one that repeats the last, Error(unavailable) when the disk is full or fails.
  void put(std::string_view key, std::string_view value);
  std::string_view last_key() const { return last_key_; }
  /// Ends the last file.
  Run finish();

 private:
  void open();
  void close();

  std::filesystem::path name_;
  std::uint64_t file_bytes_;
  const DiskGuard& disk_;
  rocksdb::SstFileWriter writer_;
  Run files_;
  bool open_ = false;
  std::string last_key_;
};

/// Walks over a run, and deletes each file that is behind it. Used by one thread.
class RunReader {
 public:
  RunReader(Run files, const rocksdb::Options& options);

  bool valid() const { return iterator_ != nullptr; }
  std::string_view key() const { return iterator_->key().ToStringView(); }
  std::string_view value() const { return iterator_->value().ToStringView(); }
  /// Throws Error(internal) for damaged data.
  void next();

 private:
  void open_file();
  void drop_file();

  Run files_;
  std::size_t at_ = 0;
  rocksdb::Options options_;
  std::unique_ptr<rocksdb::SstFileReader> reader_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

/// Merges runs into one series of files; what it has read is deleted. Throws as its parts do.
Run merge_runs(std::vector<Run> runs, const rocksdb::Options& run_options, SortedFileWriter& into);

}  // namespace waymark::store::rocks
