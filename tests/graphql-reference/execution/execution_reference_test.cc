// Our execution beside that of graphql-js: same documents, same data, same error paths. cases.json holds the
// documents, run.ts asks the reference.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include <boost/json.hpp>

#include "platform/graphql/engine.h"
#include "platform/graphql/world_test.h"
#include "platform/runtime/testing.h"

namespace waymark::graphql {
namespace {

namespace bj = boost::json;

std::string environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : otherwise;
}

/// Runs the reference once; one element a case, with its answers.
const bj::array& reference() {
  static const bj::value kAnswers = [] {
    const std::string folder = environment("WAYMARK_SOURCE_DIR", ".") + "/tests/graphql-reference";
    const std::string command = "'" + environment("WAYMARK_NODE", "node") + "' --import '" +
                                folder + "/node_modules/tsx/dist/loader.mjs' '" + folder +
                                "/execution/run.ts'";
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
  return kAnswers.as_array();
}

/// What graphql-js has from drafts after September 2025: directives on directives.
bool is_draft(const bj::value& item) {
  if (item.is_string()) return item == "DIRECTIVE_DEFINITION";
  const auto* object = item.if_object();
  const auto* name = object != nullptr ? object->if_contains("name") : nullptr;
  return name != nullptr &&
         (*name == "__Directive" || *name == "__DirectiveLocation" || *name == "__Schema");
}

/// Lists in the order of their names, for introspection, where order means nothing.
void sort_named(bj::value& value) {
  if (auto* object = value.if_object()) {
    // Non-null since September 2025; nullable still in graphql-js 16.
    const bj::value* name = object->if_contains("name");
    if (name != nullptr && (*name == "includeDeprecated" || *name == "reason"))
      object->erase("type");
    for (auto& field : *object) sort_named(field.value());
  } else if (auto* list = value.if_array()) {
    list->erase(std::remove_if(list->begin(), list->end(), is_draft), list->end());
    for (bj::value& item : *list) sort_named(item);
    const auto key = [](const bj::value& item) {
      return item.is_object() && item.get_object().contains("name") ? bj::serialize(item.at("name"))
                                                                    : bj::serialize(item);
    };
    std::stable_sort(list->begin(), list->end(),
                     [&](const bj::value& a, const bj::value& b) { return key(a) < key(b); });
  }
}

/// A response as run.ts tells it.
bj::value plain(const std::string& body) {
  const bj::object response = bj::parse(body).as_object();
  bj::object told;
  const bj::value* data = response.if_contains("data");
  if (data == nullptr) return {{"refused", true}};
  told["data"] = *data;
  std::vector<std::string> paths;
  if (const bj::value* errors = response.if_contains("errors")) {
    for (const bj::value& error : errors->as_array()) {
      const bj::value* path = error.as_object().if_contains("path");
      paths.push_back(path != nullptr ? bj::serialize(*path) : "null");
    }
  }
  std::sort(paths.begin(), paths.end());
  told["paths"] = bj::array(paths.begin(), paths.end());
  return told;
}

bj::array answers_of(Engine& engine, const Request& request) {
  RequestContext context;
  auto prepared = engine.prepare(request, context);
  const bj::value refused = {{"refused", true}};
  if (std::holds_alternative<Refusal>(prepared)) return {refused};
  const Prepared& ready = std::get<Prepared>(prepared);
  runtime::TestLoop loop;
  if (ready.kind() != ast::OperationKind::subscription)
    return {plain(loop.run(engine.execute(ready, context)))};
  auto started = loop.run(engine.subscribe(ready, context));
  if (std::holds_alternative<Refusal>(started)) return {refused};
  EventSequence& events = *std::get<std::unique_ptr<EventSequence>>(started);
  bj::array answers;
  while (const auto event = loop.run(events.next())) answers.push_back(plain(*event));
  return answers;
}

TEST(ExecutionReference, SaysTheSame) {
  const auto schema = testing::world_schema();
  std::size_t compared = 0;
  for (const bj::value& each : reference()) {
    const bj::object& asked = each.as_object();
    Request request;
    request.query = std::string(asked.at("query").as_string());
    if (const auto* variables = asked.if_contains("variables"))
      request.variables = variables->as_object();
    if (const auto* name = asked.if_contains("operationName"))
      request.operation_name = std::string(name->as_string());
    Engine engine(schema, testing::world_bindings());
    bj::value ours = answers_of(engine, request);
    bj::value theirs = asked.at("answers");
    if (asked.contains("unordered")) {
      sort_named(ours);
      sort_named(theirs);
    }
    EXPECT_EQ(bj::serialize(ours), bj::serialize(theirs)) << request.query;
    ++compared;
  }
  EXPECT_GE(compared, 80u);
}

}  // namespace
}  // namespace waymark::graphql
