// The embedded engine: the store on RocksDB, in one folder of one process.
//
// Reads are tried on the calling reactor with what is in memory and move to the background pool only when a disk must
// be waited for. All writes pass one committer thread (committer.h). What was acknowledged survives kill -9 and power
// loss; what is damaged on the disk is refused with Error(internal) naming the block, never served.
//
// The keys are written down in keys.h, items in item_codec.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/store/journal.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store {

struct RocksOptions {
  explicit RocksOptions(std::filesystem::path folder) : directory(std::move(folder)) {}
  std::filesystem::path directory;                         // made when it is not there
  std::size_t block_cache_bytes = std::size_t{128} << 20;  // grows to this as data are read
  std::size_t read_cache_bytes = std::size_t{32} << 20;    // whole answers (read_cache.h); 0: none
  /// Writes are refused while less than this is free on the disk (disk_guard.h).
  std::uint64_t reserve_bytes = std::uint64_t{256} << 20;
  /// How much of the log is kept once it is no longer needed here, for an archive to read; 0: none.
  std::uint64_t log_kept_bytes = 0;
};

/// What a walk over everything found.
struct Verification {
  std::size_t items = 0;
  std::size_t index_entries = 0;
  std::size_t expiry_entries = 0;
  std::vector<std::string> faults;  // at most 100, each naming a key
  bool sound() const { return faults.empty(); }
};

/// Borrows all it is given; they outlive it. It is closed, or destroyed, before the reactors that called it are
/// destroyed, and after the background pool was stopped or every caller has had its answer.
class RocksStore final : public Store {
 public:
  /// Opens or makes the database. Throws Error(unavailable) that says why it cannot: the folder is in use by another
  /// process, cannot be written, is damaged, or was written by a newer version of this program.
  RocksStore(const RocksOptions& options, const Clock& clock, Random& random,
             runtime::BackgroundPool& pool, telemetry::Metrics& metrics);
  ~RocksStore() override;

  Task<std::optional<Item>> get(Key key) override;
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override;
  Task<Page> query(Query query) override;
  Task<Outcome> transact(Transaction transaction) override;
  Task<Page> scan(Scan scan) override;
  Task<std::size_t> sweep(std::size_t limit) override;
  Task<void> ping() override;

  /// Writes what is queued and refuses further writes with Error(unavailable). Blocks; does nothing the second time.
  void close();

  /// Walks over everything and compares items with their entries in the indexes and the expiry list, both ways. Blocks
  /// for as long as that takes; others may read and write meanwhile.
  Verification verify() const;

  /// For backups; lives as long as the store.
  Journal& journal();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::store
