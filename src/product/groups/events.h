// The facts that groups tell of: payloads as in api/events/*.v1.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/groups/model.h"

namespace waymark::groups {

/// By who owns it.
struct GroupCreated {
  static constexpr std::string_view kType = "GroupCreated";
  GroupId group_id;
  Visibility visibility = Visibility::public_;
  std::string name;
  std::string description;
  std::vector<std::string> tags;
  Instant created_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GroupCreated, (),
                      (group_id, visibility, name, description, tags, created_at, version))

/// The state after the edit. By who edited it.
struct GroupChanged {
  static constexpr std::string_view kType = "GroupChanged";
  GroupId group_id;
  Visibility visibility = Visibility::public_;
  std::string name;
  std::string description;
  std::vector<std::string> tags;
  Instant changed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(GroupChanged, (),
                      (group_id, visibility, name, description, tags, changed_at, version))

/// By who deleted it. What lay in it goes after.
struct GroupDeleted {
  static constexpr std::string_view kType = "GroupDeleted";
  GroupId group_id;
  RoomId room_id;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(GroupDeleted, (), (group_id, room_id, deleted_at))

/// More lies around a deleted group than one commit removes; the rest follows.
struct GroupRemnantsLeft {
  static constexpr std::string_view kType = "GroupRemnantsLeft";
  GroupId group_id;
  RoomId room_id;
};
BOOST_DESCRIBE_STRUCT(GroupRemnantsLeft, (), (group_id, room_id))

/// FOUNDED: made the group. JOINED: an open one. ACCEPTED: had asked. INVITED: by somebody. LINK: by a link. GRADUATED: was
/// in the project room.
enum class Entry { founded, joined, accepted, invited, link, graduated };
BOOST_DESCRIBE_ENUM(Entry, founded, joined, accepted, invited, link, graduated)

/// Of who is in it now. `by_id`: who accepted or invited them.
struct MemberJoined {
  static constexpr std::string_view kType = "MemberJoined";
  GroupId group_id;
  Role role = Role::member;
  Entry how = Entry::joined;
  std::optional<UserId> by_id;
  Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(MemberJoined, (), (group_id, role, how, by_id, joined_at))

/// Of who left, or was removed by somebody. Not told of members of a group that is deleted.
struct MemberLeft {
  static constexpr std::string_view kType = "MemberLeft";
  GroupId group_id;
  std::optional<UserId> by_id;
  bool banned = false;
  Instant left_at;
};
BOOST_DESCRIBE_STRUCT(MemberLeft, (), (group_id, by_id, banned, left_at))

/// Of whose role it is.
struct MemberRoleChanged {
  static constexpr std::string_view kType = "MemberRoleChanged";
  GroupId group_id;
  Role role = Role::member;
  UserId by_id;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(MemberRoleChanged, (), (group_id, role, by_id, changed_at))

/// Of who is invited.
struct MemberInvited {
  static constexpr std::string_view kType = "MemberInvited";
  GroupId group_id;
  UserId by_id;
  Instant invited_at;
};
BOOST_DESCRIBE_STRUCT(MemberInvited, (), (group_id, by_id, invited_at))

/// Of who asks to join.
struct MemberAsked {
  static constexpr std::string_view kType = "MemberAsked";
  GroupId group_id;
  Instant asked_at;
  std::vector<UserId> told;  // of those who may answer, at most kAskedTold
};
BOOST_DESCRIBE_STRUCT(MemberAsked, (), (group_id, asked_at, told))
inline constexpr std::size_t kAskedTold = 20;

/// Of who asks, is invited or banned no more, and is no member either.
struct CandidateLeft {
  static constexpr std::string_view kType = "CandidateLeft";
  GroupId group_id;
  Instant left_at;
};
BOOST_DESCRIBE_STRUCT(CandidateLeft, (), (group_id, left_at))

/// By who pinned it.
struct PostPinned {
  static constexpr std::string_view kType = "PostPinned";
  GroupId group_id;
  PostId post_id;
  Instant pinned_at;
};
BOOST_DESCRIBE_STRUCT(PostPinned, (), (group_id, post_id, pinned_at))

/// By who took the pin out.
struct PostUnpinned {
  static constexpr std::string_view kType = "PostUnpinned";
  GroupId group_id;
  PostId post_id;
  Instant unpinned_at;
};
BOOST_DESCRIBE_STRUCT(PostUnpinned, (), (group_id, post_id, unpinned_at))

/// The same, for some of the members (pin_news.h).
struct PinTold {
  static constexpr std::string_view kType = "PinTold";
  GroupId group_id;
  PostId post_id;
  Instant pinned_at;
  std::int64_t first = 0;  // how many come before them
  std::vector<UserId> told;
};
BOOST_DESCRIBE_STRUCT(PinTold, (), (group_id, post_id, pinned_at, first, told))

/// A room has become a group's, and those who are in it are to be members: told again until all are. By who owns it.
struct RoomGraduated {
  static constexpr std::string_view kType = "RoomGraduated";
  RoomId room_id;
  GroupId group_id;
  Instant graduated_at;
};
BOOST_DESCRIBE_STRUCT(RoomGraduated, (), (room_id, group_id, graduated_at))

/// `fact` of `user`, to be committed.
template <typename Fact>
events::NewEvent told(UserId user, const Fact& fact) {
  return events::NewEvent(std::string(Fact::kType), user, json::to_string(fact));
}

}  // namespace waymark::groups
