// Many items at once, however many a single batch_get takes.
#pragma once

#include <optional>
#include <vector>

#include "base/task.h"
#include "platform/store/store.h"

namespace waymark::social {

/// One entry a key, in the keys' order; batches of 100 run beside each other. Keys may come twice.
Task<std::vector<std::optional<store::Item>>> get_all(store::Store& store,
                                                      std::vector<store::Key> keys);

}  // namespace waymark::social
