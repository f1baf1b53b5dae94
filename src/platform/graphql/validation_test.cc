#include "platform/graphql/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/graphql/parser.h"

namespace waymark::graphql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kSdl = R"(
  directive @tag(name: String!) repeatable on FIELD
  interface Node { id: ID! }
  interface Named implements Node { id: ID! name(short: Boolean = false): String }
  type Goal implements Named & Node { id: ID! name(short: Boolean = false): String tags: [String!]! owner: User tasks(first: Int): [Task!]! }
  type Task implements Node { id: ID! title: String! done: Boolean! goal: Goal }
  type User { id: ID! nickname: String friend: User }
  union Found = Goal | Task
  enum Status { ACTIVE DONE }
  input Filter { status: Status, tags: [String!], first: Int! = 20, inner: Filter, need: Needed }
  input Needed { title: String! }
  input Choice @oneOf { id: ID, title: String }
  scalar Any
  type Query {
    me: User! node(id: ID!): Node found: [Found!] goals(filter: Filter, status: Status = ACTIVE): [Goal]
    choose(by: Choice!): Goal any(value: Any): Any numbers(list: [[Int!]]): Int
  }
  type Subscription { changed: Goal ended: Goal }
)";

const Schema& schema() {
  static const auto kSchema = std::get<std::shared_ptr<const Schema>>(load_schema(kSdl));
  return *kSchema;
}

std::vector<GraphqlError> errors_of(std::string_view source,
                                    const ValidationOptions& options = {}) {
  const ParseResult parsed = parse_document(source);
  if (const auto* error = std::get_if<GraphqlError>(&parsed)) {
    ADD_FAILURE() << error->message;
    return {};
  }
  return validate(schema(), *std::get<0>(parsed), options);
}

/// "Rule: message @line:column…" of each error.
std::vector<std::string> found(std::string_view source) {
  std::vector<std::string> texts;
  for (const GraphqlError& error : errors_of(source)) {
    std::string text = std::string(error.rule) + ": " + error.message;
    for (const SourceLocation& place : error.locations)
      text += " @" + std::to_string(place.line) + ":" + std::to_string(place.column);
    texts.push_back(text);
  }
  return texts;
}

TEST(Validation, AcceptsWhatIsRight) {
  for (const std::string_view source :
       {"{ me { nickname friend { id } } }",
        "query($f: Filter, $id: ID!) { goals(filter: $f) { ...G } node(id: $id) { __typename ... "
        "on Task { done } } }"
        " fragment G on Goal { id name @tag(name: \"a\") @tag(name: \"b\") tasks(first: 2) { goal "
        "{ ...H } } }"
        " fragment H on Node { id }",
        "query($s: String!, $n: [Int!]) { choose(by: {title: $s}) { id } numbers(list: [$n, [1], "
        "2]) any(value: {a: [$s, 1.5]}) }",
        "{ found { ... on Goal { x: id } ... on Task { x: id } __typename } }",
        "subscription { changed { id } }",
        "{ __schema { types { name fields { type { name } } } } __type(name: \"Goal\") { name } }",
        "query A { me { id } } query B { me { id } }",
        "query($i: Int) { goals(filter: {first: $i}) { id } }",
        "query($i: Boolean = true) { me @include(if: $i) { id } }"})
    EXPECT_THAT(found(source), IsEmpty()) << source;
}

TEST(Validation, ChecksOperations) {
  EXPECT_THAT(found("{ me { id } } type T { a: Int }"),
              ElementsAre("ExecutableDefinitions: The \"T\" definition is not executable. @1:15"));
  EXPECT_THAT(
      found("query A { me { id } } query A { me { id } }"),
      ElementsAre("UniqueOperationNames: There can be only one operation named \"A\". @1:7 @1:29"));
  EXPECT_THAT(found("{ me { id } } query A { me { id } }"),
              ElementsAre("LoneAnonymousOperation: This anonymous operation must be the only "
                          "defined operation. @1:1"));
  EXPECT_THAT(
      found("mutation { a }"),
      ElementsAre(
          "KnownOperationTypes: The mutation operation is not supported by the schema. @1:1"));
}

