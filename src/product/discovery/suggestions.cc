#include "product/discovery/suggestions.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "platform/search/text_query.h"
#include "platform/store/entity.h"

namespace waymark::discovery {
namespace {

constexpr std::uint32_t kMostHits = 100;  // of each of the two searches
constexpr std::size_t kMostFollowees =
    500;  // left out by the searches; the others are when they are looked at
constexpr std::size_t kMostGoalTags = 20;
constexpr std::size_t kMostGoals = 3;  // of a candidate

// How much a reason counts, in the search and in the order of what is shown.
constexpr double kSharedTag = 4;
constexpr double kSimilarGoal = 3;
constexpr double kSameTimeZone = 1;
constexpr double kSameLanguage = 0.5;

store::Key dismissed_key(UserId viewer, UserId person) {
  return store::Key("USER#" + viewer.to_string(), "DISMISSED#" + person.to_string());
}

/// Those of `theirs` that are among `mine`, as they are written there. `mine` is folded.
std::vector<std::string> shared(const std::vector<std::string>& theirs,
                                const std::vector<std::string>& mine) {
  std::vector<std::string> both;
  for (const std::string& tag : theirs)
    if (both.size() < kMostReasonTags && std::ranges::find(mine, fold(tag)) != mine.end())
      both.push_back(tag);
  return both;
}

std::vector<std::string> folded(const std::vector<std::string>& tags) {
  std::vector<std::string> all;
  for (const std::string& tag : tags) all.push_back(fold(tag));
  return all;
}

search::Query query_for(SearchKind kind, UserId viewer, std::vector<std::string> passed_over) {
  search::Query query;
  query.kinds.emplace_back(enum_name(kind));
  query.all.emplace_back(kPublic);
  query.none = std::move(passed_over);
  query.none.push_back(owner_term(viewer));
  query.limit = kMostHits;
  return query;
}

SuggestionReason reason(SuggestionReasonKind kind, std::vector<std::string> tags = {}) {
  SuggestionReason made;
  made.kind = kind;
  made.tags = std::move(tags);
  return made;
}

}  // namespace

struct Suggestions::Candidate {
  UserId id;
  std::vector<std::string> goals;         // ids of theirs, for GoalsKind
  std::vector<std::string> similar_tags;  // of those that may be seen
  std::vector<SuggestionReason> reasons;
  double score = 0;

  void judge(const accounts::User& me, const accounts::User& they) {
    auto tags = shared(they.tags, folded(me.tags));
    const double shared_tags = kSharedTag * static_cast<double>(tags.size());
    add(SuggestionReasonKind::shared_tags, shared_tags, std::move(tags));
    add(SuggestionReasonKind::similar_goals,
        kSimilarGoal * static_cast<double>(similar_tags.size()), similar_tags);
    if (me.time_zone == they.time_zone) add(SuggestionReasonKind::same_time_zone, kSameTimeZone);
    if (me.language == they.language) add(SuggestionReasonKind::same_language, kSameLanguage);
  }

 private:
  void add(SuggestionReasonKind kind, double counts, std::vector<std::string> tags = {}) {
    if (counts == 0) return;
    score += counts;
    reasons.push_back(reason(kind, std::move(tags)));
  }
};

Task<std::vector<PersonSuggestion>> Suggestions::people(Owner viewer, std::size_t first) const {
  const UserId me = viewer.user();
  std::vector<PersonSuggestion> suggestions;
  std::vector<UserId> only_me(1, me);
  Profiles profiles = co_await read_profiles(ports_.store, std::move(only_me));
  if (!profiles.contains(me)) co_return suggestions;
  const std::vector<std::string> tags = co_await goal_tags(viewer);
  Candidates all = co_await candidates(profiles.at(me), tags);
  all = co_await not_dismissed(viewer, std::move(all));
  co_await add_similar_goals(me, tags, all);

  std::vector<std::string> ids;
  std::vector<UserId> users(1, me);
  for (const Candidate& candidate : all) {
    ids.push_back(candidate.id.to_string());
    users.push_back(candidate.id);
  }
  profiles = co_await read_profiles(ports_.store, std::move(users));
  auto shown = co_await ports_.people.shown(me, std::move(ids));
  std::vector<std::pair<double, PersonSuggestion>> ranked;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto* person = shown[i] ? std::get_if<social::Person>(&*shown[i]) : nullptr;
    if (!person || person->visibility != social::Audience::public_) continue;
    const social::RelationView& tie = person->relation;
    if (tie.self || tie.follows || tie.requested || tie.mutes) continue;
    const auto i_am = profiles.find(me);
    const auto they_are = profiles.find(all[i].id);
    if (i_am == profiles.end() || they_are == profiles.end()) continue;
    all[i].judge(i_am->second, they_are->second);
    if (all[i].reasons.empty()) continue;  // it was so when the index looked
    PersonSuggestion suggestion;
    suggestion.person = std::move(*person);
    suggestion.reasons = std::move(all[i].reasons);
    ranked.emplace_back(all[i].score, std::move(suggestion));
  }
  std::ranges::stable_sort(ranked, std::ranges::greater(),
                           [](const auto& one) { return one.first; });
  for (auto& [score, suggestion] : ranked)
    if (suggestions.size() < first) suggestions.push_back(std::move(suggestion));
  co_return suggestions;
}

