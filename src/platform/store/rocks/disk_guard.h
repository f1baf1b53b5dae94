// Keeps RocksDB away from a full disk, and from a log that has failed.
//
// RocksDB can take up again after most faults, but not after one of its log's: it goes on with the same file, whose end
// is then unknown, and Debian's build ends the process by an assertion. So the committer asks before every batch:
//   * is there room? Below a reserve that the log, the memtables and a compaction need, writes are refused before
//     RocksDB meets the end of the disk. They are taken again as soon as there is room.
//   * has the log failed all the same (a dying disk)? Then writes are refused until the store is opened again, which
//     reads the log up to where it is whole.
// Reads go on in either case.
#pragma once

#include <rocksdb/listener.h>
#include <rocksdb/status.h>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace waymark::store::rocks {

class DiskGuard {
 public:
  DiskGuard(std::filesystem::path directory, std::uint64_t reserve_bytes);

  /// For the options the database is opened with: hears of what fails in it.
  std::shared_ptr<rocksdb::EventListener> listener() const;

  /// OK, or why nothing may be written now.
  rocksdb::Status may_write() const;

 private:
  class Listener;
  std::filesystem::path directory_;
  std::uint64_t reserve_bytes_;
  std::shared_ptr<Listener> listener_;
};

}  // namespace waymark::store::rocks
