// The GraphQL edge of discovery (api/schema.graphql): search, suggestedPeople, trendingTags, dismissSuggestion.
#pragma once

#include <vector>

#include "platform/graphql/bindings.h"
#include "product/discovery/services.h"
#include "product/social/person_loader.h"

namespace waymark::discovery {

/// Outlives the engine that it is bound to, as what it borrows does.
class DiscoveryGraphql {
 public:
  explicit DiscoveryGraphql(const Services& services) : services_(services) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<graphql::Connection<Found>> search(graphql::Call& call) const;
  Task<std::optional<FoundGoal>> shared_goal(graphql::Call& call) const;
  Task<std::vector<PersonSuggestion>> suggested_people(graphql::Call& call) const;
  Task<std::vector<TrendingTag>> trending_tags(graphql::Call& call) const;
  Task<bool> dismiss_suggestion(graphql::Call& call) const;
  Task<social::PersonPtr> owner_of_goal(const FoundGoal& goal, graphql::Call& call) const;

  const Services& services_;
};

/// How many of a short list are asked for: 1 to `most`. Throws Error(invalid_input) naming `first`.
std::size_t checked_first(std::int64_t first, std::size_t most);

}  // namespace waymark::discovery
