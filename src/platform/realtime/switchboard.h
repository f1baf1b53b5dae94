// The listeners of this process, by topic and reactor: what the engines of Hub stand on.
//
// A topic knows the reactors that have listeners for it. deliver() hands the message to each of
// them once; there it reaches every listener. What is under way to a reactor is bounded: past
// kMostUnderWay it is thrown away, and all listeners there are told of the loss. Everything is
// handed over under one lock, so that every reactor sees a topic's messages in one and the same
// order; the lock is never held across a suspension, nor while anything is delivered.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/realtime/hub.h"
#include "platform/telemetry/metrics.h"

namespace waymark::realtime {

/// Any thread, but where it says otherwise. Metrics: waymark_realtime_subscriptions,
/// waymark_realtime_messages_total, waymark_realtime_overflows_total.
class Switchboard {
 public:
  /// Told when the first listener of a topic has come (true) and when the last has gone, under the
  /// lock: it must be quick and must not call back.
  using Interest = std::function<void(const std::string& topic, bool wanted)>;
  explicit Switchboard(telemetry::Metrics& metrics, Interest interest = nullptr);
  ~Switchboard();

  void deliver(std::string_view topic, const MessagePtr& message);
  /// on_loss() for every listener, or for those of one topic.
  void tell_loss();
  void tell_loss(std::string_view topic);
  /// As Hub::subscribe.
  std::unique_ptr<Subscription> subscribe(std::string topic, Executor executor, Listener& listener);
  /// Of those that are listened to.
  std::vector<std::string> topics() const;

  /// Hands over what is under way, then on_close() everywhere, and waits until all reactors have
  /// done so. Nothing is delivered any more.
  Task<void> stop();

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace waymark::realtime
