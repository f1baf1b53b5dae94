// Counts and times every request, and logs it when that is wanted.
#pragma once

#include "platform/http/router.h"
#include "platform/telemetry/metrics.h"

namespace waymark::http {

/// The outermost middleware. waymark_http_requests_total{route,method,status}, waymark_http_request_seconds{route}: the
/// route is its pattern, "none" where none matched, so that there are as many series as routes. With `log_requests` one
/// line at info each: method, path without query, status, milliseconds. `metrics` outlives the server.
Middleware observe(telemetry::Metrics& metrics, bool log_requests);

}  // namespace waymark::http
