// The keys of the RocksDB engine, format 1. Kept on disks: never reordered; `kFormat` rises with every change.
//
//   0x00 name                                   what the engine keeps about itself:
//                                               "format" → decimal number, "cursor key" → 32 bytes, "probe" → empty
//   0x01 part(PK) SK                            an item → the item (item_codec.h)
//   0x11 … 0x16 part(GSInPK) part(GSInSK) part(PK) SK
//                                               its entry in an index → the whole item again, so that a query of an
//                                               index is one pass of an iterator and never a second read
//   0x20 ttl:u64 part(PK) SK                    its expiry → empty; big endian, sign bit flipped
//
//   part(text) := text with every 0x00 written as 0x00 0xFF, then 0x00 0x01
//
// so that keys compare as tuples of texts do, whatever bytes they hold. All live in one column family: one memtable,
// one log, one batch.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/cursor.h"
#include "platform/store/limits.h"
#include "platform/store/store.h"

namespace waymark::store::rocks {

inline constexpr int kFormat = 1;

namespace space {
inline constexpr char kMeta = 0x00;
inline constexpr char kItems = 0x01;
inline constexpr char kIndexes = 0x10;  // plus the number of the index, 1 to 6
inline constexpr char kExpiry = 0x20;
inline constexpr char kEnd = 0x21;
}  // namespace space

std::string meta_key(std::string_view name);
std::string item_key(std::string_view pk, std::string_view sk);
/// In their order.
std::vector<std::string> item_keys(const std::vector<Key>& keys);
std::string index_entry_key(int index, const IndexKey& entry, std::string_view pk,
                            std::string_view sk);
std::string expiry_key(std::int64_t ttl, std::string_view pk, std::string_view sk);

/// The item an expiry entry speaks of; nullopt when the key is none.
std::optional<Key> parse_expiry_key(std::string_view key);
/// The ttl up to which (inclusive) expiry entries lie below the key that this gives.
std::string expiry_end(std::int64_t ttl);

/// Everything of an item that has a key of its own beside it.
struct Secondary {
  std::array<std::optional<IndexKey>, kIndexes> indexes;  // views into the item
  std::optional<std::int64_t> ttl;
};
Secondary secondary_of(const Item& item);

/// What is written beside an item: calls put(std::string key, std::string_view value) for each of its entries.
template <typename F>
void each_entry(const Secondary& secondary, const Item& item, F&& put) {
  const std::string_view pk = item.text(attribute::kPk).value_or("");
  const std::string_view sk = item.text(attribute::kSk).value_or("");
  for (int index = 1; index <= kIndexes; ++index)
    if (const auto& entry = secondary.indexes[static_cast<std::size_t>(index - 1)])
      put(index_entry_key(index, *entry, pk, sk), std::string_view(item.encoded()));
  if (secondary.ttl) put(expiry_key(*secondary.ttl, pk, sk), std::string_view());
}

/// The keys from `begin` up to, not including, `end`.
struct Range {
  std::string begin;
  std::string end;
  bool empty() const { return begin >= end; }
};
/// The keys a query asks for; `after` cuts off those of earlier pages.
Range range_of(const Query& query, const std::optional<Position>& after);
/// The position of an entry, as its item tells it.
Position position_of(Index index, const Item& item);

/// The smallest key that no key with this prefix reaches. The prefix must not be all 0xFF.
std::string past_prefix(std::string prefix);

}  // namespace waymark::store::rocks
