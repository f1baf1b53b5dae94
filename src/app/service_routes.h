// What operators and tools ask: health, metrics, the contracts.
#pragma once

#include <atomic>
#include <string>

#include "app/sharing.h"
#include "platform/http/router.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::app {

/// What the routes tell about; all borrowed, and outliving the server.
struct ServiceState {
  ServiceState(store::Store& the_store, const Sharing& what_is_shared,
               const telemetry::Metrics& the_metrics, std::string the_metrics_token)
      : store(the_store),
        sharing(what_is_shared),
        metrics(the_metrics),
        metrics_token(std::move(the_metrics_token)) {}
  store::Store& store;
  const Sharing& sharing;
  const telemetry::Metrics& metrics;
  std::string metrics_token;
  std::atomic<bool> stopping{false};
};

/// GET /health, /health/db, /health/cache, /metrics, /openapi.yaml, /schema.graphql.
void add_service_routes(http::Router& router, ServiceState& state);

}  // namespace waymark::app
