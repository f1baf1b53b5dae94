// What people see of teams: how they stand, leaderboards, cards, certificates. Every read comes through here.
//
// Who may read the group may read of its team; for others there is none. Who is hidden from the viewer (a block, either way)
// is left out of boards, so that a page may be short.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/graphql/live.h"
#include "product/groups/reading.h"
#include "product/journeys/frames.h"
#include "product/journeys/route_book.h"
#include "product/journeys/teams.h"
#include "product/social/social.h"

namespace waymark::journeys {

enum class TeamJourneyStatus { upcoming, running, finished, ended };
BOOST_DESCRIBE_ENUM(TeamJourneyStatus, upcoming, running, finished, ended)

/// GraphQL and REST `TeamJourney`.
struct TeamJourneyView {
  GroupId team_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  TeamJourneyStatus status = TeamJourneyStatus::running;
  TeamRules rules;
  double distance_metres = 0;
  double length_metres = 0;
  RoutePosition position;
  std::vector<Unlocked> unlocked;
  std::optional<Instant> finished_at;
  std::int64_t member_count = 0;
};
BOOST_DESCRIBE_STRUCT(TeamJourneyView, (),
                      (team_id, journey_id, season, status, rules, distance_metres, length_metres,
                       position, unlocked, finished_at, member_count))

/// GraphQL and REST `Team`: running journeys first, then the newest.
struct TeamView {
  GroupId id;
  std::vector<TeamJourneyView> journeys;
};
BOOST_DESCRIBE_STRUCT(TeamView, (), (id, journeys))

/// GraphQL and REST `TeamMember`.
struct TeamMemberView {
  UserId user_id;
  double distance_metres = 0;
  RoutePosition position;
  bool is_gone = false;
  std::optional<Instant> moved_at;
};
BOOST_DESCRIBE_STRUCT(TeamMemberView, (), (user_id, distance_metres, position, is_gone, moved_at))

/// GraphQL `SeasonResult`.
struct SeasonResult {
  std::int64_t season = 1;
  Instant starts_at;
  Instant ended_at;
  double distance_metres = 0;
  std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(SeasonResult, (), (season, starts_at, ended_at, distance_metres, finished_at))

enum class BoardSpan { week, season, all };
BOOST_DESCRIBE_ENUM(BoardSpan, week, season, all)

/// GraphQL `TeamStanding`.
struct TeamStanding {
  GroupId team_id;
  std::string name;
  std::int64_t member_count = 0;
  std::int64_t season = 1;
  double distance_metres = 0;
  std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(TeamStanding, (),
                      (team_id, name, member_count, season, distance_metres, finished_at))

/// GraphQL `JourneyCard`.
struct CardView {
  std::string id;
  CardKind kind = CardKind::milestone;
  GroupId team_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::optional<std::string> milestone_id;
  std::string title;
  std::string text;
  std::string journey_title;
  Instant at;
  std::optional<std::string> picture_url;
};
BOOST_DESCRIBE_STRUCT(CardView, (),
                      (id, kind, team_id, journey_id, season, milestone_id, title, text,
                       journey_title, at, picture_url))

/// GraphQL `CertificateMember`.
struct CertificateMember {
  UserId user_id;
  double distance_metres = 0;
};
BOOST_DESCRIBE_STRUCT(CertificateMember, (), (user_id, distance_metres))

/// GraphQL `JourneyCertificate`: as it was when the team arrived.
struct Certificate {
  GroupId team_id;
  std::string team_name;
  JourneyId journey_id;
  std::string journey_title;
  double length_metres = 0;
  std::int64_t season = 1;
  Instant started_at;
  Instant finished_at;
  std::int64_t days = 1;  // the first and the last among them
  double distance_metres = 0;
  std::vector<CertificateMember> members;  // farthest first
};
BOOST_DESCRIBE_STRUCT(Certificate, (),
                      (team_id, team_name, journey_id, journey_title, length_metres, season,
                       started_at, finished_at, days, distance_metres, members))

template <typename View>
struct ViewPage {
  struct Entry {
    View view;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class TeamReading {
 public:
  TeamReading(store::Store& store, const posts::GroupAudience& audience,
              const groups::Reading& groups, const social::Social& social, const RouteBook& routes,
              const Clock& clock)
      : repository_(store),
        audience_(audience),
        groups_(groups),
        social_(social),
        routes_(routes),
        clock_(clock) {}

  Task<TeamJourneyView> view_of(const TeamJourney& progress) const;
  /// Of the groups that somebody is in.
  Task<std::vector<TeamView>> mine(const RequestContext& context) const;
  Task<std::optional<TeamView>> find(const RequestContext& context, GroupId group) const;
  /// Throws Error(not_found).
  Task<TeamView> require(const RequestContext& context, GroupId group) const;

  /// `week` as "2026-W47", the present one when absent. Throws Error(not_found), Error(invalid_input) naming `week`.
  Task<ViewPage<TeamMemberView>> board(const RequestContext& context, GroupId group,
                                       JourneyId journey, BoardSpan span,
                                       std::optional<std::string> week,
                                       store::PageRequest request) const;
  /// Seasons that run, of teams that the viewer may read of, the farthest first.
  Task<ViewPage<TeamStanding>> teams_on(const RequestContext& context, JourneyId journey,
                                        store::PageRequest request) const;
  Task<std::vector<SeasonResult>> past_seasons(GroupId group, JourneyId journey) const;
  Task<ViewPage<CardView>> cards(const RequestContext& context, store::PageRequest request) const;
  Task<std::optional<Certificate>> certificate(const RequestContext& context, GroupId group,
                                               JourneyId journey, std::int64_t season) const;

  /// Where a team's frames are now. Throws Error(not_found).
  Task<std::int64_t> sequence_of(const RequestContext& context, GroupId group) const;
  /// All that has changed behind a cursor, a frame a journey.
  Task<std::vector<graphql::Past<ProgressFrame>>> frames_after(GroupId group,
                                                               std::string cursor) const;

 private:
  Task<bool> may_read(const RequestContext& context, GroupId group) const;
  Task<TeamView> view_of(GroupId group, const Team& team) const;
  Task<std::vector<TeamMemberView>> members_of(const TeamJourney& progress,
                                               std::vector<Score> scores) const;
  Task<std::optional<TeamJourney>> season_of(GroupId group, JourneyId journey,
                                             std::int64_t season) const;

  TeamRepository repository_;
  const posts::GroupAudience& audience_;
  const groups::Reading& groups_;
  const social::Social& social_;
  const RouteBook& routes_;
  const Clock& clock_;
};

}  // namespace waymark::journeys
