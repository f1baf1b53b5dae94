// What operators and tools ask: health, metrics, the contracts.
#pragma once

#include <atomic>
#include <string>

#include "app/sharing.h"
#include "platform/http/router.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "product/discovery/indexer.h"

namespace waymark::app {

/// What the routes tell about; all borrowed, and outliving the server.
struct ServiceState {
  ServiceState(store::Store& the_store, const Sharing& what_is_shared,
               const discovery::Indexer& the_indexer, const telemetry::Metrics& the_metrics,
               std::string the_metrics_token)
      : store(the_store),
        sharing(what_is_shared),
        indexer(the_indexer),
        metrics(the_metrics),
        metrics_token(std::move(the_metrics_token)) {}
  store::Store& store;
  const Sharing& sharing;
  const discovery::Indexer& indexer;
  const telemetry::Metrics& metrics;
  std::string metrics_token;
  std::atomic<bool> stopping{false};
};

/// GET /health, /health/db, /health/cache, /health/search, /metrics, /openapi.yaml, /schema.graphql.
void add_service_routes(http::Router& router, ServiceState& state);

}  // namespace waymark::app
