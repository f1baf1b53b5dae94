#include "product/groups/group_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/groups/keys.h"
#include "product/groups/limits.h"
#include "product/social/batch.h"

namespace waymark::groups {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Key;
using store::Listing;
using store::Order;
using store::Transaction;
using store::Value;

constexpr std::size_t kIdLength = 36;
constexpr std::uint32_t kPageOfGroups = 1'000;

std::string member_place(const Member& member, Role role) {
  return std::string(keys::kMember) + std::to_string(static_cast<int>(role)) + "#" +
         to_rfc3339(member.joined_at) + "#" + member.user_id.to_string();
}

std::string candidate_prefix(CandidateState state) {
  return std::string(enum_name(state)) + "#";
}

Item item_of(const Member& member) {
  Item item = store::to_item(member, keys::member(member.group_id, member.user_id));
  item.set_index(1, keys::person(member.user_id), keys::partition(member.group_id));
  item.set_index(2, keys::partition(member.group_id), member_place(member, member.role));
  return item;
}

Item item_of(const Candidate& candidate) {
  Item item = store::to_item(candidate, keys::candidate(candidate.group_id, candidate.user_id));
  if (candidate.state == CandidateState::invited)
    item.set_index(1, keys::person(candidate.user_id),
                   std::string(keys::kInvitedTo) + candidate.group_id.to_string());
  else
    item.set_index(2, keys::partition(candidate.group_id),
                   candidate_prefix(candidate.state) + to_rfc3339(candidate.at) + "#" +
                       candidate.user_id.to_string());
  return item;
}

Condition under(std::string name, std::int64_t limit) {
  const Condition none = Condition::absent(name);
  const Condition fewer = Condition::compare(Condition::Op::less, std::move(name), Value(limit));
  return Condition::any_of(std::vector<Condition>{none, fewer});
}

Condition state_is(CandidateState state) {
  return Condition::equal("state", Value(std::string(enum_name(state))));
}

Condition is_as(const Member& member) {
  const std::vector<Condition> both{
      Condition::equal("role", Value(std::string(enum_name(member.role)))),
      Condition::equal("counted", Value(member.counted))};
  return Condition::all_of(both);
}

template <typename T>
std::optional<T> read(const std::optional<Item>& item) {
  if (!item) return std::nullopt;
  return store::from_item<T>(*item);
}

template <typename T, typename MakeKey>
Task<std::vector<std::optional<T>>> read_all(store::Store& store, GroupId id,
                                             std::vector<UserId> users, MakeKey key) {
  std::vector<Key> wanted;
  for (const UserId user : users) wanted.push_back(key(id, user));
  const auto items = co_await social::get_all(store, std::move(wanted));
  std::vector<std::optional<T>> found;
  for (const auto& item : items) found.push_back(read<T>(item));
  co_return found;
}

/// What an edit changes: all but what commits of others count.
Changes edits(const Group& after) {
  Changes changes;
  const Item whole = store::to_item(after, keys::group(after.id));
  for (const char* name : {"name", "description", "tags", "avatar", "avatarOwner", "visibility",
                           "admission", "pinned", "updatedAt", "version"}) {
    const auto value = whole.find(name);
    if (value)
      changes.set(name, value->to_value());
    else
      changes.remove(name);
  }
  return changes;
}

}  // namespace

Task<std::optional<Group>> GroupRepository::find(GroupId id) const {
  co_return read<Group>(co_await store_.get(keys::group(id)));
}

Task<std::vector<std::optional<Place>>> GroupRepository::places(UserId user,
                                                                std::vector<GroupId> ids) const {
  std::vector<Key> wanted;
  for (const GroupId id : ids) {
    wanted.push_back(keys::group(id));
    wanted.push_back(keys::counts(id));
    wanted.push_back(keys::member(id, user));
    wanted.push_back(keys::candidate(id, user));
  }
  const auto items = co_await social::get_all(store_, std::move(wanted));
  std::vector<std::optional<Place>> places(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::size_t at = i * 4;
    if (!items[at]) continue;
    Place& place = places[i].emplace();
    place.group = store::from_item<Group>(*items[at]);
    if (items[at + 1]) place.member_count = items[at + 1]->integer("members").value_or(0);
    place.member = read<Member>(items[at + 2]);
    place.candidate = read<Candidate>(items[at + 3]);
  }
  co_return places;
}

Task<std::optional<Place>> GroupRepository::place(UserId user, GroupId id) const {
  std::vector<GroupId> ids(1, id);
  auto found = co_await places(user, std::move(ids));
  co_return std::move(found.front());
}

