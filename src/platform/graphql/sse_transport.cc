#include "platform/graphql/sse_transport.h"

#include <memory>
#include <optional>
#include <string>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>

#include "platform/graphql/failure.h"
#include "platform/graphql/gathering.h"

namespace waymark::graphql {
namespace {

/// JSON has no line breaks of its own, so one data line will do.
std::string next_event(const std::string& payload) {
  return "event: next\ndata: " + payload + "\n\n";
}
constexpr const char* kComplete = "event: complete\ndata:\n\n";
constexpr const char* kComment = ":\n\n";

/// Ends both coroutines when the client has been told why.
struct Ended {};

/// One response. Two coroutines: one waits for events, one writes them and the comments between.
class EventResponse final : public Connected {
 public:
  EventResponse(Engine& engine, Connections& connections, std::variant<Prepared, Refusal> prepared,
                const RequestContext& context, std::chrono::milliseconds heartbeat)
      : engine_(engine),
        connections_(connections),
        prepared_(std::move(prepared)),
        context_(context),
        heartbeat_(heartbeat) {}

  bool is_of(UserId user) const override {
    return context_.principal && context_.principal->user == user;
  }
  void end(const std::exception_ptr& why) override {
    why_ = why;
    event_came_->cancel();
  }

  Task<void> run(http::BodyWriter& writer) {
    const auto executor = co_await boost::asio::this_coro::executor;
    event_came_.emplace(executor);
    event_sent_.emplace(executor, std::chrono::steady_clock::time_point::max());
    connections_.enter(executor, *this);
    Gathering both(executor, 2, std::chrono::steady_clock::time_point::max());
    both.start(write(writer));
    both.start(produce());
    try {
      co_await both.wait();
    } catch (const Ended&) {
      co_return;
    }
  }

 private:
  Task<void> produce() {
    std::exception_ptr failure;
    try {
      if (const auto* refusal = std::get_if<Refusal>(&prepared_))
        co_await put(refusal->body());
      else if (std::get<Prepared>(prepared_).kind() == ast::OperationKind::subscription)
        co_await produce_events();
      else
        co_await put(co_await execute_in_time(engine_, std::get<Prepared>(prepared_), context_));
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure) {
      if (is_cancellation(failure)) std::rethrow_exception(failure);
      co_await put(refuse(failure, context_).body());
    }
    ended_ = true;
    event_came_->cancel();
  }

  Task<void> produce_events() {
    auto started = co_await engine_.subscribe(std::get<Prepared>(prepared_), context_);
    if (const auto* refusal = std::get_if<Refusal>(&started)) {
      co_await put(refusal->body());
      co_return;
    }
    EventSequence& events = *std::get<std::unique_ptr<EventSequence>>(started);
    while (true) {
      std::optional<std::string> event = co_await events.next();
      if (!event) co_return;
      co_await put(std::move(*event));
    }
  }

  /// Hands over an event and waits until it is written: a slow client slows the source down.
  Task<void> put(std::string event) {
    event_ = std::move(event);
    event_came_->cancel();
    while (event_) co_await event_sent_->async_wait(boost::asio::as_tuple(use_task));
  }

  Task<void> write(http::BodyWriter& writer) {
    co_await writer.write(kComment);
    while (event_ || !ended_) {
      if (!event_ && !why_) {
        event_came_->expires_after(heartbeat_);
        co_await event_came_->async_wait(boost::asio::as_tuple(use_task));
      }
      if (why_) co_await say_why(writer);
      if (event_) {
        co_await writer.write(next_event(*event_));
        event_.reset();
        event_sent_->cancel();
      } else if (!ended_) {
        co_await writer.write(kComment);
      }
    }
    co_await writer.write(kComplete);
  }

  Task<void> say_why(http::BodyWriter& writer) {
    std::string last = next_event(refuse(why_, context_).body()) + kComplete;
    co_await writer.write(std::move(last));
    throw Ended();
  }

  Engine& engine_;
  Connections& connections_;
  std::variant<Prepared, Refusal> prepared_;
  RequestContext context_;
  std::chrono::milliseconds heartbeat_;
  std::optional<Timer> event_came_;
  std::optional<Timer> event_sent_;
  std::optional<std::string> event_;
  bool ended_ = false;
  std::exception_ptr why_;  // it is to end
};

Task<void> run_response(std::shared_ptr<EventResponse> response, http::BodyWriter& writer) {
  co_await response->run(writer);
}

}  // namespace

http::StreamedBody event_stream(Engine& engine, Connections& connections,
                                std::variant<Prepared, Refusal> prepared,
                                const RequestContext& context,
                                std::chrono::milliseconds heartbeat) {
  auto response =
      std::make_shared<EventResponse>(engine, connections, std::move(prepared), context, heartbeat);
  return [response](http::BodyWriter& writer) { return run_response(response, writer); };
}

}  // namespace waymark::graphql
