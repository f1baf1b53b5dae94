#include "platform/http/connection.h"

#include <algorithm>

#include <boost/asio/this_coro.hpp>

#include "base/encoding.h"
#include "base/locale.h"
#include "platform/http/field_text.h"
#include "platform/http/problem.h"
#include "platform/http/web_socket_handshake.h"
#include "platform/http/web_socket_session.h"

namespace waymark::http {
namespace {

constexpr std::size_t kMinInput = 4096;
// How long, and for how much, a refused client is listened to, so that it reads the refusal before
// the reset.
constexpr std::chrono::milliseconds kLinger(2'000);
constexpr std::size_t kLingerBytes = 16 << 20;

}  // namespace

Connection::Connection(Shard& shard, TcpSocket socket, std::string peer_address)
    : shard_(shard),
      transport_(std::move(socket), shard.tls),
      peer_address_(std::move(peer_address)),
      io_timeout_(shard.reactor.timeouts(), [this] { on_timeout(); }),
      handler_timeout_(shard.reactor.timeouts(),
                       [this] {
                         handler_cancelled_ = true;
                         cancellation_.emit(boost::asio::cancellation_type::terminal);
                       }),
      input_(std::max(shard.options.header_limit, kMinInput)) {}

void Connection::drain() {
  keep_alive_ = false;
  if (web_socket_) return web_socket_->close(close_code::kGoingAway, "");
  if (waiting_ == Waiting::request) transport_.cancel();
  if (streaming_events_) cancellation_.emit(boost::asio::cancellation_type::terminal);
}

void Connection::cut() {
  keep_alive_ = false;
  transport_.close();
  cancellation_.emit(boost::asio::cancellation_type::terminal);
}

void Connection::wait_for(Waiting what, std::chrono::milliseconds at_most) {
  waiting_ = what;
  timed_out_ = false;
  io_timeout_.arm(at_most);
}

void Connection::on_timeout() {
  if (waiting_ == Waiting::body) {
    const auto past_grace =
        std::chrono::steady_clock::now() - body_start_ - shard_.options.body_grace;
    const double due = std::chrono::duration<double>(past_grace).count() *
                       static_cast<double>(shard_.options.min_body_rate);
    if (static_cast<double>(parser_->body_received()) >= due)
      return io_timeout_.arm(std::chrono::seconds(1));
  }
  if (waiting_ == Waiting::nothing) return;
  timed_out_ = true;
  transport_.cancel();
}

Task<void> Connection::run() {
  try {
    co_await serve();
    if (upgrade_) co_await run_web_socket(std::move(upgrade_));
  } catch (...) {
    // Cut, or cancelled while going down: there is nobody to tell. to_error logs anything else.
    RequestContext context;
    context.trace = trace_;
    to_error(std::current_exception(), context);
  }
  io_timeout_.disarm();
  transport_.close();
}

Task<void> Connection::serve() {
  wait_for(Waiting::head, shard_.options.header_timeout);
  const auto [error, ignored] = co_await transport_.handshake();
  if (error) co_return;
  while (co_await receive_head())
    if (!co_await answer()) break;
  if (!upgrade_) co_await finish();
}

Task<void> Connection::finish() {
  wait_for(Waiting::head, kLinger);
  co_await transport_.shutdown();
  if (!unread_input_) co_return;
  for (std::size_t received = 0; received < kLingerBytes;) {
    input_.consume(input_.view().size());  // a full buffer would receive nothing, for ever
    const auto [error, count] = co_await transport_.read_some(input_.room());
    if (error) co_return;
    received += count;
  }
}

Task<bool> Connection::fill() {
  const auto [error, count] = co_await transport_.read_some(input_.room());
  if (!error) input_.commit(count);
  co_return !error;
}

Task<bool> Connection::receive_head() {
  request_ = Request();
  request_.secure = transport_.secure();
  parser_.emplace(request_, shard_.options.header_limit);
  bool begun = first_request_;  // a client that connects is about to ask
  first_request_ = false;
  if (begun) wait_for(Waiting::head, shard_.options.header_timeout);
  while (true) {
    if (!input_.empty()) {
      input_.consume(parser_->feed(input_.view()));
      if (parser_->failed_status() == 0 && parser_->head_done()) break;
      const unsigned status = input_.full() ? parser_->overflow_status() : parser_->failed_status();
      if (status != 0) {
        co_await refuse(status);
        co_return false;
      }
      if (!begun) wait_for(Waiting::head, shard_.options.header_timeout);
      begun = true;
    } else if (!begun) {
      if (!keep_alive_ || shard_.draining) co_return false;
      wait_for(Waiting::request, shard_.options.idle_timeout);
    }
    if (co_await fill()) continue;
    if (timed_out_ && waiting_ == Waiting::head && !input_.empty()) co_await refuse(408);
    co_return false;
  }
  waiting_ = Waiting::nothing;
  co_return true;
}

Task<void> Connection::refuse(unsigned status) {
  keep_alive_ = false;
  unread_input_ = true;
  RequestContext context = make_context();
  Response response = refused(protocol_problem(status, context));
  co_await send(response);
}

Response Connection::refused(Response response) const {
  if (shard_.options.on_refusal) shard_.options.on_refusal(response);
  return response;
}

RequestContext Connection::make_context() {
  RequestContext context;
  context.client_address = shard_.proxies.client(peer_address_, request_.headers, request_.secure);
  context.trace = trace_ = shard_.traces.next(request_.headers.find("traceparent"));
  if (const auto languages = request_.headers.find("accept-language"))
    context.locale = negotiate_locale(*languages).value_or(context.locale);
  return context;
}

Task<bool> Connection::answer() {
  keep_alive_ = parser_->wants_keep_alive() && !shard_.draining;
  continue_sent_ = false;
  RequestContext context = make_context();
  const Router::Match match = shard_.routes.find(parser_->raw_path());
  Response response;
  if (match.web_socket && wants_web_socket(request_)) {
    std::string accept;
    auto refusal = refuse_web_socket(context, accept);
    if (!refusal) {
      request_.route = match.web_socket->pattern;
      note_path(match, match.web_socket->parameters);
      upgrade_ = std::make_unique<Upgrade>();
      upgrade_->route = match.web_socket;
      upgrade_->context = std::move(context);
      upgrade_->accept = std::move(accept);
      co_return false;
    }
    response = refused(std::move(*refusal));
  } else {
    response = co_await respond(match, context);
  }
  if (!parser_->done()) {
    keep_alive_ = false;
    unread_input_ = true;
  }
  co_return co_await send(response) && keep_alive_;
}

Task<Response> Connection::respond(const Router::Match& match, RequestContext& context) {
  const Router::Tree& routes = shard_.routes;
  const auto timeout = RouteOptions().timeout;
  if (!match.routes) co_return co_await handle(routes.not_found, context, timeout);
  const Route* route = match.route(request_.method);
  if (!route) {
    const bool asks = request_.method == Method::options;
    Response response =
        co_await handle(asks ? routes.options_list : routes.method_not_allowed, context, timeout);
    response.headers.set("Allow", match.allowed());
    co_return response;
  }
  request_.route = route->pattern;
  note_path(match, route->parameters);
  co_return co_await take_and_handle(*route, context);
}

void Connection::note_path(const Router::Match& match, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < match.captures; ++i) {
    auto value = percent_decode(match.captured[i]);
    request_.path_parameters.emplace_back(names[i], value ? std::move(*value) : std::string());
  }
}

Task<Response> Connection::handle(const Handler& handler, RequestContext& context,
                                  std::chrono::milliseconds timeout) {
  context.deadline = std::chrono::steady_clock::now() + timeout;
  handler_cancelled_ = false;
  handler_timeout_.arm(timeout);
  Response response;
  std::exception_ptr failure;
  try {
    response = co_await handler(request_, context);
  } catch (...) {
    failure = std::current_exception();
  }
  handler_timeout_.disarm();
  if (handler_cancelled_) co_await boost::asio::this_coro::reset_cancellation_state();
  if (failure) response = problem(to_error(failure, context), context);
  co_return response;
}

}  // namespace waymark::http
