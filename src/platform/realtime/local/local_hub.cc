#include "platform/realtime/local/local_hub.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace waymark::realtime {
namespace {

using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// What waits for one listener. Lives on its reactor.
struct Queue {
  explicit Queue(Executor executor) : timer(executor) {}

  /// False when this overflowed it.
  bool push(const MessagePtr& message) {
    if (closed) return true;
    if (messages.size() >= kMostWaiting) {
      messages.clear();
      overflowed = true;
      close();
      return false;
    }
    messages.push_back(message);
    timer.cancel();
    return true;
  }
  void close() {
    closed = true;
    timer.cancel();
  }

  std::deque<MessagePtr> messages;
  Timer timer;
  bool closed = false;
  bool overflowed = false;
};

/// The listeners of one topic on one reactor. `queues` is touched on that reactor alone.
struct Listeners {
  explicit Listeners(Executor where) : executor(where) {}
  const Executor executor;
  std::vector<std::shared_ptr<Queue>> queues;
};

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

}  // namespace

struct LocalHub::State {
  using Places = std::vector<std::shared_ptr<Listeners>>;  // one a reactor that listens

  explicit State(telemetry::Metrics& metrics)
      : messages(metrics.counter("waymark_realtime_messages_total",
                                 "Messages handed to listeners of topics.")),
        overflows(metrics.counter("waymark_realtime_overflows_total",
                                  "Subscriptions closed because their listener was too slow.")) {}

  std::mutex mutex;
  std::unordered_map<std::string, Places, TextHash, std::equal_to<>> topics;
  bool stopped = false;
  std::atomic<std::int64_t> subscriptions{0};
  telemetry::Counter& messages;
  telemetry::Counter& overflows;
};

namespace {

using State = LocalHub::State;

State::Places::iterator place_of(State::Places& places, const Executor& executor) {
  return std::ranges::find_if(
      places, [&](const auto& listeners) { return listeners->executor == executor; });
}

void deliver(State& state, const Listeners& listeners, const MessagePtr& message) {
  for (const auto& queue : listeners.queues)
    if (!queue->push(message)) state.overflows.add();
  state.messages.add(listeners.queues.size());
}

class LocalSubscription final : public Subscription {
 public:
  LocalSubscription(std::shared_ptr<State> state, std::string topic, Executor executor)
      : state_(std::move(state)),
        topic_(std::move(topic)),
        executor_(executor),
        queue_(std::make_shared<Queue>(executor)) {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopped) {
      queue_->closed = true;
      return;
    }
    State::Places& places = state_->topics[topic_];
    auto place = place_of(places, executor_);
    if (place == places.end())
      place = places.insert(places.end(), std::make_shared<Listeners>(executor_));
    (*place)->queues.push_back(queue_);
    ++state_->subscriptions;
  }

  ~LocalSubscription() override {
    queue_->close();
    const std::lock_guard lock(state_->mutex);
    const auto topic = state_->topics.find(topic_);
    if (topic == state_->topics.end()) return;
    State::Places& places = topic->second;
    const auto place = place_of(places, executor_);
    if (place == places.end() || std::erase((*place)->queues, queue_) == 0) return;
    --state_->subscriptions;
    if ((*place)->queues.empty()) places.erase(place);
    if (places.empty()) state_->topics.erase(topic);
  }

  Task<std::optional<MessagePtr>> next() override {
    const std::shared_ptr<Queue> queue = queue_;  // outlives this if it is destroyed meanwhile
    while (queue->messages.empty() && !queue->closed) {
      queue->timer.expires_at(std::chrono::steady_clock::time_point::max());
      co_await queue->timer.async_wait(boost::asio::as_tuple(use_task));
    }
    if (queue->messages.empty()) co_return std::nullopt;
    std::optional<MessagePtr> message = std::move(queue->messages.front());
    queue->messages.pop_front();
    co_return message;
  }

  bool overflowed() const override { return queue_->overflowed; }

 private:
  std::shared_ptr<State> state_;
  std::string topic_;
  Executor executor_;
  std::shared_ptr<Queue> queue_;
};

/// Runs on the listeners' reactor.
Task<void> close_all(std::shared_ptr<Listeners> listeners) {
  for (const auto& queue : listeners->queues) queue->close();
  co_return;
}

}  // namespace

LocalHub::LocalHub(telemetry::Metrics& metrics) : state_(std::make_shared<State>(metrics)) {
  metrics.gauge("waymark_realtime_subscriptions", "Listeners of topics now.",
                [observed = std::weak_ptr<State>(state_)] {
                  const auto state = observed.lock();
                  return state ? static_cast<double>(state->subscriptions.load()) : 0.0;
                });
}

LocalHub::~LocalHub() = default;

void LocalHub::publish(std::string_view topic, MessagePtr message) {
  const std::lock_guard lock(state_->mutex);
  if (state_->stopped) return;
  const auto found = state_->topics.find(topic);
  if (found == state_->topics.end()) return;
  for (const auto& listeners : found->second)
    boost::asio::post(listeners->executor, [state = state_, listeners, message] {
      deliver(*state, *listeners, message);
    });
}

std::unique_ptr<Subscription> LocalHub::subscribe(std::string topic, Executor executor) {
  return std::make_unique<LocalSubscription>(state_, std::move(topic), executor);
}

Task<void> LocalHub::stop() {
  State::Places everywhere;
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
    for (const auto& [topic, places] : state_->topics)
      everywhere.insert(everywhere.end(), places.begin(), places.end());
  }
  for (const auto& listeners : everywhere)
    co_await boost::asio::co_spawn(listeners->executor, close_all(listeners), use_task);
}

}  // namespace waymark::realtime
