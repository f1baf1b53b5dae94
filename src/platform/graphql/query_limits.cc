#include "platform/graphql/query_limits.h"

#include <limits>

namespace waymark::graphql {
namespace {

constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();

std::size_t plus(std::size_t a, std::size_t b) {
  return a > kMost - b ? kMost : a + b;
}

/// Measures an operation; each fragment once, however often it is spread.
class Measure {
 public:
  Measure(const Schema& schema, const ast::Document& document)
      : schema_(schema), document_(document), fragments_(document.fragments().size()) {}

  QueryShape of(const NamedType* parent, const ast::SelectionSet& set) {
    QueryShape shape;
    for (const ast::Selection& node : set.items) {
      const QueryShape part =
          std::visit([&](const auto* selection) { return this->of(parent, *selection); }, node);
      shape.depth = std::max(shape.depth, part.depth);
      shape.root_fields = plus(shape.root_fields, part.root_fields);
      shape.aliases = plus(shape.aliases, part.aliases);
      shape.directives = plus(shape.directives, part.directives);
    }
    return shape;
  }

 private:
  QueryShape of(const NamedType* parent, const ast::Field& node) {
    const FieldDefinition* field = parent != nullptr ? schema_.field(*parent, node.name) : nullptr;
    QueryShape shape = of(field != nullptr ? &field->type.named() : nullptr, node.selections);
    const bool introspection = field == &schema_.schema_field() || field == &schema_.type_field();
    shape.depth = introspection ? 1 : shape.depth + 1;
    shape.root_fields = 1;
    shape.aliases = plus(shape.aliases, node.alias.empty() ? 0 : 1);
    shape.directives = plus(shape.directives, node.directives.size());
    return shape;
  }

  QueryShape of(const NamedType* parent, const ast::InlineFragment& node) {
    const std::string_view condition = node.type_condition.text;
    QueryShape shape = of(condition.empty() ? parent : schema_.type(condition), node.selections);
    shape.directives = plus(shape.directives, node.directives.size());
    return shape;
  }

  QueryShape of(const NamedType*, const ast::FragmentSpread& node) {
    const ast::Fragment* fragment = document_.fragment(node.name.text);
    if (fragment == nullptr) return {};
    std::optional<QueryShape>& known = fragments_[fragment->index];
    if (!known) {
      QueryShape made = of(schema_.type(fragment->type_condition.text), fragment->selections);
      made.directives = plus(made.directives, fragment->directives.size());
      known = made;
    }
    QueryShape shape = *known;
    shape.directives = plus(shape.directives, node.directives.size());
    return shape;
  }

  const Schema& schema_;
  const ast::Document& document_;
  std::vector<std::optional<QueryShape>> fragments_;
};

GraphqlError too_complex(std::string message, std::size_t given, std::size_t limit) {
  GraphqlError error;
  error.message = std::move(message);
  error.extensions["code"] = "QUERY_TOO_COMPLEX";
  error.extensions["limit"] = limit;
  error.extensions["given"] = given;
  return error;
}

}  // namespace

QueryShape measure(const Schema& schema, const ast::Document& document,
                   const ast::Operation& operation) {
  QueryShape shape =
      Measure(schema, document).of(schema.root(operation.kind), operation.selections);
  shape.directives = plus(shape.directives, operation.directives.size());
  for (const ast::VariableDefinition& variable : operation.variables)
    shape.directives = plus(shape.directives, variable.directives.size());
  return shape;
}

std::vector<GraphqlError> check_shape(const QueryShape& shape, const QueryLimits& limits) {
  std::vector<GraphqlError> errors;
  const auto check = [&](std::size_t given, std::size_t limit, const std::string& what) {
    if (limit == 0 || given <= limit) return;
    errors.push_back(too_complex("The operation " + what + " " + std::to_string(given) +
                                     "; the limit is " + std::to_string(limit) + ".",
                                 given, limit));
  };
  check(shape.depth, limits.depth, "is nested too deeply:");
  check(shape.root_fields, limits.root_fields, "has too many root fields:");
  check(shape.aliases, limits.aliases, "has too many aliases:");
  check(shape.directives, limits.directives, "has too many directives:");
  return errors;
}

std::optional<GraphqlError> check_cost(std::uint64_t cost, const QueryLimits& limits) {
  if (limits.cost == 0 || cost <= limits.cost) return std::nullopt;
  GraphqlError error = too_complex("The operation costs too much: " + std::to_string(cost) +
                                       "; the limit is " + std::to_string(limits.cost) + ".",
                                   cost, limits.cost);
  error.extensions["cost"] = cost;
  return error;
}

}  // namespace waymark::graphql
