// The store as a plain map: the model that the real engines are compared with, and what unit tests
// run on.
//
// Nothing is kept on disk, queries of an index look at every item, and everything is done under one
// lock: right before fast. Any thread.
#pragma once

#include <map>
#include <mutex>

#include "base/time.h"
#include "platform/store/cursor.h"
#include "platform/store/store.h"

namespace waymark::store {

class MemoryStore final : public Store {
 public:
  /// `clock` decides what has expired.
  explicit MemoryStore(const Clock& clock);

  Task<std::optional<Item>> get(Key key) override;
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override;
  Task<Page> query(Query query) override;
  Task<Outcome> transact(Transaction transaction) override;
  Task<Page> scan(Scan scan) override;
  Task<std::size_t> sweep(std::size_t limit) override;
  Task<void> ping() override;

  /// Everything that is kept, expired items too, in the order of the keys: for comparing.
  std::vector<Item> content() const;

 private:
  std::optional<Item> find(const Key& key) const;
  Page page_of(const Query& query) const;

  const Clock& clock_;
  CursorSeal cursors_;
  mutable std::mutex mutex_;
  std::map<Key, Item> items_;
};

}  // namespace waymark::store