Task<std::vector<std::optional<Member>>> GroupRepository::members(GroupId id,
                                                                  std::vector<UserId> users) const {
  return read_all<Member>(store_, id, std::move(users), &keys::member);
}

Task<std::vector<std::optional<Candidate>>> GroupRepository::candidates(
    GroupId id, std::vector<UserId> users) const {
  return read_all<Candidate>(store_, id, std::move(users), &keys::candidate);
}

Task<store::ListedPage> GroupRepository::member_page(GroupId id, store::PageRequest request) const {
  Listing listing(Index::gsi2, keys::partition(id), std::string(keys::kMember), Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> GroupRepository::candidate_page(GroupId id, CandidateState state,
                                                        store::PageRequest request) const {
  Listing listing(Index::gsi2, keys::partition(id), candidate_prefix(state),
                  state == CandidateState::banned ? Order::descending : Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::int64_t> GroupRepository::count_asked(GroupId id, std::uint32_t most) const {
  store::Query query(Index::gsi2, keys::partition(id));
  query.where(store::SortKey::begins_with(candidate_prefix(CandidateState::asked)));
  const store::Page page = co_await store_.query(std::move(query.at_most(most)));
  co_return static_cast<std::int64_t>(page.items.size());
}

Task<store::ListedPage> GroupRepository::groups_of(UserId user, store::PageRequest request) const {
  Listing listing(Index::gsi1, keys::person(user), std::string(keys::kGroup), Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> GroupRepository::invited_to(UserId user, store::PageRequest request) const {
  Listing listing(Index::gsi1, keys::person(user), std::string(keys::kInvitedTo),
                  Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

GroupId GroupRepository::group_of(const Item& edge) {
  const std::string key = store::sort_key_of(edge, Index::gsi1);
  if (key.size() < kIdLength) return GroupId();
  return GroupId::parse(key.substr(key.size() - kIdLength)).value_or(GroupId());
}

Task<std::vector<GroupId>> GroupRepository::all_of(UserId user) const {
  store::Query query(Index::gsi1, keys::person(user));
  query.where(store::SortKey::begins_with(std::string(keys::kGroup))).at_most(kPageOfGroups);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<GroupId> groups;
  for (const Item& item : page.items) groups.push_back(group_of(item));
  co_return groups;
}

Task<GroupTally> GroupRepository::tally(UserId user) const {
  const auto item = co_await store_.get(keys::tally(user));
  co_return item ? store::from_item<GroupTally>(*item) : GroupTally();
}

Task<std::vector<Invitation>> GroupRepository::invitations(GroupId id) const {
  store::Query query(Index::table, keys::partition(id));
  query.where(store::SortKey::begins_with(std::string(keys::kInvite))).newest_first();
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Invitation> invitations;
  for (const Item& item : page.items) invitations.push_back(store::from_item<Invitation>(item));
  co_return invitations;
}

Task<std::optional<Invitation>> GroupRepository::invitation(GroupId id,
                                                            InvitationId invitation) const {
  co_return read<Invitation>(co_await store_.get(keys::invitation(id, invitation)));
}

Task<std::optional<Invitation>> GroupRepository::invitation_by(std::string token) const {
  const auto link = co_await store_.get(keys::link(keys::hash_of(token)));
  if (!link) co_return std::nullopt;
  const auto group = GroupId::parse(link->text("groupId").value_or(""));
  const auto id = InvitationId::parse(link->text("invitationId").value_or(""));
  if (!group || !id) co_return std::nullopt;
  co_return co_await invitation(*group, *id);
}

Task<GroupRepository::Remnants> GroupRepository::remnants(GroupId id, std::uint32_t limit) const {
  store::Query query(Index::table, keys::partition(id));
  const store::Page page = co_await store_.query(std::move(query.at_most(limit)));
  Remnants found;
  for (const Item& item : page.items) {
    const Key key = item.key();
    if (key.sk.starts_with(keys::kMember))
      found.members.push_back(store::from_item<Member>(item).user_id);
    if (key.sk.starts_with(keys::kInvite))
      found.invitations.push_back(store::from_item<Invitation>(item));
    else
      found.keys.push_back(key);
  }
  co_return found;
}

void GroupRepository::add(Transaction& transaction, const Group& group) {
  transaction.put(store::to_item(group, keys::group(group.id)), Condition::item_absent());
}

void GroupRepository::update(Transaction& transaction, const Group& before, const Group& after) {
  transaction.update(keys::group(before.id), edits(after), Condition::version_is(before.version));
}

void GroupRepository::remove(Transaction& transaction, const Group& group) {
  transaction.erase(keys::group(group.id), Condition::version_is(group.version));
}

void GroupRepository::check(Transaction& transaction, const Group& group) {
  transaction.check(keys::group(group.id), Condition::version_is(group.version));
}

void GroupRepository::count_owners(Transaction& transaction, GroupId id, std::int64_t more) {
  Changes changes;
  changes.add("ownerCount", Value(more));
  transaction.update(keys::group(id), std::move(changes),
                     more > 0
                         ? Condition::item_exists()
                         : Condition::compare(Condition::Op::greater, "ownerCount", Value(-more)));
}

void GroupRepository::add(Transaction& transaction, const Member& member) {
  transaction.put(item_of(member), Condition::item_absent());
}

void GroupRepository::check(Transaction& transaction, const Member& member) {
  transaction.check(keys::member(member.group_id, member.user_id), Condition::item_exists());
}

void GroupRepository::set_role(Transaction& transaction, const Member& before, Role role) {
  Changes changes;
  changes.set("role", Value(std::string(enum_name(role))));
  changes.set("GSI2SK", Value(member_place(before, role)));
  transaction.update(keys::member(before.group_id, before.user_id), std::move(changes),
                     Condition::equal("role", Value(std::string(enum_name(before.role)))));
}

void GroupRepository::remove(Transaction& transaction, const Member& member) {
  transaction.erase(keys::member(member.group_id, member.user_id), is_as(member));
  if (member.counted) transaction.put(Item(keys::left(member.group_id, member.user_id)));
}

void GroupRepository::put(Transaction& transaction, const Candidate& candidate,
                          const std::optional<Candidate>& before) {
  transaction.put(item_of(candidate), before ? state_is(before->state) : Condition::item_absent());
}

void GroupRepository::remove(Transaction& transaction, const Candidate& candidate) {
  transaction.erase(keys::candidate(candidate.group_id, candidate.user_id),
                    state_is(candidate.state));
}

void GroupRepository::check_none(Transaction& transaction, GroupId id, UserId user) {
  transaction.check(keys::candidate(id, user), Condition::item_absent());
}

void GroupRepository::add(Transaction& transaction, const Invitation& invitation) {
  Item item = store::to_item(invitation, keys::invitation(invitation.group_id, invitation.id));
  item.set_ttl(invitation.expires_at);
  transaction.put(std::move(item), Condition::item_absent());
  Item link(keys::link(invitation.token_hash));
  link.set("groupId", invitation.group_id.to_string());
  link.set("invitationId", invitation.id.to_string());
  link.set_ttl(invitation.expires_at);
  transaction.put(std::move(link), Condition::item_absent());
}

void GroupRepository::remove(Transaction& transaction, const Invitation& invitation) {
  transaction.erase(keys::invitation(invitation.group_id, invitation.id));
  transaction.erase(keys::link(invitation.token_hash));
}

void GroupRepository::use(Transaction& transaction, const Invitation& invitation) {
  Changes changes;
  changes.add("used", Value(std::int64_t{1}));
  const std::vector<Condition> left{
      Condition::item_exists(),
      Condition::compare(Condition::Op::less, "used", Value(invitation.use_limit))};
  transaction.update(keys::invitation(invitation.group_id, invitation.id), std::move(changes),
                     Condition::all_of(left));
}

void GroupRepository::tally(Transaction& transaction, UserId user, std::int64_t more,
                            std::int64_t limit) {
  Changes changes;
  changes.add("groups", Value(more));
  transaction.update(keys::tally(user), std::move(changes),
                     more > 0 && limit > 0 ? under("groups", limit) : Condition());
}

void GroupRepository::tally_made(Transaction& transaction, UserId user, const GroupTally& before,
                                 const std::string& today) {
  Changes changes;
  changes.add("groups", Value(std::int64_t{1}));
  std::vector<Condition> conditions{under("groups", kGroupLimit)};
  if (before.day == today) {
    changes.add("made", Value(std::int64_t{1}));
    conditions.push_back(Condition::equal("day", Value(today)));
    conditions.push_back(under("made", kDailyGroups));
  } else {
    changes.set("day", Value(today)).set("made", Value(std::int64_t{1}));
    const std::vector<Condition> is_today{Condition::equal("day", Value(today))};
    conditions.push_back(Condition::none_of(is_today));
  }
  transaction.update(keys::tally(user), std::move(changes),
                     Condition::all_of(std::move(conditions)));
}

}  // namespace waymark::groups
