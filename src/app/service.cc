#include "app/service.h"

#include "app/foundation.h"
#include "app/service_routes.h"
#include "platform/http/server.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

http::ServerOptions server_options(const ServerSettings& settings) {
  http::ServerOptions options;
  options.address = settings.address;
  options.port = static_cast<std::uint16_t>(settings.port);
  options.certificate_file = settings.certificate_file;
  options.private_key_file = settings.private_key_file;
  options.max_connections = static_cast<std::size_t>(settings.max_connections);
  options.drain_timeout = std::chrono::seconds(settings.drain_seconds);
  options.trusted_proxies = settings.trusted_proxies;
  return options;
}

}  // namespace

struct Service::State {
  explicit State(const Settings& settings)
      : foundation(settings),
        service_state(*foundation.store, foundation.metrics, settings.server.metrics_token) {
    add_service_routes(router, service_state);
    // The last of all: a server takes the routes as they are when it is made.
    server.emplace(server_options(settings.server), router, foundation.reactors);
  }

  Foundation foundation;
  ServiceState service_state;
  http::Router router;
  std::optional<http::Server> server;
};

Service::Service(const Settings& settings) : state_(std::make_unique<State>(settings)) {}
Service::~Service() = default;

void Service::start() {
  state_->foundation.reactors.start();
  state_->server->start();
  telemetry::log(telemetry::Level::info, "listening", {{"port", port()}});
}

void Service::stop() {
  state_->service_state.stopping = true;
  state_->server->stop();
}

std::uint16_t Service::port() const {
  return state_->server->port();
}
std::vector<std::string> Service::routes() const {
  return state_->router.routes();
}

}  // namespace waymark::app
