// Groups, who is in them, and who waits before their door (QF 11: groups, from project rooms to lasting communities).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/media/media.h"
#include "product/chat/model.h"
#include "product/posts/model.h"

namespace waymark::groups {

using chat::RoomId;
using posts::PostId;
using InvitationId = Id<struct GroupInvitationSubject>;

/// PUBLIC: everybody who is signed in reads it. PRIVATE: there is none, for all but members and the invited.
enum class Visibility { public_, private_ };
BOOST_DESCRIBE_ENUM(Visibility, public_, private_)

/// How one comes into a PUBLIC group: at once, or when a moderator says so. Into a PRIVATE one: by invitation.
enum class Admission { open, request };
BOOST_DESCRIBE_ENUM(Admission, open, request)

enum class Role { owner, moderator, member };
BOOST_DESCRIBE_ENUM(Role, owner, moderator, member)

/// Whether `one` may tell `other` what to do.
constexpr bool is_above(Role one, Role other) {
  return one < other;
}

struct Group {
  GroupId id;
  std::string name;
  std::string description;  // empty: none
  std::vector<std::string> tags;
  std::optional<media::Picture> avatar;
  std::optional<UserId> avatar_owner;  // who uploaded it
  Visibility visibility = Visibility::public_;
  Admission admission = Admission::open;
  std::int64_t owner_count = 1;   // exact: kept in the commits that change it
  RoomId room_id;                 // its chat
  std::optional<GoalId> goal_id;  // whose project room it was
  std::vector<PostId> pinned;     // the newest pin first
  UserId created_by;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;  // of what people edit, pins among it
};
BOOST_DESCRIBE_STRUCT(Group, (),
                      (id, name, description, tags, avatar, avatar_owner, visibility, admission,
                       owner_count, room_id, goal_id, pinned, created_by, created_at, updated_at,
                       version))

struct Member {
  GroupId group_id;
  UserId user_id;
  Role role = Role::member;
  Instant joined_at;
  bool counted = false;  // in the group's member count (counting.h)
};
BOOST_DESCRIBE_STRUCT(Member, (), (group_id, user_id, role, joined_at, counted))

/// What stands between somebody who is no member and a group.
enum class CandidateState { asked, invited, banned };
BOOST_DESCRIBE_ENUM(CandidateState, asked, invited, banned)

struct Candidate {
  GroupId group_id;
  UserId user_id;
  CandidateState state = CandidateState::asked;
  std::optional<UserId> by_id;  // who invited or banned them
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (group_id, user_id, state, by_id, at))

/// A link that lets people in. Its token is told once and kept as a hash.
struct Invitation {
  InvitationId id;
  GroupId group_id;
  std::string token_hash;
  UserId created_by_id;
  Instant created_at;
  Instant expires_at;
  std::int64_t use_limit = 0;
  std::int64_t used = 0;
};
BOOST_DESCRIBE_STRUCT(Invitation, (),
                      (id, group_id, token_hash, created_by_id, created_at, expires_at, use_limit,
                       used))

/// The same as those who moderate see it: GraphQL and REST `GroupInvitation`.
struct InvitationView {
  InvitationView() = default;
  explicit InvitationView(const Invitation& invitation)
      : id(invitation.id),
        group_id(invitation.group_id),
        created_by_id(invitation.created_by_id),
        created_at(invitation.created_at),
        expires_at(invitation.expires_at),
        use_limit(invitation.use_limit),
        used(invitation.used) {}
  InvitationId id;
  GroupId group_id;
  UserId created_by_id;
  Instant created_at;
  Instant expires_at;
  std::int64_t use_limit = 0;
  std::int64_t used = 0;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (),
                      (id, group_id, created_by_id, created_at, expires_at, use_limit, used))

enum class Standing { none, asked, invited, member, banned };
BOOST_DESCRIBE_ENUM(Standing, none, asked, invited, member, banned)

/// A group as one person sees it: GraphQL and REST `Group`.
struct GroupView {
  GroupId id;
  std::string name;
  std::string description;
  std::vector<std::string> tags;
  std::optional<media::Picture> avatar;
  Visibility visibility = Visibility::public_;
  Admission admission = Admission::open;
  std::int64_t member_count = 0;
  Standing standing = Standing::none;
  std::optional<Role> role;
  std::optional<RoomId> room_id;  // of members
  std::optional<GoalId> goal_id;  // of members
  std::vector<PostId> pinned_post_ids;
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GroupView, (),
                      (id, name, description, tags, avatar, visibility, admission, member_count,
                       standing, role, room_id, goal_id, pinned_post_ids, created_at, updated_at,
                       version))

}  // namespace waymark::groups
