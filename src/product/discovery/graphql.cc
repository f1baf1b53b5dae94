#include "product/discovery/graphql.h"

#include "base/error.h"
#include "platform/graphql/page_argument.h"

namespace waymark::discovery {
namespace {

using graphql::Call;
using graphql::Connection;

UserId viewer_of(const Call& call) {
  return call.context().require_principal().user;
}

}  // namespace

std::size_t checked_first(std::int64_t first, std::size_t most) {
  if (first < 1 || first > static_cast<std::int64_t>(most))
    throw Error::invalid("first", "error.page.size", {{"limit", std::to_string(most)}});
  return static_cast<std::size_t>(first);
}

void DiscoveryGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<FoundGoal>("FoundGoal").resolver("owner", &DiscoveryGraphql::owner_of_goal, this);
  bindings.object<PersonSuggestion>("PersonSuggestion");
  bindings.object<SuggestionReason>("SuggestionReason");
  bindings.object<TrendingTag>("TrendingTag");
  bindings.query("search", &DiscoveryGraphql::search, this);
  bindings.query("sharedGoal", &DiscoveryGraphql::shared_goal, this);
  bindings.query("suggestedPeople", &DiscoveryGraphql::suggested_people, this);
  bindings.query("trendingTags", &DiscoveryGraphql::trending_tags, this);
  bindings.mutation("dismissSuggestion", &DiscoveryGraphql::dismiss_suggestion, this);
}

Task<Connection<Found>> DiscoveryGraphql::search(Call& call) const {
  auto query = call.argument<std::string>("query");
  auto kinds = call.argument<std::vector<SearchKind>>("kinds");
  SearchPage page = co_await services_.search.search(call.context(), std::move(query),
                                                     std::move(kinds), page_of(call), InputPath());
  co_return graphql::connection_of(std::move(page), &SearchPage::Entry::found);
}

Task<std::optional<FoundGoal>> DiscoveryGraphql::shared_goal(Call& call) const {
  return services_.goals.find(viewer_of(call), call.argument<UserId>("ownerId"),
                              call.argument<GoalId>("id"));
}

Task<std::vector<PersonSuggestion>> DiscoveryGraphql::suggested_people(Call& call) const {
  const std::size_t first = checked_first(call.argument<std::int64_t>("first"), kMostSuggestions);
  return services_.suggestions.people(Owner(call.context()), first);
}

Task<std::vector<TrendingTag>> DiscoveryGraphql::trending_tags(Call& call) const {
  call.context().require_principal();
  return services_.trending.tags(
      checked_first(call.argument<std::int64_t>("first"), Trending::kMostTags));
}

Task<bool> DiscoveryGraphql::dismiss_suggestion(Call& call) const {
  const auto person = call.argument<UserId>("id");
  co_await services_.suggestions.dismiss(Owner(call.context()), person);
  co_return true;
}

Task<social::PersonPtr> DiscoveryGraphql::owner_of_goal(const FoundGoal& goal, Call& call) const {
  return social::load_person(call, services_.social, goal.owner_id);
}

}  // namespace waymark::discovery
