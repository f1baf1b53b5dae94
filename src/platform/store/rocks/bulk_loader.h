// Fills an empty store with many items at once: sorted files, taken in whole, instead of transactions.
//
// A transaction writes an item and its entries to the log, to the memtable, to a file, and then again whenever files are
// merged. Here every entry is sorted outside of the database and written once (twice, where it did not come in order),
// with the keys and values the committer writes. Nothing of it is visible before finish().
//
// The store is made in a folder of its own, `<directory>.loading`, and takes its place by a rename: whatever happens,
// there is either the store that was there before, which holds no item, or the whole new one. A load that died begins
// again; what it left is removed then. The new store has an identity and a log of its own, so backups begin anew with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/random.h"
#include "platform/store/copy.h"
#include "platform/store/item.h"

namespace waymark::store {

struct BulkOptions {
  explicit BulkOptions(std::filesystem::path folder) : directory(std::move(folder)) {}
  std::filesystem::path directory;                    // as RocksOptions has it
  std::size_t memory_bytes = std::size_t{256} << 20;  // for sorting; at least some 4 MiB are taken
  std::uint64_t reserve_bytes = std::uint64_t{256} << 20;  // that must stay free on the disk
  std::size_t merge_width = 128;  // sorted runs that are merged at once; more are merged in steps
};

/// What finish() has made.
struct BulkResult {
  std::size_t items = 0;
  std::size_t entries = 0;  // of indexes and of the expiry list
  std::size_t runs = 0;  // that were sorted in memory and merged; 0 when everything came in order
};

/// Used by one thread at a time, which may have to wait for the disk; sorts on threads of its own.
class BulkLoader final : public Loading {
 public:
  /// Whether the folder is empty or not there, or its store holds no item. Throws Error(unavailable) when it cannot be said: another
  /// process uses it, or it cannot be read.
  static bool may_fill(const std::filesystem::path& directory);

  /// Throws Error(conflict) for a folder whose store holds items, Error(unavailable) when another load is under way or
  /// the folder cannot be made.
  BulkLoader(const BulkOptions& options, Random& random);
  /// What was not finished is removed.
  ~BulkLoader() override;

  /// Items come in any order, fastest in that of their keys, as a scan of this engine gives them; one that has expired is
  /// kept as any other. Throws Error(internal) for an item beyond the limits, Error(conflict) when a key came before,
  /// Error(unavailable) when the disk is full or fails. After an error the loader is of no further use.
  void add(const Item& item) override;
  /// The store takes its place. Throws as add() does (a key that came twice may show only here), and Error(conflict) when
  /// meanwhile somebody has put items into the folder. Once.
  void finish() override;
  const BulkResult& result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::store
