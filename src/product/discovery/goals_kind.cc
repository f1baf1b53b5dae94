#include "product/discovery/goals_kind.h"

#include <map>

#include "base/json.h"
#include "base/text.h"
#include "platform/search/text_query.h"
#include "product/discovery/profiles.h"
#include "product/goals/events.h"
#include "product/social/events.h"

namespace waymark::discovery {
namespace {

using social::Audience;

constexpr std::size_t kIdLength = 36;

std::string text_of(UserId owner, GoalId goal) {
  return owner.to_string() + "." + goal.to_string();
}

search::Document document_of(UserId owner, const goals::Goal& goal, Locale language) {
  search::Document document;
  document.language = language;
  document.texts.emplace_back(goal.title, 4);
  Summary summary;
  for (const std::string& tag : goal.tags) {
    document.texts.emplace_back(tag, 2);
    document.terms.push_back(search::tag_term(tag));
    summary.tags.push_back(fold(tag));
  }
  document.terms.push_back(owner_term(owner));
  document.terms.emplace_back(kPublic);
  document.numbers.push_back(age_number(goal.created_at));
  summary.owner = owner;
  summary.at = goal.created_at;
  document.stored = json::to_string(summary);
  return document;
}

FoundGoal found_of(UserId owner, goals::Goal goal) {
  FoundGoal found;
  found.progress = goals::progress_of(goal);
  found.id = goal.id;
  found.title = std::move(goal.title);
  found.tags = std::move(goal.tags);
  found.status = goal.status;
  found.created_at = goal.created_at;
  found.target_date = goal.target_date;
  found.completed_at = goal.completed_at;
  found.owner_id = owner;
  return found;
}

}  // namespace

struct GoalsKind::Place {
  UserId owner;
  GoalId goal;
};

/// A goal, if it is there, and for whom its owner's goals are.
struct GoalsKind::Shared {
  UserId owner;
  std::optional<goals::Goal> goal;
  Audience audience = Audience::private_;
  bool is_findable() const { return goal && audience == Audience::public_; }
};

bool GoalsKind::wants(std::string_view type) const {
  return type == goals::kGoalCreated || type == goals::kGoalUpdated ||
         type == goals::kGoalCompleted || type == goals::kGoalReopened ||
         type == goals::kGoalDeleted || type == social::SharingChanged::kType;
}

Task<std::vector<std::string>> GoalsKind::touched(const events::Event& event) {
  if (event.type == social::SharingChanged::kType) {
    const auto fact = json::decode<social::SharingChanged>(event.payload);
    if (!fact.goals) co_return std::vector<std::string>();
    co_return co_await all_of(event.user);
  }
  co_return std::vector<std::string>(1, event.user.to_string() + "." + id_member(event, "goalId"));
}

/// At most goals::kGoalLimit.
Task<std::vector<std::string>> GoalsKind::all_of(UserId owner) const {
  std::vector<std::string> ids;
  std::optional<std::string> after;
  do {
    store::PageRequest request(store::PageRequest::kLargestSize, after, InputPath());
    const goals::GoalPage page =
        co_await goals_.list(Owner::acting_for(owner), goals::GoalFilter(), std::move(request));
    for (const auto& entry : page.entries) ids.push_back(text_of(owner, entry.goal.id));
    after.reset();
    if (page.has_next && !page.entries.empty()) after = page.entries.back().cursor;
  } while (after);
  co_return ids;
}

std::optional<std::string> GoalsKind::id_of(const store::Key& key) const {
  constexpr std::string_view kUser = "USER#";
  constexpr std::string_view kGoal = "GOAL#";
  if (!key.pk.starts_with(kUser) || !key.sk.starts_with(kGoal)) return std::nullopt;
  return key.pk.substr(kUser.size()) + "." + key.sk.substr(kGoal.size());
}

std::vector<GoalsKind::Place> GoalsKind::places_of(const std::vector<std::string>& ids) {
  std::vector<Place> places;
  for (const std::string& id : ids) {
    const std::string_view text = id;
    const auto owner = UserId::parse(text.substr(0, kIdLength));
    const auto goal = GoalId::parse(text.size() > kIdLength ? text.substr(kIdLength + 1) : "");
    places.emplace_back();
    places.back().owner = owner.value_or(UserId());
    places.back().goal = goal.value_or(GoalId());
  }
  return places;
}

/// In the order of `ids`; goals of one owner are read together.
Task<std::vector<GoalsKind::Shared>> GoalsKind::read(std::vector<std::string> ids) const {
  const std::vector<Place> places = places_of(ids);
  std::map<UserId, std::vector<std::size_t>> by_owner;
  for (std::size_t i = 0; i < places.size(); ++i) by_owner[places[i].owner].push_back(i);
  std::vector<Shared> all(places.size());
  for (const auto& [owner, at] : by_owner) {
    std::vector<GoalId> wanted;
    for (const std::size_t i : at) wanted.push_back(places[i].goal);
    const social::Sharing sharing = co_await social_.sharing(owner);
    auto goals = co_await goals_.find_all(Owner::acting_for(owner), std::move(wanted));
    for (std::size_t i = 0; i < at.size(); ++i) {
      Shared& shared = all[at[i]];
      shared.owner = owner;
      shared.goal = std::move(goals[i]);
      shared.audience = sharing.goals;
    }
  }
  co_return all;
}

Task<std::vector<std::optional<search::Document>>> GoalsKind::documents(
    std::vector<std::string> ids) {
  const std::vector<Shared> all = co_await read(std::move(ids));
  std::vector<UserId> owners;
  for (const Shared& shared : all)
    if (shared.is_findable()) owners.push_back(shared.owner);
  const Profiles profiles = co_await read_profiles(store_, std::move(owners));
  std::vector<std::optional<search::Document>> documents;
  for (const Shared& shared : all) {
    documents.emplace_back();
    if (shared.is_findable())
      documents.back() =
          document_of(shared.owner, *shared.goal, language_of(profiles, shared.owner));
  }
  co_return documents;
}

Task<std::optional<FoundGoal>> GoalsKind::find(UserId viewer, UserId owner, GoalId id) const {
  std::vector<std::string> ids(1, text_of(owner, id));
  std::vector<Shared> all = co_await read(std::move(ids));
  if (!all.front().is_findable()) co_return std::nullopt;
  const social::Standing standing = co_await social_.standing(viewer, owner);
  if (!standing.exists || !standing.sees(Audience::public_)) co_return std::nullopt;
  co_return found_of(owner, std::move(*all.front().goal));
}

Task<std::vector<std::optional<Found>>> GoalsKind::shown(UserId viewer,
                                                         std::vector<std::string> ids) {
  std::vector<Shared> all = co_await read(std::move(ids));
  std::vector<UserId> owners;
  for (const Shared& shared : all) owners.push_back(shared.owner);
  const auto standings = co_await social_.standings(viewer, std::move(owners));
  std::vector<std::optional<Found>> shown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    shown.emplace_back();
    if (!all[i].is_findable()) continue;
    if (!standings[i].sees(Audience::public_) || standings[i].mutes) continue;
    shown.back().emplace(found_of(all[i].owner, std::move(*all[i].goal)));
  }
  co_return shown;
}

}  // namespace waymark::discovery
