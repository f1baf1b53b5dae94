#include "platform/http/middleware/throttle.h"

#include <algorithm>

namespace waymark::http {
namespace {

struct Throttle {
  cache::RateLimits& limits;
  cache::Rate rate;
  std::vector<std::string> prefixes;

  bool counts(const Request& request) const {
    return std::ranges::any_of(
        prefixes, [&](const std::string& prefix) { return request.route.starts_with(prefix); });
  }
};

std::string client_of(const RequestContext& context) {
  return "api:" +
         (context.principal ? context.principal->user.to_string() : context.client_address);
}

Task<Response> answer(const Throttle& throttle, Request& request, RequestContext& context,
                      const Handler& next) {
  if (throttle.counts(request))
    co_await cache::take(throttle.limits, client_of(context), throttle.rate);
  co_return co_await next(request, context);
}

}  // namespace

Middleware throttle(cache::RateLimits& limits, cache::Rate rate,
                    std::vector<std::string> prefixes) {
  const auto made = std::make_shared<const Throttle>(Throttle{limits, rate, std::move(prefixes)});
  return [made](Request& request, RequestContext& context, const Handler& next) {
    return answer(*made, request, context, next);
  };
}

}  // namespace waymark::http