/// Of one's newest goals under way, folded.
Task<std::vector<std::string>> Suggestions::goal_tags(Owner viewer) const {
  goals::GoalFilter filter;
  filter.status = goals::GoalStatus::active;
  store::PageRequest request(store::PageRequest::kLargestSize, std::nullopt, InputPath());
  const goals::GoalPage page =
      co_await ports_.goals.list(viewer, std::move(filter), std::move(request));
  std::vector<std::string> tags;
  for (const auto& entry : page.entries)
    for (std::string& tag : folded(entry.goal.tags))
      if (tags.size() < kMostGoalTags && std::ranges::find(tags, tag) == tags.end())
        tags.push_back(std::move(tag));
  co_return tags;
}

/// The owner terms of those who are followed already.
Task<std::vector<std::string>> Suggestions::passed_over(Owner viewer) const {
  std::vector<std::string> terms;
  std::optional<std::string> after;
  do {
    store::PageRequest request(store::PageRequest::kLargestSize, std::move(after), InputPath());
    const social::IdPage page = co_await ports_.social.followees(viewer.user(), std::move(request));
    for (const auto& entry : page.entries) terms.push_back(owner_term(entry.id));
    const bool more = page.has_next && !page.entries.empty();
    after = more ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after && terms.size() < kMostFollowees);
  co_return terms;
}

/// Those alike come first, then those with goals alike.
Task<Suggestions::Candidates> Suggestions::candidates(const accounts::User& me,
                                                      std::vector<std::string> tags) const {
  const std::vector<std::string> known = co_await passed_over(Owner::acting_for(me.id));
  search::Query alike = query_for(SearchKind::people, me.id, known);
  for (const std::string& tag : me.tags) alike.any.emplace_back(search::tag_term(tag), kSharedTag);
  alike.any.emplace_back(zone_term(me.time_zone), kSameTimeZone);
  alike.any.emplace_back(language_term(me.language), kSameLanguage);
  const search::Hits people = co_await ports_.index.find(std::move(alike));
  search::Hits goals;
  if (!tags.empty()) {
    search::Query similar = query_for(SearchKind::goals, me.id, known);
    for (const std::string& tag : tags)
      similar.any.emplace_back(search::tag_term(tag), kSimilarGoal);
    goals = co_await ports_.index.find(std::move(similar));
  }
  Candidates all;
  std::map<UserId, std::size_t> places;
  const auto candidate = [&](const search::Hit& hit) -> Candidate& {
    const UserId id = json::decode<Summary>(hit.stored).owner;
    const auto [place, fresh] = places.try_emplace(id, all.size());
    if (fresh) all.emplace_back().id = id;
    return all[place->second];
  };
  for (const search::Hit& hit : people.hits) candidate(hit);
  for (const search::Hit& hit : goals.hits) {
    std::vector<std::string>& ids = candidate(hit).goals;
    if (ids.size() < kMostGoals) ids.push_back(own_id(hit));
  }
  co_return all;
}

Task<Suggestions::Candidates> Suggestions::not_dismissed(Owner viewer, Candidates all) const {
  Candidates left;
  for (std::size_t from = 0; from < all.size(); from += kIdsAtOnce) {
    std::vector<store::Key> keys;
    const std::size_t end = std::min(all.size(), from + kIdsAtOnce);
    for (std::size_t i = from; i < end; ++i)
      keys.push_back(dismissed_key(viewer.user(), all[i].id));
    const auto items = co_await ports_.store.batch_get(std::move(keys));
    for (std::size_t i = from; i < end; ++i)
      if (!items[i - from]) left.push_back(std::move(all[i]));
  }
  co_return left;
}

/// The tags of one's own goals that goals of theirs have which may be seen.
Task<void> Suggestions::add_similar_goals(UserId viewer, std::vector<std::string> tags,
                                          Candidates& candidates) const {
  std::vector<std::string> ids;
  std::vector<std::size_t> whose;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    for (const std::string& id : candidates[i].goals) {
      ids.push_back(id);
      whose.push_back(i);
    }
  const auto shown = co_await ports_.goals_of_others.shown(viewer, std::move(ids));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto* goal = shown[i] ? std::get_if<FoundGoal>(&*shown[i]) : nullptr;
    if (!goal) continue;
    std::vector<std::string>& known = candidates[whose[i]].similar_tags;
    for (std::string& tag : folded(shared(goal->tags, tags)))
      if (known.size() < kMostReasonTags && std::ranges::find(known, tag) == known.end())
        known.push_back(std::move(tag));
  }
}

Task<void> Suggestions::dismiss(Owner viewer, UserId person) const {
  const social::Standing standing = co_await ports_.social.standing(viewer.user(), person);
  if (!standing.exists || standing.blocked_by) throw Error::not_found("user");
  const Instant now = ports_.clock.now();
  store::Item item(dismissed_key(viewer.user(), person));
  item.set("at", to_rfc3339(now));
  item.set_ttl(now + kDismissedFor);
  store::Transaction transaction;
  transaction.put(std::move(item));
  co_await ports_.store.transact(std::move(transaction));
}

}  // namespace waymark::discovery
