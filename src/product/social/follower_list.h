// Lists of people: those somebody follows, and their followers, merged over the partitions they lie in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "platform/store/listing.h"
#include "platform/store/store.h"

namespace waymark::social {

/// A page of people's ids, each with its cursor. The newest accounts come first.
struct IdPage {
  struct Entry {
    UserId id;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// The ids after `prefix` in the sort keys of one partition, or of several whose entries differ, merged.
Task<IdPage> list_ids(store::Store& store, store::Index index, std::vector<std::string> partitions,
                      std::string_view prefix, store::PageRequest request);

}  // namespace waymark::social
