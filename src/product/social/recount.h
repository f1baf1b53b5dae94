// Counts made anew from what they count, for when they were damaged from outside: `waymark recount`.
#pragma once

#include "base/task.h"
#include "platform/store/store.h"
#include "product/social/model.h"

namespace waymark::social {

struct Recount {
  Counts before;
  Counts after;
};

/// Counts the marks of one person (counting.h) and puts the sums in place of what is there. Exact while others go on:
/// when something was counted meanwhile, it begins again. Reads every follower, a page at a time. Throws
/// Error(conflict) when there is no quiet moment in ten tries.
Task<Recount> recount(store::Store& store, UserId user);

}  // namespace waymark::social
