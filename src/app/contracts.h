// The contracts of api/, as they were when the binary was built.
#pragma once

#include <string_view>

namespace waymark::app {

/// "schema.graphql" or "openapi.yaml".
std::string_view contract(std::string_view name);

}  // namespace waymark::app
