// What events of other subjects mean for somebody's timeline.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/events/event.h"
#include "product/feed/model.h"

namespace waymark::feed {

/// Something stands from now on, with what is to be shown of it.
struct Stands {
  std::string source;  // what it is of: with the kind, the same for everything that is told of it
  Activity activity;
};
/// What is shown of it changed; when it does not stand, nothing is to be done.
struct Changed {
  std::string source;
  Activity activity;
};
/// It does not stand any more: undone or deleted.
struct Gone {
  ActivityKind kind;
  std::string source;
};
/// The person is on this level now.
struct OnLevel {
  std::int64_t level = 1;
};
using Fact = std::variant<Stands, Changed, Gone, OnLevel>;

/// Whether an event of this type can mean anything.
bool is_meaningful(std::string_view type);

/// Reads the few members it needs and passes over the rest, so that events may grow. Throws Error(invalid_input) naming a
/// member that is missing or wrong.
std::vector<Fact> facts_of(const events::Event& event);

/// In whose timeline what the event means lies: its user's, or that of the group that it is about.
UserId actor_of(const events::Event& event);

}  // namespace waymark::feed
