// The REST edge of discovery (api/openapi.yaml).
#pragma once

#include "product/discovery/services.h"

namespace waymark::http {
class Router;
}

namespace waymark::discovery {

/// GET /api/search, /api/suggestions, /api/trending. `services` outlives the router.
void add_routes(http::Router& router, const Services& services);

}  // namespace waymark::discovery
