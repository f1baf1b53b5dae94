// Turns what a handler throws into a problem document (problem.h).
#pragma once

#include "platform/http/router.h"

namespace waymark::http {

/// Belongs inside what looks at responses (access, security headers, CORS) and outside what throws.
Middleware map_errors();

}  // namespace waymark::http
