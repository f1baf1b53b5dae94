// One WebSocket that speaks graphql-transport-ws.
//
// An identity comes with the upgrade request or with `connection_init`; when its token expires the
// socket is closed with 4403, so that the client comes back with a fresh one. A client that wants
// to stay sends the new token ahead of time: ping{payload: {authorization: …}}.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/cancellation_signal.hpp>

#include "base/request_context.h"
#include "base/time.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/gathering.h"
#include "platform/graphql/transport.h"
#include "platform/graphql/ws_message.h"
#include "platform/http/web_socket.h"

namespace waymark::graphql {

inline constexpr std::string_view kSubprotocol = "graphql-transport-ws";

struct WsOptions {
  std::chrono::milliseconds timeout{30'000};  // of a query or mutation
  std::chrono::milliseconds init_timeout{3'000};
  std::chrono::milliseconds ping_interval{12'000};
  std::size_t operations = 100;  // at the same time
};

/// Lives in its handler's frame, on the socket's reactor.
class WsSession {
 public:
  WsSession(Engine& engine, const Clock& clock, const Authenticate& authenticate, WsOptions options,
            http::WebSocket& socket, RequestContext& context);
  WsSession(const WsSession&) = delete;
  WsSession& operator=(const WsSession&) = delete;

  /// Returns when the socket is closed and all its operations have ended.
  Task<void> run();

 private:
  struct Operation {
    std::string id;
    boost::asio::cancellation_signal stop;
    bool silent = false;  // the client has no ear for it any more
  };
  using OperationPtr = std::shared_ptr<Operation>;

  Task<void> receive_all();
  Task<void> handle(ws::ClientMessage message);
  Task<void> init(ws::ConnectionInit message);
  Task<void> renew(boost::json::object payload);
  Task<bool> authenticate(boost::json::object payload);
  void subscribe(ws::Subscribe message);
  void complete(const std::string& id);
  void close(ws::Close code, std::string_view reason);

  Task<void> operate(OperationPtr operation, Parameters parameters);
  Task<void> operate_on(const Operation& operation, const Parameters& parameters,
                        RequestContext& context);
  Task<void> send_events(const Operation& operation, const Prepared& prepared,
                         RequestContext& context);
  void send(const Operation& operation, ws::Frame frame);

  Task<void> watch();
  std::chrono::steady_clock::time_point next_look() const;
  bool expired() const;
  void spawn(Task<void> child, boost::asio::cancellation_signal& stop, OperationPtr owner);
  Task<void> stop_children();

  Engine& engine_;
  const Clock& clock_;
  const Authenticate& authenticate_;
  WsOptions options_;
  http::WebSocket& socket_;
  RequestContext& context_;
  std::map<std::string, OperationPtr> operations_;
  std::vector<OperationPtr> ended_;
  bool init_came_ = false;
  bool acknowledged_ = false;
  bool closing_ = false;
  boost::asio::cancellation_signal stop_watch_;
  std::optional<Timer> look_;  // when to look at the clock again
  std::optional<Timer> bell_;  // rung when a child ends
  std::size_t children_ = 0;
};

}  // namespace waymark::graphql
