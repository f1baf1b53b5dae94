// The GraphQL edge of teams (api/schema.graphql): Team, TeamJourney, leaderboards, cards, certificates, onTeamProgress.
#pragma once

#include <optional>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/live.h"
#include "product/journeys/service.h"
#include "product/social/person_loader.h"

namespace waymark::journeys {

/// Outlives the engine that it is bound to, as what it borrows does.
class TeamsGraphql {
 public:
  explicit TeamsGraphql(const Service& service) : service_(service) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_types(graphql::Bindings& bindings);

  Task<std::vector<TeamView>> my_teams(graphql::Call& call) const;
  Task<std::optional<TeamView>> team(graphql::Call& call) const;
  Task<graphql::Connection<TeamMemberView>> team_leaderboard(graphql::Call& call) const;
  Task<graphql::Connection<TeamStanding>> journey_leaderboard(graphql::Call& call) const;
  Task<graphql::Connection<CardView>> my_cards(graphql::Call& call) const;
  Task<std::optional<Certificate>> certificate(graphql::Call& call) const;

  Task<TeamJourneyView> start(graphql::Call& call) const;
  Task<TeamJourneyView> update_rules(graphql::Call& call) const;
  Task<TeamJourneyView> end(graphql::Call& call) const;
  Task<TeamJourneyView> reset_season(graphql::Call& call) const;
  Task<graphql::Live<ProgressFrame>> on_team_progress(graphql::Call& call) const;

  Task<std::optional<groups::GroupView>> group_of(const TeamView& team, graphql::Call& call) const;
  Task<std::optional<JourneyView>> journey_of(const TeamJourneyView& team,
                                              graphql::Call& call) const;
  Task<graphql::Connection<TeamMemberView>> members_of(const TeamJourneyView& team,
                                                       graphql::Call& call) const;
  Task<std::vector<SeasonResult>> past_seasons_of(const TeamJourneyView& team,
                                                  graphql::Call& call) const;
  Task<social::PersonPtr> member_person(const TeamMemberView& member, graphql::Call& call) const;
  Task<social::PersonPtr> finisher_person(const CertificateMember& member,
                                          graphql::Call& call) const;

  const Service& service_;
};

}  // namespace waymark::journeys
