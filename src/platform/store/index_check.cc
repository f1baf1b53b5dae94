#include "platform/store/index_check.h"

#include "platform/store/limits.h"

namespace waymark::store {
namespace {

constexpr std::size_t kMaxFaults = 100;

/// One walk. Lives on the stack of check_indexes().
class Checker {
 public:
  explicit Checker(Store& store) : store_(store) {}

  Task<IndexCheck> run() {
    Scan scan;
    do {
      Page page = co_await store_.scan(scan);
      for (const Item& item : page.items) co_await check_item(item);
      scan.after = std::move(page.next);
    } while (scan.after);
    co_return std::move(result_);
  }

 private:
  Task<void> check_item(const Item& item) {
    ++result_.items;
    for (int index = 1; index <= kIndexes; ++index)
      if (const auto entry = index_key(item, index)) co_await check_entry(item, index, *entry);
  }

  /// Looks for the item under its index key, and at the entries beside it: of entries that nobody put there, any that
  /// stands next to one that belongs is found.
  Task<void> check_entry(const Item& item, int index, IndexKey entry) {
    ++result_.index_entries;
    const Key key = item.key();
    Query query(static_cast<Index>(index), std::string(entry.pk));
    query.where(SortKey::equals(std::string(entry.sk)));
    std::optional<Item> before;
    bool found = false;
    do {
      Page page = co_await store_.query(query);
      for (Item& other : page.items) {
        if (found) co_return co_await check_table_has(other, index);
        if (other.key() != key) {
          before = std::move(other);
          continue;
        }
        found = true;
        if (!(other == item)) fault("an index entry differs from its item", index, key);
        if (before) co_await check_table_has(*before, index);
      }
      query.after = std::move(page.next);
    } while (query.after);
    if (!found) fault("an index entry is missing", index, key);
  }

  Task<void> check_table_has(const Item& entry, int index) {
    const auto stored = co_await store_.get(entry.key());
    if (!stored || !(*stored == entry))
      fault("an index entry without its item", index, entry.key());
  }

  void fault(std::string_view what, int index, const Key& key) {
    if (result_.faults.size() < kMaxFaults)
      result_.faults.push_back(std::string(what) + " (GSI" + std::to_string(index) + ", " + key.pk +
                               " / " + key.sk + ")");
  }

  Store& store_;
  IndexCheck result_;
};

}  // namespace

Task<IndexCheck> check_indexes(Store& store) {
  Checker checker(store);
  co_return co_await checker.run();
}

}  // namespace waymark::store
