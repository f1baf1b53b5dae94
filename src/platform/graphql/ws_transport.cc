#include "platform/graphql/ws_transport.h"

#include <algorithm>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/graphql/failure.h"
#include "platform/telemetry/log.h"

namespace waymark::graphql {
namespace {

constexpr auto kNever = std::chrono::steady_clock::time_point::max();

}  // namespace

WsSession::WsSession(Engine& engine, const Clock& clock, const Authenticate& authenticate,
                     WsOptions options, http::WebSocket& socket, RequestContext& context)
    : engine_(engine),
      clock_(clock),
      authenticate_(authenticate),
      options_(options),
      socket_(socket),
      context_(context) {}

Task<void> WsSession::run() {
  const auto executor = co_await boost::asio::this_coro::executor;
  look_.emplace(executor);
  bell_.emplace(executor, kNever);
  context_.deadline = kNever;  // the upgrade's; operations have their own
  std::exception_ptr failure;
  try {
    if (socket_.subprotocol() == kSubprotocol)
      spawn(watch(), stop_watch_, nullptr);
    else
      close(ws::Close::subprotocol, "Subprotocol not acceptable");
    co_await receive_all();
  } catch (...) {
    failure = std::current_exception();
  }
  co_await stop_children();
  if (failure) std::rethrow_exception(failure);
}

Task<void> WsSession::receive_all() {
  while (true) {
    const std::optional<std::string> text = co_await socket_.receive();
    if (!text) co_return;
    ended_.clear();
    if (closing_) continue;
    auto message = ws::parse_message(*text);
    if (const auto* bad = std::get_if<ws::BadMessage>(&message))
      close(ws::Close::bad_message, bad->reason);
    else
      co_await handle(std::get<ws::ClientMessage>(std::move(message)));
  }
}

Task<void> WsSession::handle(ws::ClientMessage message) {
  if (auto* begin = std::get_if<ws::ConnectionInit>(&message)) {
    co_await init(std::move(*begin));
  } else if (auto* ping = std::get_if<ws::Ping>(&message)) {
    if (acknowledged_ && ping->payload && ping->payload->contains("authorization")) {
      co_await renew(*ping->payload);
      ping->payload->erase("authorization");
    }
    if (!closing_) socket_.send(ws::pong(ping->payload));
  } else if (auto* start = std::get_if<ws::Subscribe>(&message)) {
    subscribe(std::move(*start));
  } else if (const auto* end = std::get_if<ws::Complete>(&message)) {
    complete(end->id);
  }
}

Task<void> WsSession::init(ws::ConnectionInit message) {
  if (init_came_) {
    close(ws::Close::too_many_inits, "Too many initialisation requests");
    co_return;
  }
  init_came_ = true;
  const bool proved = co_await authenticate(std::move(message.payload));
  if (!proved || closing_) co_return;
  acknowledged_ = true;
  socket_.send(ws::connection_ack());
  look_->cancel();
}

Task<void> WsSession::renew(boost::json::object payload) {
  const std::optional<Principal> before = context_.principal;
  const bool proved = co_await authenticate(std::move(payload));
  if (!proved) co_return;
  // What runs already was allowed to this person, not to another.
  if (before && (!context_.principal || context_.principal->user != before->user))
    close(ws::Close::forbidden, "Forbidden");
  look_->cancel();
}

Task<bool> WsSession::authenticate(boost::json::object payload) {
  std::exception_ptr failure;
  try {
    co_await authenticate_(std::move(payload), context_);
    co_return true;
  } catch (const Error& error) {
    const bool refused = error.code() == ErrorCode::unauthenticated ||
                         error.code() == ErrorCode::forbidden ||
                         error.code() == ErrorCode::invalid_input;
    if (refused)
      close(ws::Close::forbidden, "Forbidden");
    else
      failure = std::current_exception();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    if (is_cancellation(failure)) std::rethrow_exception(failure);
    (void)describe_failure(failure, context_, "connection_init");  // logs faults of ours
    close(ws::Close::internal_error, "Internal server error");
  }
  co_return false;
}

void WsSession::subscribe(ws::Subscribe message) {
  if (!acknowledged_) return close(ws::Close::unauthorized, "Unauthorized");
  if (expired()) return close(ws::Close::forbidden, "Token expired");
  if (operations_.contains(message.id)) {
    return close(ws::Close::subscriber_exists, "Subscriber for " + message.id + " already exists");
  }
  if (operations_.size() >= options_.operations) {
    const Error error(ErrorCode::rate_limited, "error.too_many_operations");
    socket_.send(ws::error(message.id, refuse(std::make_exception_ptr(error), context_).errors));
    return;
  }
  auto operation = std::make_shared<Operation>();
  operation->id = message.id;
  operations_.emplace(message.id, operation);
  spawn(operate(operation, std::move(message.parameters)), operation->stop, operation);
}

void WsSession::complete(const std::string& id) {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return;
  const OperationPtr operation = found->second;
  operations_.erase(found);
  operation->silent = true;
  operation->stop.emit(boost::asio::cancellation_type::terminal);
}

void WsSession::close(ws::Close code, std::string_view reason) {
  if (closing_) return;
  closing_ = true;
  socket_.close(static_cast<std::uint16_t>(code), ws::close_reason(reason));
}

void WsSession::send(const Operation& operation, ws::Frame frame) {
  if (!operation.silent && !closing_ && socket_.open()) socket_.send(std::move(frame));
}

Task<void> WsSession::operate(OperationPtr operation, Parameters parameters) {
  RequestContext context = context_;
  std::exception_ptr failure;
  try {
    co_await operate_on(*operation, parameters, context);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure && !is_cancellation(failure))
    send(*operation, ws::error(operation->id, refuse(failure, context).errors));
  const auto found = operations_.find(operation->id);
  if (found != operations_.end() && found->second == operation) operations_.erase(found);
}

Task<void> WsSession::operate_on(const Operation& operation, const Parameters& parameters,
                                 RequestContext& context) {
  auto prepared = engine_.prepare(parameters.request, context);
  if (const auto* refusal = std::get_if<Refusal>(&prepared)) {
    send(operation, ws::error(operation.id, refusal->errors));
    co_return;
  }
  const Prepared& ready = std::get<Prepared>(prepared);
  if (ready.kind() == ast::OperationKind::subscription) {
    co_await send_events(operation, ready, context);
    co_return;
  }
  context.deadline = std::chrono::steady_clock::now() + options_.timeout;
  const std::string response = co_await execute_in_time(engine_, ready, context);
  send(operation, ws::next(operation.id, response));
  send(operation, ws::complete(operation.id));
}

Task<void> WsSession::send_events(const Operation& operation, const Prepared& prepared,
                                  RequestContext& context) {
  auto started = co_await engine_.subscribe(prepared, context);
  if (const auto* refusal = std::get_if<Refusal>(&started)) {
    send(operation, ws::error(operation.id, refusal->errors));
    co_return;
  }
  EventSequence& events = *std::get<std::unique_ptr<EventSequence>>(started);
  while (true) {
    const std::optional<std::string> event = co_await events.next();
    if (!event) break;
    send(operation, ws::next(operation.id, *event));
  }
  send(operation, ws::complete(operation.id));
}

bool WsSession::expired() const {
  return context_.principal && clock_.now() >= context_.principal->token_expires;
}

std::chrono::steady_clock::time_point WsSession::next_look() const {
  const auto now = std::chrono::steady_clock::now();
  if (!init_came_) return now + options_.init_timeout;
  auto wait = options_.ping_interval;
  if (context_.principal)
    wait = std::min(wait, std::max(context_.principal->token_expires - clock_.now(),
                                   std::chrono::milliseconds(0)));
  return now + wait;
}

/// Looks after the time: the initialisation's, the token's, and the pings'.
Task<void> WsSession::watch() {
  while (!closing_) {
    const bool initialised = init_came_;
    look_->expires_at(next_look());
    const auto [woken] = co_await look_->async_wait(boost::asio::as_tuple(use_task));
    if (closing_) co_return;
    if (!init_came_ && !woken)
      close(ws::Close::init_timeout, "Connection initialisation timeout");
    else if (expired())
      close(ws::Close::forbidden, "Token expired");
    else if (initialised && !woken)
      socket_.send(ws::ping());
  }
}

// The signal must outlive the child's last step, so its owner is let go with the next message only.
void WsSession::spawn(Task<void> child, boost::asio::cancellation_signal& stop,
                      OperationPtr owner) {
  ++children_;
  auto ended = [this, owner = std::move(owner)](const std::exception_ptr& failure) {
    --children_;
    if (owner) ended_.push_back(owner);
    if (failure && !is_cancellation(failure))
      (void)describe_failure(failure, context_, "a socket's operation");
    bell_->cancel();
  };
  boost::asio::co_spawn(bell_->get_executor(), std::move(child),
                        boost::asio::bind_cancellation_slot(stop.slot(), std::move(ended)));
}

Task<void> WsSession::stop_children() {
  closing_ = true;
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  stop_watch_.emit(boost::asio::cancellation_type::terminal);
  const auto running = operations_;
  for (const auto& [id, operation] : running)
    operation->stop.emit(boost::asio::cancellation_type::terminal);
  while (children_ > 0) co_await bell_->async_wait(boost::asio::as_tuple(use_task));
}

}  // namespace waymark::graphql
