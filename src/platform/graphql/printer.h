// From syntax tree to text.
#pragma once

#include <string>
#include <string_view>

#include "platform/graphql/ast.h"
#include "platform/graphql/coercion.h"

namespace waymark::graphql {

/// A literal as GraphQL text, on one line: `{first: 20, tags: ["a"]}`.
std::string print(const ast::Value& value);
/// `[Goal!]!`
std::string print(const ast::Type& type);

/// Operations and fragments without descriptions and without what is ignored (§2.1.7): the same for
/// documents that differ only in white space, comments, commas and how strings are quoted.
/// Type-system definitions are left out.
std::string normalise(const ast::Document& document);

/// The normalised document with every literal replaced by a token of its kind (`0`, `""`, `[]`,
/// `{}`): the shape of a query, fit for metrics and logs since it holds nothing a person typed.
std::string signature(const ast::Document& document);

}  // namespace waymark::graphql
