// The one way into a group, whichever door somebody comes through.
#pragma once

#include <optional>

#include "product/groups/events.h"
#include "product/groups/groups.h"

namespace waymark::groups {

/// Who comes in, and how.
struct Newcomer {
  UserId user;
  Entry how = Entry::joined;
  std::optional<UserId> by;
  std::optional<Invitation> link;
};

/// Any reactor; what the ports hold outlives it.
class Entrance {
 public:
  explicit Entrance(const Ports& ports) : ports_(ports), repository_(ports.store) {}

  /// Makes who stands at `place` a member, with a place in the room when that has one left and they are not in too many
  /// rooms. False when something has changed since `place` was read. Throws Error(conflict) at the person's limit,
  /// Error(not_found) for a link that is used up.
  Task<bool> admit(const RequestContext& context, const Place& place, Newcomer newcomer) const;

 private:
  Task<store::Outcome> attempt(const RequestContext& context, const Place& place,
                               const Newcomer& newcomer,
                               const std::optional<chat::Room>& room) const;

  Ports ports_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
