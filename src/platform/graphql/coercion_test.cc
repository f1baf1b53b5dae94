#include "platform/graphql/coercion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/graphql/parser.h"

namespace waymark::graphql {
namespace {

using testing::ElementsAre;

constexpr std::string_view kSdl = R"(
  enum Status { ACTIVE DONE }
  scalar Day
  scalar Any
  input Goal { title: String! tags: [String!] status: Status = ACTIVE due: Day parent: Goal weight: Float }
  input Choice @oneOf { id: ID, title: String }
  type Query { save(input: Goal!, limit: Int = 20, day: Day, any: Any): Int choose(by: Choice): Int }
)";

const Schema& schema() {
  static const auto kSchema = [] {
    SchemaOptions options;
    options.scalars["Day"] = [](const InputValue& value) -> std::optional<ScalarProblem> {
      const auto* text = value.get_if<std::string>();
      if (text && text->size() == 10) return std::nullopt;
      return ScalarProblem{"expected a day such as 2026-11-21", "error.type.date"};
    };
    return std::get<std::shared_ptr<const Schema>>(load_schema(kSdl, std::move(options)));
  }();
  return *kSchema;
}

std::string json_of(const InputValue& value) {
  std::string text;
  append_json(text, value);
  return text;
}

/// The coerced variables as JSON, or "field: message (key)" of each problem.
std::vector<std::string> coerced(std::string_view definitions, const char* variables) {
  const auto parsed = parse_document("query(" + std::string(definitions) + ") { __typename }");
  const ast::Document& document = *std::get<0>(parsed);
  const auto result = coerce_variables(schema(), document, *document.operations()[0],
                                       boost::json::parse(variables).as_object());
  std::vector<std::string> texts;
  for (const GraphqlError& error : result.errors) {
    EXPECT_EQ(error.extensions.at("code").as_string(), "INVALID_INPUT");
    texts.push_back(std::string(error.extensions.at("field").as_string()) + ": " + error.message +
                    " (" + std::string(error.extensions.at("messageKey").as_string()) + ")");
  }
  if (!texts.empty()) return texts;
  for (std::size_t i = 0; i < result.values.size(); ++i)
    texts.push_back(result.values.at(i).is_absent() ? "absent" : json_of(result.values.at(i)));
  return texts;
}

TEST(Coercion, FillsInDefaultsInTheSchemasOrder) {
  EXPECT_THAT(coerced("$input: Goal!", R"({"input": {"tags": "run", "title": "Walk"}})"),
              ElementsAre(R"({"title":"Walk","tags":["run"],"status":"ACTIVE"})"));
}

TEST(Coercion, TellsAbsentFromNull) {
  EXPECT_THAT(coerced("$a: Int, $b: Int, $c: Int = 3, $d: Int = 3", R"({"b": null, "d": null})"),
              ElementsAre("absent", "null", "3", "null"));
}

TEST(Coercion, NamesThePathOfWhatIsWrong) {
  EXPECT_THAT(
      coerced(
          "$input: Goal!",
          R"({"input": {"tags": ["a", null], "status": "GONE", "due": "soon", "parent": {"tiitle": "x"}}})"),
      ElementsAre("input.title: Variable \"$input\" got invalid value at \"input.title\"; Field "
                  "\"title\" of required type"
                  " \"String!\" was not provided. (error.required)",
                  "input.tags.1: Variable \"$input\" got invalid value at \"input.tags.1\"; "
                  "Expected non-nullable type"
                  " \"String!\" not to be null. (error.required)",
                  "input.status: Variable \"$input\" got invalid value at \"input.status\"; Value "
                  "\"GONE\" does not exist in"
                  " \"Status\" enum. Did you mean the enum value \"DONE\"? (error.type.choice)",
                  "input.due: Variable \"$input\" got invalid value at \"input.due\"; Expected "
                  "value of type \"Day\", found"
                  " \"soon\"; expected a day such as 2026-11-21 (error.type.date)",
                  "input.parent.title: Variable \"$input\" got invalid value at "
                  "\"input.parent.title\"; Field \"title\" of"
                  " required type \"String!\" was not provided. (error.required)",
                  "input.parent.tiitle: Variable \"$input\" got invalid value at "
                  "\"input.parent.tiitle\"; Field \"tiitle\" is"
                  " not defined by type \"Goal\". Did you mean \"title\"? (error.unknown_field)"));
}

TEST(Coercion, RefusesMissingAndNull) {
  EXPECT_THAT(
      coerced("$a: Goal!, $b: Int!", R"({"b": null})"),
      ElementsAre(
          "a: Variable \"$a\" of required type \"Goal!\" was not provided. (error.required)",
          "b: Variable \"$b\" of non-null type \"Int!\" must not be null. (error.required)"));
}

TEST(Coercion, WantsExactlyOneOf) {
  EXPECT_THAT(coerced("$a: Choice", R"({"a": {"id": 7}})"), ElementsAre(R"({"id":"7"})"));
  EXPECT_THAT(
      coerced("$a: Choice", R"({"a": {"id": "7", "title": "x"}})"),
      ElementsAre(
          "a: Variable \"$a\" got invalid value; Exactly one key must be specified for OneOf type"
          " \"Choice\". (error.type.one_of)"));
}

TEST(Coercion, AcceptsTypesThatTheSchemaDoesNotSpell) {
  EXPECT_THAT(coerced("$a: [[Goal!]!]!", R"({"a": {"title": "x"}})"),
              ElementsAre(R"([[{"title":"x","status":"ACTIVE"}]])"));
}

TEST(Coercion, KeepsCustomScalarsAsTheyAre) {
  EXPECT_THAT(coerced("$a: Any", R"({"a": {"x": [1, 2.5, null, "s"], "y": true}})"),
              ElementsAre(R"({"x":[1,2.5,null,"s"],"y":true})"));
}

TEST(Coercion, BoundsTheProblemsItTells) {
  boost::json::array wrong(1000, "x");
  const boost::json::object variables{{"a", wrong}};
  EXPECT_EQ(coerced("$a: [Int!]", boost::json::serialize(variables).c_str()).size(), 50u);
}

TEST(Coercion, CutsLongValuesInMessages) {
  const boost::json::object variables{{"a", std::string(5000, 'x')}};
  const auto texts = coerced("$a: Int", boost::json::serialize(variables).c_str());
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_LT(texts[0].size(), 300u);
}

/// The arguments of the first field, as JSON; or the problems.
std::vector<std::string> arguments(std::string_view document_text, const char* variables = "{}") {
  const auto parsed = parse_document(document_text);
  const ast::Document& document = *std::get<0>(parsed);
  const ast::Operation& operation = *document.operations()[0];
  const auto given =
      coerce_variables(schema(), document, operation, boost::json::parse(variables).as_object());
  const auto& node = *std::get<const ast::Field*>(operation.selections.items[0]);
  InputProblems problems;
  const auto values = coerce_arguments(schema().query_type()->field(node.name)->arguments,
                                       node.arguments, given.values, problems);
  std::vector<std::string> texts;
  for (const InputProblem& problem : problems)
    texts.push_back(problem.field + ": " + problem.message_key);
  if (!texts.empty()) return texts;
  for (const InputValue& value : values)
    texts.push_back(value.is_absent() ? "absent" : json_of(value));
  return texts;
}

TEST(Coercion, CoercesArguments) {
  EXPECT_THAT(
      arguments("query($t: String, $d: Day) { save(input: {title: \"x\", tags: [$t, \"b\"], due: "
                "$d}, day: null) }",
                R"({"t": "a"})"),
      ElementsAre(R"({"title":"x","tags":["a","b"],"status":"ACTIVE"})", "20", "null", "absent"));
  EXPECT_THAT(
      arguments("query($l: Int) { save(input: {title: \"x\"}, limit: $l, any: {a: [$l, E]}) }"),
      ElementsAre(testing::_, "20", "absent", R"({"a":[null,"E"]})"));
  EXPECT_THAT(arguments("query($l: Int, $i: Goal!) { save(input: $i, limit: $l) }",
                        R"({"l": null, "i": {"title": "y"}})"),
              ElementsAre(R"({"title":"y","status":"ACTIVE"})", "null", "absent", "absent"));
}

TEST(Coercion, NamesWrongArguments) {
  EXPECT_THAT(arguments("{ save(limit: 2) }"), ElementsAre("input: error.required"));
  EXPECT_THAT(arguments("{ save(input: {title: 5, due: \"x\"}, limit: 1.5) }"),
              ElementsAre("input.title: error.type.text", "input.due: error.type.date",
                          "limit: error.type.integer"));
  EXPECT_THAT(arguments("query($t: String) { save(input: {title: $t}) }", R"({"t": null})"),
              ElementsAre("input.title: error.required"));
}

TEST(InputValue, LooksIntoObjects) {
  const InputValue value(
      InputObject{{"input", InputValue(InputObject{{"title", InputValue(Null{})}})}});
  EXPECT_TRUE(value.has("input.title"));
  EXPECT_FALSE(value.has("input.tags"));
  EXPECT_FALSE(value.has("input.title.more"));
  EXPECT_TRUE(value.field("input").field("title").is_null());
  EXPECT_TRUE(value.field("nope").is_absent());
}

}  // namespace
}  // namespace waymark::graphql
