// The GraphQL edge of journeys (api/schema.graphql): Journey and what makes one. Teams: team_graphql.h.
#pragma once

#include "platform/graphql/bindings.h"
#include "product/journeys/journeys.h"

namespace waymark::journeys {

/// Outlives the engine that it is bound to, as what it borrows does.
class JourneysGraphql {
 public:
  explicit JourneysGraphql(const Journeys& journeys) : journeys_(journeys) {}
  void bind(graphql::Bindings& bindings);

 private:
  std::vector<JourneyView> catalogue(graphql::Call& call) const;
  Task<graphql::Connection<JourneyView>> mine(graphql::Call& call) const;
  Task<std::optional<JourneyView>> journey(graphql::Call& call) const;
  Task<JourneyView> create(graphql::Call& call) const;
  Task<JourneyView> update(graphql::Call& call) const;
  Task<bool> remove(graphql::Call& call) const;

  const Journeys& journeys_;
};

}  // namespace waymark::journeys
