// Whether the indexes of a store agree with its items, asked through the port alone: works on every engine.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/task.h"
#include "platform/store/store.h"

namespace waymark::store {

struct IndexCheck {
  std::size_t items = 0;
  std::size_t index_entries = 0;
  std::vector<std::string> faults;  // at most 100, each naming a key
  bool sound() const { return faults.empty(); }
};

/// Walks over everything: each item is found by a query of every index it stands in, as it is in the table, and its
/// neighbours there are items of the table. Reads every item several times. On engines whose indexes follow
/// their table after a moment, and on stores in use, what has just changed may be reported: run it again.
Task<IndexCheck> check_indexes(Store& store);

}  // namespace waymark::store
