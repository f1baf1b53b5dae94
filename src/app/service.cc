#include "app/service.h"

#include <cstdio>

#include "app/backup_commands.h"
#include "app/backups.h"
#include "app/control.h"
#include "app/edges.h"
#include "app/foundation.h"
#include "app/identity.h"
#include "app/nodes.h"
#include "app/operator.h"
#include "app/product.h"
#include "app/queue_commands.h"
#include "app/run_on.h"
#include "app/work.h"
#include "platform/http/middleware/security_headers.h"
#include "platform/http/server.h"
#include "platform/store/copy.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

http::ServerOptions server_options(const ServerSettings& settings, telemetry::Metrics& metrics) {
  http::ServerOptions options;
  options.address = settings.address;
  options.port = static_cast<std::uint16_t>(settings.port);
  options.certificate_file = settings.certificate_file;
  options.private_key_file = settings.private_key_file;
  options.max_connections = static_cast<std::size_t>(settings.max_connections);
  options.drain_timeout = std::chrono::seconds(settings.drain_seconds);
  options.trusted_proxies = settings.trusted_proxies;
  options.allowed_origins = settings.allowed_origins;
  const bool secure = !settings.certificate_file.empty();
  options.on_refusal = [&metrics, secure](http::Response& response) {
    http::add_security_headers(response, secure);
    metrics
        .counter("waymark_http_refusals_total", "Answered before any route was asked.",
                 "status=\"" + std::to_string(response.status) + "\"")
        .add();
  };
  return options;
}

std::string public_url(const ServerSettings& settings) {
  if (!settings.public_url.empty()) return settings.public_url;
  const std::string scheme = settings.certificate_file.empty() ? "http" : "https";
  return scheme + "://localhost:" + std::to_string(settings.port);
}

}  // namespace

struct Service::State {
  explicit State(const Settings& settings)
      : foundation(settings),
        nodes(foundation),
        identity(foundation, nodes.clock(), settings, public_url(settings.server)),
        product(foundation, nodes, identity, settings, public_url(settings.server)),
        work(foundation, nodes, identity, product),
        edges(foundation, identity, product, settings),
        operators(foundation, identity, product),
        backups(settings.backup.destination.empty()
                    ? nullptr
                    : std::make_unique<Backups>(settings, foundation)),
        // The last of all: a server takes the routes as they are when it is made.
        server(server_options(settings.server, foundation.metrics), edges.router,
               foundation.reactors) {
    if (!backups) return;
    product.media.watched.on_put(
        [kept = backups.get()](const std::string& key) { kept->note_picture(key); });
  }

  std::vector<Executor> executors() {
    std::vector<Executor> all;
    for (std::size_t i = 0; i < foundation.reactors.size(); ++i)
      all.push_back(foundation.reactors[i].executor());
    return all;
  }

  Task<void> start() {
    co_await store::forget_copy(foundation.store);
    co_await identity.keys.load();
    co_await identity.revoked.load();
    co_await product.safety.suspensions.load();
    co_await product.start(executors());
    co_await work.start(executors());
    start_backups();
  }

  /// The embedded store belongs to this process alone, and so does the socket in its folder.
  void start_backups() {
    if (!foundation.engine->journal()) return;
    const Executor reactor = foundation.reactors[0].executor();
    if (backups) backups->start(reactor);
    control.emplace(foundation.folder, reactor,
                    [this](ControlRequest request) { return obey(std::move(request)); });
    control->start();
  }

  Task<ControlAnswer> obey(ControlRequest request) {
    if (request.command != "backup") co_return co_await operators.obey(std::move(request));
    ControlAnswer answer;
    if (!backups) {
      answer.message = "the server runs without backup.destination";
    } else if (request.destination != backups->destination()) {
      answer.message = "the server's backup.destination is " + backups->destination();
    } else {
      const BackupReport report = co_await backups->back_up();
      answer.message = summary(report);
      answer.done = true;
    }
    co_return answer;
  }

  /// Without serving, and without working on what is due.
  Task<ControlAnswer> obey_alone(ControlRequest request) {
    co_await identity.keys.load();
    co_await nodes.start_writing();
    QueueEngines& engines = product.queues.engines();
    ControlAnswer answer;
    std::exception_ptr failure;
    try {
      if (is_queue_command(request.command)) co_await reach(engines);
      answer = co_await operators.obey(std::move(request));
    } catch (...) {
      failure = std::current_exception();
    }
    if (engines.reached()) co_await engines.leave();
    co_await nodes.stop_writing();
    if (failure) std::rethrow_exception(failure);
    co_return answer;
  }

  /// The queues on the store can be looked after while the service is out of reach.
  static Task<void> reach(QueueEngines& engines) {
    try {
      co_await engines.reach();
    } catch (const Error& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
  }

  Task<void> stop() {
    co_await edges.engine.stop();
    if (control) co_await control->stop();
    co_await work.stop();
    co_await product.stop();
    if (backups) co_await backups->stop();
  }

  Foundation foundation;
  Nodes nodes;
  Identity identity;
  Product product;
  Work work;
  Edges edges;
  Operator operators;
  std::unique_ptr<Backups> backups;
  std::optional<ControlSocket> control;  // lives on the first reactor
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

ControlAnswer Service::obey(const ControlRequest& request) {
  state_->foundation.reactors.start();
  return run_on(state_->foundation.reactors[0], state_->obey_alone(request));
}

std::uint16_t Service::port() const {
  return state_->server.port();
}
std::vector<std::string> Service::routes() const {
  return state_->edges.router.routes();
}

}  // namespace waymark::app
