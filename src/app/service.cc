#include "app/service.h"

#include "app/edges.h"
#include "app/foundation.h"
#include "app/housekeeping.h"
#include "app/identity.h"
#include "app/product.h"
#include "app/run_on.h"
#include "platform/http/server.h"
#include "platform/store/copy.h"
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
  options.allowed_origins = settings.allowed_origins;
  return options;
}

std::string public_url(const ServerSettings& settings) {
  if (!settings.public_url.empty()) return settings.public_url;
  const std::string scheme = settings.certificate_file.empty() ? "http" : "https";
  return scheme + "://localhost:" + std::to_string(settings.port);
}

void log_failure(std::exception_ptr failure) {
  try {
    std::rethrow_exception(std::move(failure));
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "background_task_failed", {{"reason", error.what()}});
  }
}

}  // namespace

struct Service::State {
  explicit State(const Settings& settings)
      : foundation(settings),
        identity(foundation, settings, public_url(settings.server)),
        product(foundation, identity, settings, public_url(settings.server)),
        edges(foundation, identity, product, settings),
        // The last of all: a server takes the routes as they are when it is made.
        server(server_options(settings.server), edges.router, foundation.reactors) {}

  std::vector<Executor> executors() {
    std::vector<Executor> all;
    for (std::size_t i = 0; i < foundation.reactors.size(); ++i)
      all.push_back(foundation.reactors[i].executor());
    return all;
  }

  Task<void> start() {
    co_await store::forget_copy(foundation.store);
    co_await identity.revoked.load();
    co_await product.start(executors());
    housekeeping.emplace(foundation.reactors[0].executor(), log_failure);
    housekeeping->spawn(keep_sweeping(foundation.store));
    housekeeping->spawn(keep_ending_quests(product.quests));
  }

  Task<void> stop() {
    co_await housekeeping->stop();
    co_await product.stop();
  }

  Foundation foundation;
  Identity identity;
  Product product;
  Edges edges;
  std::optional<runtime::TaskGroup> housekeeping;  // lives on the first reactor
  http::Server server;
};

Service::Service(const Settings& settings) : state_(std::make_unique<State>(settings)) {}
Service::~Service() = default;

void Service::start() {
  state_->foundation.reactors.start();
  run_on(state_->foundation.reactors[0], state_->start());
  state_->server.start();
  telemetry::log(telemetry::Level::info, "listening", {{"port", port()}});
}

void Service::stop() {
  state_->edges.service_state.stopping = true;
  state_->server.stop();
  run_on(state_->foundation.reactors[0], state_->stop());
}

bool Service::set_admin(const std::string& nickname, bool admin) {
  accounts::Access& access = state_->product.accounts.access;
  state_->foundation.reactors.start();
  try {
    run_on(state_->foundation.reactors[0], state_->product.outbox.start());
    run_on(state_->foundation.reactors[0],
           admin ? access.grant(nickname, "admin") : access.withdraw(nickname, "admin"));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    telemetry::log(telemetry::Level::error, "nobody_of_that_nickname", {{"nickname", nickname}});
    return false;
  }
  return true;
}

std::uint16_t Service::port() const {
  return state_->server.port();
}
std::vector<std::string> Service::routes() const {
  return state_->edges.router.routes();
}

}  // namespace waymark::app
