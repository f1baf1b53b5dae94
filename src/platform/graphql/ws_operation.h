// One operation of a WebSocket.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/cancellation_signal.hpp>

#include "platform/graphql/feed.h"
#include "platform/graphql/ws_message.h"
#include "platform/http/web_socket.h"

namespace waymark::graphql {

class WsOperation;

/// Whom an operation tells of its end.
class WsOperations {
 public:
  virtual void on_end(WsOperation& operation, const std::exception_ptr& failure) = 0;

 protected:
  ~WsOperations() = default;
};

/// A query or mutation that runs, or a subscription. One that follows a feed is nothing but this
/// object while no event comes. Lives on the socket's reactor.
class WsOperation final : public FeedMember {
 public:
  WsOperation(WsOperations& all, http::WebSocket& socket, std::string_view id);
  ~WsOperation() override { leave(); }

  /// `{"id":"…"`, by which operations are told apart.
  std::string_view opening() const {
    return std::string_view(next_).substr(0, next_.size() - ws::kNext.size());
  }
  void send_next(const ResponsePtr& response);
  void send_errors(std::string_view errors);
  void send_complete();
  /// The client has no ear for it any more: ends what runs, sends nothing.
  void silence();

  std::shared_ptr<boost::asio::cancellation_signal> stop;  // of the coroutine that runs, if any

 private:
  void on_event(const ResponsePtr& response) override { send_next(response); }
  void on_end(const std::exception_ptr& failure) override { all_.on_end(*this, failure); }

  WsOperations& all_;
  http::WebSocket& socket_;
  std::string next_;  // what `next` messages begin with
  bool silent_ = false;
};
using WsOperationPtr = std::shared_ptr<WsOperation>;

}  // namespace waymark::graphql
