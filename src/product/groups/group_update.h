// What both edges are given of an edit to a group.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "product/groups/groups.h"

namespace waymark::groups {

/// GraphQL `GroupUpdate`, and the body of PATCH /api/groups/{id}.
struct GroupUpdate {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::vector<std::string>> tags;
  std::optional<Visibility> visibility;
  std::optional<Admission> admission;
  std::optional<media::MediaId> avatar_id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(GroupUpdate, (),
                      (name, description, tags, visibility, admission, avatar_id, version))

/// What is absent stays, null takes away; `is_given` knows members by their wire names.
template <typename IsGiven>
GroupChanges changes_by(GroupUpdate update, const IsGiven& is_given) {
  GroupChanges changes;
  changes.name = std::move(update.name);
  if (is_given("description")) changes.description = std::move(update.description);
  if (is_given("tags")) changes.tags = std::move(update.tags).value_or(std::vector<std::string>());
  changes.visibility = update.visibility;
  changes.admission = update.admission;
  if (is_given("avatarId")) changes.avatar_id = update.avatar_id;
  changes.version = update.version;
  return changes;
}

}  // namespace waymark::groups
