#include "platform/graphql/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/graphql/printer.h"

namespace waymark::graphql {
namespace {

std::shared_ptr<const ast::Document> parsed(std::string_view source,
                                            const ParseLimits& limits = {}) {
  ParseResult result = parse_document(source, limits);
  if (const auto* error = std::get_if<GraphqlError>(&result)) {
    ADD_FAILURE() << error->message;
    return std::make_shared<ast::Document>("");
  }
  return std::get<0>(result);
}

/// "message @line:column"
std::string refusal(std::string_view source, const ParseLimits& limits = {}) {
  const ParseResult result = parse_document(source, limits);
  const auto* error = std::get_if<GraphqlError>(&result);
  if (error == nullptr) return "accepted";
  EXPECT_EQ(error->extensions.at("code").as_string(), "GRAPHQL_PARSE_FAILED");
  return error->message + " @" + std::to_string(error->locations[0].line) + ":" +
         std::to_string(error->locations[0].column);
}

/// The value of the one argument in `{ f(a: …) }`.
ast::Value value_of(const ast::Document& document) {
  return std::get<const ast::Field*>(document.operations()[0]->selections.items[0])
      ->arguments[0]
      .value;
}

std::string string_of(std::string_view literal) {
  return std::string(value_of(*parsed("{ f(a: " + std::string(literal) + ") }")).text);
}

TEST(Parser, BuildsTheTreeOfAnOperation) {
  const auto document = parsed(
      "\"What Ana sees.\"\nquery Home($first: Int = 20 @live, $tags: [String!]!) @cached(for: 5) "
      "{\n"
      "  goals: myGoals(page: {first: $first}) { ...Page @include(if: true) }\n"
      "  ... on Query { me { id } }\n  ... @skip(if: false) { __typename }\n}\n"
      "fragment Page on GoalConnection { nodes { title } }");
  ASSERT_EQ(document->definitions().size(), 2u);
  const ast::Operation& home = *document->operations()[0];
  EXPECT_EQ(home.kind, ast::OperationKind::query);
  EXPECT_EQ(home.name.text, "Home");
  EXPECT_EQ(home.description, "What Ana sees.");
  ASSERT_EQ(home.variables.size(), 2u);
  EXPECT_EQ(home.variables[0].name.text, "first");
  EXPECT_EQ(print(*home.variables[0].default_value), "20");
  EXPECT_EQ(home.variables[0].directives[0].name, "live");
  EXPECT_EQ(print(*home.variables[1].type), "[String!]!");
  EXPECT_EQ(home.directives[0].arguments[0].name.text, "for");

  ASSERT_EQ(home.selections.items.size(), 3u);
  const auto& goals = *std::get<const ast::Field*>(home.selections.items[0]);
  EXPECT_EQ(goals.alias, "goals");
  EXPECT_EQ(goals.name, "myGoals");
  EXPECT_EQ(goals.response_key(), "goals");
  EXPECT_EQ(print(goals.arguments[0].value), "{first: $first}");
  const auto& spread = *std::get<const ast::FragmentSpread*>(goals.selections.items[0]);
  EXPECT_EQ(spread.name.text, "Page");
  EXPECT_EQ(spread.directives[0].name, "include");
  EXPECT_EQ(std::get<const ast::InlineFragment*>(home.selections.items[1])->type_condition.text,
            "Query");
  EXPECT_EQ(std::get<const ast::InlineFragment*>(home.selections.items[2])->type_condition.text,
            "");
  EXPECT_EQ(document->fragment("Page")->type_condition.text, "GoalConnection");
  EXPECT_EQ(document->fragment("Other"), nullptr);
  EXPECT_EQ(document->field_count(), 6u);
}

TEST(Parser, NumbersFieldsInSourceOrder) {
  const auto document = parsed("{ a { b } c }");
  const auto& set = document->operations()[0]->selections;
  const auto& a = *std::get<const ast::Field*>(set.items[0]);
  EXPECT_EQ(a.index, 0u);
  EXPECT_EQ(std::get<const ast::Field*>(a.selections.items[0])->index, 1u);
  EXPECT_EQ(std::get<const ast::Field*>(set.items[1])->index, 2u);
}

TEST(Parser, FindsTheOperationToRun) {
  const auto document = parsed("query A { a } mutation B { b }");
  EXPECT_EQ(document->operation(), nullptr);
  EXPECT_EQ(document->operation("B"), document->operations()[1]);
  EXPECT_EQ(document->operation("C"), nullptr);
  const auto single = parsed("{ a }");
  EXPECT_EQ(single->operation(), single->operations()[0]);
  EXPECT_TRUE(single->operation()->shorthand);
}

TEST(Parser, ReadsEveryKindOfValue) {
  EXPECT_EQ(value_of(*parsed("{ f(a: -12) }")).kind, ast::ValueKind::integer);
  EXPECT_EQ(value_of(*parsed("{ f(a: 1.5e-3) }")).kind, ast::ValueKind::real);
  EXPECT_EQ(value_of(*parsed("{ f(a: 1E5) }")).text, "1E5");
  EXPECT_EQ(value_of(*parsed("{ f(a: $x) }")).kind, ast::ValueKind::variable);
  EXPECT_EQ(value_of(*parsed("{ f(a: ACTIVE) }")).kind, ast::ValueKind::enumeration);
  EXPECT_TRUE(value_of(*parsed("{ f(a: true) }")).boolean);
  EXPECT_EQ(value_of(*parsed("{ f(a: null) }")).kind, ast::ValueKind::null);
  EXPECT_EQ(print(value_of(*parsed("{ f(a: [1, [], {b: {c: \"x\\n\"}}]) }"))),
            "[1, [], {b: {c: \"x\\n\"}}]");
}

TEST(Parser, UnescapesStrings) {
  EXPECT_EQ(string_of(R"("plain")"), "plain");
  EXPECT_EQ(string_of(R"("")"), "");
  EXPECT_EQ(string_of(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(string_of(R"("\u00e9\u{e9}\u{1F3C3}")"), "éé🏃");
  EXPECT_EQ(string_of(R"("\uD83C\uDFC3 \u{0001F3C3}")"), "🏃 🏃");
  EXPECT_EQ(string_of("\"tab\tand é🏃\""), "tab\tand é🏃");
}

TEST(Parser, DedentsBlockStrings) {
  EXPECT_EQ(string_of("\"\"\"\n    Hello,\n      World!\n\n    Yours\n  \"\"\""),
            "Hello,\n  World!\n\nYours");
  EXPECT_EQ(string_of(R"("""  keeps the first line's indent""")"),
            "  keeps the first line's indent");
  EXPECT_EQ(string_of("\"\"\"a\r\n  b\r  c\"\"\""), "a\nb\nc");
  EXPECT_EQ(string_of(R"("""holds \""" and \n and "quotes" """)"),
            R"(holds """ and \n and "quotes" )");
  EXPECT_EQ(string_of("\"\"\"\"\"\""), "");
  EXPECT_EQ(string_of("\"\"\"\n\t \n\"\"\""), "");
}

TEST(Parser, IgnoresWhatIsInsignificant) {
  const auto document = parsed("\xEF\xBB\xBF# hello é\r\n,{,,a\t#x\n(b:1,,c:2),}\xEF\xBB\xBF");
  EXPECT_EQ(normalise(*document), "query{a(b:1 c:2)}");
}

TEST(Parser, TellsWhereAndWhatIsWrong) {
  EXPECT_EQ(refusal(""), "Syntax Error: Unexpected <EOF>. @1:1");
  EXPECT_EQ(refusal("{"), "Syntax Error: Expected Name, found <EOF>. @1:2");
  EXPECT_EQ(refusal("{}"), "Syntax Error: Expected Name, found \"}\". @1:2");
  EXPECT_EQ(refusal("{ a(b: 1"), "Syntax Error: Expected Name, found <EOF>. @1:9");
  EXPECT_EQ(refusal("\n\n  { a(b c) }"), "Syntax Error: Expected \":\", found Name \"c\". @3:9");
  EXPECT_EQ(refusal("notAnOperation Foo { a }"),
            "Syntax Error: Unexpected Name \"notAnOperation\". @1:1");
  EXPECT_EQ(refusal("fragment on on on { a }"), "Syntax Error: Unexpected Name \"on\". @1:10");
  EXPECT_EQ(refusal("{ ...on }"), "Syntax Error: Expected Name, found \"}\". @1:9");
  EXPECT_EQ(refusal("{ ... }"), "Syntax Error: Expected \"{\", found \"}\". @1:7");
  EXPECT_EQ(refusal("query($a: Int = $b) { a }"),
            "Syntax Error: Unexpected variable \"$b\" in constant value. @1:17");
  EXPECT_EQ(refusal("\"d\" { a }"),
            "Syntax Error: Unexpected description, descriptions are not supported on shorthand "
            "queries. @1:1");
  EXPECT_EQ(refusal("{ a() }"), "Syntax Error: Expected Name, found \")\". @1:5");
  EXPECT_EQ(refusal("enum E { true }"),
            "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value. @1:10");
  EXPECT_EQ(refusal("directive @a on FIELD | NOWHERE"),
            "Syntax Error: Unexpected Name \"NOWHERE\". @1:25");
  EXPECT_EQ(refusal("extend type T"), "Syntax Error: Unexpected <EOF>. @1:14");
}

TEST(Parser, RefusesBadCharactersNumbersAndStrings) {
  EXPECT_EQ(refusal("{ a ? }"), "Syntax Error: Unexpected character: \"?\". @1:5");
  EXPECT_EQ(refusal("{ a(b: 'x') }"),
            "Syntax Error: Unexpected single quote character ('), did you mean to use a double "
            "quote (\")? @1:8");
  EXPECT_EQ(refusal("{ a(b: 01) }"),
            "Syntax Error: Invalid number, unexpected digit after 0: \"1\". @1:9");
  EXPECT_EQ(refusal("{ a(b: 1.) }"),
            "Syntax Error: Invalid number, expected digit but got: \")\". @1:10");
  EXPECT_EQ(refusal("{ a(b: 1x) }"),
            "Syntax Error: Invalid number, expected digit but got: \"x\". @1:9");
  EXPECT_EQ(refusal("{ a(b: -) }"),
            "Syntax Error: Invalid number, expected digit but got: \")\". @1:9");
  EXPECT_EQ(refusal("{ a(b: \"x\n\") }"), "Syntax Error: Unterminated string. @1:10");
  EXPECT_EQ(refusal("{ a(b: \"\"\"x) }"), "Syntax Error: Unterminated string. @1:15");
  EXPECT_EQ(refusal(R"({ a(b: "\x") })"),
            "Syntax Error: Invalid character escape sequence: \"\\x\". @1:9");
  EXPECT_EQ(refusal(R"({ a(b: "\uD83C") })"),
            "Syntax Error: Invalid Unicode escape sequence: \"\\uD83C\". @1:9");
  EXPECT_EQ(refusal(R"({ a(b: "\u{110000}") })"),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{110000}\". @1:9");
  EXPECT_THAT(refusal("{ a(b: \"\xC3\x28\") }"), testing::HasSubstr("not UTF-8. @1:9"));
  EXPECT_EQ(refusal("{ a \xC3\xA9 }"), "Syntax Error: Unexpected character: U+00E9. @1:5");
  EXPECT_EQ(refusal("{ a \xFF }"), "Syntax Error: Invalid character: U+00FF. @1:5");
  EXPECT_EQ(refusal(std::string_view("{ a \0 }", 7)),
            "Syntax Error: Unexpected character: U+0000. @1:5");
}

TEST(Parser, CountsColumnsInUtf16Units) {
  EXPECT_EQ(refusal("{ a(b: \"é🏃\") ? }"), "Syntax Error: Unexpected character: \"?\". @1:15");
  EXPECT_EQ(refusal("#\r\n#\r#\n ?"), "Syntax Error: Unexpected character: \"?\". @4:2");
}

TEST(Parser, BoundsTokensNestingAndBytes) {
  const ParseLimits limits{.bytes = 1000, .tokens = 6, .depth = 3};
  EXPECT_EQ(refusal("{ a b c d }", limits), "accepted");
  EXPECT_EQ(refusal("{ a b c d e }", limits),
            "Syntax Error: Document contains more than 6 tokens. Parsing aborted. @1:13");
  const ParseLimits shallow{.depth = 3};
  EXPECT_EQ(refusal("{ a { b { c } } }", shallow), "accepted");
  EXPECT_EQ(refusal("{ a { b { c { d } } } }", shallow),
            "Syntax Error: Document is nested more than 3 levels deep. Parsing aborted. @1:13");
  EXPECT_THAT(refusal("{ a(b: [[[1]]]) }", shallow), testing::HasSubstr("nested more than 3"));
  EXPECT_THAT(refusal("query($a: [[[[Int]]]]) { a }", shallow),
              testing::HasSubstr("nested more than 3"));
  EXPECT_EQ(refusal("{ a }" + std::string(1000, ' '), limits),
            "Syntax Error: Document is longer than 1000 bytes. Parsing aborted. @1:1");
  // What used to blow recursive parsers up is refused at the default depth.
  EXPECT_THAT(refusal(std::string(100000, '[')), testing::HasSubstr("Unexpected"));
  EXPECT_THAT(refusal("{ a(b: " + std::string(10000, '[')), testing::HasSubstr("nested more than"));
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "{a";
  EXPECT_THAT(refusal(deep), testing::HasSubstr("nested more than 100"));
}

TEST(Parser, ReadsTypeSystemDefinitions) {
  const auto document = parsed(
      "schema @a { query: Q mutation: M }\n\"d\" type T implements & A & B @x { \"f\" f(a: Int = 1 "
      "@y): [T!]! @z }\n"
      "interface A implements B { f: T }\nunion U = | A | B\nenum E { X Y @deprecated }\n"
      "input I { a: Int = 1 }\nscalar S\ndirective @r(a: Int) repeatable on FIELD | QUERY\n"
      "extend type T { g: Int }\nextend schema { subscription: S }\nextend enum E { Z }");
  ASSERT_EQ(document->definitions().size(), 11u);
  const auto& type = *std::get<const ast::TypeDefinition*>(document->definitions()[1]);
  EXPECT_EQ(type.description.text, "d");
  EXPECT_EQ(type.interfaces.size(), 2u);
  EXPECT_EQ(print(*type.fields[0].type), "[T!]!");
  EXPECT_EQ(print(*type.fields[0].arguments[0].default_value), "1");
  EXPECT_EQ(std::get<const ast::TypeDefinition*>(document->definitions()[3])->members.size(), 2u);
  const auto& directive = *std::get<const ast::DirectiveDefinition*>(document->definitions()[7]);
  EXPECT_TRUE(directive.repeatable);
  EXPECT_EQ(directive.locations.size(), 2u);
  EXPECT_TRUE(std::get<const ast::TypeDefinition*>(document->definitions()[8])->extension);
  EXPECT_EQ(document->operations().size(), 0u);
}

TEST(Printer, NormalisesAwayWhatDoesNotMatter) {
  const auto first = parsed(
      "query  A($a:Int=1,$b:[ID!]) { x:f(s:\"\"\"a\"\"\", t:[1,2]) @skip(if:$a) { g } ...F }"
      " fragment F on T { h }");
  const auto second = parsed(
      "query A(\n $a: Int = 1\n $b: [ID!]\n)\n{ x: f(s: \"a\" t: [1 2])\n@skip(if: $a)"
      "{ g # c\n} ... F } fragment F on T{h}");
  EXPECT_EQ(normalise(*first), normalise(*second));
  EXPECT_EQ(
      normalise(*first),
      "query A($a:Int=1 $b:[ID!]){x:f(s:\"a\" t:[1, 2])@skip(if:$a){g} ...F} fragment F on T{h}");
  EXPECT_EQ(normalise(*parsed(normalise(*first))), normalise(*first));
  EXPECT_EQ(signature(*first),
            "query A($a:Int=0 $b:[ID!]){x:f(s:\"\" t:[])@skip(if:$a){g} ...F} fragment F on T{h}");
}

}  // namespace
}  // namespace waymark::graphql
