// What running an operation may cost: bounds that hold whatever the schema lets a client write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/coercion.h"
#include "platform/graphql/graphql_error.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

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
/// An object costs 1 plus what is selected of it, a list of objects that many times its items, a list of leaves 1, a
/// leaf nothing. How many items a list has says its `first`, `last` or `limit` argument (as written, by variable, or the
/// default of the schema; also within an input object, as in `page: {first: 20}`; the larger of several), else
/// QueryLimits::list_size. An object whose field takes such an argument, a connection, hands it to the lists in it.
/// Introspection is free: validation bounds its depth. Fields that a directive may skip, and fields that are merged with
/// others of the same key, count in full. Past 10,000 nodes with all fragments spread, the cost is the largest number.
class CostModel {
 public:
  CostModel() = default;
  CostModel(const Schema& schema, const ast::Document& document, const ast::Operation& operation,
            const QueryLimits& limits);

  /// Saturates instead of overflowing. `variables` are those of the operation it was made of.
  std::uint64_t evaluate(const VariableValues& variables) const;

 private:
  struct Program;
  std::shared_ptr<const Program> program_;
};

/// An error (code QUERY_TOO_COMPLEX, with `extensions.cost` and `extensions.limit`) when `cost` is past the limit.
std::optional<GraphqlError> check_cost(std::uint64_t cost, const QueryLimits& limits);

}  // namespace waymark::graphql
