// Input coercion of scalars and enums (§3.5, §3.9), shared by validation and execution.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <boost/json.hpp>

#include "platform/graphql/coercion.h"

namespace waymark::graphql {

/// Why a value does not fit a leaf type.
struct LeafProblem {
  std::string message;           // for developers, in graphql-js's words
  std::string_view message_key;  // for people, of api/messages
};

using LeafResult = std::variant<InputValue, LeafProblem>;

/// A literal without variables at its top, and not null. `type` is a scalar or an enum.
/// Without `variables`, as in validation, a custom scalar that holds a variable is taken to be right.
LeafResult coerce_leaf(const NamedType& type, const ast::Value& literal, bool suggestions = true,
                       const VariableValues* variables = nullptr);
/// JSON other than null.
LeafResult coerce_leaf(const NamedType& type, const boost::json::value& value);

}  // namespace waymark::graphql
