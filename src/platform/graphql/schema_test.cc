#include "platform/graphql/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/graphql/coercion.h"

namespace waymark::graphql {
namespace {

using testing::Contains;
using testing::HasSubstr;

std::shared_ptr<const Schema> loaded(std::string_view sdl, SchemaOptions options = {}) {
  SchemaResult result = load_schema(sdl, std::move(options));
  if (const auto* errors = std::get_if<std::vector<GraphqlError>>(&result)) {
    for (const GraphqlError& error : *errors) ADD_FAILURE() << error.message;
    return std::get<0>(load_schema("type Query { a: Int }"));
  }
  return std::get<0>(result);
}

std::vector<std::string> refusals(std::string_view sdl) {
  const SchemaResult result = load_schema(sdl);
  std::vector<std::string> messages;
  if (const auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
    for (const GraphqlError& error : *errors) messages.push_back(error.message);
  return messages;
}

std::string product_schema() {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  std::ifstream file(std::string(root ? root : ".") + "/api/schema.graphql");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Schema, LoadsTheProductsContract) {
  const auto schema = loaded(product_schema());
  const NamedType* goal = schema->type("Goal");
  ASSERT_NE(goal, nullptr);
  EXPECT_EQ(goal->field("tags")->type.text(), "[String!]!");
  EXPECT_EQ(goal->field("tasks")->arguments[0].type.named().name, "PageInput");
  EXPECT_EQ(schema->query_type()->name, "Query");
  EXPECT_EQ(schema->subscription_type()->name, "Subscription");
  EXPECT_TRUE(schema->type("LinkedQuestInput")->one_of);
  EXPECT_EQ(schema->type("DateTime")->specified_by, "https://www.rfc-editor.org/rfc/rfc3339");
  const InputDefinition& first = schema->query_type()->field("todaysTasks")->arguments[0];
  EXPECT_EQ(first.default_text, "20");
  EXPECT_EQ(*first.default_value, InputValue(std::int64_t{20}));
}

TEST(Schema, NumbersEverythingDensely) {
  const auto schema = loaded(product_schema());
  for (std::size_t i = 0; i < schema->types().size(); ++i) EXPECT_EQ(schema->types()[i]->index, i);
  for (std::size_t i = 0; i < schema->directives().size(); ++i)
    EXPECT_EQ(schema->directives()[i]->index, i);
  for (std::size_t i = 0; i < schema->type_refs().size(); ++i)
    EXPECT_EQ(schema->type_refs()[i]->index, i);
  std::vector<int> fields(schema->field_count()), inputs(schema->input_count()),
      values(schema->enum_value_count());
  const auto count_inputs = [&](const std::vector<InputDefinition>& definitions) {
    for (const InputDefinition& definition : definitions) ++inputs.at(definition.index);
  };
  const auto count_field = [&](const FieldDefinition& field) {
    ++fields.at(field.index);
    count_inputs(field.arguments);
  };
  for (const auto& type : schema->types()) {
    for (const FieldDefinition& field : type->fields) count_field(field);
    for (const EnumValueDefinition& value : type->enum_values) ++values.at(value.index);
    count_inputs(type->input_fields);
  }
  for (const auto& directive : schema->directives()) count_inputs(directive->arguments);
  count_field(schema->typename_field());
  count_field(schema->schema_field());
  count_field(schema->type_field());
  EXPECT_THAT(fields, testing::Each(1));
  EXPECT_THAT(inputs, testing::Each(1));
  EXPECT_THAT(values, testing::Each(1));
}

TEST(Schema, InternsTypeReferences) {
  const auto schema = loaded("type Query { a: [Int!]! b: [Int!]! c: [Int!] d: Int }");
  const NamedType& query = *schema->query_type();
  EXPECT_EQ(query.field("a")->type, query.field("b")->type);
  EXPECT_NE(query.field("a")->type, query.field("c")->type);
  EXPECT_EQ(query.field("a")->type.inner(), query.field("c")->type);
  EXPECT_EQ(query.field("d")->type, schema->type("Int")->ref);
  EXPECT_EQ(&query.field("a")->type.named(), schema->type("Int"));
}

TEST(Schema, HasWhatIsBuiltIn) {
  const auto schema = loaded("type Query { a: Int }");
  for (const auto* name :
       {"String", "Boolean", "Int", "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue",
        "__EnumValue", "__Directive", "__DirectiveLocation"})
    EXPECT_NE(schema->type(name), nullptr) << name;
  EXPECT_EQ(schema->type("Float"), nullptr) << "nothing refers to it";
  EXPECT_EQ(schema->type("__MetaFields"), nullptr);
  EXPECT_EQ(schema->directives().size(), 5u);
  EXPECT_EQ(schema->field(*schema->query_type(), "__typename"), &schema->typename_field());
  EXPECT_EQ(schema->field(*schema->query_type(), "__schema")->type.text(), "__Schema!");
  EXPECT_EQ(schema->field(*schema->query_type(), "__type")->arguments[0].name, "name");
  EXPECT_EQ(schema->field(*schema->type("__Schema"), "__schema"), nullptr);
  EXPECT_EQ(schema->directive("deprecated")->arguments[0].default_text, "\"No longer supported\"");
}

TEST(Schema, KnowsPossibleTypesAndSubtypes) {
  const auto schema = loaded(
      "interface Node { id: ID! } interface Named implements Node { id: ID! name: String }\n"
      "type Goal implements Named & Node { id: ID! name: String }\ntype Task implements Node { id: "
      "ID! }\n"
      "type Badge { id: ID! }\nunion Found = Goal | Badge\ntype Query { n: Node u: Found l: "
      "[Goal!]! m: [Node] }");
  const auto& type = [&](const char* name) -> const NamedType& { return *schema->type(name); };
  EXPECT_TRUE(schema->is_possible(type("Node"), type("Goal")));
  EXPECT_TRUE(schema->is_possible(type("Found"), type("Badge")));
  EXPECT_FALSE(schema->is_possible(type("Node"), type("Badge")));
  EXPECT_TRUE(schema->is_possible(type("Goal"), type("Goal")));
  EXPECT_TRUE(schema->overlap(type("Node"), type("Found")));
  EXPECT_FALSE(schema->overlap(type("Task"), type("Found")));
  EXPECT_EQ(type("Node").possible_types.size(), 2u);
  EXPECT_THAT(type("Node").implementations, testing::ElementsAre(&type("Named")));
  const NamedType& query = *schema->query_type();
  EXPECT_TRUE(schema->is_subtype(query.field("l")->type, query.field("m")->type));
  EXPECT_FALSE(schema->is_subtype(query.field("m")->type, query.field("l")->type));
  EXPECT_TRUE(schema->is_subtype(type("Goal").ref, type("Found").ref));
}

TEST(Schema, AppliesExtensions) {
  const auto schema = loaded(
      "type Query { a: E } enum E { X } extend enum E { Y @deprecated(reason: \"old\") }\n"
      "extend type Query { b(i: I): U } input I { x: Int } extend input I { y: Int = 3 }\n"
      "type T { f: Int } union U = T type V { f: Int } extend union U = V\n"
      "scalar S extend scalar S @specifiedBy(url: \"u\") extend schema { mutation: T }\n"
      "interface N { f: Int } extend type T implements N");
  EXPECT_EQ(schema->type("E")->enum_value("Y")->deprecation, "old");
  EXPECT_NE(schema->query_type()->field("b"), nullptr);
  EXPECT_EQ(schema->type("I")->input_field("y")->default_text, "3");
  EXPECT_EQ(schema->type("U")->possible_types.size(), 2u);
  EXPECT_EQ(schema->type("S")->specified_by, "u");
  EXPECT_EQ(schema->mutation_type(), schema->type("T"));
  EXPECT_TRUE(schema->is_possible(*schema->type("N"), *schema->type("T")));
}

TEST(Schema, KeepsDescriptionsDeprecationsAndDirectives) {
  const auto schema = loaded(
      "\"The whole.\" schema { query: Q }\n\"\"\"\n  A query.\n\"\"\" type Q {\n"
      "\"f\" f(\"a\" a: Int @deprecated): Int @deprecated }\ndirective @tag(name: String!) "
      "repeatable on OBJECT\n"
      "type T @tag(name: \"x\") @tag(name: \"y\") { a: Int }");
  EXPECT_EQ(schema->description(), "The whole.");
  EXPECT_EQ(schema->query_type()->description, "A query.");
  EXPECT_EQ(schema->query_type()->field("f")->deprecation, "No longer supported");
  EXPECT_EQ(schema->query_type()->field("f")->argument("a")->deprecation, "No longer supported");
  EXPECT_TRUE(schema->directive("tag")->repeatable);
}

TEST(Schema, CoercesDefaultsThroughInputObjects) {
  const auto schema = loaded(
      "enum E { X Y } input A { b: B = {} e: E = Y } input B { n: Int = 7 l: [Int!] = 1 }\n"
      "type Query { f(a: A = {e: X}): Int }");
  std::string json;
  append_json(json, *schema->query_type()->field("f")->arguments[0].default_value);
  EXPECT_EQ(json, R"({"b":{"n":7,"l":[1]},"e":"X"})");
}

TEST(Schema, RunsTheChecksOfCustomScalarsOnDefaults) {
  SchemaOptions options;
  options.scalars["Date"] = [](const InputValue& value) -> std::optional<ScalarProblem> {
    if (value.get_if<std::string>()) return std::nullopt;
    return ScalarProblem{"expected a day"};
  };
  const SchemaResult wrong = load_schema("scalar Date type Query { f(d: Date = 5): Int }", options);
  ASSERT_TRUE(std::holds_alternative<std::vector<GraphqlError>>(wrong));
  EXPECT_THAT(std::get<1>(wrong)[0].message, HasSubstr("expected a day"));
  loaded("scalar Date type Query { f(d: Date = \"2026-11-21\"): Int }", options);
  EXPECT_FALSE(std::get<1>(load_schema("type Query { f: Int }", options)).empty());
}

struct Refusal {
  const char* sdl;
  const char* message;
};

class SchemaRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(SchemaRefusal, IsTold) {
  EXPECT_THAT(refusals(GetParam().sdl), Contains(HasSubstr(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, SchemaRefusal,
    testing::Values(
        Refusal{"type T { a: Int }", "Query root type must be provided."},
        Refusal{"schema { query: Q } enum Q { A }",
                "Query root type must be Object type, it cannot be Q."},
        Refusal{"schema { query: Q mutation: Q } type Q { a: Int }",
                "All root types must be different"},
        Refusal{"schema { query: Q query: Q } type Q { a: Int }",
                "There can be only one query type in schema."},
        Refusal{"schema { query: Q } schema { query: Q } type Q { a: Int }",
                "Must provide only one schema"},
        Refusal{"type Query { a: Foo }", "Unknown type \"Foo\"."},
        Refusal{"type Query { a: Strin }", "Did you mean \"String\"?"},
        Refusal{"type Query { a: Int } type Query { b: Int }",
                "There can be only one type named \"Query\"."},
        Refusal{"type Query { a: Int a: Int }", "Field \"Query.a\" can only be defined once."},
        Refusal{"type Query { a(b: Int, b: Int): Int }",
                "Argument \"Query.a(b:)\" can only be defined once."},
        Refusal{"type Query { a: E } enum E { X X }",
                "Enum value \"E.X\" can only be defined once."},
        Refusal{"type Query", "Type Query must define one or more fields."},
        Refusal{"type Query { a: E } enum E", "Enum type E must define one or more values."},
        Refusal{"type Query { a: U } union U",
                "Union type U must define one or more member types."},
        Refusal{"type Query { a(i: I): Int } input I",
                "Input Object type I must define one or more fields."},
        Refusal{"type Query { __a: Int }", "must not begin with \"__\""},
        Refusal{"type Query { a: I } input I { a: Int }",
                "The type of Query.a must be Output Type but got: I."},
        Refusal{"type Query { a(b: Query): Int }",
                "The type of Query.a(b:) must be Input Type but got: Query."},
        Refusal{"type Query { a(i: I): Int } input I { q: Query }",
                "The type of I.q must be Input Type"},
        Refusal{"type Query { a: U } union U = Query | Query", "can only include type Query once."},
        Refusal{"type Query { a: U } union U = Int",
                "can only include Object types, it cannot include Int."},
        Refusal{"interface N { id: ID! } type Query implements N { a: Int }",
                "Interface field N.id expected but Query does not provide it."},
        Refusal{"interface N { id: ID! } type Query implements N { id: ID }",
                "Interface field N.id expects type ID! but Query.id is type ID."},
        Refusal{"interface N { f(a: Int): Int } type Query implements N { f: Int }",
                "Interface field argument N.f(a:) expected but Query.f does not provide it."},
        Refusal{"interface N { f(a: Int): Int } type Query implements N { f(a: ID): Int }",
                "expects type Int but Query.f(a:) is type ID."},
        Refusal{"interface N { f: Int } type Query implements N { f(a: Int!): Int }",
                "includes required argument a that is missing"},
        Refusal{"interface A { f: Int } interface B implements A { f: Int } type Query implements "
                "B { f: Int }",
                "Type Query must implement A because it is implemented by B."},
        Refusal{"interface A implements A { f: Int } type Query { f: Int }",
                "cannot implement itself"},
        Refusal{"interface A { f: Int } type Query implements A & A { f: Int }",
                "can only implement A once."},
        Refusal{"type A { f: Int } type Query implements A { f: Int }",
                "must only implement Interface types"},
        Refusal{"interface N { f: Int } type Query implements N { f: Int @deprecated }",
                "must not be deprecated"},
        Refusal{"type Query { f(a: A): Int } input A { b: B! } input B { a: A! }",
                "has no finite value"},
        Refusal{"type Query { f(a: A): Int } input A @oneOf { a: A }", "has no finite value"},
        Refusal{"type Query { f(a: A): Int } input A @oneOf { a: Int! }",
                "OneOf input field A.a must be nullable."},
        Refusal{"type Query { f(a: A): Int } input A @oneOf { a: Int = 1 }",
                "cannot have a default value."},
        Refusal{"type Query { f(a: Int! @deprecated): Int }",
                "Required argument Query.f(a:) cannot be deprecated."},
        Refusal{"type Query { f(a: Int = \"x\"): Int }",
                "Int cannot represent non-integer value: \"x\""},
        Refusal{"type Query { f(a: A = {}): Int } input A { b: Int! }", "was not provided."},
        Refusal{"type Query { f(a: A): Int } input A { b: B = {} } input B { a: A = {} }",
                "leads back to itself"},
        Refusal{"type Query @foo { f: Int }", "Unknown directive \"@foo\"."},
        Refusal{"type Query @skip(if: true) { f: Int }",
                "Directive \"@skip\" may not be used on OBJECT."},
        Refusal{"directive @a on OBJECT type Query @a @a { f: Int }",
                "can only be used once at this location."},
        Refusal{"directive @a on OBJECT type Query @a { f: Int } extend type Query @a",
                "can only be used once"},
        Refusal{"directive @a(x: Int!) on OBJECT type Query @a { f: Int }",
                "argument \"x\" of type \"Int!\" is required"},
        Refusal{"directive @a(x: Int) on OBJECT type Query @a(y: 1) { f: Int }",
                "Unknown argument \"y\""},
        Refusal{"directive @a(x: Int) on OBJECT type Query @a(x: A) { f: Int }",
                "Int cannot represent"},
        Refusal{"directive @a(x: Int @a) on ARGUMENT_DEFINITION type Query { f: Int }",
                "must not refer to itself"},
        Refusal{"directive @a on FIELD directive @a on QUERY type Query { f: Int }",
                "There can be only one directive named \"@a\"."},
        Refusal{"extend type Foo { a: Int } type Query { f: Int }",
                "Cannot extend type \"Foo\" because it is not defined."},
        Refusal{"extend enum Query { A } type Query { f: Int }",
                "Cannot extend non-enum type \"Query\"."},
        Refusal{"type Query { f: Int } query { f }", "A schema holds no operations."},
        Refusal{"type Query { f: Int } fragment F on Query { f }", "A schema holds no fragments."},
        Refusal{"type Query { f: ", "Syntax Error: Expected Name, found <EOF>."}));

TEST(Schema, TellsEveryErrorWithItsPlace) {
  const SchemaResult result = load_schema("type Query {\n  a: Foo\n  b: Bar\n}");
  const auto& errors = std::get<std::vector<GraphqlError>>(result);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0].locations[0], (SourceLocation{2, 6}));
  EXPECT_EQ(errors[1].locations[0], (SourceLocation{3, 6}));
  EXPECT_EQ(errors[0].extensions.at("code").as_string(), "INVALID_SCHEMA");
}

}  // namespace
}  // namespace waymark::graphql
