// Which handler answers which request, and what surrounds them.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"
#include "platform/http/web_socket.h"

namespace waymark::http {

/// A coroutine that answers. Request and context live until it has returned.
using Handler = std::function<Task<Response>(Request&, RequestContext&)>;
/// Calls `next` or answers itself. Middleware of the router wraps every handler, first added
/// outermost.
using Middleware = std::function<Task<Response>(Request&, RequestContext&, const Handler& next)>;
/// Runs a WebSocket from upgrade to close. The principal may come later (connection_init), so it is
/// the handler's.
using WebSocketHandler = std::function<Task<void>(WebSocket&, Request&, RequestContext&)>;

struct RouteOptions {
  std::size_t body_limit = 1 << 20;           // bytes; past it 413
  bool streamed = false;                      // hand the body over as it comes
  std::chrono::milliseconds timeout{30'000};  // of the handler: 504
};

class Router {
 public:
  /// `pattern`: "/quests/{id}/cancel"; a literal segment wins over a parameter; a last `{rest*}`
  /// takes all that is left. HEAD is answered by GET's handler, OPTIONS by the list of methods; an
  /// unknown method is 405 with Allow. Two routes of the same method and shape: std::logic_error at
  /// start.
  void add(Method method, std::string pattern, Handler handler,
           RouteOptions options = RouteOptions());
  void add_web_socket(std::string pattern, std::vector<std::string> subprotocols,
                      WebSocketHandler handler);
  void use(Middleware middleware);

  /// All routes as "GET /quests/{id}", for the OpenAPI check.
  std::vector<std::string> routes() const;

  // For the server (router_tree.h).
  struct Match;
  struct Tree;
  Router();
  ~Router();

 private:
  friend class Server;
  std::unique_ptr<Tree> tree_;
};

}  // namespace waymark::http
