#include "platform/realtime/redis/redis_hub.h"

#include <optional>

#include <boost/asio/this_coro.hpp>

#include "platform/realtime/redis/envelope.h"
#include "platform/realtime/redis/hearing.h"
#include "platform/realtime/redis/telling.h"
#include "platform/realtime/switchboard.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::realtime {
namespace {

std::string new_node(Random& random) {
  std::string node(kNodeSize, '\0');
  random.fill(std::span(reinterpret_cast<std::uint8_t*>(node.data()), node.size()));
  return node;
}

}  // namespace

struct RedisHub::State {
  State(const redis::Address& address, const std::string& prefix, Random& random,
        telemetry::Metrics& metrics)
      : node(new_node(random)),
        hearing(address, prefix, node, random),
        telling(address, prefix, node, random),
        board(metrics,
              [this](const std::string& topic, bool wanted) { hearing.want(topic, wanted); }) {}

  const std::string node;
  Hearing hearing;
  Telling telling;
  Switchboard board;
  std::optional<runtime::TaskGroup> connections;
};

namespace {

class RedisSubscription final : public Subscription {
 public:
  RedisSubscription(std::shared_ptr<RedisHub::State> state, std::string topic,
                    std::unique_ptr<Subscription> here)
      : state_(std::move(state)), topic_(std::move(topic)), here_(std::move(here)) {}
  Task<void> ready() override { return state_->hearing.ready(topic_); }

 private:
  std::shared_ptr<RedisHub::State> state_;
  std::string topic_;
  std::unique_ptr<Subscription> here_;
};

}  // namespace

RedisHub::RedisHub(redis::Address address, std::string prefix, Random& random,
                   telemetry::Metrics& metrics)
    : state_(std::make_shared<State>(address, prefix, random, metrics)) {
  metrics.gauge("waymark_realtime_connected", "Whether other nodes are heard and told.",
                [observed = std::weak_ptr<State>(state_)] {
                  const auto state = observed.lock();
                  return state && state->hearing.connected() && state->telling.connected() ? 1 : 0;
                });
}

RedisHub::~RedisHub() = default;

Task<void> RedisHub::start() {
  const Executor executor = co_await boost::asio::this_coro::executor;
  state_->connections.emplace(executor, [](const std::exception_ptr&) {
    telemetry::log(telemetry::Level::error, "realtime_failed");
  });
  state_->connections->spawn(state_->hearing.run(state_->board));
  state_->connections->spawn(state_->telling.run());
}

Task<void> RedisHub::stop() {
  co_await state_->board.stop();
  if (!state_->connections) co_return;
  co_await state_->telling.drained();
  co_await state_->connections->stop();
  state_->hearing.give_up();
}

bool RedisHub::connected() const {
  return state_->hearing.connected() && state_->telling.connected();
}

void RedisHub::publish(std::string_view topic, MessagePtr message) {
  state_->board.deliver(topic, message);
  state_->telling.tell(topic, seal(state_->node, *message));
}

std::unique_ptr<Subscription> RedisHub::subscribe(std::string topic, Executor executor,
                                                  Listener& listener) {
  auto here = state_->board.subscribe(topic, executor, listener);
  return std::make_unique<RedisSubscription>(state_, std::move(topic), std::move(here));
}

}  // namespace waymark::realtime
