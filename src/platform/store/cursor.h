// Cursors: where a page ended, in a form that can be handed to anyone and comes back unforged.
//
//   token := base64url( 0x01 mac:16 sort pk sk )     sort, pk, sk := length:u16 (big endian) bytes
//
// pk and sk are empty for a query of the table itself, where the sort key says it all. The mac is
// HMAC-SHA-256, cut to 16 bytes, over the index, the partition and the position: a cursor of
// another query, or one that was changed, gives Error(invalid_input) naming "after". Anyone can
// read the keys in it; none can make one.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/store/store.h"

namespace waymark::store {

/// The place of the last item of a page: the next page begins behind it.
struct Position {
  std::string sort;  // the sort key in the queried table or index
  Key key;           // the item's own key; empty for the table
  auto operator<=>(const Position&) const = default;
};

/// Seals and opens cursors with one key. Any thread.
class CursorSeal {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  explicit CursorSeal(std::string_view key);
  ~CursorSeal();
  CursorSeal(const CursorSeal&) = delete;
  CursorSeal& operator=(const CursorSeal&) = delete;

  Cursor seal(Index index, std::string_view partition, const Position& position) const;
  /// The position of `query.after`, which must be set.
  Position open(const Query& query) const;

  /// The same for a scan of the whole table, which ended behind `key`.
  Cursor seal_scan(const Key& key) const;
  /// The key behind which `scan` goes on; `scan.after` must be set.
  Key open_scan(const Scan& scan) const;

 private:
  std::string mac(Index index, std::string_view partition, std::string_view position) const;
  struct Keyed;
  std::unique_ptr<Keyed> keyed_;
};

}  // namespace waymark::store
