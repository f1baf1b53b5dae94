// Lists for people: pages of one prefix of one partition, with a cursor for every item.
//
// The store's own cursors mark where a page ended; a Relay connection (GraphQL Cursor Connections)
// wants one for each edge. So a listing makes its cursors itself: base64url of the item's sort key
// in the listed index. That asks for sort keys that are unique within the partition, which is why
// the keys that are listed end in the item's id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/page_request.h"
#include "platform/store/store.h"

namespace waymark::store {

using waymark::PageRequest;

struct Listing {
  Listing(Index where, std::string partition_key, std::string sort_prefix, Order direction)
      : index(where),
        partition(std::move(partition_key)),
        prefix(std::move(sort_prefix)),
        order(direction) {}
  Index index;
  std::string partition;
  std::string prefix;
  Order order;
};

struct ListedItem {
  Item item;
  std::string cursor;
};

struct ListedPage {
  std::vector<ListedItem> items;
  bool has_next = false;
  bool has_previous = false;
};

/// A full page, unless the list ends before. Throws Error(invalid_input) naming `after` when the
/// cursor is none of this list.
Task<ListedPage> list(Store& store, Listing listing, PageRequest request);

/// The sort key of `item` in `index`.
std::string sort_key_of(const Item& item, Index index);

}  // namespace waymark::store
