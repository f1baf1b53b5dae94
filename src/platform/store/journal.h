// What an engine that keeps its own data on a local disk offers to be backed up and put together again. The engines
// that others run (DynamoDB, PostgreSQL) have backups of their own and none of this.
//
// Every operation of a commit has a number; the numbers of one database rise without a gap. So a copy of the files and
// the records of the log from the copy's last number on are all there ever was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace waymark::store {

/// One commit, as it stands in the engine's log.
struct LogRecord {
  std::uint64_t sequence = 0;    // of its first operation
  std::uint32_t operations = 0;  // at least 1
  std::optional<Instant>
      time;           // when it was written; the engine's own records at a start have none
  std::string bytes;  // meaningful to the engine alone
  std::uint64_t last() const { return sequence + operations - 1; }
};

struct LogSlice {
  std::vector<LogRecord> records;  // in order, without a gap between them
  bool more = false;               // the log goes on
  /// What was asked for, or what follows the last record, is no longer in the log.
  bool gap = false;
};

/// A copy of everything as of one number.
struct Checkpoint {
  std::uint64_t sequence = 0;  // all up to here is in it, perhaps more
  Instant time;                // nothing in it was committed later
};

/// All of it blocks, and may be called from any thread. Throws Error(unavailable | internal), as Store does.
class Journal {
 public:
  virtual ~Journal() = default;
  /// Names the database for as long as it lives in its folder; one put together from a backup gets a new name.
  virtual std::string identity() const = 0;
  virtual std::uint64_t last_sequence() const = 0;
  /// The records from the one that holds `from` on, until they have `bytes` bytes (at least one record).
  virtual LogSlice read(std::uint64_t from, std::size_t bytes) const = 0;
  /// Makes a copy in `folder`, which must not be there and should lie on the same file system: then it costs hardly
  /// anything. The folder has no folders in it; files that end in `immutable_suffix()` never change under their name.
  virtual Checkpoint checkpoint(const std::filesystem::path& folder) = 0;
  /// Reads a file of that kind in a copy, at most so many bytes a second (0: no limit), and compares every block with its
  /// checksum. Throws Error(internal) naming the file and the block.
  virtual void check_immutable(const std::filesystem::path& file,
                               std::uint64_t bytes_per_second) const = 0;
  virtual std::string_view immutable_suffix() const = 0;
};

/// A database that is being put together from a checkpoint and the records after it. Blocks; one thread at a time.
class Rebuild {
 public:
  virtual ~Rebuild() = default;
  virtual std::uint64_t last_sequence() const = 0;
  /// Records that are in it already are passed over. Throws Error(internal) when records are missing before this one,
  /// or when it is damaged.
  virtual void apply(const LogRecord& record) = 0;
  /// Everything that is wrong between items and their index entries, at most 100 faults, each naming a key.
  virtual std::vector<std::string> verify() = 0;
  /// Puts everything on the disk and closes the database. Nothing else may be called after it.
  virtual void finish() = 0;
};

/// Opens what was a checkpoint. Throws Error(unavailable) that names the folder when it cannot be opened.
using OpenRebuild = std::function<std::unique_ptr<Rebuild>(const std::filesystem::path& folder)>;

}  // namespace waymark::store
