// Pages: what a query asks of PostgreSQL, and what its rows make.
#pragma once

#include "platform/store/cursor.h"
#include "platform/store/postgres/exchange.h"

namespace waymark::store::postgres {

/// A statement for one page. `after` is where the page before ended.
struct PageRequest {
  const Statement* statement;
  Parameters parameters;
};
/// nullopt when no sort key can be in the range.
std::optional<PageRequest> page_request(const Statements& statements, const Query& query,
                                        const std::optional<Position>& after, Instant now);
PageRequest scan_request(const Statements& statements, const Scan& scan,
                         const std::optional<Key>& after, Instant now);

/// The items of at most `limit` rows, fewer once they have a page's bytes, and whether there may be more.
struct PageRows {
  std::vector<Item> items;
  bool more = false;
};
PageRows page_of(const Rows& rows, std::uint32_t limit);

/// Where an item stands in the order of a query.
Position position_of(const Item& item, Index index);

std::int64_t epoch_seconds(Instant now);

}  // namespace waymark::store::postgres
