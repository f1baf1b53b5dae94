// Posts that a group keeps in front: a few, the newest pin first.
#pragma once

#include "product/groups/groups.h"

namespace waymark::groups {

/// One for the whole server, any reactor. By those who moderate; refuses as Groups does. Again: changes nothing.
class Pins {
 public:
  Pins(const Ports& ports, const Reading& reading)
      : ports_(ports), reading_(reading), repository_(ports.store) {}

  /// A post of the group: else Error(not_found). Error(conflict) when there are kMostPins.
  Task<GroupView> pin(const RequestContext& context, GroupId id, PostId post) const;
  Task<GroupView> unpin(const RequestContext& context, GroupId id, PostId post) const;

 private:
  Task<void> drop_gone(UserId viewer, std::vector<PostId>& pinned) const;
  Task<bool> keep(const RequestContext& context, const Group& before, std::vector<PostId> pinned,
                  events::NewEvent news) const;

  Ports ports_;
  const Reading& reading_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
