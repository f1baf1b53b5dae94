#include "platform/graphql/transport.h"

#include <algorithm>
#include <utility>

#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/graphql/explorer.h"
#include "platform/graphql/parameters.h"
#include "platform/graphql/sse_transport.h"
#include "platform/graphql/ws_transport.h"

namespace waymark::graphql {
namespace {

http::Response respond(Answer answer, std::string body, unsigned status) {
  http::Response response;
  response.status = status;
  response.headers.set("Content-Type", std::string(content_type(answer)));
  response.body = std::move(body);
  return response;
}

/// A fault of the HTTP request itself, told in GraphQL's form.
http::Response fault(Answer answer, const Error& error, const RequestContext& context) {
  const Refusal refusal = refuse(std::make_exception_ptr(error), context);
  return respond(answer, refusal.body(), http_status(error.code()));
}

bool reads_only(http::Method method) {
  return method != http::Method::post;
}

/// Under an Idempotency-Key one thing is done or not done: of several fields, some might be.
bool can_be_done_once(const http::Request& request, const Prepared& prepared) {
  return prepared.kind() != ast::OperationKind::mutation ||
         prepared.plan().root->fields.size() <= 1 || !request.headers.find("idempotency-key");
}

}  // namespace

Transport::Transport(Engine& engine, const Clock& clock, Authenticate authenticate,
                     TransportOptions options)
    : engine_(engine),
      clock_(clock),
      authenticate_(std::move(authenticate)),
      options_(std::move(options)),
      persisted_(options_.persisted) {}

void Transport::mount(http::Router& router) {
  http::RouteOptions route;
  route.timeout = options_.timeout;
  const auto handler = [this](http::Request& request, RequestContext& context) {
    return answer(request, context);
  };
  router.add(http::Method::get, options_.path, handler, route);
  router.add(http::Method::post, options_.path, handler, route);
  router.add_web_socket(
      options_.path, {std::string(kSubprotocol)},
      [this](http::WebSocket& socket, http::Request& request, RequestContext& context) {
        return serve(socket, request, context);
      });
  if (options_.explorer) mount_explorer(router, options_.path);
}

Task<http::Response> Transport::answer(http::Request& request, RequestContext& context) {
  const bool page = options_.explorer && reads_only(request.method) && !request.query("query");
  const auto answer = negotiate(request.headers.find("accept"), page);
  if (!answer) {
    http::Response response = http::Response::empty(406);
    response.headers.set("Vary", "Accept");
    co_return response;
  }
  if (*answer == Answer::html) co_return explorer_page();
  context.deadline =
      std::min(context.deadline, std::chrono::steady_clock::now() + options_.timeout);
  http::Response response = co_await run(request, context, *answer);
  response.headers.set("Vary", "Accept");
  co_return response;
}

Task<http::Response> Transport::run(http::Request& request, RequestContext& context,
                                    Answer answer) {
  const Answer problems = answer == Answer::event_stream ? Answer::graphql_response : answer;
  std::optional<Parameters> parameters;
  std::optional<http::Response> wrong;
  try {
    parameters = parameters_of(request);
    if (auto unknown = persisted_.resolve(*parameters)) {
      wrong = respond(problems, unknown->refusal.body(), unknown->status);
      wrong->headers.set("Cache-Control", "private, no-store");
    } else if (!parameters->has_query) {
      throw Error::invalid("query", "error.required");
    }
  } catch (const Error& error) {
    wrong = fault(problems, error, context);
  }
  if (wrong) co_return std::move(*wrong);

  auto prepared = engine_.prepare(parameters->request, context);
  const Prepared* ready = std::get_if<Prepared>(&prepared);
  if (ready != nullptr && reads_only(request.method) &&
      ready->kind() == ast::OperationKind::mutation) {
    const Error error(ErrorCode::method_not_allowed, "error.method_not_allowed");
    http::Response response = fault(problems, error, context);
    response.headers.set("Allow", "POST");
    co_return response;
  }
  if (ready != nullptr && !can_be_done_once(request, *ready)) {
    const Error error = Error::invalid("query", "error.idempotency.one_mutation");
    co_return fault(problems, error, context);
  }
  if (answer == Answer::event_stream) co_return stream(std::move(prepared), context);
  if (ready == nullptr) co_return refused(std::get<Refusal>(prepared), answer, context);
  if (ready->kind() == ast::OperationKind::subscription) {
    const Error error(ErrorCode::invalid_input, "error.subscription_transport");
    co_return fault(problems, error, context);
  }
  std::string body = co_await engine_.execute(*ready, context);
  co_return respond(answer, std::move(body), 200);
}

http::Response Transport::refused(const Refusal& refusal, Answer answer, RequestContext&) const {
  return respond(answer, refusal.body(), answer == Answer::json ? 200 : 400);
}

http::Response Transport::stream(std::variant<Prepared, Refusal> prepared,
                                 RequestContext& context) {
  http::Response response;
  response.headers.set("Content-Type", std::string(content_type(Answer::event_stream)));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");  // proxies pass events on at once
  response.body =
      event_stream(engine_, connections_, std::move(prepared), context, options_.heartbeat);
  return response;
}

Task<void> Transport::serve(http::WebSocket& socket, http::Request& request,
                            RequestContext& context) {
  request = http::Request();  // idle sockets are many: nothing of it is kept
  WsOptions options;
  options.timeout = options_.timeout;
  options.init_timeout = options_.init_timeout;
  options.operations = options_.socket_operations;
  const Executor executor = co_await boost::asio::this_coro::executor;
  WsSession session(engine_, clock_, authenticate_, options, executor, socket, context);
  connections_.enter(executor, session);
  co_await session.run();
}

void Transport::end_all_of(UserId user, const Error& why) {
  connections_.end_all_of(user, std::make_exception_ptr(why));
}

}  // namespace waymark::graphql
