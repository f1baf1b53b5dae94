// What posts and feeds ask about groups, answered from what is there now.
#pragma once

#include "product/groups/group_repository.h"
#include "product/posts/group_audience.h"

namespace waymark::groups {

/// Made before the services of posts; borrows the store alone.
class Audience final : public posts::GroupAudience {
 public:
  explicit Audience(store::Store& store) : store_(store), repository_(store) {}

  Task<std::vector<posts::GroupAccess>> access(UserId viewer,
                                               std::vector<GroupId> groups) const override;
  Task<std::vector<GroupId>> groups_of(UserId member) const override;
  Task<std::vector<UserId>> members_among(GroupId group, std::vector<UserId> users) const override;

 private:
  store::Store& store_;
  GroupRepository repository_;
};

}  // namespace waymark::groups
