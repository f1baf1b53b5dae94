// What a query's condition on the sort key means, for engines that look at keys one by one.
#pragma once

#include <string_view>

#include "platform/store/store.h"

namespace waymark::store {

/// Whether a sort key is one the query asks for.
bool matches(const SortKey& condition, std::string_view sort);

}  // namespace waymark::store
