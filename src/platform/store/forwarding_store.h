// A store that hands every operation to another: what stands between a store and its users overrides what it is about.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "platform/store/store.h"

namespace waymark::store {

/// Borrows the other, which outlives it.
class ForwardingStore : public Store {
 public:
  explicit ForwardingStore(Store& inner) : inner_(inner) {}

  Task<std::optional<Item>> get(Key key) override { return inner_.get(std::move(key)); }
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override {
    return inner_.batch_get(std::move(keys));
  }
  Task<Page> query(Query query) override { return inner_.query(std::move(query)); }
  Task<Outcome> transact(Transaction transaction) override {
    return inner_.transact(std::move(transaction));
  }
  Task<Page> scan(Scan scan) override { return inner_.scan(std::move(scan)); }
  Task<std::size_t> sweep(std::size_t limit) override { return inner_.sweep(limit); }
  Task<void> ping() override { return inner_.ping(); }

 protected:
  Store& inner() { return inner_; }

 private:
  Store& inner_;
};

}  // namespace waymark::store
