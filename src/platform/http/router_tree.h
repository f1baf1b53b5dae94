// How the router finds a handler: a tree of path segments, walked without allocating.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/router.h"

namespace waymark::http {

inline constexpr std::size_t kMethods = static_cast<std::size_t>(Method::other);
inline constexpr std::size_t kMaxPathParameters = 8;

struct Route {
  std::string pattern;
  std::vector<std::string> parameters;
  Handler handler;  // as added
  Handler wrapped;  // within all middleware
  RouteOptions options;
};

struct WebSocketRoute {
  std::string pattern;
  std::vector<std::string> parameters;
  std::vector<std::string> subprotocols;  // in order of preference
  WebSocketHandler handler;
};

/// What a path leads to. `captured` are views of the path as sent, still percent-encoded.
struct Router::Match {
  const std::array<std::unique_ptr<Route>, kMethods>* routes = nullptr;  // null: no such path
  const WebSocketRoute* web_socket = nullptr;
  std::array<std::string_view, kMaxPathParameters> captured;
  std::size_t captures = 0;

  /// The route of this method; GET's for HEAD. Null when there is none.
  const Route* route(Method method) const;
  /// "GET, HEAD, OPTIONS", for Allow.
  std::string allowed() const;
};

struct Router::Tree {
  struct Node {
    std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> rest;
    std::array<std::unique_ptr<Route>, kMethods> routes;
    std::unique_ptr<WebSocketRoute> web_socket;
    bool answers() const;
  };

  void add(Method method, std::string pattern, Handler handler, RouteOptions options);
  void add_web_socket(std::string pattern, std::vector<std::string> subprotocols,
                      WebSocketHandler handler);
  /// Puts the middleware around every handler. To be called once all are known, and again when that
  /// changes.
  void wrap_all();
  /// `path` begins with '/' and has no query.
  Match find(std::string_view path) const;

  Node root;
  std::vector<Middleware> middleware;
  std::vector<std::string> names;  // "GET /quests/{id}"
  Handler not_found;               // wrapped
  Handler method_not_allowed;      // wrapped
  Handler options_list;            // wrapped; the server adds Allow
};

}  // namespace waymark::http
