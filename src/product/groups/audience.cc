#include "product/groups/audience.h"

#include <map>

#include "platform/store/entity.h"
#include "product/groups/keys.h"
#include "product/social/batch.h"

namespace waymark::groups {
namespace {

using Items = std::vector<std::optional<store::Item>>;

posts::GroupAccess access_by(const std::optional<store::Item>& group,
                             const std::optional<store::Item>& member) {
  posts::GroupAccess access;
  if (!group) return access;
  const auto visibility = parse_enum<Visibility>(group->text("visibility").value_or(""));
  access.reads = member || visibility == Visibility::public_;
  access.writes = member.has_value();
  access.moderates = member && store::from_item<Member>(*member).role != Role::member;
  return access;
}

}  // namespace

/// Each group once: a page is often of one.
Task<std::vector<posts::GroupAccess>> Audience::access(UserId viewer,
                                                       std::vector<GroupId> groups) const {
  std::map<GroupId, posts::GroupAccess> known;
  for (const GroupId group : groups) known.emplace(group, posts::GroupAccess());
  std::vector<store::Key> wanted;
  for (const auto& [group, access] : known) {
    wanted.push_back(keys::group(group));
    wanted.push_back(keys::member(group, viewer));
  }
  const Items items = co_await social::get_all(store_, std::move(wanted));
  std::size_t at = 0;
  for (auto& [group, access] : known) {
    access = access_by(items[at], items[at + 1]);
    at += 2;
  }
  std::vector<posts::GroupAccess> answers;
  for (const GroupId group : groups) answers.push_back(known.at(group));
  co_return answers;
}

Task<std::vector<GroupId>> Audience::groups_of(UserId member) const {
  return repository_.all_of(member);
}

Task<std::vector<UserId>> Audience::members_among(GroupId group, std::vector<UserId> users) const {
  std::vector<store::Key> wanted;
  for (const UserId user : users) wanted.push_back(keys::member(group, user));
  const Items items = co_await social::get_all(store_, std::move(wanted));
  std::vector<UserId> members;
  for (std::size_t i = 0; i < users.size(); ++i)
    if (items[i]) members.push_back(users[i]);
  co_return members;
}

}  // namespace waymark::groups
