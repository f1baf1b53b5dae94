#include "platform/graphql/query_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "platform/graphql/parser.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {
namespace {

constexpr std::string_view kSdl = R"(
  input Page { first: Int, after: String }
  type Goal { id: ID! tags: [String!]! owner: User tasks(page: Page): TaskConnection! }
  type Task { id: ID! goal: Goal }
  type TaskConnection { edges: [TaskEdge!]! nodes: [Task!]! pageInfo: PageInfo! }
  type TaskEdge { node: Task! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  type User { id: ID! friend: User friends(first: Int = 5): [User!]! all: [User] }
  type Query { me: User goals(limit: Int, page: Page = {first: 7}): [Goal!]! count: Int }
)";

const Schema& schema() {
  static const auto kSchema = std::get<std::shared_ptr<const Schema>>(load_schema(kSdl));
  return *kSchema;
}

std::shared_ptr<const ast::Document> parsed(std::string_view source) {
  auto document = std::get<0>(parse_document(source));
  for (const GraphqlError& error : validate(schema(), *document)) ADD_FAILURE() << error.message;
  return document;
}

QueryShape shape_of(std::string_view source) {
  const auto document = parsed(source);
  return measure(schema(), *document, *document->operations()[0]);
}

std::uint64_t cost_of(std::string_view source, const char* variables = "{}") {
  const auto document = parsed(source);
  const ast::Operation& operation = *document->operations()[0];
  const auto given =
      coerce_variables(schema(), *document, operation, boost::json::parse(variables).as_object());
  return CostModel(schema(), *document, operation, {}).evaluate(given.values);
}

TEST(QueryShape, CountsThroughFragments) {
  const QueryShape shape = shape_of(
      "query($b: Boolean!) { me { ...F x: friend { ...F } } count other: count }"
      " fragment F on User { id @skip(if: $b) y: friend { ... on User @include(if: $b) { id } } }");
  EXPECT_EQ(shape.depth, 4u);
  EXPECT_EQ(shape.root_fields, 3u);
  EXPECT_EQ(shape.aliases, 4u) << "x, other, and y twice";
  EXPECT_EQ(shape.directives, 4u) << "two in F, which is spread twice";
}

TEST(QueryShape, LeavesIntrospectionOut) {
  EXPECT_EQ(
      shape_of("{ __schema { types { fields { type { ofType { ofType { name } } } } } } count }")
          .depth,
      1u);
}

TEST(QueryShape, TellsEveryLimitThatIsPassed) {
  QueryLimits limits;
  EXPECT_TRUE(check_shape({16, 30, 60, 100}, limits).empty());
  const auto errors = check_shape({17, 31, 61, 101}, limits);
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].message, "The operation is nested too deeply: 17; the limit is 16.");
  EXPECT_EQ(errors[0].extensions.at("code").as_string(), "QUERY_TOO_COMPLEX");
  limits = {.depth = 0, .root_fields = 0, .aliases = 0, .directives = 0};
  EXPECT_TRUE(check_shape({1000, 1000, 1000, 1000}, limits).empty());
}

TEST(QueryShape, SaturatesOnDoublingFragments) {
  std::string source = "{ me { ...F0 } }";
  for (int i = 0; i < 70; ++i) {
    const std::string next = std::to_string(i + 1);
    source += " fragment F" + std::to_string(i) + " on User { a: friend { ...F" + next +
              " } b: friend { ...F" + next + " } }";
  }
  source += " fragment F70 on User { id }";
  EXPECT_EQ(shape_of(source).aliases, std::numeric_limits<std::size_t>::max());
  EXPECT_EQ(cost_of(source), std::numeric_limits<std::uint64_t>::max());
}

TEST(CostModel, CountsObjectsAndLists) {
  EXPECT_EQ(cost_of("{ count }"), 0u);
  EXPECT_EQ(cost_of("{ me { id } }"), 1u);
  EXPECT_EQ(cost_of("{ me { id friend { id } } }"), 2u);
  EXPECT_EQ(cost_of("{ me { all { id } } }"), 1u + 20u) << "lists have 20 items when nothing says";
  EXPECT_EQ(cost_of("{ me { all { all { id } } } }"), 1u + 20u * 21u);
  EXPECT_EQ(cost_of("{ goals(limit: 3) { id tags } }"), 7u * 2u)
      << "the larger of limit and the default page";
  EXPECT_EQ(cost_of("{ __schema { types { name } } }"), 0u);
}

TEST(CostModel, ReadsSizesFromArguments) {
  EXPECT_EQ(cost_of("{ me { friends { id } } }"), 1u + 5u) << "the schema's default";
  EXPECT_EQ(cost_of("{ me { friends(first: 2) { id } } }"), 1u + 2u);
  EXPECT_EQ(cost_of("{ me { friends(first: 0) { id } } }"), 1u);
  constexpr auto kByVariable = "query($n: Int) { me { friends(first: $n) { id } } }";
  EXPECT_EQ(cost_of(kByVariable, R"({"n": 9})"), 1u + 9u);
  EXPECT_EQ(cost_of(kByVariable), 1u + 5u) << "unset leaves the default";
  EXPECT_EQ(cost_of(kByVariable, R"({"n": null})"), 1u + 20u);
  EXPECT_EQ(cost_of(kByVariable, R"({"n": -5})"), 1u);
}

TEST(CostModel, HandsAConnectionsSizeToItsLists) {
  EXPECT_EQ(
      cost_of("{ goals(limit: 1, page: {first: 1}) { tasks(page: {first: 3}) { nodes { id } } } }"),
      1u + 1u + 3u);
  EXPECT_EQ(cost_of("{ goals(limit: 1, page: null) { tasks(page: {first: 3}) { edges { node { id } "
                    "} pageInfo { hasNextPage } } } }"),
            1u + 1u + 3u * 2u + 1u);
  EXPECT_EQ(
      cost_of("query($p: Page) { goals(limit: 2, page: {}) { tasks(page: $p) { nodes { id } } } }",
              R"({"p": {"first": 50}})"),
      2u * (1u + 1u + 50u));
  constexpr auto kWholePage = "query($p: Page) { goals(page: $p) { id } }";
  EXPECT_EQ(cost_of(kWholePage), 7u) << "unset leaves the default";
  EXPECT_EQ(cost_of(kWholePage, R"({"p": {"first": 2}})"), 2u);
  EXPECT_EQ(cost_of("query($n: Int) { goals(page: {first: $n}) { id } }", R"({"n": 4})"), 4u);
}

TEST(CostModel, TakesAFragmentOnceInASelectionSet) {
  EXPECT_EQ(cost_of("{ me { ...F ...F friend { ...F } } } fragment F on User { friend { id } }"),
            1u + 1u + 2u);
}

TEST(CostModel, SaysWhatIsTooMuch) {
  EXPECT_FALSE(check_cost(20'000, {}));
  const auto error = check_cost(20'001, {});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->extensions.at("cost").to_number<int>(), 20'001);
  EXPECT_EQ(error->extensions.at("limit").to_number<int>(), 20'000);
}

}  // namespace
}  // namespace waymark::graphql
