// A group's member count made anew from what it counts, for when it was damaged from outside: `waymark groups recount`.
#pragma once

#include "base/ids.h"
#include "base/task.h"
#include "platform/store/store.h"
#include "product/social/group_id.h"

namespace waymark::groups {

struct Recount {
  std::int64_t before = 0;
  std::int64_t after = 0;
};

/// Counts marks and notes (counting.h) and puts the sum in place of what is there. Exact while others go on: when something
/// was counted meanwhile, it begins again. Throws Error(not_found), and Error(conflict) when there is no quiet moment in ten
/// tries.
Task<Recount> recount(store::Store& store, GroupId group);

}  // namespace waymark::groups
