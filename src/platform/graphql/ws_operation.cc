#include "platform/graphql/ws_operation.h"

namespace waymark::graphql {

WsOperation::WsOperation(WsOperations& all, http::WebSocket& socket, std::string_view id)
    : all_(all), socket_(socket), next_(ws::opening(id)) {
  next_.reserve(next_.size() + ws::kNext.size());
  next_ += ws::kNext;
}

void WsOperation::send_next(const ResponsePtr& response) {
  if (!silent_) socket_.send_around(next_, response, "}");
}

void WsOperation::send_errors(std::string_view errors) {
  if (!silent_) socket_.send(ws::error(opening(), errors));
}

void WsOperation::send_complete() {
  if (!silent_) socket_.send(ws::complete(opening()));
}

void WsOperation::silence() {
  silent_ = true;
  leave();
  if (stop) stop->emit(boost::asio::cancellation_type::terminal);
}

}  // namespace waymark::graphql
