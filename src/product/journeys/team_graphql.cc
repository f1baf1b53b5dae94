#include "product/journeys/team_graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::journeys {
namespace {

using graphql::Call;
using graphql::Connection;
using graphql::Live;
using graphql::Verdict;

constexpr std::string_view kEverybody = "readers";
const InputPath kRules("input.rules");

struct StartJourneyInput {
  GroupId team_id;
  JourneyId journey_id;
  std::optional<RulesInput> rules;
};
BOOST_DESCRIBE_STRUCT(StartJourneyInput, (), (team_id, journey_id, rules))

struct TeamRulesUpdate {
  GroupId team_id;
  JourneyId journey_id;
  RulesInput rules;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TeamRulesUpdate, (), (team_id, journey_id, rules, version))

GroupId team_in(const Call& call) {
  return call.argument<GroupId>("teamId");
}
JourneyId journey_in(const Call& call) {
  return call.argument<JourneyId>("journeyId");
}

template <typename View>
Connection<View> connection_of(ViewPage<View> page) {
  Connection<View> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& entry : page.entries)
    connection.edges.push_back({std::move(entry.view), std::move(entry.cursor)});
  return connection;
}

/// Of who leaves, an empty frame, which no judge lets through: it is there so that judges are asked.
std::optional<ProgressFrame> read_frame(const realtime::Message& message) {
  if (message.kind == kProgressFrame) return json::decode<ProgressFrame>(message.payload);
  if (message.kind == kLeftFrame) return ProgressFrame();
  return std::nullopt;
}

graphql::Judge judge_of(UserId reader) {
  return [me = reader.to_string()](const realtime::Message& message) {
    if (message.kind != kLeftFrame) return Verdict::send;
    return message.about == me ? Verdict::end : Verdict::skip;
  };
}

}  // namespace

void TeamsGraphql::bind(graphql::Bindings& bindings) {
  bind_types(bindings);
  bindings.query("myTeams", &TeamsGraphql::my_teams, this);
  bindings.query("team", &TeamsGraphql::team, this);
  bindings.query("teamLeaderboard", &TeamsGraphql::team_leaderboard, this);
  bindings.query("journeyLeaderboard", &TeamsGraphql::journey_leaderboard, this);
  bindings.query("myJourneyCards", &TeamsGraphql::my_cards, this);
  bindings.query("certificate", &TeamsGraphql::certificate, this);
  bindings.mutation("startJourney", &TeamsGraphql::start, this);
  bindings.mutation("updateTeamRules", &TeamsGraphql::update_rules, this);
  bindings.mutation("endJourney", &TeamsGraphql::end, this);
  bindings.mutation("resetSeason", &TeamsGraphql::reset_season, this);
  bindings.subscription("onTeamProgress", &TeamsGraphql::on_team_progress, this);
}

void TeamsGraphql::bind_types(graphql::Bindings& bindings) {
  bindings.object<TeamView>("Team").resolver("group", &TeamsGraphql::group_of, this);
  bindings.object<TeamJourneyView>("TeamJourney")
      .resolver("journey", &TeamsGraphql::journey_of, this)
      .resolver("members", &TeamsGraphql::members_of, this)
      .resolver("pastSeasons", &TeamsGraphql::past_seasons_of, this);
  bindings.object<TeamMemberView>("TeamMember")
      .resolver("person", &TeamsGraphql::member_person, this);
  bindings.object<CertificateMember>("CertificateMember")
      .resolver("person", &TeamsGraphql::finisher_person, this);
  bindings.object<TeamRules>("TeamRules");
  bindings.object<Conversion>("Conversion");
  bindings.object<RoutePosition>("RoutePosition");
  bindings.object<Unlocked>("UnlockedMilestone");
  bindings.object<SeasonResult>("SeasonResult");
  bindings.object<TeamStanding>("TeamStanding");
  bindings.object<CardView>("JourneyCard");
  bindings.object<Certificate>("JourneyCertificate");
  bindings.object<ProgressFrame>("TeamProgress");
  bindings.object<MovedMember>("MovedMember");
  bindings.object<Pass>("Pass");
}

Task<std::vector<TeamView>> TeamsGraphql::my_teams(Call& call) const {
  return service_.reading.mine(call.context());
}

Task<std::optional<TeamView>> TeamsGraphql::team(Call& call) const {
  return service_.reading.find(call.context(), call.argument<GroupId>("id"));
}

