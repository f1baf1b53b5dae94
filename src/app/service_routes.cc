#include "app/service_routes.h"

#include "app/contracts.h"
#include "base/encoding.h"
#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

http::Response health(std::string_view status) {
  http::Response response = http::Response::json(R"({"status":")" + std::string(status) + "\"}",
                                                 status == "ok" ? 200 : 503);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

http::Response document(std::string_view text, std::string media_type) {
  http::Response response;
  response.headers.set("Content-Type", std::move(media_type));
  response.body = text;
  return response;
}

Task<http::Response> answer(http::Response response) {
  co_return response;
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

/// Loopback may read the metrics; everyone else needs the token, when there is one.
void require_metrics_reader(const http::Request& request, const RequestContext& context,
                            const std::string& token) {
  if (token.empty() && is_loopback(context.client_address)) return;
  const auto given = request.headers.find("authorization");
  if (!token.empty() && given && equal_in_constant_time(*given, "Bearer " + token)) return;
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

Task<http::Response> store_health(ServiceState& state, RequestContext& context) {
  try {
    co_await state.store.ping();
  } catch (const Error& error) {
    telemetry::log(telemetry::Level::error, "store_unhealthy", {{"reason", error.what()}},
                   &context.trace);
    co_return health("unavailable");
  }
  co_return health("ok");
}

std::string_view search_status(const discovery::Indexer& indexer) {
  using State = discovery::Indexer::State;
  switch (indexer.state()) {
    case State::following:
      return "ok";
    case State::starting:
    case State::rebuilding:
      return "rebuilding";
    case State::unavailable:
      break;
  }
  return "unavailable";
}

}  // namespace

void add_service_routes(http::Router& router, ServiceState& state) {
  using http::Method;
  router.add(Method::get, "/health",
             [&state](http::Request&, RequestContext&) -> Task<http::Response> {
               return answer(health(state.stopping ? "stopping" : "ok"));
             });
  router.add(Method::get, "/health/db",
             [&state](http::Request&, RequestContext& context) -> Task<http::Response> {
               return store_health(state, context);
             });
  router.add(Method::get, "/health/cache",
             [&state](http::Request&, RequestContext&) -> Task<http::Response> {
               return answer(health(state.sharing.healthy() ? "ok" : "degraded"));
             });
  router.add(Method::get, "/health/search",
             [&state](http::Request&, RequestContext&) -> Task<http::Response> {
               return answer(health(search_status(state.indexer)));
             });
  router.add(Method::get, "/metrics",
             [&state](http::Request& request, RequestContext& context) -> Task<http::Response> {
               require_metrics_reader(request, context, state.metrics_token);
               http::Response response = http::Response::text(state.metrics.render());
               response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
               return answer(std::move(response));
             });
  router.add(Method::get, "/openapi.yaml",
             [](http::Request&, RequestContext&) -> Task<http::Response> {
               return answer(document(contract("openapi.yaml"), "application/yaml"));
             });
  router.add(
      Method::get, "/schema.graphql", [](http::Request&, RequestContext&) -> Task<http::Response> {
        return answer(document(contract("schema.graphql"), "application/graphql; charset=utf-8"));
      });
}

}  // namespace waymark::app
