#include "product/groups/reading.h"

#include "platform/store/entity.h"
#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {
namespace {

constexpr std::int64_t kMostToldPage = 100;
constexpr std::size_t kMostTold = 1'000;

Standing standing_of(const Place& place) {
  if (place.member) return Standing::member;
  if (!place.candidate) return Standing::none;
  switch (place.candidate->state) {
    case CandidateState::asked:
      return Standing::asked;
    case CandidateState::invited:
      return Standing::invited;
    case CandidateState::banned:
      return Standing::banned;
  }
  return Standing::none;
}

MemberView shown(const Member& member) {
  return MemberView(member);
}
CandidateView shown(const Candidate& candidate) {
  CandidateView view;
  view.user_id = candidate.user_id;
  view.at = candidate.at;
  return view;
}

/// Those of a listed page whom the viewer sees. `social` outlives the call.
template <typename Entity>
Task<PeoplePage<decltype(shown(std::declval<Entity>()))>> page_of(const social::Social& social,
                                                                  UserId viewer,
                                                                  store::ListedPage listed) {
  PeoplePage<decltype(shown(std::declval<Entity>()))> page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  if (!listed.items.empty()) page.next_cursor = listed.items.back().cursor;
  std::vector<Entity> found;
  std::vector<UserId> users;
  for (const auto& entry : listed.items) {
    found.push_back(store::from_item<Entity>(entry.item));
    users.push_back(found.back().user_id);
  }
  const auto standings = co_await social.standings(viewer, std::move(users));
  for (std::size_t i = 0; i < found.size(); ++i)
    if (standings[i].exists && !standings[i].hidden())
      page.entries.push_back({shown(found[i]), std::move(listed.items[i].cursor)});
  co_return page;
}

}  // namespace

GroupView view_of(const Place& place) {
  const Group& group = place.group;
  GroupView view;
  view.id = group.id;
  view.name = group.name;
  view.description = group.description;
  view.tags = group.tags;
  view.avatar = group.avatar;
  view.visibility = group.visibility;
  view.admission = group.admission;
  view.member_count = place.member_count;
  view.standing = standing_of(place);
  if (place.member) {
    view.role = place.member->role;
    view.room_id = group.room_id;
    view.goal_id = group.goal_id;
  }
  if (place.reads()) view.pinned_post_ids = group.pinned;
  view.created_at = group.created_at;
  view.updated_at = group.updated_at;
  view.version = group.version;
  return view;
}

Task<std::vector<std::optional<GroupView>>> Reading::find_all(UserId viewer,
                                                              std::vector<GroupId> ids) const {
  const auto places = co_await repository_.places(viewer, std::move(ids));
  std::vector<std::optional<GroupView>> views;
  views.reserve(places.size());
  for (const auto& place : places) {
    views.emplace_back();
    if (place && place->finds()) views.back() = view_of(*place);
  }
  co_return views;
}

Task<std::optional<GroupView>> Reading::find(UserId viewer, GroupId id) const {
  std::vector<GroupId> ids(1, id);
  auto views = co_await find_all(viewer, std::move(ids));
  co_return std::move(views.front());
}

Task<GroupView> Reading::require(UserId viewer, GroupId id) const {
  auto view = co_await find(viewer, id);
  if (!view) throw Error::not_found("group");
  co_return std::move(*view);
}

/// An index may be behind: what one is in no more is left out.
Task<GroupPage> Reading::page_of(UserId viewer, store::ListedPage edges, bool invited) const {
  std::vector<GroupId> ids;
  for (const auto& entry : edges.items) ids.push_back(GroupRepository::group_of(entry.item));
  auto views = co_await find_all(viewer, std::move(ids));
  const Standing wanted = invited ? Standing::invited : Standing::member;
  GroupPage page;
  page.has_next = edges.has_next;
  page.has_previous = edges.has_previous;
  for (std::size_t i = 0; i < views.size(); ++i)
    if (views[i] && views[i]->standing == wanted)
      page.entries.push_back(
          GroupPage::Entry{std::move(*views[i]), std::move(edges.items[i].cursor)});
  co_return page;
}

Task<GroupPage> Reading::mine(UserId viewer, store::PageRequest request) const {
  store::ListedPage edges = co_await repository_.groups_of(viewer, std::move(request));
  co_return co_await page_of(viewer, std::move(edges), false);
}

Task<GroupPage> Reading::invites(UserId viewer, store::PageRequest request) const {
  store::ListedPage edges = co_await repository_.invited_to(viewer, std::move(request));
  co_return co_await page_of(viewer, std::move(edges), true);
}

Task<GroupView> Reading::readable(UserId viewer, GroupId id) const {
  GroupView view = co_await require(viewer, id);
  if (!reads(view)) throw Error(ErrorCode::forbidden, "error.group.not_member");
  co_return view;
}

Task<PeoplePage<MemberView>> Reading::members(UserId viewer, GroupId id,
                                              store::PageRequest request) const {
  co_await readable(viewer, id);
  store::ListedPage listed = co_await repository_.member_page(id, std::move(request));
  co_return co_await groups::page_of<Member>(social_, viewer, std::move(listed));
}

Task<posts::PostPage> Reading::group_posts(UserId viewer, GroupId id,
                                           store::PageRequest request) const {
  co_await readable(viewer, id);
  co_return co_await posts_.by_group(viewer, id, std::move(request));
}

Task<PeoplePage<CandidateView>> Reading::candidates(UserId viewer, GroupId id, CandidateState state,
                                                    store::PageRequest request) const {
  const GroupView view = co_await require(viewer, id);
  if (!moderates(view)) throw forbidden();
  store::ListedPage listed = co_await repository_.candidate_page(id, state, std::move(request));
  co_return co_await groups::page_of<Candidate>(social_, viewer, std::move(listed));
}

Task<std::int64_t> Reading::request_count(const GroupView& group) const {
  if (!moderates(group)) co_return 0;
  co_return co_await repository_.count_asked(group.id, kCountedRequests);
}

Task<std::vector<std::optional<Group>>> Reading::for_index(std::vector<GroupId> ids) const {
  std::vector<std::optional<Group>> groups;
  for (const GroupId id : ids) groups.push_back(co_await repository_.find(id));
  co_return groups;
}

Task<std::vector<UserId>> Reading::members_with(GroupId id, Role at_least) const {
  std::vector<UserId> found;
  std::optional<std::string> after;
  bool more = true;
  while (more && found.size() < kMostTold) {
    store::PageRequest request(kMostToldPage, after, InputPath());
    const store::ListedPage listed = co_await repository_.member_page(id, std::move(request));
    more = listed.has_next;
    for (const auto& entry : listed.items) {
      const Member member = store::from_item<Member>(entry.item);
      more = more && member.role <= at_least;
      if (member.role <= at_least) found.push_back(member.user_id);
    }
    if (!listed.items.empty()) after = listed.items.back().cursor;
  }
  co_return found;
}

}  // namespace waymark::groups
