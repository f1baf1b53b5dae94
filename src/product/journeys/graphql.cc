#include "product/journeys/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::journeys {
namespace {

using graphql::Call;
using graphql::Connection;

const InputPath kInput("input");

struct JourneyUpdate {
  JourneyId id;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::vector<std::string>> tags;
  std::optional<JourneyVisibility> visibility;
};
BOOST_DESCRIBE_STRUCT(JourneyUpdate, (), (id, title, description, tags, visibility))

JourneyFilter filter_of(const Call& call) {
  return call.argument<std::optional<JourneyFilter>>("filter").value_or(JourneyFilter());
}

/// What is absent or null stays; an empty description takes it away.
JourneyChanges changes_of(JourneyUpdate input) {
  JourneyChanges changes;
  changes.title = std::move(input.title);
  changes.description = std::move(input.description);
  changes.tags = std::move(input.tags);
  changes.visibility = input.visibility;
  return changes;
}

}  // namespace

void JourneysGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<JourneyView>("Journey");
  bindings.object<JourneyBounds>("JourneyBounds");
  bindings.object<ProfilePoint>("ProfilePoint");
  bindings.object<MilestoneView>("Milestone");
  bindings.query("journeys", &JourneysGraphql::catalogue, this);
  bindings.query("myJourneys", &JourneysGraphql::mine, this);
  bindings.query("journey", &JourneysGraphql::journey, this);
  bindings.mutation("createJourney", &JourneysGraphql::create, this);
  bindings.mutation("updateJourney", &JourneysGraphql::update, this);
  bindings.mutation("deleteJourney", &JourneysGraphql::remove, this);
}

std::vector<JourneyView> JourneysGraphql::catalogue(Call& call) const {
  call.context().require_principal();
  return journeys_.catalogue(call.context(), filter_of(call));
}

Task<Connection<JourneyView>> JourneysGraphql::mine(Call& call) const {
  JourneyPage page = co_await journeys_.mine(call.context(), page_of(call));
  Connection<JourneyView> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& entry : page.entries)
    connection.edges.push_back({std::move(entry.journey), std::move(entry.cursor)});
  co_return connection;
}

Task<std::optional<JourneyView>> JourneysGraphql::journey(Call& call) const {
  return journeys_.find(call.context(), call.argument<JourneyId>("id"));
}

Task<JourneyView> JourneysGraphql::create(Call& call) const {
  return journeys_.create(call.context(), call.argument<JourneyInput>("input"), kInput);
}

Task<JourneyView> JourneysGraphql::update(Call& call) const {
  JourneyUpdate input = call.argument<JourneyUpdate>("input");
  const JourneyId id = input.id;
  return journeys_.update(call.context(), id, changes_of(std::move(input)), kInput);
}

Task<bool> JourneysGraphql::remove(Call& call) const {
  co_await journeys_.remove(call.context(), call.argument<JourneyId>("id"));
  co_return true;
}

}  // namespace waymark::journeys
