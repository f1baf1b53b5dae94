// Any bytes as a GraphQL document: parsed, printed, validated and measured within bounds; and as a schema.
#include <cstdint>
#include <cstdlib>

#include "platform/graphql/parser.h"
#include "platform/graphql/printer.h"
#include "platform/graphql/query_limits.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace {

using namespace waymark::graphql;

constexpr std::string_view kSdl = R"(
  directive @tag(name: String!) repeatable on FIELD | QUERY | VARIABLE_DEFINITION
  interface Node { id: ID! }
  type Goal implements Node { id: ID! title(short: Boolean! = false): String! tags: [String!]! tasks(page: Page): [Task!]! owner: User }
  type Task implements Node { id: ID! done: Boolean! goal: Goal due: Day progress: Float }
  type User implements Node { id: ID! nickname: String friends(first: Int = 5): [User!] }
  union Found = Goal | Task
  enum Status { ACTIVE DONE }
  scalar Day
  input Page { first: Int = 20 after: String }
  input Filter { status: Status tags: [String!] inner: Filter choice: Choice }
  input Choice @oneOf { id: ID number: Float }
  type Query { me: User! node(id: ID!): Node found(filter: Filter, matrix: [[Int!]]): [Found!] day(on: Day): Day }
  type Mutation { rename(id: ID!, name: String!): Goal }
  type Subscription { changed: Goal ended: Task }
)";

void require(bool holds) {
  if (!holds) std::abort();
}

const Schema& schema() {
  static const auto kSchema = std::get<std::shared_ptr<const Schema>>(load_schema(kSdl));
  return *kSchema;
}

void require_places(const GraphqlError& error) {
  require(!error.message.empty());
  std::string json;
  append_json(json, error);
  boost::json::error_code code;
  boost::json::parse(json, code);
  require(!code);
}

/// Printing keeps what is meant: the printed text parses, and prints the same again.
void check_printing(const ast::Document& document) {
  const std::string once = normalise(document);
  if (once.empty()) return;
  const ParseResult again = parse_document(once, kSchemaLimits);
  const auto* printed = std::get_if<std::shared_ptr<const ast::Document>>(&again);
  require(printed != nullptr && normalise(**printed) == once);
  require(signature(**printed) == signature(document));
}

void check_operations(const ast::Document& document) {
  const QueryLimits limits;
  for (const ast::Operation* operation : document.operations()) {
    measure(schema(), document, *operation);
    const auto variables = coerce_variables(schema(), document, *operation, {});
    CostModel(schema(), document, *operation, limits).evaluate(variables.values);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParseResult parsed = parse_document(text, {.bytes = 1 << 16, .tokens = 5000, .depth = 50});
  if (const auto* refusal = std::get_if<GraphqlError>(&parsed)) {
    require_places(*refusal);
    return 0;
  }
  const ast::Document& document = *std::get<0>(parsed);
  check_printing(document);
  const auto errors = validate(schema(), document);
  for (const GraphqlError& error : errors) require_places(error);
  if (errors.empty()) check_operations(document);
  if (document.operations().empty() && document.fragments().empty()) {
    const SchemaResult loaded = load_schema(text);
    if (const auto* problems = std::get_if<std::vector<GraphqlError>>(&loaded)) {
      require(!problems->empty());
      for (const GraphqlError& problem : *problems) require_places(problem);
    }
  }
  return 0;
}
