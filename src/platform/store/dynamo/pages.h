// Pages out of what DynamoDB reads: in the order, of the size and with the cursors the store
// promises.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/cursor.h"
#include "platform/store/store.h"

namespace waymark::store::dynamo {

/// What one Query or Scan gave.
struct Batch {
  std::vector<Item> items;
  std::size_t scanned = 0;                // items read, those filtered away too
  std::optional<std::string> last_key;    // LastEvaluatedKey as JSON: there may be more
  std::optional<Position> last_position;  // the same, of the queried index
};
/// Throws Error(unavailable) when the document is no such thing.
Batch read_batch(std::string_view document, Index index);

/// What GetItem gave. Throws as read_batch() does.
std::optional<Item> read_answered_item(std::string_view document);

/// What one Scan of keys alone gave.
struct KeyBatch {
  std::vector<Key> keys;
  std::optional<std::string> last_key;
};
KeyBatch read_keys(std::string_view document);

/// Collects the items of a query, which come sorted by sort key alone, until a page is full.
class PageBuilder {
 public:
  PageBuilder(const Query& query, std::optional<Position> after);

  void add(Item item);
  /// There are enough: the page is full, and something follows it.
  bool full() const;
  /// How many more it takes to know that.
  std::size_t missing() const;
  /// A page may end here, behind `position`, though it is not full: it gets further.
  bool may_end(const Position& position) const;

  /// The page; `reached` is where reading ended, nullopt at the end of the partition.
  Page page(const CursorSeal& seal, const std::optional<Position>& reached);

 private:
  struct Entry {
    Position position;
    Item item;
  };
  bool wanted(const Position& position) const;
  void close_group();
  void prune_group();

  const Query& query_;
  const std::optional<Position> after_;
  std::vector<Entry> ready_;  // in their final order
  std::size_t ready_bytes_ = 0;
  std::vector<Entry> group_;  // of one sort key, perhaps not all of them yet
};

}  // namespace waymark::store::dynamo