Task<Connection<TeamMemberView>> TeamsGraphql::team_leaderboard(Call& call) const {
  auto page = co_await service_.reading.board(
      call.context(), team_in(call), journey_in(call), call.argument<BoardSpan>("span"),
      call.argument<std::optional<std::string>>("week"), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<TeamStanding>> TeamsGraphql::journey_leaderboard(Call& call) const {
  auto page = co_await service_.reading.teams_on(call.context(), journey_in(call), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<CardView>> TeamsGraphql::my_cards(Call& call) const {
  auto page = co_await service_.reading.cards(call.context(), page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::optional<Certificate>> TeamsGraphql::certificate(Call& call) const {
  return service_.reading.certificate(call.context(), team_in(call), journey_in(call),
                                      call.argument<std::int64_t>("season"));
}

Task<TeamJourneyView> TeamsGraphql::start(Call& call) const {
  auto input = call.argument<StartJourneyInput>("input");
  RulesInput rules = std::move(input.rules).value_or(RulesInput());
  const TeamJourney started = co_await service_.teams.start(
      call.context(), input.team_id, input.journey_id, std::move(rules), kRules);
  co_return co_await service_.reading.view_of(started);
}

/// What is absent stays; null takes the cap, or the end, away.
Task<TeamJourneyView> TeamsGraphql::update_rules(Call& call) const {
  auto input = call.argument<TeamRulesUpdate>("input");
  RulesChanges changes(std::move(input.rules));
  changes.takes_cap_away =
      call.has_argument("input.rules.dailyCapMetres") && !changes.daily_cap_metres;
  changes.takes_end_away = call.has_argument("input.rules.endsAt") && !changes.ends_at;
  const TeamJourney after = co_await service_.teams.update_rules(
      call.context(), input.team_id, input.journey_id, std::move(changes), input.version, kRules);
  co_return co_await service_.reading.view_of(after);
}

Task<TeamJourneyView> TeamsGraphql::end(Call& call) const {
  const TeamJourney after =
      co_await service_.teams.end(call.context(), team_in(call), journey_in(call));
  co_return co_await service_.reading.view_of(after);
}

Task<TeamJourneyView> TeamsGraphql::reset_season(Call& call) const {
  const TeamJourney after =
      co_await service_.teams.reset_season(call.context(), team_in(call), journey_in(call));
  co_return co_await service_.reading.view_of(after);
}

Task<Live<ProgressFrame>> TeamsGraphql::on_team_progress(Call& call) const {
  const UserId reader = call.context().require_principal().user;
  const GroupId group = team_in(call);
  const auto after = call.argument<std::optional<std::string>>("after");
  const std::int64_t present = co_await service_.reading.sequence_of(call.context(), group);
  if (after && !sequence_of(*after)) throw Error::invalid("after", "error.cursor");
  Live<ProgressFrame> live(service_.hub, realtime::team_topic(group.to_string()), kProgressFrame,
                           &read_frame);
  live.shared(std::string(kEverybody));
  live.replay(after.value_or(cursor_of(present)),
              [&reading = service_.reading, group](std::string cursor) {
                return reading.frames_after(group, std::move(cursor));
              });
  live.judged(judge_of(reader));
  co_return live;
}

Task<std::optional<groups::GroupView>> TeamsGraphql::group_of(const TeamView& team,
                                                              Call& call) const {
  return service_.groups.reading.find(call.context().require_principal().user, team.id);
}

/// Of a team that one may read, also the journey is to be seen.
Task<std::optional<JourneyView>> TeamsGraphql::journey_of(const TeamJourneyView& team,
                                                          Call& call) const {
  const auto journey = co_await service_.journeys.load(team.journey_id);
  if (!journey) co_return std::nullopt;
  co_return view_of(*journey, call.context().require_principal().user, call.context().locale);
}

Task<Connection<TeamMemberView>> TeamsGraphql::members_of(const TeamJourneyView& team,
                                                          Call& call) const {
  auto page = co_await service_.reading.board(call.context(), team.team_id, team.journey_id,
                                              BoardSpan::season, std::nullopt, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::vector<SeasonResult>> TeamsGraphql::past_seasons_of(const TeamJourneyView& team,
                                                              Call&) const {
  return service_.reading.past_seasons(team.team_id, team.journey_id);
}

Task<social::PersonPtr> TeamsGraphql::member_person(const TeamMemberView& member,
                                                    Call& call) const {
  return social::load_person(call, service_.social, member.user_id);
}

Task<social::PersonPtr> TeamsGraphql::finisher_person(const CertificateMember& member,
                                                      Call& call) const {
  return social::load_person(call, service_.social, member.user_id);
}

}  // namespace waymark::journeys
