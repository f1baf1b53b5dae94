#include "product/groups/graphql.h"

#include "platform/graphql/loader.h"
#include "platform/graphql/page_argument.h"
#include "product/groups/group_update.h"

namespace waymark::groups {
namespace {

using graphql::Call;
using graphql::Connection;

const InputPath kInput("input");

UserId viewer_of(const Call& call) {
  return call.context().require_principal().user;
}
GroupId id_of(const Call& call) {
  return call.argument<GroupId>("id");
}
GroupId group_of(const Call& call) {
  return call.argument<GroupId>("groupId");
}
UserId user_of(const Call& call) {
  return call.argument<UserId>("userId");
}

/// `input: GroupUpdate`: what is absent stays, null takes away.
GroupChanges changes_of(const Call& call) {
  GroupUpdate input = call.argument<GroupUpdate>("input");
  for (const char* field : {"name", "visibility", "admission"}) {
    const bool given = call.has_argument(std::string("input.") + field);
    const bool null = field == std::string_view("name")         ? !input.name
                      : field == std::string_view("visibility") ? !input.visibility
                                                                : !input.admission;
    if (given && null) throw Error::invalid(kInput(field), "error.required");
  }
  return changes_by(std::move(input), [&](const char* field) {
    return call.has_argument(std::string("input.") + field);
  });
}

Connection<GroupView> connection_of(GroupPage page) {
  return graphql::connection_of(std::move(page), &GroupPage::Entry::group);
}

template <typename View>
Connection<View> connection_of(PeoplePage<View> page) {
  return graphql::connection_of(std::move(page), &PeoplePage<View>::Entry::view);
}

Connection<posts::PostView> connection_of(posts::PostPage page) {
  return graphql::connection_of(std::move(page), &posts::PostPage::Entry::post);
}

/// The groups of a page's posts are one read.
using GroupLoader = graphql::Loader<GroupId, std::shared_ptr<const GroupView>>;

Task<std::unordered_map<GroupId, std::shared_ptr<const GroupView>>> fetch(
    const Reading& reading, UserId viewer, std::vector<GroupId> ids) {
  auto found = co_await reading.find_all(viewer, ids);
  std::unordered_map<GroupId, std::shared_ptr<const GroupView>> by_id;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (found[i]) by_id.emplace(ids[i], std::make_shared<const GroupView>(std::move(*found[i])));
  co_return by_id;
}

}  // namespace

void GroupsGraphql::bind(graphql::Bindings& bindings) {
  bind_types(bindings);
  bind_membership(bindings);
  bindings.query("group", &GroupsGraphql::group, this);
  bindings.query("myGroups", &GroupsGraphql::my_groups, this);
  bindings.query("groupInvites", &GroupsGraphql::group_invites, this);
  bindings.query("groupMembers", &GroupsGraphql::group_members, this);
  bindings.query("groupPosts", &GroupsGraphql::group_posts, this);
  bindings.query("groupRequests", &GroupsGraphql::group_requests, this);
  bindings.query("groupBans", &GroupsGraphql::group_bans, this);
  bindings.query("groupInvitations", &GroupsGraphql::group_invitations, this);
  bindings.query("groupByInvitation", &GroupsGraphql::group_by_invitation, this);
  bindings.query("projectRoom", &GroupsGraphql::project_room, this);
  bindings.mutation("createGroup", &GroupsGraphql::create_group, this);
  bindings.mutation("updateGroup", &GroupsGraphql::update_group, this);
  bindings.mutation("deleteGroup", &GroupsGraphql::delete_group, this);
  bindings.mutation("pinGroupPost", &GroupsGraphql::pin, this);
  bindings.mutation("unpinGroupPost", &GroupsGraphql::unpin, this);
  bindings.mutation("createProjectRoom", &GroupsGraphql::create_project_room, this);
  bindings.mutation("graduateRoom", &GroupsGraphql::graduate_room, this);
  bindings.object<GroupNotice>("GroupChange");
  bindings.subscription("onGroup", &GroupsGraphql::on_group, this);
}

void GroupsGraphql::bind_membership(graphql::Bindings& bindings) {
  bindings.mutation("joinGroup", &GroupsGraphql::join_group, this);
  bindings.mutation("leaveGroup", &GroupsGraphql::leave_group, this);
  bindings.mutation("acceptGroupRequest", &GroupsGraphql::accept_request, this);
  bindings.mutation("declineGroupRequest", &GroupsGraphql::decline_request, this);
  bindings.mutation("inviteToGroup", &GroupsGraphql::invite, this);
  bindings.mutation("createGroupInvitation", &GroupsGraphql::create_invitation, this);
  bindings.mutation("revokeGroupInvitation", &GroupsGraphql::revoke_invitation, this);
  bindings.mutation("acceptGroupInvitation", &GroupsGraphql::accept_invitation, this);
  bindings.mutation("setGroupRole", &GroupsGraphql::set_role, this);
  bindings.mutation("removeGroupMember", &GroupsGraphql::remove_member, this);
  bindings.mutation("liftGroupBan", &GroupsGraphql::lift_ban, this);
  bindings.mutation("enterGroupRoom", &GroupsGraphql::enter_room, this);
}

void GroupsGraphql::bind_types(graphql::Bindings& bindings) {
  bindings.object<GroupView>("Group")
      .resolver("room", &GroupsGraphql::room, this)
      .resolver("pinnedPosts", &GroupsGraphql::pinned_posts, this)
      .resolver("members", &GroupsGraphql::members, this)
      .resolver("posts", &GroupsGraphql::posts_in, this)
      .resolver("requestCount", &GroupsGraphql::request_count, this);
  bindings.object<MemberView>("GroupMember")
      .resolver("person", &GroupsGraphql::member_person, this);
  bindings.object<CandidateView>("GroupCandidate")
      .resolver("person", &GroupsGraphql::candidate_person, this);
  bindings.object<InvitationView>("GroupInvitation");
  bindings.object<NewLink>("NewGroupInvitation");
  bindings.object<posts::PostView>("Post").resolver("group", &GroupsGraphql::group_of_post, this);
}

Task<std::optional<GroupView>> GroupsGraphql::group(Call& call) const {
  return service_.reading.find(viewer_of(call), id_of(call));
}

/// The same for all: what they may see of it they ask for. Who leaves hears no more, unless they may read it and ask again.
Task<graphql::Live<GroupNotice>> GroupsGraphql::on_group(Call& call) const {
  const UserId me = viewer_of(call);
  const GroupView group = co_await service_.reading.require(me, group_of(call));
  if (group.visibility == Visibility::private_ && group.standing != Standing::member)
    throw Error(ErrorCode::forbidden, "error.group.not_member");
  graphql::Live<GroupNotice> live(hub_, topic_of(group.id), kGroupMessage);
  live.shared("group");
  live.judged([who = me.to_string()](const realtime::Message& message) {
    return message.about == who ? graphql::Verdict::end : graphql::Verdict::send;
  });
  co_return live;
}

Task<Connection<GroupView>> GroupsGraphql::my_groups(Call& call) const {
  GroupPage page = co_await service_.reading.mine(viewer_of(call), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<GroupView>> GroupsGraphql::group_invites(Call& call) const {
  GroupPage page = co_await service_.reading.invites(viewer_of(call), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<MemberView>> GroupsGraphql::group_members(Call& call) const {
  auto page = co_await service_.reading.members(viewer_of(call), group_of(call), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<posts::PostView>> GroupsGraphql::group_posts(Call& call) const {
  auto page = co_await service_.reading.group_posts(viewer_of(call), group_of(call), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<CandidateView>> GroupsGraphql::group_requests(Call& call) const {
  auto page = co_await service_.reading.candidates(viewer_of(call), group_of(call),
                                                   CandidateState::asked, page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<CandidateView>> GroupsGraphql::group_bans(Call& call) const {
  auto page = co_await service_.reading.candidates(viewer_of(call), group_of(call),
                                                   CandidateState::banned, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::vector<InvitationView>> GroupsGraphql::group_invitations(Call& call) const {
  return service_.links.list(call.context(), group_of(call));
}

Task<std::optional<GroupView>> GroupsGraphql::group_by_invitation(Call& call) const {
  return service_.links.preview(call.context(), call.argument<std::string>("token"));
}

Task<std::optional<chat::RoomView>> GroupsGraphql::project_room(Call& call) const {
  return service_.chat.rooms.of_goal(call.context(), call.argument<GoalId>("goalId"));
}

Task<GroupView> GroupsGraphql::create_group(Call& call) const {
  return service_.groups.create(call.context(), call.argument<GroupInput>("input"), kInput);
}

Task<GroupView> GroupsGraphql::update_group(Call& call) const {
  return service_.groups.update(call.context(), id_of(call), changes_of(call), kInput);
}

Task<bool> GroupsGraphql::delete_group(Call& call) const {
  co_await service_.groups.remove(call.context(), id_of(call));
  co_return true;
}

Task<GroupView> GroupsGraphql::join_group(Call& call) const {
  return service_.membership.join(call.context(), id_of(call));
}

Task<bool> GroupsGraphql::leave_group(Call& call) const {
  co_await service_.membership.leave(call.context(), id_of(call));
  co_return true;
}

Task<MemberView> GroupsGraphql::accept_request(Call& call) const {
  return service_.membership.accept(call.context(), group_of(call), user_of(call));
}

Task<bool> GroupsGraphql::decline_request(Call& call) const {
  co_await service_.membership.decline(call.context(), group_of(call), user_of(call));
  co_return true;
}

Task<GroupView> GroupsGraphql::invite(Call& call) const {
  return service_.membership.invite(call.context(), group_of(call),
                                    call.argument<std::vector<UserId>>("userIds"), InputPath());
}

Task<NewLink> GroupsGraphql::create_invitation(Call& call) const {
  return service_.links.create(call.context(), call.argument<LinkInput>("input"), kInput);
}

Task<bool> GroupsGraphql::revoke_invitation(Call& call) const {
  co_await service_.links.revoke(call.context(), group_of(call), call.argument<InvitationId>("id"));
  co_return true;
}

Task<GroupView> GroupsGraphql::accept_invitation(Call& call) const {
  return service_.links.accept(call.context(), call.argument<std::string>("token"));
}

Task<MemberView> GroupsGraphql::set_role(Call& call) const {
  return service_.membership.set_role(call.context(), group_of(call), user_of(call),
                                      call.argument<Role>("role"));
}

Task<bool> GroupsGraphql::remove_member(Call& call) const {
  const bool ban = call.argument<std::optional<bool>>("ban").value_or(false);
  co_await service_.membership.remove(call.context(), group_of(call), user_of(call), ban);
  co_return true;
}

Task<bool> GroupsGraphql::lift_ban(Call& call) const {
  co_await service_.membership.lift_ban(call.context(), group_of(call), user_of(call));
  co_return true;
}

Task<GroupView> GroupsGraphql::pin(Call& call) const {
  return service_.pins.pin(call.context(), group_of(call), call.argument<PostId>("postId"));
}

Task<GroupView> GroupsGraphql::unpin(Call& call) const {
  return service_.pins.unpin(call.context(), group_of(call), call.argument<PostId>("postId"));
}

Task<chat::RoomView> GroupsGraphql::enter_room(Call& call) const {
  return service_.membership.enter_room(call.context(), id_of(call));
}

Task<chat::RoomView> GroupsGraphql::create_project_room(Call& call) const {
  return service_.groups.create_project_room(call.context(),
                                             call.argument<ProjectRoomInput>("input"), kInput);
}

Task<GroupView> GroupsGraphql::graduate_room(Call& call) const {
  return service_.groups.graduate(call.context(), call.argument<RoomId>("roomId"),
                                  call.argument<GroupInput>("input"), kInput);
}

Task<std::optional<chat::RoomView>> GroupsGraphql::room(const GroupView& group, Call& call) const {
  if (!group.room_id) co_return std::nullopt;
  co_return co_await service_.chat.rooms.find(call.context(), *group.room_id);
}

Task<std::vector<posts::PostView>> GroupsGraphql::pinned_posts(const GroupView& group,
                                                               Call& call) const {
  std::vector<posts::PostView> pinned;
  if (group.pinned_post_ids.empty()) co_return pinned;
  auto found = co_await service_.posts.find_all(viewer_of(call), group.pinned_post_ids);
  for (auto& post : found)
    if (post) pinned.push_back(std::move(*post));
  co_return pinned;
}

Task<Connection<MemberView>> GroupsGraphql::members(const GroupView& group, Call& call) const {
  if (!reads(group)) co_return Connection<MemberView>();
  auto page = co_await service_.reading.members(viewer_of(call), group.id, page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<posts::PostView>> GroupsGraphql::posts_in(const GroupView& group,
                                                          Call& call) const {
  if (!reads(group)) co_return Connection<posts::PostView>();
  auto page = co_await service_.reading.group_posts(viewer_of(call), group.id, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::int64_t> GroupsGraphql::request_count(const GroupView& group, Call&) const {
  return service_.reading.request_count(group);
}

Task<social::PersonPtr> GroupsGraphql::member_person(const MemberView& member, Call& call) const {
  return social::load_person(call, service_.social, member.user_id);
}

Task<social::PersonPtr> GroupsGraphql::candidate_person(const CandidateView& candidate,
                                                        Call& call) const {
  return social::load_person(call, service_.social, candidate.user_id);
}

Task<GroupsGraphql::GroupPtr> GroupsGraphql::group_of_post(const posts::PostView& post,
                                                           Call& call) const {
  if (!post.group_id) co_return nullptr;
  const UserId viewer = viewer_of(call);
  GroupLoader& loader = call.shared<GroupLoader>([&reading = service_.reading, viewer] {
    return GroupLoader([&reading, viewer](std::vector<GroupId> ids) {
      return fetch(reading, viewer, std::move(ids));
    });
  });
  auto group = co_await loader.load(*post.group_id);
  co_return group ? std::move(*group) : nullptr;
}

}  // namespace waymark::groups
