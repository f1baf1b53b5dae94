#include "product/journeys/team_rest.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "product/journeys/rest.h"

namespace waymark::journeys {
namespace {

using http::Request;
using http::Response;

constexpr std::uint32_t kShownMembers = 100;

/// A group's id, or what makes a new group.
struct TeamBody {
  std::optional<GroupId> group_id;
  std::optional<std::string> name;
  std::optional<groups::Visibility> visibility;
  JourneyId journey_id;
  std::optional<RulesInput> rules;
};
BOOST_DESCRIBE_STRUCT(TeamBody, (), (group_id, name, visibility, journey_id, rules))

struct ProgressAnswer : TeamJourneyView {
  ProgressAnswer() = default;
  explicit ProgressAnswer(TeamJourneyView view) : TeamJourneyView(std::move(view)) {}
  std::vector<TeamMemberView> members;
};
BOOST_DESCRIBE_STRUCT(ProgressAnswer, (TeamJourneyView), (members))

GroupId team_in(const Request& request) {
  const auto id = GroupId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("team");
  return *id;
}

std::optional<JourneyId> journey_in(const Request& request) {
  const auto text = request.query("journey");
  if (!text || text->empty()) return std::nullopt;
  const auto id = JourneyId::parse(*text);
  if (!id) throw Error::invalid("journey", "error.type.id");
  return id;
}

Task<Response> list_teams(const Service& service, Request& request, RequestContext& context) {
  http::Items<TeamView> items;
  items.items = co_await service.reading.mine(context);
  co_return http::items_answer(request, items);
}

Task<GroupId> group_of(const Service& service, const RequestContext& context,
                       const TeamBody& body) {
  if (body.group_id) co_return *body.group_id;
  // Nobody is left with a group that cannot start: what is wrong with the journey is found first.
  co_await service.journeys.visible(context, body.journey_id);
  groups::GroupInput input;
  input.name = body.name.value_or("");
  input.visibility = body.visibility;
  const groups::GroupView group =
      co_await service.groups.groups.create(context, std::move(input), InputPath());
  co_return group.id;
}

Task<Response> create_team(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const TeamBody body = http::json_body<TeamBody>(request);
  const GroupId group = co_await group_of(service, context, body);
  RulesInput rules = body.rules.value_or(RulesInput());
  co_await service.teams.start(context, group, body.journey_id, std::move(rules),
                               InputPath("rules"));
  const TeamView team = co_await service.reading.require(context, group);
  co_return http::json_answer(request, json::to_string(team), 201);
}

Task<Response> show_team(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const TeamView team = co_await service.reading.require(context, team_in(request));
  co_return http::json_answer(request, json::to_string(team));
}

Task<Response> show_progress(const Service& service, Request& request, RequestContext& context) {
  context.require_principal();
  const auto journey = journey_in(request);
  TeamView team = co_await service.reading.require(context, team_in(request));
  http::Items<ProgressAnswer> items;
  for (TeamJourneyView& one : team.journeys) {
    if (journey && one.journey_id != *journey) continue;
    store::PageRequest first;
    first.size = kShownMembers;
    const auto page = co_await service.reading.board(
        context, team.id, one.journey_id, BoardSpan::season, std::nullopt, std::move(first));
    ProgressAnswer& answer = items.items.emplace_back(std::move(one));
    for (const auto& entry : page.entries) answer.members.push_back(entry.view);
  }
  co_return http::items_answer(request, items);
}

using Handler = Task<Response> (*)(const Service&, Request&, RequestContext&);

}  // namespace

void add_team_routes(http::Router& router, const Service& service) {
  const auto add = [&](http::Method method, std::string pattern, Handler handle) {
    router.add(method, std::move(pattern),
               [handle, &service](Request& request, RequestContext& context) {
                 return handle(service, request, context);
               });
  };
  add(http::Method::get, "/api/teams", &list_teams);
  add(http::Method::post, "/api/teams", &create_team);
  add(http::Method::get, "/api/teams/{id}", &show_team);
  add(http::Method::get, "/api/teams/{id}/progress", &show_progress);
}

}  // namespace waymark::journeys
