#include "platform/store/memory/memory_store.h"

#include <algorithm>

#include "platform/store/apply.h"
#include "platform/store/limits.h"
#include "platform/store/sort_key.h"

namespace waymark::store {
namespace {

struct Entry {
  Position position;
  const Item* item;
};

/// Where the item stands in the queried index, if it does.
std::optional<Entry> entry_of(const Query& query, const Key& key, const Item& item) {
  Entry entry{Position(), &item};
  if (query.index == Index::table) {
    if (key.pk != query.partition) return std::nullopt;
    entry.position.sort = key.sk;
  } else {
    const auto indexed = index_key(item, static_cast<int>(query.index));
    if (!indexed || indexed->pk != query.partition) return std::nullopt;
    entry.position.sort = indexed->sk;
    entry.position.key = key;
  }
  if (!matches(query.sort, entry.position.sort)) return std::nullopt;
  return entry;
}

}  // namespace

MemoryStore::MemoryStore(const Clock& clock)
    : clock_(clock), cursors_("a memory store's cursors die with it") {}

std::optional<Item> MemoryStore::find(const Key& key) const {
  const auto found = items_.find(key);
  if (found == items_.end() || found->second.expired(clock_.now())) return std::nullopt;
  return found->second;
}

Task<std::optional<Item>> MemoryStore::get(Key key) {
  check_key(key);
  const std::lock_guard lock(mutex_);
  co_return find(key);
}

Task<std::vector<std::optional<Item>>> MemoryStore::batch_get(std::vector<Key> keys) {
  check_batch(keys);
  const std::lock_guard lock(mutex_);
  std::vector<std::optional<Item>> found;
  for (const Key& key : keys) found.push_back(find(key));
  co_return found;
}

Page MemoryStore::page_of(const Query& query) const {
  const auto after = query.after ? std::optional(cursors_.open(query)) : std::nullopt;
  const bool ascending = query.order == Order::ascending;
  const Instant now = clock_.now();

  std::vector<Entry> entries;
  const Key first(query.index == Index::table ? query.partition : std::string(), std::string());
  for (auto it = items_.lower_bound(first); it != items_.end(); ++it) {
    if (query.index == Index::table && it->first.pk != query.partition) break;
    auto entry = entry_of(query, it->first, it->second);
    if (!entry || it->second.expired(now)) continue;
    if (after && (ascending ? entry->position <= *after : entry->position >= *after)) continue;
    entries.push_back(std::move(*entry));
  }
  std::ranges::sort(entries, {}, &Entry::position);
  if (!ascending) std::ranges::reverse(entries);

  Page page;
  std::size_t bytes = 0;
  for (const Entry& entry : entries) {
    if (page.items.size() == query.limit || bytes >= kMaxPageBytes) {
      page.next =
          cursors_.seal(query.index, query.partition, entries[page.items.size() - 1].position);
      break;
    }
    bytes += entry.item->size();
    page.items.push_back(*entry.item);
  }
  return page;
}

Task<Page> MemoryStore::query(Query query) {
  check_query(query);
  const std::lock_guard lock(mutex_);
  co_return page_of(query);
}

Task<Outcome> MemoryStore::transact(Transaction transaction) {
  check_transaction(transaction);
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  Outcome outcome;
  std::vector<Effect> effects;
  for (const Operation& operation : transaction.operations()) {
    const auto stored = items_.find(key_of(operation));
    effects.push_back(apply(operation, stored == items_.end() ? nullptr : &stored->second, now));
    if (std::holds_alternative<Refused>(effects.back()))
      outcome.failed.push_back(effects.size() - 1);
  }
  if (!outcome.committed()) co_return outcome;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const Key key = key_of(transaction.operations()[i]);
    if (std::holds_alternative<Erased>(effects[i])) items_.erase(key);
    if (Item* item = std::get_if<Item>(&effects[i])) items_.insert_or_assign(key, std::move(*item));
  }
  co_return outcome;
}

Task<Page> MemoryStore::scan(Scan scan) {
  check_scan(scan);
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  Page page;
  std::size_t bytes = 0;
  auto it = scan.after ? items_.upper_bound(cursors_.open_scan(scan)) : items_.begin();
  for (; it != items_.end(); ++it) {
    if (it->second.expired(now)) continue;
    if (page.items.size() == scan.limit || bytes >= kMaxPageBytes) {
      page.next = cursors_.seal_scan(page.items.back().key());
      break;
    }
    bytes += it->second.size();
    page.items.push_back(it->second);
  }
  co_return page;
}

Task<std::size_t> MemoryStore::sweep(std::size_t limit) {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  std::size_t swept = 0;
  for (auto it = items_.begin(); it != items_.end() && swept < limit;) {
    const bool expired = it->second.expired(now);
    it = expired ? items_.erase(it) : std::next(it);
    swept += expired ? 1 : 0;
  }
  co_return swept;
}

Task<void> MemoryStore::ping() {
  co_return;
}

std::vector<Item> MemoryStore::content() const {
  const std::lock_guard lock(mutex_);
  std::vector<Item> all;
  for (const auto& [key, item] : items_) all.push_back(item);
  return all;
}

}  // namespace waymark::store
