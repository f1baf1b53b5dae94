#include "product/discovery/groups_kind.h"

#include "base/json.h"
#include "platform/search/text_query.h"
#include "product/groups/events.h"

namespace waymark::discovery {
namespace {

using groups::Group;

std::vector<GroupId> groups_of(const std::vector<std::string>& ids) {
  std::vector<GroupId> groups;
  for (const std::string& id : ids) groups.push_back(GroupId::parse(id).value_or(GroupId()));
  return groups;
}

search::Document document_of(const Group& group) {
  search::Document document;
  document.texts.emplace_back(group.name, 6);
  document.texts.emplace_back(group.description, 1);
  for (const std::string& tag : group.tags) {
    document.texts.emplace_back(tag, 3);
    document.terms.push_back(search::tag_term(tag));
  }
  if (group.visibility == groups::Visibility::public_) document.terms.emplace_back(kPublic);
  document.numbers.push_back(age_number(group.created_at));
  return document;
}

}  // namespace

bool GroupsKind::wants(std::string_view type) const {
  return type == groups::GroupCreated::kType || type == groups::GroupChanged::kType ||
         type == groups::GroupDeleted::kType;
}

Task<std::vector<std::string>> GroupsKind::touched(const events::Event& event) {
  co_return std::vector<std::string>(1, id_member(event, "groupId"));
}

std::optional<std::string> GroupsKind::id_of(const store::Key& key) const {
  constexpr std::string_view kGroup = "GROUP#";
  if (key.pk != key.sk || !key.sk.starts_with(kGroup)) return std::nullopt;
  return key.sk.substr(kGroup.size());
}

/// The private ones too: whoever finds one is looked at in shown().
Task<std::vector<std::optional<search::Document>>> GroupsKind::documents(
    std::vector<std::string> ids) {
  const auto found = co_await reading_.for_index(groups_of(ids));
  std::vector<std::optional<search::Document>> documents;
  for (const auto& group : found) {
    documents.emplace_back();
    if (group) documents.back() = document_of(*group);
  }
  co_return documents;
}

Task<std::vector<std::optional<Found>>> GroupsKind::shown(UserId viewer,
                                                          std::vector<std::string> ids) {
  auto views = co_await reading_.find_all(viewer, groups_of(ids));
  std::vector<std::optional<Found>> shown;
  for (auto& view : views) {
    shown.emplace_back();
    if (view) shown.back().emplace(std::move(*view));
  }
  co_return shown;
}

}  // namespace waymark::discovery
