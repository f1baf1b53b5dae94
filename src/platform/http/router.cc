#include "platform/http/router.h"

#include <algorithm>
#include <stdexcept>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/http/field_text.h"
#include "platform/http/router_tree.h"

namespace waymark::http {
namespace {

using Node = Router::Tree::Node;

std::logic_error wrong(const std::string& pattern, const char* why) {
  return std::logic_error("route " + pattern + ": " + why);
}

Node& child(std::unique_ptr<Node>& slot) {
  if (!slot) slot = std::make_unique<Node>();
  return *slot;
}

Node& literal_child(Node& node, std::string_view segment) {
  for (auto& [text, next] : node.literals)
    if (text == segment) return *next;
  return *node.literals.emplace_back(segment, std::make_unique<Node>()).second;
}

/// The node of a pattern, made when it is new; the names of its parameters go into `parameters`.
Node& grow(Node& root, const std::string& pattern, std::vector<std::string>& parameters) {
  if (!pattern.starts_with('/')) throw wrong(pattern, "does not begin with a slash");
  Node* node = &root;
  std::string_view rest = std::string_view(pattern).substr(1);
  bool last = false;
  while (!last) {
    last = rest.find('/') == rest.npos;
    const std::string_view segment = take_until(rest, '/');
    if (!segment.starts_with('{')) {
      node = &literal_child(*node, segment);
      continue;
    }
    const bool takes_all = segment.ends_with("*}");
    if (!segment.ends_with('}') || segment.size() < (takes_all ? 4 : 3))
      throw wrong(pattern, "has a broken parameter");
    if (takes_all && !last) throw wrong(pattern, "goes on after a parameter that takes all");
    parameters.emplace_back(segment.substr(1, segment.size() - (takes_all ? 3 : 2)));
    if (parameters.size() > kMaxPathParameters) throw wrong(pattern, "has too many parameters");
    node = &child(takes_all ? node->rest : node->parameter);
  }
  return *node;
}

/// Whether a segment as sent, which may be percent-encoded, is this literal.
bool segment_is(std::string_view segment, const std::string& literal) {
  if (segment == literal) return true;
  return segment.find('%') != segment.npos && percent_decode(segment) == literal;
}

bool walk(const Node& node, std::string_view rest, bool ended, Router::Match& match) {
  if (ended) {
    if (!node.answers()) return false;
    match.routes = &node.routes;
    match.web_socket = node.web_socket.get();
    return true;
  }
  const std::string_view all = rest;
  const bool last = rest.find('/') == rest.npos;
  const std::string_view segment = take_until(rest, '/');
  for (const auto& [text, next] : node.literals)
    if (segment_is(segment, text) && walk(*next, rest, last, match)) return true;
  const std::size_t captures = match.captures;
  const auto capture = [&](std::string_view value) {
    match.captures = captures;
    match.captured[match.captures++] = value;
  };
  if (node.parameter && !segment.empty()) {
    capture(segment);
    if (walk(*node.parameter, rest, last, match)) return true;
  }
  if (node.rest) {
    capture(all);
    if (walk(*node.rest, {}, true, match)) return true;
  }
  match.captures = captures;
  return false;
}

void wrap_below(Node& node, const auto& wrap) {
  for (auto& route : node.routes)
    if (route) route->wrapped = wrap(route->handler);
  for (auto& [text, next] : node.literals) wrap_below(*next, wrap);
  if (node.parameter) wrap_below(*node.parameter, wrap);
  if (node.rest) wrap_below(*node.rest, wrap);
}

Task<Response> answer_not_found(Request&, RequestContext&) {
  throw Error::not_found("resource");
  co_return Response();
}

Task<Response> answer_method_not_allowed(Request&, RequestContext&) {
  throw Error(ErrorCode::method_not_allowed, "error.method_not_allowed");
  co_return Response();
}

Task<Response> answer_options(Request&, RequestContext&) {
  co_return Response::empty();
}

}  // namespace

const Route* Router::Match::route(Method method) const {
  if (method == Method::other) return nullptr;
  const Route* found = (*routes)[static_cast<std::size_t>(method)].get();
  if (!found && method == Method::head)
    found = (*routes)[static_cast<std::size_t>(Method::get)].get();
  return found;
}

std::string Router::Match::allowed() const {
  std::string list;
  for (std::size_t i = 0; i < kMethods; ++i) {
    const auto method = static_cast<Method>(i);
    if (!route(method) && method != Method::options && !(method == Method::get && web_socket))
      continue;
    if (!list.empty()) list += ", ";
    list += to_string(method);
  }
  return list;
}

bool Router::Tree::Node::answers() const {
  return web_socket ||
         std::ranges::any_of(routes, [](const auto& route) { return route != nullptr; });
}

void Router::Tree::add(Method method, std::string pattern, Handler handler, RouteOptions options) {
  if (method == Method::other || method == Method::head)
    throw wrong(pattern, "a route needs a method of its own; HEAD is answered by GET's");
  auto route = std::make_unique<Route>();
  auto& slot = grow(root, pattern, route->parameters).routes[static_cast<std::size_t>(method)];
  if (slot) throw wrong(pattern, "has the same method and shape as another");
  names.push_back(std::string(to_string(method)) + " " + pattern);
  route->pattern = std::move(pattern);
  route->handler = std::move(handler);
  route->options = options;
  slot = std::move(route);
}

void Router::Tree::add_web_socket(std::string pattern, std::vector<std::string> subprotocols,
                                  WebSocketHandler handler) {
  auto route = std::make_unique<WebSocketRoute>();
  auto& slot = grow(root, pattern, route->parameters).web_socket;
  if (slot) throw wrong(pattern, "has the same shape as another WebSocket");
  route->pattern = std::move(pattern);
  route->subprotocols = std::move(subprotocols);
  route->handler = std::move(handler);
  slot = std::move(route);
}

void Router::Tree::wrap_all() {
  const auto wrap = [this](Handler handler) {
    for (auto it = middleware.rbegin(); it != middleware.rend(); ++it)
      handler = [around = *it, next = std::move(handler)](Request& request,
                                                          RequestContext& context) {
        return around(request, context, next);
      };
    return handler;
  };
  wrap_below(root, wrap);
  not_found = wrap(answer_not_found);
  method_not_allowed = wrap(answer_method_not_allowed);
  options_list = wrap(answer_options);
}

Router::Match Router::Tree::find(std::string_view path) const {
  Match match;
  if (path.starts_with('/')) walk(root, path.substr(1), false, match);
  return match;
}

Router::Router() : tree_(std::make_unique<Tree>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string pattern, Handler handler, RouteOptions options) {
  tree_->add(method, std::move(pattern), std::move(handler), options);
}

void Router::add_web_socket(std::string pattern, std::vector<std::string> subprotocols,
                            WebSocketHandler handler) {
  tree_->add_web_socket(std::move(pattern), std::move(subprotocols), std::move(handler));
}

void Router::use(Middleware middleware) {
  tree_->middleware.push_back(std::move(middleware));
}

std::vector<std::string> Router::routes() const {
  return tree_->names;
}

}  // namespace waymark::http
