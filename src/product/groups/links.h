// Links that let somebody into a group: a secret token that expires, is good for so many people, and can be revoked.
#pragma once

#include <string>
#include <vector>

#include "product/groups/entrance.h"

namespace waymark::groups {

/// GraphQL `GroupInvitationInput`; the body of POST /api/groups/{id}/invitations without the group.
struct LinkInput {
  GroupId group_id;
  std::optional<Instant> expires_at;  // kInvitationLife from now when absent
  std::optional<std::int64_t> use_limit;
};
BOOST_DESCRIBE_STRUCT(LinkInput, (), (group_id, expires_at, use_limit))

/// GraphQL `NewGroupInvitation`: the one time that the token is told.
struct NewLink {
  InvitationView invitation;
  std::string token;
  std::string path;  // of the page that accepts it; the token behind # comes in no log
};
BOOST_DESCRIBE_STRUCT(NewLink, (), (invitation, token, path))

/// One for the whole server, any reactor. Refuses as Groups does; what links are concerned, by those who moderate.
class Links {
 public:
  Links(const Ports& ports, const Reading& reading, const Entrance& entrance)
      : ports_(ports), reading_(reading), entrance_(entrance), repository_(ports.store) {}

  /// Throws Error(invalid_input) below `at`, Error(conflict) when there are too many.
  Task<NewLink> create(const RequestContext& context, LinkInput input, InputPath at) const;
  /// Again: nothing.
  Task<void> revoke(const RequestContext& context, GroupId group, InvitationId id) const;
  /// Those that still let somebody in, the newest first.
  Task<std::vector<InvitationView>> list(const RequestContext& context, GroupId group) const;

  /// What a link leads to; nullopt for one that lets nobody in: used up, expired, revoked, made by somebody who does not
  /// moderate any more or who is hidden from the viewer, or none at all.
  Task<std::optional<GroupView>> preview(const RequestContext& context, std::string token) const;
  /// Lets the viewer in; Error(not_found) where preview() gives nothing. Who is in it already uses nothing.
  Task<GroupView> accept(const RequestContext& context, std::string token) const;

 private:
  Task<std::optional<Invitation>> good(UserId viewer, std::string token) const;

  Ports ports_;
  const Reading& reading_;
  const Entrance& entrance_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