TEST(Validation, WantsOneRootFieldOfASubscription) {
  EXPECT_THAT(found("subscription S { changed { id } ended { id } }"),
              ElementsAre("SingleFieldSubscriptions: Subscription \"S\" must select only one top "
                          "level field. @1:33"));
  EXPECT_THAT(
      found("subscription { ...F } fragment F on Subscription { changed { id } ended { id } }"),
      ElementsAre(HasSubstr("Anonymous Subscription must select only one top level field.")));
  EXPECT_THAT(found("subscription { __typename }"),
              ElementsAre(HasSubstr("must not select an introspection top level field. @1:16")));
  EXPECT_THAT(
      found("subscription($c: Boolean!) { changed @skip(if: $c) { id } }"),
      ElementsAre(HasSubstr(
          "must not use `@skip` or `@include` directives in the top level selection. @1:38")));
  EXPECT_THAT(found("subscription { a: changed { id } ... { a: changed { id } } }"), IsEmpty());
}

TEST(Validation, ChecksFields) {
  EXPECT_THAT(found("{ me { nicknam } }"),
              ElementsAre("FieldsOnCorrectType: Cannot query field \"nicknam\" on type \"User\"."
                          " Did you mean \"nickname\"? @1:8"));
  EXPECT_THAT(found("{ node(id: 1) { title } }"),
              ElementsAre(HasSubstr("Cannot query field \"title\" on type \"Node\"."
                                    " Did you mean to use an inline fragment on \"Task\"?")));
  EXPECT_THAT(found("{ found { id } }"),
              ElementsAre(HasSubstr(
                  "Did you mean to use an inline fragment on \"Node\", \"Named\", \"Goal\", or")))
      << "interfaces that most members share come first";
  EXPECT_THAT(found("{ me { __schema { description } } }"),
              ElementsAre(HasSubstr("Cannot query field \"__schema\"")));
  EXPECT_THAT(found("{ me }"),
              ElementsAre("ScalarLeafs: Field \"me\" of type \"User!\" must have a selection of"
                          " subfields. Did you mean \"me { ... }\"? @1:3"));
  EXPECT_THAT(found("{ me { id { x } } }"),
              ElementsAre("ScalarLeafs: Field \"id\" must not have a selection since type \"ID!\" "
                          "has no subfields. @1:11"));
}

