#include "platform/http/middleware/cors.h"

#include <algorithm>
#include <memory>

namespace waymark::http {
namespace {

constexpr std::string_view kExposed =
    "Vary: Origin\r\nAccess-Control-Allow-Credentials: true\r\n"
    "Access-Control-Expose-Headers: ETag, Location, Retry-After, traceparent\r\n";
constexpr std::string_view kVary = "Vary: Origin\r\n";

/// An answer to OPTIONS with Access-Control-Request-Method.
Response preflight(const Request& request, std::string_view origin) {
  Response response = Response::empty();
  response.headers.add("Access-Control-Allow-Origin", std::string(origin));
  response.headers.add("Access-Control-Allow-Credentials", "true");
  response.headers.add("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
  if (const auto names = request.headers.find("access-control-request-headers"))
    response.headers.add("Access-Control-Allow-Headers", std::string(*names));
  response.headers.add("Access-Control-Max-Age", "600");
  response.headers.add("Vary",
                       "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  return response;
}

Task<Response> allow(std::string origin, Task<Response> inner) {
  Response response = co_await std::move(inner);
  response.headers.set("Access-Control-Allow-Origin", std::move(origin));
  response.headers.add_block(kExposed);
  co_return response;
}

Task<Response> vary(Task<Response> inner) {
  Response response = co_await std::move(inner);
  response.headers.add_block(kVary);
  co_return response;
}

Task<Response> ready(Response response) {
  co_return response;
}

}  // namespace

Middleware cors(std::vector<std::string> origins) {
  return [allowed = std::make_shared<const std::vector<std::string>>(std::move(origins))](
             Request& request, RequestContext& context, const Handler& next) -> Task<Response> {
    const auto origin = request.headers.find("origin");
    if (!origin || allowed->empty()) return next(request, context);
    if (std::ranges::find(*allowed, *origin) == allowed->end()) return vary(next(request, context));
    if (request.method == Method::options && request.headers.find("access-control-request-method"))
      return ready(preflight(request, *origin));
    return allow(std::string(*origin), next(request, context));
  };
}

}  // namespace waymark::http
