// One client's connection, from accept to close: requests in, responses out, in order.
//
// Lives on the reactor that accepted it and is owned by its shard. Everything happens in one
// coroutine, run(); a handler is awaited by it, and ended by cancelling it. Time-outs are entries
// of the reactor's wheel.
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/cancellation_signal.hpp>

#include "base/error.h"
#include "platform/http/input_buffer.h"
#include "platform/http/request_parser.h"
#include "platform/http/response_head.h"
#include "platform/http/router_tree.h"
#include "platform/http/server.h"
#include "platform/http/trace_context.h"
#include "platform/http/transport.h"
#include "platform/http/trusted_proxies.h"
#include "platform/runtime/timeouts.h"

namespace waymark::http {

class Connection;
class WebSocketSession;

/// What the connections of one reactor share.
struct Shard {
  Shard(const ServerOptions& server_options, const TrustedProxies& trusted,
        const Router::Tree& router, runtime::Reactor& its_reactor,
        boost::asio::ssl::context* its_tls, Random& random)
      : options(server_options),
        proxies(trusted),
        routes(router),
        reactor(its_reactor),
        tls(its_tls),
        traces(random),
        scratch(64 * 1024) {}

  const ServerOptions& options;
  const TrustedProxies& proxies;
  const Router::Tree& routes;
  runtime::Reactor& reactor;
  boost::asio::ssl::context* tls;  // null: plain TCP
  DateCache date;
  TraceIds traces;
  std::vector<char> scratch;  // WebSockets receive into it
  std::list<Connection> connections;
  bool draining = false;
};

class Connection {
 public:
  Connection(Shard& shard, TcpSocket socket, std::string peer_address);

  /// Serves until the connection ends. Closes it.
  Task<void> run();
  /// What run() is to be spawned with.
  boost::asio::cancellation_slot slot() { return cancellation_.slot(); }
  /// Ends when nothing is under way: at once, or after the response that is being made.
  void drain();
  /// Ends now.
  void cut();

 private:
  class Upload;
  class Download;
  /// What the connection waits for, and so what a time-out means.
  enum class Waiting : std::uint8_t { nothing, request, head, body, write };
  enum class BodyProgress : std::uint8_t { some, end, malformed, too_large, too_slow, lost };

  Task<void> serve();
  Task<bool> receive_head();
  Task<bool> answer();
  Task<Response> respond(const Router::Match& match, RequestContext& context);
  Task<Response> take_and_handle(const Route& route, RequestContext& context);
  Task<Response> handle(const Handler& handler, RequestContext& context,
                        std::chrono::milliseconds timeout);
  /// Some more of the body, appended to `sink`, at most `limit` in all.
  Task<BodyProgress> pull_body(std::string& sink, std::uint64_t limit);
  Error body_error(BodyProgress progress, std::uint64_t limit) const;
  void start_body();
  /// Answers with a status of the protocol and ends the connection.
  Task<void> refuse(unsigned status);
  Response refused(Response response) const;
  Task<bool> send(Response& response);
  Task<bool> send_stream(const Response& response, const StreamedBody& body);
  /// All of the pieces; false when the connection is lost or too slow.
  Task<bool> write(std::span<std::string_view> pieces);
  /// Reads into the input buffer; false at the end, on an error, on a time-out.
  Task<bool> fill();
  Task<void> finish();

  /// nullopt, and the key to accept with; otherwise the refusal.
  std::optional<Response> refuse_web_socket(const RequestContext& context, std::string& accept);
  /// What was agreed on, until the frames of the request's coroutines are gone.
  struct Upgrade {
    const WebSocketRoute* route;
    RequestContext context;
    std::string accept;
  };
  Task<void> run_web_socket(std::unique_ptr<Upgrade> upgrade);

  RequestContext make_context();
  /// Decodes what the path's parameters captured.
  void note_path(const Router::Match& match, const std::vector<std::string>& names);
  void wait_for(Waiting what, std::chrono::milliseconds at_most);
  void on_timeout();
  void watch_for_hang_up();
  Framing framing_of(BodyKind kind, std::uint64_t length) const;

  Shard& shard_;
  Transport transport_;
  std::string peer_address_;
  boost::asio::cancellation_signal cancellation_;
  runtime::Timeout io_timeout_;
  runtime::Timeout handler_timeout_;
  Waiting waiting_ = Waiting::nothing;
  bool timed_out_ = false;  // the wait that has just ended
  bool handler_cancelled_ = false;
  bool keep_alive_ = true;
  bool first_request_ = true;
  bool unread_input_ = false;      // close politely: the client may still be sending
  bool streaming_events_ = false;  // an event stream has no end of its own; drain() ends it
  bool continue_sent_ = false;
  std::chrono::steady_clock::time_point body_start_;
  InputBuffer input_;
  std::string out_;
  Request request_;
  Trace trace_;  // of the request, echoed in its response
  std::optional<RequestParser> parser_;
  std::unique_ptr<Upgrade> upgrade_;
  WebSocketSession* web_socket_ = nullptr;  // while it is one
  std::shared_ptr<Connection*> watcher_;    // of a hang-up; gone when nobody listens any more
};

}  // namespace waymark::http
