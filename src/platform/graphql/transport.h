// How GraphQL is reached at one address: over HTTP, over a WebSocket, by server-sent events.
//
//   Transport transport(engine, clock, authenticate, options);
//   transport.mount(router);                     // GET, POST and WebSocket of /graphql
//
// HTTP: GraphQL over HTTP (draft) with the media types application/graphql-response+json and
// application/json. Syntax errors, invalid documents and wrong variables are answered with 400, or
// with 200 to those who accept only application/json; what ran is 200. GET runs queries only (405).
// Server-sent events: the protocol of graphql-sse, one operation a connection (sse_transport.h).
// WebSocket: graphql-transport-ws (ws_transport.h).
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include <boost/json.hpp>

#include "base/error.h"
#include "base/request_context.h"
#include "base/time.h"
#include "platform/graphql/connections.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/media_type.h"
#include "platform/graphql/persisted.h"
#include "platform/http/message.h"
#include "platform/http/router.h"

namespace waymark::graphql {

/// Proves an identity from the payload of `connection_init` and puts it into the context; leaves
/// the context as it is when the payload names none. Throws Error(unauthenticated) for one that
/// does not hold.
using Authenticate = std::function<Task<void>(boost::json::object payload, RequestContext&)>;

struct TransportOptions {
  std::string path = "/graphql";
  std::chrono::milliseconds timeout{30'000};      // of a query or mutation
  std::chrono::milliseconds init_timeout{3'000};  // of a WebSocket, until connection_init
  std::chrono::milliseconds heartbeat{12'000};    // comments on idle event streams
  std::size_t socket_operations = 100;            // at the same time on one WebSocket
  CacheLimits persisted;
  bool explorer = false;  // the page to try queries in, for development
};

/// Borrows all it is given; must outlive the server.
class Transport {
 public:
  Transport(Engine& engine, const Clock& clock, Authenticate authenticate,
            TransportOptions options = TransportOptions());

  void mount(http::Router& router);

  /// Answers GET and POST.
  Task<http::Response> answer(http::Request& request, RequestContext& context);
  /// Runs a WebSocket to its end.
  Task<void> serve(http::WebSocket& socket, http::Request& request, RequestContext& context);
  /// Ends the sockets and event streams of that person, who is told why: sockets by the code 4423, streams by an error.
  /// Any thread.
  void end_all_of(UserId user, const Error& why);

 private:
  Task<http::Response> run(http::Request& request, RequestContext& context, Answer answer);
  http::Response refused(const Refusal& refusal, Answer answer, RequestContext& context) const;
  http::Response stream(std::variant<Prepared, Refusal> prepared, RequestContext& context);

  Engine& engine_;
  const Clock& clock_;
  Authenticate authenticate_;
  TransportOptions options_;
  PersistedDocuments persisted_;
  Connections connections_;
};

}  // namespace waymark::graphql
