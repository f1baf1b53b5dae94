// The value of a block string (§2.9.4 BlockStringValue).
#pragma once

#include <string>
#include <string_view>

namespace waymark::graphql {

/// Takes away the indentation that all lines but the first share, and blank lines at both ends. `raw` has its `\"""`
/// replaced already; lines end with \n in the result.
std::string dedent_block_string(std::string_view raw);

}  // namespace waymark::graphql
