// The table and every statement on it. Format 1 of the table:
//
//   CREATE TABLE gg_core (
//     pk bytea, sk bytea,                   the key: bytes, compared as bytes
//     item jsonb,                           the whole item (document.h)
//     size integer,                         its bytes as the port counts them; ends pages
//     ttl bigint,                           epoch seconds, when it has one
//     gsi1pk bytea, gsi1sk bytea, …         both or neither, for each of six indexes
//     PRIMARY KEY (pk, sk))
//   gg_core_gsi1 … gg_core_gsi6             (gsi1pk, gsi1sk, pk, sk) where gsi1pk is not null
//   gg_core_ttl                             (ttl) where ttl is not null
//   gg_core_meta (name text, value text)    one row: 'format', '1'
//
// The columns beside `item` are made from it with each write and only serve the indexes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/store.h"

namespace waymark::store::postgres {

inline constexpr std::string_view kFormat = "1";
inline constexpr std::size_t kMaxStatements = 72;

/// One statement. Those with a number below kMaxStatements are prepared by each session that meets them.
struct Statement {
  std::size_t number = kMaxStatements;
  std::string text;
};

/// How a page is read; each shape has its own plan.
struct PageShape {
  Index index;
  Order order;
  bool bounded;  // there is an end to read to (ascending), or to begin from (descending)
  bool weighed;  // the server cuts it near 1 MiB
};

/// Built once for a table; references stay valid for its life.
class Statements {
 public:
  explicit Statements(const std::string& table);

  /// pk, sk → item.
  const Statement get;
  /// pk[], sk[] → place from 1, item, of those that are there, expired ones too.
  const Statement get_many;
  /// pk, sk, now, limit, bytes → items behind the key.
  const Statement scan;
  /// lock[], shared[] → nothing of use; waits for the locks in the order given.
  const Statement lock;
  /// The rows of a transaction (writing.cc) → places from 1 whose tests failed; writes if there are none.
  const Statement write;
  /// now, limit → a row for each that was deleted.
  const Statement sweep;
  /// → whether the server only reads.
  const Statement ping;
  const Statement begin;
  const Statement commit;
  const Statement rollback;

  /// Parameters: partition, then
  ///   of the table:  first sort key [, end of sort keys]
  ///   of an index:   ascending, the triple (sort, pk, sk) to begin behind [, end of sort keys];
  ///                  descending, first sort key [, the triple to begin before]
  /// then now, limit and, weighed, bytes → items in order.
  const Statement& page(PageShape shape) const;

  /// One transaction that makes what is missing. The last gives the format.
  const std::vector<Statement> create;

 private:
  std::vector<Statement> pages_;
};

/// Whether a text may name a table of ours.
bool is_table_name(std::string_view name);

}  // namespace waymark::store::postgres
