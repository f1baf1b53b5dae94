#include "platform/graphql/ws_transport.h"

#include <algorithm>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/graphql/failure.h"
#include "platform/telemetry/log.h"

namespace waymark::graphql {
namespace {

constexpr auto kNever = std::chrono::steady_clock::time_point::max();
// Clocks may be set: a token's end is looked for this often at least, and not more often than that.
constexpr std::chrono::milliseconds kSeldom = std::chrono::minutes(5);
constexpr std::chrono::milliseconds kOften(1'000);

}  // namespace

WsSession::WsSession(Engine& engine, const Clock& clock, const Authenticate& authenticate,
                     WsOptions options, const Executor& executor, http::WebSocket& socket,
                     RequestContext& context)
    : engine_(engine),
      clock_(clock),
      authenticate_(authenticate),
      options_(options),
      socket_(socket),
      context_(context),
      look_(executor) {}

Task<void> WsSession::run() {
  context_.deadline = kNever;  // the upgrade's; operations have their own
  std::exception_ptr failure;
  try {
    if (socket_.subprotocol() == kSubprotocol)
      look_later();
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
  look_anew();
}

Task<void> WsSession::renew(boost::json::object payload) {
  const std::optional<Principal> before = context_.principal;
  const bool proved = co_await authenticate(std::move(payload));
  if (!proved) co_return;
  // What runs already was allowed to this person, not to another.
  if (before && (!context_.principal || context_.principal->user != before->user))
    close(ws::Close::forbidden, "Forbidden");
  look_anew();
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
  auto operation =
      std::make_shared<WsOperation>(static_cast<WsOperations&>(*this), socket_, message.id);
  if (find(operation->opening())) {
    return close(ws::Close::subscriber_exists, "Subscriber for " + message.id + " already exists");
  }
  if (operations_.size() >= options_.operations) {
    const Error error(ErrorCode::rate_limited, "error.too_many_operations");
    operation->send_errors(refuse(std::make_exception_ptr(error), context_).errors);
    return;
  }
  operations_.push_back(operation);
  operation->stop = std::make_shared<boost::asio::cancellation_signal>();
  const Signal stop = operation->stop;
  spawn(operate(std::move(operation), std::move(message.parameters)), stop);
}

void WsSession::complete(const std::string& id) {
  const WsOperationPtr operation = find(ws::opening(id));
  if (!operation) return;
  remove(*operation);
  operation->silence();
}

WsOperationPtr WsSession::find(std::string_view opening) const {
  const auto found = std::ranges::find_if(
      operations_, [&](const auto& operation) { return operation->opening() == opening; });
  return found == operations_.end() ? nullptr : *found;
}

void WsSession::remove(const WsOperation& operation) {
  std::erase_if(operations_, [&](const auto& each) { return each.get() == &operation; });
}

void WsSession::close(ws::Close code, std::string_view reason) {
  if (closing_) return;
  closing_ = true;
  socket_.close(static_cast<std::uint16_t>(code), ws::close_reason(reason));
}

Task<void> WsSession::operate(WsOperationPtr operation, Parameters parameters) {
  RequestContext context = context_;
  std::exception_ptr failure;
  try {
    co_await operate_on(*operation, parameters, context);
  } catch (...) {
    failure = std::current_exception();
  }
  operation->stop.reset();
  if (failure) operation->leave();
  if (failure && !is_cancellation(failure)) operation->send_errors(refuse(failure, context).errors);
  if (!operation->follows()) remove(*operation);
}

Task<void> WsSession::operate_on(WsOperation& operation, const Parameters& parameters,
                                 RequestContext& context) {
  auto prepared = engine_.prepare(parameters.request, context);
  if (const auto* refusal = std::get_if<Refusal>(&prepared)) {
    operation.send_errors(refusal->errors);
    co_return;
  }
  const Prepared& ready = std::get<Prepared>(prepared);
  if (Engine::is_live(ready)) {
    co_await follow(operation, ready, context);
    co_return;
  }
  if (ready.kind() == ast::OperationKind::subscription) {
    co_await send_events(operation, ready, context);
    co_return;
  }
  context.deadline = std::chrono::steady_clock::now() + options_.timeout;
  std::string response = co_await execute_in_time(engine_, ready, context);
  operation.send_next(std::make_shared<const std::string>(std::move(response)));
  operation.send_complete();
}

/// Returns when the operation is live: events then come without anybody waiting for them.
Task<void> WsSession::follow(WsOperation& operation, const Prepared& prepared,
                             RequestContext& context) {
  const std::optional<Refusal> refusal = co_await engine_.follow(prepared, context, operation);
  if (refusal) {
    operation.send_errors(refusal->errors);
    co_return;
  }
  while (!co_await operation.catch_up()) co_await socket_.drained();
}

Task<void> WsSession::send_events(WsOperation& operation, const Prepared& prepared,
                                  RequestContext& context) {
  auto started = co_await engine_.subscribe(prepared, context);
  if (const auto* refusal = std::get_if<Refusal>(&started)) {
    operation.send_errors(refusal->errors);
    co_return;
  }
  EventSequence& events = *std::get<std::unique_ptr<EventSequence>>(started);
  while (true) {
    std::optional<std::string> event = co_await events.next();
    if (!event) break;
    operation.send_next(std::make_shared<const std::string>(std::move(*event)));
  }
  operation.send_complete();
}

/// A feed has ended it.
void WsSession::on_end(WsOperation& operation, const std::exception_ptr& failure) {
  if (failure)
    operation.send_errors(refuse(failure, context_).errors);
  else
    operation.send_complete();
  if (!operation.stop) remove(operation);  // otherwise its coroutine does that
}

bool WsSession::is_of(UserId user) const {
  return context_.principal && context_.principal->user == user;
}

void WsSession::end(const std::exception_ptr& why) {
  close(ws::Close::locked, describe_failure(why, context_, "a socket").message);
}

bool WsSession::expired() const {
  return context_.principal && clock_.now() >= context_.principal->token_expires;
}

/// nullopt: never.
std::optional<std::chrono::milliseconds> WsSession::next_look() const {
  if (!init_came_) return options_.init_timeout;
  if (!context_.principal) return std::nullopt;
  const std::chrono::milliseconds left = context_.principal->token_expires - clock_.now();
  return std::clamp(left, kOften, kSeldom);
}

void WsSession::look_later() {
  const auto wait = next_look();
  if (!wait || closing_) return;
  look_.expires_after(*wait);
  ++children_;
  looking_ = true;
  look_.async_wait([this](const boost::system::error_code& woken) {
    --children_;
    looking_ = false;
    if (!woken) look();
    look_later();
    if (bell_) bell_->cancel();
  });
}

/// There is something else to look for.
void WsSession::look_anew() {
  if (looking_)
    look_.cancel();
  else
    look_later();
}

/// Looks after the time: the initialisation's and the token's.
void WsSession::look() {
  if (!init_came_)
    close(ws::Close::init_timeout, "Connection initialisation timeout");
  else if (expired())
    close(ws::Close::forbidden, "Token expired");
}

void WsSession::spawn(Task<void> child, Signal stop) {
  ++children_;
  boost::asio::cancellation_slot slot = stop->slot();
  auto ended = [this, stop = std::move(stop)](const std::exception_ptr& failure) mutable {
    // The signal must outlive the child's last step.
    boost::asio::post(look_.get_executor(), [kept = std::move(stop)] {});
    --children_;
    if (failure && !is_cancellation(failure))
      (void)describe_failure(failure, context_, "a socket's operation");
    if (bell_) bell_->cancel();
  };
  boost::asio::co_spawn(look_.get_executor(), std::move(child),
                        boost::asio::bind_cancellation_slot(slot, std::move(ended)));
}

Task<void> WsSession::stop_children() {
  closing_ = true;
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  Timer bell(look_.get_executor(), kNever);
  bell_ = &bell;
  look_.cancel();
  const auto operations = std::exchange(operations_, {});
  for (const WsOperationPtr& operation : operations) operation->silence();
  while (children_ > 0) co_await bell.async_wait(boost::asio::as_tuple(use_task));
}

}  // namespace waymark::graphql
