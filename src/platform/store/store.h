// The store: one table of items, six sparse indexes, transactions (architecture.md §4).
//
// An engine lives as long as the server; every operation may be called from any reactor and resumes
// there. Engines translate every fault of theirs to Error(unavailable | deadline_exceeded |
// internal); what is ordinary (no item, a failed condition) is a value.
//
//   store.h        the port                     condition.h  conditions and updates
//   item.h         items and values             entity.h     described structs as items
//   forwarding_store.h  what stands between a store and its users
//   copy.h         everything from one store to another    index_check.h  do indexes and items agree
//   conformance_test.h  what every engine must pass
//   memory/        a plain model for tests      rocks/       the embedded engine
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/task.h"
#include "platform/store/condition.h"
#include "platform/store/item.h"

namespace waymark::store {

/// The table itself, or one of its indexes.
enum class Index : std::uint8_t { table, gsi1, gsi2, gsi3, gsi4, gsi5, gsi6 };

enum class Order : std::uint8_t { ascending, descending };

/// Restricts the sort key of a query. Keys compare as bytes.
struct SortKey {
  enum class Op : std::uint8_t {
    any,
    equals,
    begins_with,
    between,
    less,
    less_equal,
    greater,
    greater_equal
  };
  Op op = Op::any;
  std::string low;   // the operand; for between the inclusive lower end
  std::string high;  // for between the inclusive upper end

  static SortKey any() { return {}; }
  static SortKey equals(std::string key) { return SortKey(Op::equals, std::move(key)); }
  static SortKey begins_with(std::string prefix) {
    return SortKey(Op::begins_with, std::move(prefix));
  }
  static SortKey between(std::string low, std::string high) {
    return SortKey(Op::between, std::move(low), std::move(high));
  }
  static SortKey greater(std::string key) { return SortKey(Op::greater, std::move(key)); }
  static SortKey greater_equal(std::string key) {
    return SortKey(Op::greater_equal, std::move(key));
  }
  static SortKey less(std::string key) { return SortKey(Op::less, std::move(key)); }
  static SortKey less_equal(std::string key) { return SortKey(Op::less_equal, std::move(key)); }

  SortKey() = default;
  SortKey(Op operation, std::string first, std::string second = {})
      : op(operation), low(std::move(first)), high(std::move(second)) {}
};

/// Where a page ended: opaque to all but the engine that made it, but safe to hand to a client as
/// it is (text, base64url). A cursor that was tampered with gives Error(invalid_input, "after").
struct Cursor {
  Cursor() = default;
  explicit Cursor(std::string text) : token(std::move(text)) {}
  std::string token;
  bool operator==(const Cursor&) const = default;
};

/// One partition, read in sort-key order. (A class with constructors: see style.md rule 14.)
struct Query {
  Query(Index where, std::string partition_key)
      : index(where), partition(std::move(partition_key)) {}
  Index index;
  std::string partition;
  SortKey sort;
  Order order = Order::ascending;
  std::uint32_t limit = 100;  // 1–1000 items a page
  std::optional<Cursor> after;

  Query& where(SortKey condition) {
    sort = std::move(condition);
    return *this;
  }
  Query& newest_first() {
    order = Order::descending;
    return *this;
  }
  Query& at_most(std::uint32_t count) {
    limit = count;
    return *this;
  }
  Query& starting_after(std::optional<Cursor> cursor) {
    after = std::move(cursor);
    return *this;
  }
};

/// The whole table, a page at a time, in an order of the engine's own. For moving and checking whole stores; what product
/// code looks for has a key (architecture.md §4). An item that is there throughout comes exactly once; one that is
/// written meanwhile may come in its old or its new form, or not at all when it is new.
struct Scan {
  std::uint32_t limit = 1000;  // 1–1000 items a page
  std::optional<Cursor> after;
};

/// A page may be short while `next` is set (many expired items, or more than 1 MiB of them): only
/// an absent `next` means the end. Items of an index come in the order of its sort key, then of
/// their own keys.
struct Page {
  Page() = default;
  Page(std::vector<Item> found, std::optional<Cursor> more)
      : items(std::move(found)), next(std::move(more)) {}
  std::vector<Item> items;
  std::optional<Cursor> next;
};

struct Put {
  explicit Put(Item whole, Condition when = {})
      : item(std::move(whole)), condition(std::move(when)) {}
  Item item;  // replaces what is there
  Condition condition;
};
struct Update {
  Update(Key which, Changes what, Condition when = {})
      : key(std::move(which)), changes(std::move(what)), condition(std::move(when)) {}
  Key key;
  Changes changes;  // creates the item when it is not there and the condition allows
  Condition condition;
};
struct Delete {
  explicit Delete(Key which, Condition when = {})
      : key(std::move(which)), condition(std::move(when)) {}
  Key key;
  Condition condition;
};
struct Check {
  Check(Key which, Condition when) : key(std::move(which)), condition(std::move(when)) {}
  Key key;
  Condition condition;
};
using Operation = std::variant<Put, Update, Delete, Check>;

/// 1 to 100 operations on distinct keys (beyond either: Error(internal), a bug of the caller). All
/// or nothing.
class Transaction {
 public:
  Transaction& put(Item item, Condition condition = {});
  Transaction& update(Key key, Changes changes, Condition condition = {});
  Transaction& erase(Key key, Condition condition = {});
  Transaction& check(Key key, Condition condition);
  /// Moves another transaction's operations to the end of this one.
  Transaction& append(Transaction other);

  std::size_t size() const { return operations_.size(); }
  const std::vector<Operation>& operations() const { return operations_; }

 private:
  std::vector<Operation> operations_;
};

/// What became of a transaction: committed, or the operations (by their place) whose conditions did
/// not hold.
struct Outcome {
  Outcome() = default;
  explicit Outcome(std::vector<std::size_t> failed_operations)
      : failed(std::move(failed_operations)) {}
  std::vector<std::size_t> failed;
  bool committed() const { return failed.empty(); }
  bool failed_at(std::size_t operation) const;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Task<std::optional<Item>> get(Key key) = 0;
  /// One entry a key, in the keys' order. At most 100 keys.
  virtual Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) = 0;
  virtual Task<Page> query(Query query) = 0;
  /// Durable when it returns committed: survives kill -9 and power loss.
  virtual Task<Outcome> transact(Transaction transaction) = 0;
  /// Items that have expired are left out, as everywhere.
  virtual Task<Page> scan(Scan scan) = 0;
  /// Deletes up to `limit` items that have expired; how many it deleted.
  virtual Task<std::size_t> sweep(std::size_t limit) = 0;
  /// A cheap read and, on engines that write locally, whether writing is possible. Throws
  /// Error(unavailable) if not.
  virtual Task<void> ping() = 0;
};

}  // namespace waymark::store
