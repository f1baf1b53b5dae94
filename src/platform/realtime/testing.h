// For tests: a listener that keeps what it hears, and waits for it.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/task.h"
#include "platform/realtime/hub.h"

namespace waymark::realtime {

/// Lives on the executor's reactor.
class Mailbox final : public Listener {
 public:
  Mailbox(Hub& hub, std::string topic, Executor executor)
      : timer_(executor), subscription_(hub.subscribe(std::move(topic), executor, *this)) {}

  /// The next message's payload; "<loss>", or "<closed>" for ever after. One caller at a time.
  Task<std::string> next() {
    while (heard_.empty() && !closed_) {
      timer_.expires_at(std::chrono::steady_clock::time_point::max());
      co_await timer_.async_wait(boost::asio::as_tuple(use_task));
    }
    if (heard_.empty()) co_return "<closed>";
    std::string first = heard_.front() ? heard_.front()->payload : "<loss>";
    heard_.pop_front();
    co_return first;
  }
  Task<void> ready() { return subscription_->ready(); }
  const std::deque<MessagePtr>& heard() const { return heard_; }
  void leave() { subscription_.reset(); }

  void on_message(const MessagePtr& message) override { keep(message); }
  void on_loss() override { keep(nullptr); }
  void on_close() override {
    closed_ = true;
    timer_.cancel();
  }

 private:
  void keep(MessagePtr message) {
    heard_.push_back(std::move(message));
    timer_.cancel();
  }

  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  std::deque<MessagePtr> heard_;
  bool closed_ = false;
  Timer timer_;
  std::unique_ptr<Subscription> subscription_;
};

inline MessagePtr message(std::string payload, std::string kind = "test") {
  auto made = std::make_shared<Message>();
  made->kind = std::move(kind);
  made->payload = std::move(payload);
  return made;
}

}  // namespace waymark::realtime
