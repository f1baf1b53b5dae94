// One WebSocket that speaks graphql-transport-ws.
//
// An identity comes with the upgrade request or with `connection_init`; when its token expires the
// socket is closed with 4403, so that the client comes back with a fresh one. Whose account is locked meanwhile gets 4423. A client that wants
// to stay sends the new token ahead of time: ping{payload: {authorization: …}}. The server sends no
// pings of its own here: those of the WebSocket itself find out who has gone.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/cancellation_signal.hpp>

#include "base/request_context.h"
#include "base/time.h"
#include "platform/graphql/connections.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/gathering.h"
#include "platform/graphql/transport.h"
#include "platform/graphql/ws_message.h"
#include "platform/graphql/ws_operation.h"
#include "platform/http/web_socket.h"

namespace waymark::graphql {

inline constexpr std::string_view kSubprotocol = "graphql-transport-ws";

struct WsOptions {
  std::chrono::milliseconds timeout{30'000};  // of a query or mutation
  std::chrono::milliseconds init_timeout{3'000};
  std::size_t operations = 100;  // at the same time
};

/// Lives in its handler's frame, on the socket's reactor.
class WsSession final : private WsOperations, public Connected {
 public:
  WsSession(Engine& engine, const Clock& clock, const Authenticate& authenticate, WsOptions options,
            const Executor& executor, http::WebSocket& socket, RequestContext& context);
  WsSession(const WsSession&) = delete;
  WsSession& operator=(const WsSession&) = delete;

  /// Returns when the socket is closed and all its operations have ended.
  Task<void> run();

  bool is_of(UserId user) const override;
  /// Closes with 4423 and what the error says.
  void end(const std::exception_ptr& why) override;

 private:
  using Signal = std::shared_ptr<boost::asio::cancellation_signal>;

  Task<void> receive_all();
  Task<void> handle(ws::ClientMessage message);
  Task<void> init(ws::ConnectionInit message);
  Task<void> renew(boost::json::object payload);
  Task<bool> authenticate(boost::json::object payload);
  void subscribe(ws::Subscribe message);
  void complete(const std::string& id);
  void close(ws::Close code, std::string_view reason);

  Task<void> operate(WsOperationPtr operation, Parameters parameters);
  Task<void> operate_on(WsOperation& operation, const Parameters& parameters,
                        RequestContext& context);
  Task<void> follow(WsOperation& operation, const Prepared& prepared, RequestContext& context);
  Task<void> send_events(WsOperation& operation, const Prepared& prepared, RequestContext& context);
  void on_end(WsOperation& operation, const std::exception_ptr& failure) override;
  WsOperationPtr find(std::string_view opening) const;
  void remove(const WsOperation& operation);

  void look();
  void look_later();
  void look_anew();
  std::optional<std::chrono::milliseconds> next_look() const;
  bool expired() const;
  void spawn(Task<void> child, Signal stop);
  Task<void> stop_children();

  Engine& engine_;
  const Clock& clock_;
  const Authenticate& authenticate_;
  WsOptions options_;
  http::WebSocket& socket_;
  RequestContext& context_;
  std::vector<WsOperationPtr> operations_;
  bool init_came_ = false;
  bool acknowledged_ = false;
  bool closing_ = false;
  bool looking_ = false;
  Timer look_;             // when to look at the clock again
  Timer* bell_ = nullptr;  // rung when a child ends, while somebody waits for that
  std::size_t children_ = 0;
};

}  // namespace waymark::graphql
