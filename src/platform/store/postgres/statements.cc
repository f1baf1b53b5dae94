#include "platform/store/postgres/statements.h"

#include <algorithm>

namespace waymark::store::postgres {
namespace {

constexpr std::size_t kMaxTableName =
    40;  // names of its indexes are longer and must stay within 63
constexpr std::size_t kFirstPage = 16;
constexpr std::size_t kShapesOfAnIndex = 8;
static_assert(kFirstPage + 7 * kShapesOfAnIndex <= kMaxStatements);

constexpr std::string_view kIndexColumns =
    "gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk, "
    "gsi4pk, gsi4sk, gsi5pk, gsi5sk, gsi6pk, gsi6sk";

/// Replaces every @ by the table's name.
std::string on(const std::string& table, std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '@')
      out += table;
    else
      out += c;
  }
  return out;
}

std::string get_many_text() {
  return "SELECT k.n, t.item FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS k(pk, sk, n) "
         "JOIN @ t ON t.pk = k.pk AND t.sk = k.sk";
}

/// Cuts an ordered and limited page where the sizes of its items pass a number of bytes.
std::string weighed(const std::string& page, std::string_view order, int bytes) {
  return "SELECT item FROM (SELECT *, sum(size) OVER (ORDER BY " + std::string(order) +
         " ROWS UNBOUNDED PRECEDING) - size AS before FROM (" + page +
         ") page) weighed WHERE before < $" + std::to_string(bytes) + " ORDER BY " +
         std::string(order);
}

std::string scan_text() {
  return weighed(
      "SELECT item, size, pk, sk FROM @ WHERE (pk, sk) > ($1::bytea, $2::bytea) AND "
      "(ttl IS NULL OR ttl > $3::bigint) ORDER BY pk, sk LIMIT $4::bigint",
      "pk, sk", 5);
}

std::string lock_text() {
  return "SELECT CASE WHEN shared THEN pg_advisory_xact_lock_shared(lock) ELSE "
         "pg_advisory_xact_lock(lock) END FROM unnest($1::bigint[], $2::boolean[]) AS l(lock, "
         "shared)";
}

std::string write_text() {
  std::string text =
      "WITH op AS MATERIALIZED (SELECT * FROM unnest($2::smallint[], $3::bytea[], $4::bytea[], "
      "$5::smallint[], $6::text[], $7::jsonb[], $8::jsonb[], $9::integer[], $10::bigint[]";
  for (int i = 11; i <= 22; ++i) text += ", $" + std::to_string(i) + "::bytea[]";
  text += ") WITH ORDINALITY AS o(kind, pk, sk, test, name, operand, item, size, ttl, ";
  text += kIndexColumns;
  text +=
      ", n)), failed AS MATERIALIZED (SELECT o.n FROM op o LEFT JOIN @ t ON t.pk = o.pk AND "
      "t.sk = o.sk AND (t.ttl IS NULL OR t.ttl > $1::bigint) WHERE NOT CASE o.test "
      "WHEN 0 THEN true WHEN 1 THEN t.pk IS NOT NULL WHEN 2 THEN t.pk IS NULL "
      "ELSE coalesce(t.item -> o.name = o.operand, false) END), "
      "puts AS (INSERT INTO @ (pk, sk, item, size, ttl, ";
  text += kIndexColumns;
  text += ") SELECT pk, sk, item, size, ttl, ";
  text += kIndexColumns;
  text +=
      " FROM op WHERE kind = 0 AND NOT EXISTS (SELECT FROM failed) "
      "ON CONFLICT (pk, sk) DO UPDATE SET item = excluded.item, size = excluded.size, ttl = "
      "excluded.ttl";
  for (int i = 1; i <= 6; ++i)
    for (const char* part : {"pk", "sk"}) {
      std::string column = "gsi" + std::to_string(i);
      column += part;
      text += ", ";
      text += column;
      text += " = excluded.";
      text += column;
    }
  text +=
      "), deletions AS (DELETE FROM @ t USING op o WHERE o.kind = 1 AND t.pk = o.pk AND "
      "t.sk = o.sk AND NOT EXISTS (SELECT FROM failed)) SELECT n FROM failed ORDER BY n";
  return text;
}

/// Rows that another node is deleting, or that are being written, are left for the next time.
std::string sweep_text() {
  return "DELETE FROM @ t USING (SELECT pk, sk FROM @ WHERE ttl <= $1::bigint ORDER BY ttl "
         "LIMIT $2::bigint FOR UPDATE SKIP LOCKED) old "
         "WHERE t.pk = old.pk AND t.sk = old.sk RETURNING 1";
}

struct Columns {
  std::string pk;
  std::string sk;
};

Columns columns_of(Index index) {
  if (index == Index::table) return Columns{"pk", "sk"};
  const std::string prefix = "gsi" + std::to_string(static_cast<int>(index));
  return Columns{prefix + "pk", prefix + "sk"};
}

/// Numbers the parameters of one statement.
class Places {
 public:
  std::string next(std::string_view type) {
    return "$" + std::to_string(++last_) + "::" + std::string(type);
  }
  std::string triple() {
    const std::string first = next("bytea");
    const std::string second = next("bytea");
    return "(" + first + ", " + second + ", " + next("bytea") + ")";
  }
  int last() const { return last_; }

