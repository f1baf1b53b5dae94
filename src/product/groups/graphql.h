// The GraphQL edge of groups (api/schema.graphql): Group and what belongs to it, and the group of a post.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/live.h"
#include "product/groups/live.h"
#include "product/groups/service.h"
#include "product/social/person_loader.h"

namespace waymark::groups {

/// Outlives the engine that it is bound to, as what it borrows does.
class GroupsGraphql {
 public:
  GroupsGraphql(const Service& service, realtime::Hub& hub) : service_(service), hub_(hub) {}
  void bind(graphql::Bindings& bindings);

 private:
  using GroupPtr = std::shared_ptr<const GroupView>;

  void bind_types(graphql::Bindings& bindings);
  void bind_membership(graphql::Bindings& bindings);

  Task<std::optional<GroupView>> group(graphql::Call& call) const;
  Task<graphql::Connection<GroupView>> my_groups(graphql::Call& call) const;
  Task<graphql::Connection<GroupView>> group_invites(graphql::Call& call) const;
  Task<graphql::Connection<MemberView>> group_members(graphql::Call& call) const;
  Task<graphql::Connection<posts::PostView>> group_posts(graphql::Call& call) const;
  Task<graphql::Connection<CandidateView>> group_requests(graphql::Call& call) const;
  Task<graphql::Connection<CandidateView>> group_bans(graphql::Call& call) const;
  Task<std::vector<InvitationView>> group_invitations(graphql::Call& call) const;
  Task<std::optional<GroupView>> group_by_invitation(graphql::Call& call) const;
  Task<std::optional<chat::RoomView>> project_room(graphql::Call& call) const;

  Task<GroupView> create_group(graphql::Call& call) const;
  Task<GroupView> update_group(graphql::Call& call) const;
  Task<bool> delete_group(graphql::Call& call) const;
  Task<GroupView> join_group(graphql::Call& call) const;
  Task<bool> leave_group(graphql::Call& call) const;
  Task<MemberView> accept_request(graphql::Call& call) const;
  Task<bool> decline_request(graphql::Call& call) const;
  Task<GroupView> invite(graphql::Call& call) const;
  Task<NewLink> create_invitation(graphql::Call& call) const;
  Task<bool> revoke_invitation(graphql::Call& call) const;
  Task<GroupView> accept_invitation(graphql::Call& call) const;
  Task<MemberView> set_role(graphql::Call& call) const;
  Task<bool> remove_member(graphql::Call& call) const;
  Task<bool> lift_ban(graphql::Call& call) const;
  Task<GroupView> pin(graphql::Call& call) const;
  Task<GroupView> unpin(graphql::Call& call) const;
  Task<chat::RoomView> enter_room(graphql::Call& call) const;
  Task<chat::RoomView> create_project_room(graphql::Call& call) const;
  Task<GroupView> graduate_room(graphql::Call& call) const;

  Task<graphql::Live<GroupNotice>> on_group(graphql::Call& call) const;

  Task<std::optional<chat::RoomView>> room(const GroupView& group, graphql::Call& call) const;
  Task<std::vector<posts::PostView>> pinned_posts(const GroupView& group,
                                                  graphql::Call& call) const;
  Task<graphql::Connection<MemberView>> members(const GroupView& group, graphql::Call& call) const;
  Task<graphql::Connection<posts::PostView>> posts_in(const GroupView& group,
                                                      graphql::Call& call) const;
  Task<std::int64_t> request_count(const GroupView& group, graphql::Call& call) const;
  Task<social::PersonPtr> member_person(const MemberView& member, graphql::Call& call) const;
  Task<social::PersonPtr> candidate_person(const CandidateView& candidate,
                                           graphql::Call& call) const;
  Task<GroupPtr> group_of_post(const posts::PostView& post, graphql::Call& call) const;

  const Service& service_;
  realtime::Hub& hub_;
};

}  // namespace waymark::groups
