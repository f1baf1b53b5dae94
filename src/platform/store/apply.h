// What a transaction's operation makes of the item it meets: the one meaning that all engines of
// ours share.
#pragma once

#include <optional>
#include <variant>

#include "base/time.h"
#include "platform/store/store.h"

namespace waymark::store {

struct Nothing {};  // a check that held, or a deletion of what is not there
struct Refused {};  // the condition does not hold
struct Erased {};   // the item goes
/// What becomes of one item: Nothing, Refused, Erased, or the item to keep.
using Effect = std::variant<Nothing, Refused, Erased, Item>;

/// `stored` is null when the table has no item under the key; an expired one counts as absent.
/// Throws Error(internal) when the result would break a limit.
Effect apply(const Operation& operation, const Item* stored, Instant now);

}  // namespace waymark::store
