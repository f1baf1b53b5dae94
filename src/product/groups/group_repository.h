// Groups and who stands where in them, as items (keys.h). Reads, and parts of commits; the rules are elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/groups/model.h"

namespace waymark::groups {

/// A group, and where one person stands before it.
struct Place {
  Group group;
  std::int64_t member_count = 0;
  std::optional<Member> member;
  std::optional<Candidate> candidate;

  bool is_banned() const { return candidate && candidate->state == CandidateState::banned; }
  bool is_invited() const { return candidate && candidate->state == CandidateState::invited; }
  /// Whether they find the group; whether they read what is in it.
  bool finds() const { return member || is_invited() || group.visibility == Visibility::public_; }
  bool reads() const { return member || group.visibility == Visibility::public_; }
  bool moderates() const { return member && member->role != Role::member; }
  bool owns() const { return member && member->role == Role::owner; }
};

/// What limits look at.
struct GroupTally {
  std::int64_t groups = 0;
  std::string day;  // of the newest group this person made, in UTC: 2026-11-21
  std::int64_t made = 0;
};
BOOST_DESCRIBE_STRUCT(GroupTally, (), (groups, day, made))

class GroupRepository {
 public:
  explicit GroupRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Group>> find(GroupId id) const;
  /// In the order of `ids`, any number; nullopt where there is no group.
  Task<std::vector<std::optional<Place>>> places(UserId user, std::vector<GroupId> ids) const;
  Task<std::optional<Place>> place(UserId user, GroupId id) const;
  /// Where others stand in it.
  Task<std::vector<std::optional<Member>>> members(GroupId id, std::vector<UserId> users) const;
  Task<std::vector<std::optional<Candidate>>> candidates(GroupId id,
                                                         std::vector<UserId> users) const;
  /// The items of members, those of the highest role first; of those who asked, the oldest first; of the banned, the
  /// newest first.
  Task<store::ListedPage> member_page(GroupId id, store::PageRequest request) const;
  Task<store::ListedPage> candidate_page(GroupId id, CandidateState state,
                                         store::PageRequest request) const;
  Task<std::int64_t> count_asked(GroupId id, std::uint32_t most) const;
  /// The ids of the groups that somebody is in, or invited to, the youngest first.
  Task<store::ListedPage> groups_of(UserId user, store::PageRequest request) const;
  Task<store::ListedPage> invited_to(UserId user, store::PageRequest request) const;
  static GroupId group_of(const store::Item& edge);
  /// All that somebody is in.
  Task<std::vector<GroupId>> all_of(UserId user) const;
  Task<GroupTally> tally(UserId user) const;

  /// Links that have not expired, the newest first.
  Task<std::vector<Invitation>> invitations(GroupId id) const;
  Task<std::optional<Invitation>> invitation(GroupId id, InvitationId invitation) const;
  Task<std::optional<Invitation>> invitation_by(std::string token) const;

  /// Some keys of what lies around a group, and whose memberships are among them.
  struct Remnants {
    std::vector<store::Key> keys;
    std::vector<UserId> members;
    std::vector<Invitation> invitations;
  };
  Task<Remnants> remnants(GroupId id, std::uint32_t limit) const;

  // Parts of a commit, an operation each. What each fails at is said.

  static void add(store::Transaction& transaction, const Group& group);
  /// What people edit; when the version is not that of `before`.
  static void update(store::Transaction& transaction, const Group& before, const Group& after);
  /// When the version is another.
  static void remove(store::Transaction& transaction, const Group& group);
  /// When it is gone, or another version of it: what was decided by it holds.
  static void check(store::Transaction& transaction, const Group& group);
  /// So many owners more; when none would be left.
  static void count_owners(store::Transaction& transaction, GroupId id, std::int64_t more);

  /// When there is one already.
  static void add(store::Transaction& transaction, const Member& member);
  /// When they are in it no more.
  static void check(store::Transaction& transaction, const Member& member);
  /// When the role is not that of `before`.
  static void set_role(store::Transaction& transaction, const Member& before, Role role);
  /// Leaves a note when they were counted, a second operation. When the role or the mark is another.
  static void remove(store::Transaction& transaction, const Member& member);

  /// In place of `before`; when that is not what is there.
  static void put(store::Transaction& transaction, const Candidate& candidate,
                  const std::optional<Candidate>& before);
  static void remove(store::Transaction& transaction, const Candidate& candidate);
  /// When there is one.
  static void check_none(store::Transaction& transaction, GroupId id, UserId user);

  /// Two operations.
  static void add(store::Transaction& transaction, const Invitation& invitation);
  static void remove(store::Transaction& transaction, const Invitation& invitation);
  /// When it is used up, or gone.
  static void use(store::Transaction& transaction, const Invitation& invitation);

  /// When `more` is positive and the limit is reached; the limit 0 is none.
  static void tally(store::Transaction& transaction, UserId user, std::int64_t more,
                    std::int64_t limit);
  /// One more, made today; when a limit is reached, or `before` is not what is there.
  static void tally_made(store::Transaction& transaction, UserId user, const GroupTally& before,
                         const std::string& today);

 private:
  store::Store& store_;
};

}  // namespace waymark::groups