 private:
  int last_ = 0;
};

std::string page_text(PageShape shape) {
  const Columns columns = columns_of(shape.index);
  const bool indexed = shape.index != Index::table;
  const bool ascending = shape.order == Order::ascending;
  const std::string triple = "(" + columns.sk + ", pk, sk)";
  Places places;
  std::string where = columns.pk + " = " + places.next("bytea") + " AND ";
  if (indexed && ascending)
    where += triple + " > " + places.triple();
  else
    where += columns.sk + " >= " + places.next("bytea");
  if (shape.bounded && indexed && !ascending)
    where += " AND " + triple + " < " + places.triple();
  else if (shape.bounded)
    where += " AND " + columns.sk + " < " + places.next("bytea");
  where += " AND (ttl IS NULL OR ttl > " + places.next("bigint") + ")";

  const std::string direction = ascending ? "" : " DESC";
  std::string order = columns.sk + direction;
  if (indexed) order += ", pk" + direction + ", sk" + direction;
  const std::string selected =
      shape.weighed ? std::string("item, size, pk, sk") + (indexed ? ", " + columns.sk : "")
                    : "item";
  const std::string page = "SELECT " + selected + " FROM @ WHERE " + where + " ORDER BY " + order +
                           " LIMIT " + places.next("bigint");
  return shape.weighed ? weighed(page, order, places.last() + 1) : page;
}

std::size_t number_of(PageShape shape) {
  return static_cast<std::size_t>(shape.index) * kShapesOfAnIndex +
         (shape.order == Order::descending ? 4U : 0U) + (shape.bounded ? 2U : 0U) +
         (shape.weighed ? 1U : 0U);
}

constexpr std::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS @ (pk bytea NOT NULL, sk bytea NOT NULL, item jsonb NOT NULL, "
    "size integer NOT NULL, ttl bigint, gsi1pk bytea, gsi1sk bytea, gsi2pk bytea, gsi2sk bytea, "
    "gsi3pk bytea, gsi3sk bytea, gsi4pk bytea, gsi4sk bytea, gsi5pk bytea, gsi5sk bytea, "
    "gsi6pk bytea, gsi6sk bytea, PRIMARY KEY (pk, sk)) WITH (fillfactor = 90)";
constexpr std::string_view kComment =
    "COMMENT ON TABLE @ IS 'Items of Waymark: item has everything, the other columns serve the "
    "indexes. encode(pk, ''escape'') shows a key.'";

std::vector<Statement> create_texts(const std::string& table) {
  std::vector<std::string> texts{
      "SELECT pg_advisory_xact_lock(hashtext('waymark'), hashtext('create @'))",
      std::string(kCreateTable),
      "CREATE INDEX IF NOT EXISTS @_ttl ON @ (ttl) WHERE ttl IS NOT NULL",
      "CREATE TABLE IF NOT EXISTS @_meta (name text PRIMARY KEY, value text NOT NULL)",
      "INSERT INTO @_meta VALUES ('format', '" + std::string(kFormat) + "') ON CONFLICT DO NOTHING",
      std::string(kComment)};
  for (const char digit : {'1', '2', '3', '4', '5', '6'}) {
    std::string index =
        "CREATE INDEX IF NOT EXISTS @_gsi# ON @ (gsi#pk, gsi#sk, pk, sk) WHERE gsi#pk IS NOT NULL";
    std::ranges::replace(index, '#', digit);
    texts.push_back(std::move(index));
  }
  texts.emplace_back("SELECT value FROM @_meta WHERE name = 'format'");
  std::vector<Statement> statements;
  statements.reserve(texts.size());
  for (const std::string& text : texts)
    statements.push_back(Statement{kMaxStatements, on(table, text)});
  return statements;
}

}  // namespace

Statements::Statements(const std::string& table)
    : get{0, on(table, "SELECT item FROM @ WHERE pk = $1 AND sk = $2")},
      get_many{1, on(table, get_many_text())},
      scan{2, on(table, scan_text())},
      lock{3, lock_text()},
      write{4, on(table, write_text())},
      sweep{5, on(table, sweep_text())},
      ping{6, on(table,
                 "SELECT current_setting('transaction_read_only') = 'on' FROM (SELECT count(*) "
                 "FROM (SELECT FROM @ LIMIT 1) one) there")},
      begin{7, "BEGIN"},
      commit{8, "COMMIT"},
      rollback{9, "ROLLBACK"},
      create(create_texts(table)) {
  for (int index = 0; index <= 6; ++index)
    for (std::size_t bits = 0; bits < kShapesOfAnIndex; ++bits) {
      const PageShape shape{static_cast<Index>(index),
                            (bits & 4) != 0 ? Order::descending : Order::ascending, (bits & 2) != 0,
                            (bits & 1) != 0};
      pages_.push_back(Statement{kFirstPage + number_of(shape), on(table, page_text(shape))});
    }
}

const Statement& Statements::page(PageShape shape) const {
  return pages_[number_of(shape)];
}

bool is_table_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= kMaxTableName && std::ranges::all_of(name, allowed) &&
         (name.front() < '0' || name.front() > '9');
}

}  // namespace waymark::store::postgres
