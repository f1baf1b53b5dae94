// Reads of the database, each tried with what is in memory and, when that is not enough, with the disk.
#pragma once

#include <rocksdb/db.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/store/cursor.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/store.h"

namespace waymark::store::rocks {

enum class From : std::uint8_t {
  memory,     // memtables, the block cache, files that are in memory: never waits
  disk,       // may wait
  disk_once,  // may wait, and leaves the block cache to others: for a walk over everything
};

/// A read's result, or nothing when it needs the disk. From::disk always gives a result.
template <typename T>
using Found = std::optional<T>;

/// An item that is there and has not expired. Each throws Error(internal) for damaged data.
Found<std::optional<Item>> read_item(rocksdb::DB& database, const std::string& key, Instant now,
                                     From from);
/// All from one moment.
Found<std::vector<std::optional<Item>>> read_items(rocksdb::DB& database,
                                                   const std::vector<std::string>& keys,
                                                   Instant now, From from);
Found<Page> read_page(rocksdb::DB& database, const CursorSeal& cursors, const Query& query,
                      const Range& range, Instant now, From from);
/// A page of all items, in the order of their keys.
Page read_scan(rocksdb::DB& database, const CursorSeal& cursors, const Scan& scan, Instant now);
/// The keys of up to `limit` items that have expired, the longest expired first. Reads the disk.
std::vector<Key> expired_keys(rocksdb::DB& database, Instant now, std::size_t limit);

}  // namespace waymark::store::rocks
