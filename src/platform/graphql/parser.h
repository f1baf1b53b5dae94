// From text to syntax tree.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <variant>

#include "platform/graphql/ast.h"

namespace waymark::graphql {

/// What a document may cost to read. Past a limit the document is refused like one with a syntax
/// error.
struct ParseLimits {
  std::size_t bytes = 256 * 1024;
  std::size_t tokens = 15'000;
  /// Levels of selection sets, lists, objects and list types within each other. Bounds the parser's
  /// own recursion and that of everything that walks the tree.
  std::size_t depth = 100;
};

/// For the schema file, which the operator wrote.
inline constexpr ParseLimits kSchemaLimits{
    .bytes = 16 * 1024 * 1024, .tokens = 2'000'000, .depth = 100};

using ParseResult = std::variant<std::shared_ptr<const ast::Document>, GraphqlError>;

/// Parses a document of operations, fragments and type-system definitions (§2, §3). The text need
/// not be valid UTF-8; what is not is a syntax error. The error reads "Syntax Error: …", has one
/// location and the code GRAPHQL_PARSE_FAILED.
ParseResult parse_document(std::string_view source, const ParseLimits& limits = {});

}  // namespace waymark::graphql
