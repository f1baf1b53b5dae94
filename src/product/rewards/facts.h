// What events of other subjects mean for rewards.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/events/event.h"
#include "product/rewards/ledger.h"

namespace waymark::rewards {

/// The person's days are told by this zone from now on.
struct ZoneChange {
  std::string zone;
};

/// Neither: the event changes nothing.
using Meaning = std::variant<std::monostate, Fact, ZoneChange>;

/// Whether an event of this type can mean anything.
bool is_meaningful(std::string_view type);

/// Reads the few members it needs and passes over the rest, so that events may grow. Throws
/// Error(invalid_input) naming a member that is missing or wrong.
Meaning meaning_of(const events::Event& event);

}  // namespace waymark::rewards
