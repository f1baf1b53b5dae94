// A BatchGetItem that is asked again for what it left out.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/store/item.h"

namespace waymark::store::dynamo {

class BatchRead {
 public:
  /// `keys` are distinct.
  BatchRead(std::string table, const std::vector<Key>& keys);

  bool done() const { return remaining_.empty(); }
  /// Asks for what remains.
  std::string body() const;
  /// Takes an answer; whether it brought the end nearer.
  bool take(std::string_view document);
  /// Null when the table has no such item.
  const Item* find(const Key& key) const;

 private:
  const std::string table_;
  std::vector<std::string> remaining_;  // keys as JSON
  std::map<Key, Item> items_;
};

}  // namespace waymark::store::dynamo
