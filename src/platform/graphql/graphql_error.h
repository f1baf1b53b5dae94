// The errors of a GraphQL response (September 2025 §7.1.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json.hpp>

namespace waymark::graphql {

/// A place in a document, both counted from 1; columns count UTF-16 units, as JavaScript tools do.
struct SourceLocation {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const SourceLocation&, const SourceLocation&) = default;
};

/// A response key, or an index into a list.
using PathSegment = std::variant<std::string, std::size_t>;

/// One entry of `errors`.
struct GraphqlError {
  std::string message;
  std::vector<SourceLocation> locations;
  std::vector<PathSegment> path;
  /// `code` ("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "INVALID_INPUT" …) and, for wrong
  /// input, `field`
  /// ("input.title").
  boost::json::object extensions;
  /// Which rule found it ("ScalarLeafs"), named as graphql-js names it; empty for all but
  /// validation. Not sent.
  std::string_view rule;
};

/// Appends the error as a JSON object with its keys in the specification's order; empty parts are
/// left out.
void append_json(std::string& out, const GraphqlError& error);

}  // namespace waymark::graphql
