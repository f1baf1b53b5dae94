#include "platform/store/store.h"

#include <algorithm>
#include <iterator>

namespace waymark::store {

Transaction& Transaction::put(Item item, Condition condition) {
  operations_.emplace_back(Put(std::move(item), std::move(condition)));
  return *this;
}

Transaction& Transaction::update(Key key, Changes changes, Condition condition) {
  operations_.emplace_back(Update(std::move(key), std::move(changes), std::move(condition)));
  return *this;
}

Transaction& Transaction::erase(Key key, Condition condition) {
  operations_.emplace_back(Delete(std::move(key), std::move(condition)));
  return *this;
}

Transaction& Transaction::check(Key key, Condition condition) {
  operations_.emplace_back(Check(std::move(key), std::move(condition)));
  return *this;
}

Transaction& Transaction::append(Transaction other) {
  std::ranges::move(other.operations_, std::back_inserter(operations_));
  return *this;
}

bool Outcome::failed_at(std::size_t operation) const {
  return std::ranges::find(failed, operation) != failed.end();
}

}  // namespace waymark::store
