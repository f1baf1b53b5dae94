// The event log for those who keep their own place in it (a projection outside the store, for example). Consumers that
// keep it in the store are run by consumers.h.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/events/horizon.h"
#include "platform/store/store.h"

namespace waymark::events {

/// The items of up to `at_most` events after `position` that may be read now, in order; none at the end. The sort key of
/// each is its position; one without a type (an abandoned place) is passed over by whoever reads.
Task<std::vector<store::Item>> read_log(store::Store& store, Horizon& horizon, std::uint32_t shard,
                                        Position position, std::uint32_t at_most);

}  // namespace waymark::events
