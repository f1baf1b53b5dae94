// Who sees what of groups: every read comes through here.
//
// A PUBLIC group is read by everybody who is signed in; of a PRIVATE one there is nothing, but for its members, and its card
// (name, description, tags, avatar, how many) for who is invited. Who is hidden from the viewer (a block, either way) is
// left out of every list, so that a page may be short.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "product/groups/group_repository.h"
#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::groups {

GroupView view_of(const Place& place);
/// Whether who has this view may read what is in the group.
inline bool reads(const GroupView& view) {
  return view.standing == Standing::member || view.visibility == Visibility::public_;
}
inline bool moderates(const GroupView& view) {
  return view.role && *view.role != Role::member;
}

struct GroupPage {
  struct Entry {
    GroupView group;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// GraphQL and REST `GroupMember`.
struct MemberView {
  MemberView() = default;
  explicit MemberView(const Member& member)
      : user_id(member.user_id), role(member.role), joined_at(member.joined_at) {}
  UserId user_id;
  Role role = Role::member;
  Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (user_id, role, joined_at))

/// GraphQL `GroupCandidate`.
struct CandidateView {
  UserId user_id;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(CandidateView, (), (user_id, at))

template <typename View>
struct PeoplePage {
  struct Entry {
    View view;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
  std::string next_cursor;  // of the last of the page, shown or not; empty when there was none
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Reading {
 public:
  Reading(store::Store& store, const social::Social& social, const posts::Reading& posts)
      : repository_(store), social_(social), posts_(posts) {}

  /// In the order of `ids`; nullopt for what is gone or hidden. Any number.
  Task<std::vector<std::optional<GroupView>>> find_all(UserId viewer,
                                                       std::vector<GroupId> ids) const;
  Task<std::optional<GroupView>> find(UserId viewer, GroupId id) const;
  /// Without regard to who asks: for the index, whose finds are looked at again. In the order of `ids`.
  Task<std::vector<std::optional<Group>>> for_index(std::vector<GroupId> ids) const;
  /// Throws Error(not_found).
  Task<GroupView> require(UserId viewer, GroupId id) const;
  /// Those the viewer is in, or invited to, the youngest group first.
  Task<GroupPage> mine(UserId viewer, store::PageRequest request) const;
  Task<GroupPage> invites(UserId viewer, store::PageRequest request) const;

  // The lists of one group throw Error(not_found), and Error(forbidden) for who may not read it.

  /// Owners first, then moderators; among equals, who joined first.
  Task<PeoplePage<MemberView>> members(UserId viewer, GroupId id, store::PageRequest request) const;
  /// Newest first.
  Task<posts::PostPage> group_posts(UserId viewer, GroupId id, store::PageRequest request) const;
  /// Who asked, the oldest first, or is banned, the newest first. For those who moderate.
  Task<PeoplePage<CandidateView>> candidates(UserId viewer, GroupId id, CandidateState state,
                                             store::PageRequest request) const;
  /// At most kCountedRequests; 0 for who does not moderate.
  Task<std::int64_t> request_count(const GroupView& group) const;

  /// Those of at least this role, without regard to who asks: for who is to be told something. At most 1,000.
  Task<std::vector<UserId>> members_with(GroupId id, Role at_least) const;

 private:
  Task<GroupPage> page_of(UserId viewer, store::ListedPage edges, bool invited) const;
  Task<GroupView> readable(UserId viewer, GroupId id) const;

  GroupRepository repository_;
  const social::Social& social_;
  const posts::Reading& posts_;
};

}  // namespace waymark::groups
