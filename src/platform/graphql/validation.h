// Whether a document may run against a schema (§5), and what running it may cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/coercion.h"
#include "platform/graphql/graphql_error.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

struct ValidationOptions {
  /// Validation stops after this many errors, and says so in one more.
  std::size_t max_errors = 100;
  /// Lists of introspection (fields, interfaces, possibleTypes, inputFields) within each other.
  std::size_t introspection_depth = 3;
  /// Whether to add "Did you mean …?" to unknown names.
  bool suggestions = true;
  /// Pairs of fields that may be compared for merging, for all operations of the document together.
  /// Honest documents need a few hundred; past it the document is refused.
  std::size_t merge_comparisons = 100'000;
};

/// Every rule of §5 and the limit on introspection. Empty when the document is valid; errors carry
/// the code GRAPHQL_VALIDATION_FAILED and the name of their rule. Never recurses deeper than the
/// document is nested, and spends bounded time whatever the document.
std::vector<GraphqlError> validate(const Schema& schema, const ast::Document& document,
                                   const ValidationOptions& options = {});

/// What one operation may ask for. Zero means no limit.
struct QueryLimits {
  std::size_t depth = 16;  // fields within fields, fragments included
  std::size_t root_fields = 30;
  std::size_t aliases = 60;      // aliased fields, each as often as its fragment is spread
  std::size_t directives = 100;  // on all nodes, counted the same way
  std::uint64_t cost = 20'000;
  /// How many items a list is taken to have when no argument says.
  std::uint64_t list_size = 20;
};

/// The measures of one operation that do not depend on variables.
struct QueryShape {
  std::size_t depth = 0;
  std::size_t root_fields = 0;
  std::size_t aliases = 0;
  std::size_t directives = 0;
};

/// Of a valid operation. Introspection fields count for nothing but root fields and aliases.
QueryShape measure(const Schema& schema, const ast::Document& document,
                   const ast::Operation& operation);

/// One error (code QUERY_TOO_COMPLEX) for each limit that `shape` is past.
std::vector<GraphqlError> check_shape(const QueryShape& shape, const QueryLimits& limits);

/// The cost of one operation as a function of its variables; compiled once with the plan, evaluated
/// for each request without allocating.
///
/// A field costs 1 when it yields an object or a list, else 0, plus its selection's cost. A list
/// multiplies that by the value of its `first`, `last` or `limit` argument (given, by variable, or
/// the default of the schema; also within an input object argument, as in `page: {first: 20}`),
/// else by QueryLimits::list_size. A connection's `edges` and `nodes` take the multiplier of the
/// connection's field. Introspection is free: its depth is bounded by validation. Fields that a
/// directive may skip count in full.
class CostModel {
 public:
  CostModel() = default;
  CostModel(const Schema& schema, const ast::Document& document, const ast::Operation& operation,
            const QueryLimits& limits);

  /// Saturates instead of overflowing.
  std::uint64_t evaluate(const VariableValues& variables) const;

 private:
  struct Node;
  std::shared_ptr<const std::vector<Node>> nodes_;
};

}  // namespace waymark::graphql
