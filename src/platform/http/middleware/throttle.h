// So many requests of one client, then so many a second (MQ "Throttling settings").
#pragma once

#include <string>
#include <vector>

#include "platform/cache/limits.h"
#include "platform/http/router.h"

namespace waymark::http {

/// For routes whose pattern begins with one of `prefixes`, all counted together. A client is who is signed in, else an
/// address; so it comes after the middleware that says who sends the request. Past the rate: Error(rate_limited), answered
/// as 429 with Retry-After. `limits` outlives the server.
Middleware throttle(cache::RateLimits& limits, cache::Rate rate, std::vector<std::string> prefixes);

}  // namespace waymark::http
