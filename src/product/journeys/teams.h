// Teams: a group starts a journey, changes its rules, begins a new season, ends it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/journeys/journeys.h"
#include "product/journeys/team_repository.h"
#include "product/posts/group_audience.h"

namespace waymark::journeys {

/// GraphQL `ConversionInput`: what is absent counts as it does without.
struct ConversionInput {
  WorkoutType type = WorkoutType::other;
  std::optional<double> factor;
  std::optional<double> metres_per_minute;
  std::optional<double> metres_per_step;
  std::optional<double> metres_per_push;
};
BOOST_DESCRIBE_STRUCT(ConversionInput, (),
                      (type, factor, metres_per_minute, metres_per_step, metres_per_push))

/// GraphQL `TeamRulesInput`. Absent stays; `takes_cap_away` and `takes_end_away` are what null means in an edit.
struct RulesInput {
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::optional<std::string> time_zone;
  std::optional<double> daily_cap_metres;
  std::optional<std::int64_t> late_days;
  std::optional<std::vector<ConversionInput>> conversions;
};
BOOST_DESCRIBE_STRUCT(RulesInput, (),
                      (starts_at, ends_at, time_zone, daily_cap_metres, late_days, conversions))

struct RulesChanges : RulesInput {
  RulesChanges() = default;
  explicit RulesChanges(RulesInput input) : RulesInput(std::move(input)) {}
  bool takes_cap_away = false;
  bool takes_end_away = false;
};

using ZoneOf = std::function<Task<TimeZone>(Owner)>;

/// What the services of teams borrow; all of it outlives them.
struct TeamPorts {
  TeamPorts(store::Store& the_store, events::Outbox& the_outbox,
            const posts::GroupAudience& the_groups, const Journeys& the_journeys, ZoneOf the_zone,
            const Clock& the_clock)
      : store(the_store),
        outbox(the_outbox),
        groups(the_groups),
        journeys(the_journeys),
        zone_of(std::move(the_zone)),
        clock(the_clock) {}
  store::Store& store;
  events::Outbox& outbox;
  const posts::GroupAudience& groups;
  const Journeys& journeys;
  ZoneOf zone_of;
  const Clock& clock;
};

/// Whether kilometres still come to it.
bool is_running(const TeamJourney& progress, Instant now);

/// One for the whole server, any reactor. By those who moderate the group: Error(not_found) for whom there is none,
/// Error(forbidden) for who does not moderate it.
class Teams {
 public:
  explicit Teams(TeamPorts ports) : ports_(std::move(ports)), repository_(ports_.store) {}

  /// A season on the journey: the first, or one more when the one before has ended. Throws Error(invalid_input) naming every
  /// wrong field below `at`, Error(conflict) at a limit, or when a season is under way.
  Task<TeamJourney> start(const RequestContext& context, GroupId group, JourneyId journey,
                          RulesInput rules, InputPath at) const;
  /// Everything is counted again, soon after. Of the version it names, else Error(conflict).
  Task<TeamJourney> update_rules(const RequestContext& context, GroupId group, JourneyId journey,
                                 RulesChanges changes, std::int64_t version, InputPath at) const;
  /// What was walked stays.
  Task<TeamJourney> end(const RequestContext& context, GroupId group, JourneyId journey) const;
  /// Ends the season and begins the next by the same rules, now.
  Task<TeamJourney> reset_season(const RequestContext& context, GroupId group,
                                 JourneyId journey) const;

 private:
  Task<void> require_moderator(const RequestContext& context, GroupId group) const;
  Task<TeamJourney> require(const RequestContext& context, GroupId group, JourneyId journey) const;
  Task<void> check_room(const Team& team, GroupId group) const;
  Task<bool> commit_start(const RequestContext& context, const Journey& journey,
                          const TeamJourney& started) const;
  Task<bool> commit(const RequestContext& context, store::Transaction transaction,
                    const TeamJourney& progress) const;

  TeamPorts ports_;
  TeamRepository repository_;
};

}  // namespace waymark::journeys
