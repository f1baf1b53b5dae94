// A connection that becomes a WebSocket.
#include <boost/asio/this_coro.hpp>

#include "platform/http/connection.h"
#include "platform/http/problem.h"
#include "platform/http/web_socket_handshake.h"
#include "platform/http/web_socket_session.h"

namespace waymark::http {

std::optional<Response> Connection::refuse_web_socket(const RequestContext& context,
                                                      std::string& accept) {
  if (!may_open(request_, shard_.options.allowed_origins))
    return problem(Error(ErrorCode::forbidden, "error.forbidden", "origin"), context);
  if (parser_->has_body()) return protocol_problem(400, context);
  auto accepted = accept_web_socket(request_);
  if (!accepted || parser_->http_1_0()) {
    Response response = protocol_problem(426, context);
    response.headers.add("Sec-WebSocket-Version", "13");
    response.headers.add("Upgrade", "websocket");
    return response;
  }
  accept = std::move(*accepted);
  return std::nullopt;
}

Task<void> Connection::run_web_socket(std::unique_ptr<Upgrade> upgrade) {
  const WebSocketRoute& route = *upgrade->route;
  RequestContext& context = upgrade->context;
  const std::string subprotocol = choose_subprotocol(request_, route.subprotocols);
  out_ =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
      "Upgrade\r\nSec-WebSocket-Accept: " +
      upgrade->accept + "\r\n";
  if (!subprotocol.empty()) out_ += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
  out_ += "\r\n";
  std::string_view head[] = {out_};
  if (!co_await write(head)) co_return;
  io_timeout_.disarm();
  handler_timeout_.disarm();

  WebSocketLimits limits;
  limits.ping_interval = shard_.options.web_socket_ping;
  WebSocketSession session(transport_, shard_.reactor.timeouts(), limits, subprotocol,
                           std::string(input_.view()), shard_.scratch);
  // Idle sockets are many: nothing of HTTP is kept.
  input_ = InputBuffer(0);
  out_ = std::string();
  parser_.reset();
  web_socket_ = &session;
  if (shard_.draining) session.close(close_code::kGoingAway, "");
  std::exception_ptr failure;
  try {
    co_await route.handler(session, request_, context);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure && to_error(failure, context).code() == ErrorCode::internal)
    session.close(close_code::kInternalError, "");
  co_await session.finish();
  web_socket_ = nullptr;
}

}  // namespace waymark::http
