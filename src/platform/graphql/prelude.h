// What every schema has without saying so: scalars, directives and introspection (§3.5, §3.13, §4).
#pragma once

#include <string_view>

namespace waymark::graphql {

/// As SDL. The type `__MetaFields` is no part of a schema; its fields become `__typename`, `__schema` and `__type`.
std::string_view prelude();

inline constexpr std::string_view kMetaFields = "__MetaFields";

}  // namespace waymark::graphql
