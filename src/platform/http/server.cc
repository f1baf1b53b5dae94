#include "platform/http/server.h"

#include <atomic>
#include <future>
#include <optional>

#include "base/random.h"
#include "platform/http/connection.h"
#include "platform/http/listener.h"
#include "platform/http/router_tree.h"
#include "platform/http/tls.h"

namespace waymark::http {

struct Server::State {
  State(ServerOptions server_options, const Router& its_router, const Router::Tree& tree,
        runtime::Reactors& its_reactors)
      : options(std::move(server_options)),
        router(its_router),
        routes(tree),
        reactors(its_reactors) {}

  ServerOptions options;
  TrustedProxies proxies{options.trusted_proxies};
  SystemRandom random;
  const Router& router;
  const Router::Tree& routes;
  runtime::Reactors& reactors;
  std::optional<boost::asio::ssl::context> tls;
  std::atomic<std::size_t> connections{0};
  std::vector<std::unique_ptr<Listener>> listeners;
  std::uint16_t port = 0;
};

Server::Server(ServerOptions options, const Router& router, runtime::Reactors& reactors) {
  router.tree_->wrap_all();
  state_ = std::make_unique<State>(std::move(options), router, *router.tree_, reactors);
}

Server::~Server() {
  stop();
}

void Server::start() {
  State& state = *state_;
  if (!state.options.certificate_file.empty())
    state.tls.emplace(server_tls(state.options.certificate_file, state.options.private_key_file));
  boost::asio::ssl::context* tls = state.tls ? &*state.tls : nullptr;
  state.port = state.options.port;
  if (state.port != 0) require_free(state.options.address, state.port);
  for (std::size_t i = 0; i < state.reactors.size(); ++i) {
    state.listeners.push_back(std::make_unique<Listener>(state.options, state.proxies, state.routes,
                                                         state.reactors[i], tls, state.random,
                                                         state.connections));
    state.port = state.listeners.back()->listen(state.port);
  }
  for (const auto& listener : state.listeners) listener->start();
}

void Server::stop() {
  std::vector<std::future<void>> ended;
  for (const auto& listener : state_->listeners) ended.push_back(listener->stop());
  for (std::future<void>& end : ended) end.wait();
  state_->listeners.clear();
}

std::size_t Server::connections() const {
  return state_->connections.load(std::memory_order_relaxed);
}

std::uint16_t Server::port() const {
  return state_->port;
}

}  // namespace waymark::http
