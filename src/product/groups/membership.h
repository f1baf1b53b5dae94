// Who is in a group, and as what: joining, asking, inviting, leaving, roles, removing, banning.
#pragma once

#include <vector>

#include "product/groups/entrance.h"

namespace waymark::groups {

/// One for the whole server, any reactor. Refuses as Groups does.
class Membership {
 public:
  Membership(const Ports& ports, const Reading& reading, const Entrance& entrance)
      : ports_(ports), reading_(reading), entrance_(entrance), repository_(ports.store) {}

  /// In at once when invited or the group is open, else asks. Who is banned: Error(forbidden). Again: changes nothing.
  Task<GroupView> join(const RequestContext& context, GroupId id) const;
  /// Also takes back a request or declines an invitation. The last owner: Error(conflict).
  Task<void> leave(const RequestContext& context, GroupId id) const;

  /// By who moderates; Error(not_found) when that person does not ask.
  Task<MemberView> accept(const RequestContext& context, GroupId id, UserId user) const;
  Task<void> decline(const RequestContext& context, GroupId id, UserId user) const;
  /// By any member. Who is in it or invited already: nothing. Error(forbidden) for all when one of them cannot be invited.
  Task<GroupView> invite(const RequestContext& context, GroupId id, std::vector<UserId> users,
                         InputPath at) const;

  /// By an owner. The last owner stays one: Error(conflict).
  Task<MemberView> set_role(const RequestContext& context, GroupId id, UserId user,
                            Role role) const;
  /// By an owner, or of a member by a moderator. Who is not in it: nothing, unless they are to be banned.
  Task<void> remove(const RequestContext& context, GroupId id, UserId user, bool ban) const;
  Task<void> lift_ban(const RequestContext& context, GroupId id, UserId user) const;

  /// A place in the room, for a member who has none.
  Task<chat::RoomView> enter_room(const RequestContext& context, GroupId id) const;

 private:
  Task<bool> ask(const RequestContext& context, const Place& place) const;
  Task<bool> part(const RequestContext& context, const Place& place, std::optional<UserId> by,
                  bool ban) const;
  Task<bool> drop(const RequestContext& context, const Candidate& candidate) const;
  Task<bool> keep_out(const RequestContext& context, const Place& place, UserId by) const;
  Task<bool> invite_fresh(const RequestContext& context, const Place& place,
                          const std::vector<UserId>& users) const;
  Task<void> check_invitable(UserId inviter, std::vector<UserId> users) const;
  Candidate banned(GroupId id, UserId user, UserId by) const;

  Ports ports_;
  const Reading& reading_;
  const Entrance& entrance_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
