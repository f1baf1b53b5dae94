// What every engine refuses before it touches anything, so that all refuse the same. The numbers
// are DynamoDB's.
//
// Breaking a limit is a bug of the caller: Error(internal) whose cause says which limit and by
// what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/store/store.h"

namespace waymark::store {

inline constexpr std::size_t kMaxItemBytes = 400 * 1024;
inline constexpr std::size_t kMaxPartitionKeyBytes = 2048;
inline constexpr std::size_t kMaxSortKeyBytes = 1024;
inline constexpr std::size_t kMaxOperations = 100;
inline constexpr std::size_t kMaxBatchGet = 100;
inline constexpr std::uint32_t kMaxPageItems = 1000;
/// A page ends with the item that takes it past this.
inline constexpr std::size_t kMaxPageBytes = 1 << 20;
/// A page ends after stepping over so many expired items.
inline constexpr std::size_t kMaxExpiredPerPage = 1000;
inline constexpr int kIndexes = 6;

void check_key(const Key& key);
/// Key, index keys, ttl and size of an item about to be kept.
void check_item(const Item& item);
/// 1 to 100 operations on distinct keys, each within its limits; updates are checked again when
/// they are applied.
void check_transaction(const Transaction& transaction);
void check_batch(const std::vector<Key>& keys);
void check_query(const Query& query);
void check_scan(const Scan& scan);

const Key& key_of(const Update& operation);
const Key& key_of(const Delete& operation);
const Key& key_of(const Check& operation);
Key key_of(const Put& operation);
Key key_of(const Operation& operation);
const Condition& condition_of(const Operation& operation);

/// The entry an item has in an index.
struct IndexKey {
  std::string_view pk;
  std::string_view sk;
  bool operator==(const IndexKey&) const = default;
};
/// `index` is 1 to 6. nullopt when the item lacks either attribute: indexes are sparse.
std::optional<IndexKey> index_key(const Item& item, int index);

}  // namespace waymark::store
