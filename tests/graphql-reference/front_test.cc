// Our language front beside graphql-js: same documents, same verdicts. README.md says how the corpus is written.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include <boost/json.hpp>

#include "platform/graphql/coercion.h"
#include "platform/graphql/parser.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {
namespace {

namespace bj = boost::json;

std::string environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value ? value : otherwise;
}

/// Runs the reference once and keeps what it says.
const bj::object& reference() {
  static const bj::value kAnswer = [] {
    const std::string folder = environment("WAYMARK_SOURCE_DIR", ".") + "/tests/graphql-reference";
    const std::string command = "'" + environment("WAYMARK_NODE", "node") + "' --import '" +
                                folder + "/node_modules/tsx/dist/loader.mjs' '" + folder +
                                "/front.ts' " + environment("WAYMARK_REFERENCE_RUN", "");
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    std::string text;
    std::array<char, 65536> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
      text.append(buffer.data(), count);
    if (::pclose(pipe) != 0)
      throw std::runtime_error("the reference failed; was `npm ci` run in " + folder + "?");
    return bj::parse(text);
  }();
  return kAnswer.as_object();
}

std::string text_of(const bj::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

const Schema& schema() {
  static const auto kSchema = [] {
    SchemaResult result = load_schema(std::string(reference().at("schema").as_string()));
    if (auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
      throw std::runtime_error(errors->front().message);
    return std::get<0>(std::move(result));
  }();
  return *kSchema;
}

using Places = std::vector<std::pair<std::int64_t, std::int64_t>>;

Places places_of(const bj::value& value) {
  Places places;
  for (const bj::value& place : value.as_array())
    places.emplace_back(place.at(0).to_number<std::int64_t>(),
                        place.at(1).to_number<std::int64_t>());
  return places;
}

Places places_of(const GraphqlError& error) {
  Places places;
  for (const SourceLocation& place : error.locations) places.emplace_back(place.line, place.column);
  return places;
}

/// Where each rule found something. Places within an error, and errors, are compared without their order.
using Findings = std::multiset<std::pair<std::string, Places>>;

Findings findings_of(const bj::array& errors) {
  Findings findings;
  for (const bj::value& error : errors) {
    Places places = places_of(error.at("places"));
    std::sort(places.begin(), places.end());
    findings.emplace(error.at("rule").as_string(), places);
  }
  return findings;
}

Findings findings_of(const std::vector<GraphqlError>& errors) {
  Findings findings;
  for (const GraphqlError& error : errors) {
    Places places = places_of(error);
    std::sort(places.begin(), places.end());
    findings.emplace(error.rule, places);
  }
  return findings;
}

std::string show(const Findings& findings) {
  std::string text;
  for (const auto& [rule, places] : findings) {
    text += "\n  " + rule;
    for (const auto& [line, column] : places)
      text += " " + std::to_string(line) + ":" + std::to_string(column);
  }
  return text;
}

/// Messages by rule, without their order.
std::multiset<std::string> messages_of(const bj::array& errors) {
  std::multiset<std::string> messages;
  for (const bj::value& error : errors)
    messages.insert(std::string(error.at("rule").as_string()) + ": " +
                    std::string(error.at("message").as_string()));
  return messages;
}

std::multiset<std::string> messages_of(const std::vector<GraphqlError>& errors) {
  std::multiset<std::string> messages;
  for (const GraphqlError& error : errors)
    messages.insert(std::string(error.rule) + ": " + error.message);
  return messages;
}

std::string show(const std::multiset<std::string>& messages) {
  std::string text;
  for (const std::string& message : messages) text += "\n  " + message;
  return text;
}

/// Compares one document; true when both found it well formed.
bool same_syntax(const bj::object& expected, const ParseResult& parsed) {
  const auto* refusal = std::get_if<GraphqlError>(&parsed);
  if (const bj::value* syntax = expected.if_contains("syntax")) {
    EXPECT_NE(refusal, nullptr) << "we accept, graphql-js says "
                                << text_of(syntax->as_object(), "message");
    if (refusal != nullptr) {
      EXPECT_EQ(refusal->message, text_of(syntax->as_object(), "message"));
      EXPECT_EQ(places_of(*refusal), places_of(syntax->at("places")));
    }
    return false;
  }
  EXPECT_EQ(refusal, nullptr) << "graphql-js accepts, we say " << refusal->message;
  return refusal == nullptr;
}

TEST(GraphqlReference, DocumentsAreJudgedAlike) {
  ValidationOptions options;
  options.max_errors = 1000;
  for (const bj::value& value : reference().at("documents").as_array()) {
    const bj::object& expected = value.as_object();
    SCOPED_TRACE(text_of(expected, "name") + "\n" + text_of(expected, "text"));
    const ParseResult parsed = parse_document(text_of(expected, "text"));
    if (!same_syntax(expected, parsed)) continue;
    const auto errors = validate(schema(), *std::get<0>(parsed), options);
    if (expected.at("ours").as_bool()) {
      EXPECT_NE(errors.empty(), expected.at("valid").as_bool())
          << "no longer a difference: unmark it";
      continue;
    }
    const bj::array& wanted = expected.at("errors").as_array();
    EXPECT_EQ(findings_of(errors), findings_of(wanted))
        << "ours:" << show(findings_of(errors)) << "\ngraphql-js:" << show(findings_of(wanted));
    EXPECT_EQ(messages_of(errors), messages_of(wanted))
        << "ours:" << show(messages_of(errors)) << "\ngraphql-js:" << show(messages_of(wanted));
  }
}

TEST(GraphqlReference, RandomDocumentsAreJudgedAlike) {
  std::map<std::string, int> counts;
  for (const bj::value& value : reference().at("random").as_array()) {
    const bj::object& expected = value.as_object();
    SCOPED_TRACE(text_of(expected, "text"));
    const ParseResult parsed = parse_document(text_of(expected, "text"));
    if (!same_syntax(expected, parsed)) {
      ++counts["syntax"];
      continue;
    }
    const bool valid = expected.at("valid").as_bool();
    ++counts[valid ? "valid" : "invalid"];
    const auto errors = validate(schema(), *std::get<0>(parsed));
    EXPECT_EQ(errors.empty(), valid) << "ours:" << show(messages_of(errors));
  }
  // The generator must keep reaching all three.
  EXPECT_GT(counts["syntax"], 300);
  EXPECT_GT(counts["valid"], 300);
  EXPECT_GT(counts["invalid"], 300);
}

TEST(GraphqlReference, SchemasAreJudgedAlike) {
  for (const bj::value& value : reference().at("schemas").as_array()) {
    const bj::object& expected = value.as_object();
    SCOPED_TRACE(text_of(expected, "name") + "\n" + text_of(expected, "text"));
    const SchemaResult result = load_schema(text_of(expected, "text"));
    const auto* errors = std::get_if<std::vector<GraphqlError>>(&result);
    const bool valid = expected.at("valid").as_bool() != expected.at("ours").as_bool();
    EXPECT_EQ(errors == nullptr, valid) << (errors ? errors->front().message : "");
  }
}

bj::value json_of(const InputValue& value) {
  std::string text;
  append_json(text, value);
  return bj::parse(text);
}

/// Whole numbers and floats of the same value are one number to JavaScript.
bool same_json(const bj::value& a, const bj::value& b) {
  if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
  if (a.is_array() && b.is_array()) {
    const bj::array& first = a.get_array();
    const bj::array& second = b.get_array();
    return std::equal(first.begin(), first.end(), second.begin(), second.end(), same_json);
  }
  if (!a.is_object() || !b.is_object()) return a == b;
  if (a.get_object().size() != b.get_object().size()) return false;
  for (const auto& entry : a.get_object()) {
    const bj::value* other = b.get_object().if_contains(entry.key());
    if (other == nullptr || !same_json(entry.value(), *other)) return false;
  }
  return true;
}

void compare(const bj::object& ours, const bj::value& theirs, const char* what) {
  EXPECT_TRUE(same_json(ours, theirs))
      << what << "\nours: " << bj::serialize(ours) << "\ngraphql-js: " << bj::serialize(theirs);
}

TEST(GraphqlReference, ValuesAreCoercedAlike) {
  for (const bj::value& value : reference().at("coercion").as_array()) {
    const bj::object& expected = value.as_object();
    SCOPED_TRACE(text_of(expected, "name") + "\n" + text_of(expected, "text"));
    const ParseResult parsed = parse_document(text_of(expected, "text"));
    ASSERT_TRUE(std::holds_alternative<std::shared_ptr<const ast::Document>>(parsed));
    const auto& document = *std::get<0>(parsed);
    const ast::Operation& operation = *document.operations()[0];
    const CoercedVariables variables =
        coerce_variables(schema(), document, operation, expected.at("variables").as_object());
    std::string complaints;
    for (const GraphqlError& error : variables.errors) complaints += "\n  " + error.message;
    if (const bj::value* errors = expected.if_contains("errors")) {
      EXPECT_EQ(variables.errors.size(), errors->as_array().size())
          << "ours:" << complaints << "\ngraphql-js: " << bj::serialize(*errors);
      continue;
    }
    EXPECT_EQ(complaints, "");
    bj::object coerced;
    for (std::size_t i = 0; i < variables.values.size(); ++i)
      if (!variables.values.at(i).is_absent())
        coerced[operation.variables[i].name.text] = json_of(variables.values.at(i));
    compare(coerced, expected.at("coerced"), "variables");

    const auto& outer = *std::get<const ast::Field*>(operation.selections.items[0]);
    const auto& node = *std::get<const ast::Field*>(outer.selections.items[0]);
    const FieldDefinition& field = *schema().type("Arguments")->field(node.name);
    InputProblems problems;
    const auto values =
        coerce_arguments(field.arguments, node.arguments, variables.values, problems);
    EXPECT_EQ(problems.empty(), !expected.contains("argumentError")) << "arguments";
    if (!problems.empty() || expected.contains("argumentError")) continue;
    bj::object arguments;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!values[i].is_absent()) arguments[field.arguments[i].name] = json_of(values[i]);
    compare(arguments, expected.at("arguments"), "arguments");
  }
}

}  // namespace
}  // namespace waymark::graphql