TEST(Validation, BoundsIntrospection) {
  EXPECT_THAT(
      found("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
      ElementsAre("MaxIntrospectionDepth: Maximum introspection depth exceeded @1:3"));
  EXPECT_THAT(
      found("{ __type(name: \"A\") { ...T } } fragment T on __Type { fields { type { ...U } } }"
            " fragment U on __Type { interfaces { possibleTypes { name } } }"),
      ElementsAre(HasSubstr("Maximum introspection depth exceeded")));
}

TEST(Validation, ChecksFragments) {
  EXPECT_THAT(
      found("{ me { ...F ...F } } fragment F on User { id } fragment F on User { nickname }"),
      ElementsAre("UniqueFragmentNames: There can be only one fragment named \"F\". @1:31 @1:57"));
  EXPECT_THAT(found("{ me { ...F } } fragment F on Usr { id }"),
              ElementsAre("KnownTypeNames: Unknown type \"Usr\". Did you mean \"User\"? @1:31"));
  EXPECT_THAT(found("{ me { ...F ... on Any { x } } } fragment F on Status { id }"),
              ElementsAre("FragmentsOnCompositeTypes: Fragment cannot condition on non composite "
                          "type \"Any\". @1:20",
                          "FragmentsOnCompositeTypes: Fragment \"F\" cannot condition on non "
                          "composite type \"Status\"."
                          " @1:48"));
  EXPECT_THAT(found("{ me { id } } fragment F on User { id }"),
              ElementsAre("NoUnusedFragments: Fragment \"F\" is never used. @1:15"));
  EXPECT_THAT(found("{ me { ...Nope } }"),
              ElementsAre("KnownFragmentNames: Unknown fragment \"Nope\". @1:11"));
  EXPECT_THAT(
      found("{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }"),
      ElementsAre(
          "NoFragmentCycles: Cannot spread fragment \"A\" within itself via \"B\". @1:38 @1:66"));
  EXPECT_THAT(found("{ me { ...A } } fragment A on User { friend { ...A } }"),
              ElementsAre("NoFragmentCycles: Cannot spread fragment \"A\" within itself. @1:47"));
  EXPECT_THAT(
      found("{ me { ... on Goal { id } ...T } } fragment T on Task { id }"),
      ElementsAre(
          "PossibleFragmentSpreads: Fragment cannot be spread here as objects of type \"User\" can"
          " never be of type \"Goal\". @1:8",
          "PossibleFragmentSpreads: Fragment \"T\" cannot be spread here as objects of type "
          "\"User\""
          " can never be of type \"Task\". @1:27"));
}

TEST(Validation, ChecksValues) {
  EXPECT_THAT(
      found("{ node(id: 1.5) { id } goals(status: \"ACTIVE\", filter: {first: \"1\"}) { id } }"),
      ElementsAre(
          "ValuesOfCorrectType: ID cannot represent a non-string and non-integer value: 1.5 @1:12",
          HasSubstr("Enum \"Status\" cannot represent non-enum value: \"ACTIVE\"."),
          HasSubstr("Int cannot represent non-integer value: \"1\"")));
  EXPECT_THAT(found("{ goals(status: ACTIV) { id } }"),
              ElementsAre("ValuesOfCorrectType: Value \"ACTIV\" does not exist in \"Status\" enum."
                          " Did you mean the enum value \"ACTIVE\"? @1:17"));
  EXPECT_THAT(
      found("{ goals(filter: {first: null, tags: [null], need: {}}) { id } }"),
      ElementsAre("ValuesOfCorrectType: Expected value of type \"Int!\", found null. @1:25",
                  "ValuesOfCorrectType: Expected value of type \"String!\", found null. @1:38",
                  "ValuesOfCorrectType: Field \"Needed.title\" of required type \"String!\" was "
                  "not provided."
                  " @1:51"));
  EXPECT_THAT(found("{ goals(filter: {statu: DONE, inner: 5}) { id } }"),
              ElementsAre(HasSubstr("Field \"statu\" is not defined by type \"Filter\". Did you "
                                    "mean \"status\" or \"tags\"? @1:18"),
                          HasSubstr("Expected value of type \"Filter\", found 5. @1:38")));
  EXPECT_THAT(
      found("{ goals(filter: {tags: [], tags: []}) { id } }"),
      ElementsAre(
          "UniqueInputFieldNames: There can be only one input field named \"tags\". @1:18 @1:28"));
  EXPECT_THAT(
      found("{ numbers(list: [[1, 2147483648], [null], \"x\"]) }"),
      ElementsAre(HasSubstr("Int cannot represent non 32-bit signed integer value: 2147483648"),
                  HasSubstr("Expected value of type \"Int!\", found null."),
                  HasSubstr("Int cannot represent non-integer value: \"x\"")));
  EXPECT_THAT(found("{ any(value: {a: 1, a: 2}) }"),
              ElementsAre(HasSubstr("only one input field named \"a\"")));
}

TEST(Validation, ChecksOneOf) {
  EXPECT_THAT(found("{ choose(by: {}) { id } }"),
              ElementsAre("ValuesOfCorrectType: OneOf Input Object \"Choice\" must specify exactly "
                          "one key. @1:14"));
  EXPECT_THAT(found("{ choose(by: {id: 1, title: \"x\"}) { id } }"),
              ElementsAre(HasSubstr("exactly one key")));
  EXPECT_THAT(found("{ choose(by: {id: null}) { id } }"),
              ElementsAre("ValuesOfCorrectType: Field \"Choice.id\" must be non-null. @1:14"));
  EXPECT_THAT(found("query($id: ID) { choose(by: {id: $id}) { id } }"),
              ElementsAre("VariablesInAllowedPosition: Variable \"$id\" is of type \"ID\" but must "
                          "be non-nullable to be"
                          " used for OneOf Input Object \"Choice\". @1:7 @1:34"));
}

TEST(Validation, ChecksArgumentsAndDirectives) {
  EXPECT_THAT(found("{ node(idd: 1) { id } }"),
              ElementsAre("KnownArgumentNames: Unknown argument \"idd\" on field \"Query.node\". "
                          "Did you mean \"id\"? @1:8",
                          "ProvidedRequiredArguments: Field \"node\" argument \"id\" of type "
                          "\"ID!\" is required, but it"
                          " was not provided. @1:3"));
  EXPECT_THAT(
      found("{ node(id: 1, id: 2) { id } }"),
      ElementsAre("UniqueArgumentNames: There can be only one argument named \"id\". @1:8 @1:15"));
  EXPECT_THAT(found("{ me @nope { id } }"),
              ElementsAre("KnownDirectives: Unknown directive \"@nope\". @1:6"));
  EXPECT_THAT(found("query @skip(if: true) { me { id } }"),
              ElementsAre("KnownDirectives: Directive \"@skip\" may not be used on QUERY. @1:7"));
  EXPECT_THAT(found("{ me @skip(if: true) @skip(if: false) { id } }"),
              ElementsAre("UniqueDirectivesPerLocation: The directive \"@skip\" can only be used "
                          "once at this location."
                          " @1:6 @1:22"));
  EXPECT_THAT(found("{ me @skip @include(iff: true, if: true) { id } }"),
              ElementsAre("ProvidedRequiredArguments: Directive \"@skip\" argument \"if\" of type "
                          "\"Boolean!\" is required,"
                          " but it was not provided. @1:6",
                          "KnownArgumentNames: Unknown argument \"iff\" on directive \"@include\". "
                          "Did you mean \"if\"?"
                          " @1:21"));
}

TEST(Validation, ChecksVariables) {
  EXPECT_THAT(
      found("query($a: ID!, $a: ID!) { node(id: $a) { id } }"),
      ElementsAre("UniqueVariableNames: There can be only one variable named \"$a\". @1:8 @1:17"));
  EXPECT_THAT(
      found("query($a: Goal) { any(value: $a) }"),
      testing::Contains(
          "VariablesAreInputTypes: Variable \"$a\" cannot be non-input type \"Goal\". @1:11"));
  EXPECT_THAT(found("query($a: Gaol) { any(value: $a) }"),
              ElementsAre("KnownTypeNames: Unknown type \"Gaol\". Did you mean \"Goal\"? @1:11"));
  EXPECT_THAT(
      found("query Q { node(id: $a) { id } }"),
      ElementsAre(
          "NoUndefinedVariables: Variable \"$a\" is not defined by operation \"Q\". @1:20 @1:1"));
  EXPECT_THAT(
      found("query Q($a: ID) { me { id } }"),
      ElementsAre("NoUnusedVariables: Variable \"$a\" is never used in operation \"Q\". @1:9"));
  EXPECT_THAT(found("query($a: ID) { node(id: $a) { id } }"),
              ElementsAre("VariablesInAllowedPosition: Variable \"$a\" of type \"ID\" used in "
                          "position expecting type"
                          " \"ID!\". @1:7 @1:26"));
  EXPECT_THAT(found("query($a: ID = 1) { node(id: $a) { id } }"), IsEmpty()) << "it has a default";
  EXPECT_THAT(found("query($a: ID = null) { node(id: $a) { id } }"), testing::SizeIs(1));
  EXPECT_THAT(found("query($a: Int) { goals(filter: {first: $a}) { id } }"), IsEmpty())
      << "the field has a default";
  EXPECT_THAT(found("query($a: [Int]) { numbers(list: [$a]) }"), testing::SizeIs(1));
  EXPECT_THAT(found("query($a: Boolean) { me { ...F } } fragment F on User { id @skip(if: $a) }"),
              ElementsAre(HasSubstr("used in position expecting type \"Boolean!\"")));
  EXPECT_THAT(found("query A { me { ...F } } query B($a: Boolean!) { me { ...F } } fragment F on "
                    "User { id @skip(if: $a) }"),
              ElementsAre(HasSubstr("not defined by operation \"A\"")));
}

TEST(Validation, MergesFields) {
  EXPECT_THAT(found("{ me { x: id x: nickname } }"),
              ElementsAre("OverlappingFieldsCanBeMerged: Fields \"x\" conflict because \"id\" and "
                          "\"nickname\" are different"
                          " fields. Use different aliases on the fields to fetch both if this was "
                          "intentional. @1:8 @1:14"));
  EXPECT_THAT(found("{ node(id: 1) { id } node(id: 2) { id } }"),
              ElementsAre(HasSubstr("they have differing arguments")));
  EXPECT_THAT(
      found(
          "{ me { friend { x: id } } ...F } fragment F on Query { me { friend { x: nickname } } }"),
      ElementsAre(HasSubstr(
          "subfields \"friend\" conflict because subfields \"x\" conflict because \"id\" and")));
  EXPECT_THAT(found("{ found { ... on Goal { x: name } ... on Task { x: done } } }"),
              ElementsAre(HasSubstr("they return conflicting types \"String\" and \"Boolean!\"")));
  EXPECT_THAT(found("{ found { ... on Goal { x: tags } ... on Task { x: title } } }"),
              ElementsAre(HasSubstr("conflicting types \"[String!]!\" and \"String!\"")));
  EXPECT_THAT(
      found(
          "{ found { ... on Goal { id x: owner { id } } ... on Task { id x: goal { y: id } } } }"),
      IsEmpty());
  EXPECT_THAT(
      found("{ found { ... on Goal { x: owner { y: id } } ... on Task { x: goal { y: tags } } } }"),
      ElementsAre(HasSubstr("subfields \"y\" conflict because they return conflicting types")));
  EXPECT_THAT(found("{ any(value: {a: 1, b: [2]}) any(value: {b: [2], a: 1}) }"), IsEmpty());
  EXPECT_THAT(found("{ me { ...A ...B } } fragment A on User { x: id } fragment B on User { ...C }"
                    " fragment C on User { x: nickname }"),
              ElementsAre(HasSubstr("Fields \"x\" conflict")));
}

TEST(Validation, StopsAfterEnoughErrors) {
  std::string source = "{";
  for (int i = 0; i < 300; ++i) source += " nope" + std::to_string(i);
  const auto errors = errors_of(source + " }");
  ASSERT_EQ(errors.size(), 101u);
  EXPECT_THAT(errors.back().message, HasSubstr("Too many validation errors"));
  EXPECT_EQ(errors.back().extensions.at("code").as_string(), "GRAPHQL_VALIDATION_FAILED");
}

std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// Documents that make naive validators work for minutes.
TEST(Validation, RefusesWhatWouldTakeTooLong) {
  const auto stopped = [](const std::string& source) {
    const auto errors = errors_of(source);
    return !errors.empty() &&
           errors.back().message == "Document is too complex to validate. Validation aborted.";
  };
  EXPECT_TRUE(stopped("{" + repeat(" me { id }", 3000) + " }"));
  EXPECT_TRUE(stopped("{" + repeat(" node(id: 1) { id }", 1400) + " }"));
  // Every operation reaches every fragment.
  std::string many = repeat("query { me { ...F0 } }", 1000);
  for (int i = 0; i < 600; ++i)
    many += " fragment F" + std::to_string(i) + " on User { ...F" + std::to_string(i + 1) + " }";
  EXPECT_FALSE(errors_of(many).empty());
  // Fragments that spread each other twice, a million paths.
  std::string doubling = "{ me { ...F0 } }";
  for (int i = 0; i < 25; ++i) {
    const std::string next = std::to_string(i + 1);
    doubling += " fragment F" + std::to_string(i) + " on User { a: friend { ...F" + next +
                " } b: friend { ...F" + next + " } }";
  }
  EXPECT_THAT(found(doubling + " fragment F25 on User { id }"), IsEmpty());
  // Deep overlapping pairs.
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "friend { id friend { nickname } ";
  EXPECT_THAT(found("{ me { " + deep + repeat("}", 60) + " } }"), IsEmpty());
}

}  // namespace
}  // namespace waymark::graphql
