// Whether a document may run against a schema (§5). What running it may cost: query_limits.h.
#pragma once

#include <cstddef>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/graphql_error.h"
#include "platform/graphql/query_limits.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

struct ValidationOptions {
  /// Validation stops after this many errors, and says so in one more.
  std::size_t max_errors = 100;
  /// Lists of introspection (fields, interfaces, possibleTypes, inputFields) within each other.
  std::size_t introspection_depth = 3;
  /// Whether to add "Did you mean …?" to unknown names.
  bool suggestions = true;
  /// Steps that may be spent on comparing fields for merging and on following fragments, for all operations of the
  /// document together. Honest documents need a few thousand; past it the document is refused.
  std::size_t work = 500'000;
};

/// Every rule of §5 and the limit on introspection. Empty when the document is valid; errors carry
/// the code GRAPHQL_VALIDATION_FAILED and the name of their rule. Never recurses deeper than the
/// document is nested, and spends bounded time whatever the document.
std::vector<GraphqlError> validate(const Schema& schema, const ast::Document& document,
                                   const ValidationOptions& options = {});

}  // namespace waymark::graphql
