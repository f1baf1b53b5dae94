// What posts ask about groups: who may read and write there (product/groups answers).
#pragma once

#include <vector>

#include "base/ids.h"
#include "base/task.h"
#include "product/social/group_id.h"

namespace waymark::posts {

/// What somebody may do with the posts of a group; nothing, where there is none.
struct GroupAccess {
  bool reads = false;
  bool writes = false;  // posts, comments and likes: members
  bool moderates = false;
};

/// Any reactor; reads only.
class GroupAudience {
 public:
  virtual ~GroupAudience() = default;
  /// In the order of `groups`, which may come twice.
  virtual Task<std::vector<GroupAccess>> access(UserId viewer,
                                                std::vector<GroupId> groups) const = 0;
  /// The groups somebody is in: a few hundred at most.
  virtual Task<std::vector<GroupId>> groups_of(UserId member) const = 0;
  /// Those of `users` who are in it.
  virtual Task<std::vector<UserId>> members_among(GroupId group,
                                                  std::vector<UserId> users) const = 0;
};

}  // namespace waymark::posts
