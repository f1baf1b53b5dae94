// What it costs to take in the dashboard's document: parse, validate, measure, normalise, coerce.
//   cmake --build --preset release --target graphql_front_bench && build/release/bench/graphql_front_bench
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "platform/graphql/parser.h"
#include "platform/graphql/printer.h"
#include "platform/graphql/query_limits.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace {

using namespace waymark::graphql;

constexpr std::string_view kDashboard = R"(
query Dashboard($goals: PageInput = {first: 20}, $quests: PageInput, $status: QuestStatus = ACTIVE) {
  me { id nickname fullName timeZone language avatarUrl tags tier version }
  activeGoalsCount
  myGoals(filter: {status: ACTIVE}, page: $goals) {
    edges { cursor node { ...GoalCard tasks(page: {first: 5}) { nodes { ...TaskRow } pageInfo { ...PageParts } } } }
    pageInfo { ...PageParts }
  }
  todaysTasks(first: 20) { ...TaskRow goal { id title } }
  myQuests(filter: {status: $status}, page: $quests) { nodes { ...QuestCard } pageInfo { ...PageParts } }
  myWorkouts(page: {first: 5}) {
    nodes { id type title startedAt distanceMetres movingSeconds climbMetres source track { pointCount polyline } }
  }
  myRewards { points level levelStartsAt nextLevelAt currentStreak longestStreak activeToday badges { kind earnedAt } }
}
fragment GoalCard on Goal { id title description tags targetDate status taskCount doneTaskCount progress version updatedAt }
fragment TaskRow on Task { id goalId title dueAt status completedAt version }
fragment QuestCard on Quest { id title kind status metric workoutType deadline current target progress rewardPoints completedAt version }
fragment PageParts on PageInfo { hasNextPage endCursor }
)";

std::string schema_text() {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  std::ifstream file(std::string(root ? root : ".") + "/api/schema.graphql");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Schema& schema() {
  static const auto kSchema = [] {
    SchemaResult result = load_schema(schema_text());
    if (auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
      throw std::runtime_error(errors->front().message);
    return std::get<0>(std::move(result));
  }();
  return *kSchema;
}

const ast::Document& document() {
  static const auto kDocument = [] {
    auto parsed = std::get<0>(parse_document(kDashboard));
    for (const GraphqlError& error : validate(schema(), *parsed))
      throw std::runtime_error(error.message);
    return parsed;
  }();
  return *kDocument;
}

void Parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_document(kDashboard));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kDashboard.size()));
}
BENCHMARK(Parse);

void Validate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(validate(schema(), document()));
}
BENCHMARK(Validate);

void MeasureAndCost(benchmark::State& state) {
  const ast::Operation& operation = *document().operations()[0];
  for (auto _ : state) {
    benchmark::DoNotOptimize(measure(schema(), document(), operation));
    benchmark::DoNotOptimize(CostModel(schema(), document(), operation, {}));
  }
}
BENCHMARK(MeasureAndCost);

void EvaluateCost(benchmark::State& state) {
  const ast::Operation& operation = *document().operations()[0];
  const CostModel model(schema(), document(), operation, {});
  const auto given = coerce_variables(schema(), document(), operation, {});
  for (auto _ : state) benchmark::DoNotOptimize(model.evaluate(given.values));
}
BENCHMARK(EvaluateCost);

void CoerceVariables(benchmark::State& state) {
  const ast::Operation& operation = *document().operations()[0];
  const boost::json::object variables{{"goals", {{"first", 10}, {"after", "abc"}}},
                                      {"status", "COMPLETED"}};
  for (auto _ : state)
    benchmark::DoNotOptimize(coerce_variables(schema(), document(), operation, variables));
}
BENCHMARK(CoerceVariables);

void Normalise(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(normalise(document()));
}
BENCHMARK(Normalise);

void LoadSchema(benchmark::State& state) {
  const std::string text = schema_text();
  for (auto _ : state) benchmark::DoNotOptimize(load_schema(text));
}
BENCHMARK(LoadSchema);

}  // namespace

BENCHMARK_MAIN();
