#include "platform/realtime/local/local_hub.h"

#include <future>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "platform/realtime/conformance_test.h"
#include "platform/runtime/reactor.h"

namespace waymark::realtime {
namespace {

class LocalWorld {
 public:
  runtime::TestLoop& loop() { return loop_; }
  std::size_t nodes() const { return 1; }
  Hub& hub(std::size_t) { return hub_; }
  Presence& presence(std::size_t) { return presence_; }
  telemetry::Metrics& metrics(std::size_t) { return metrics_; }
  Task<void> stop(std::size_t) { return hub_.stop(); }

 private:
  runtime::TestLoop loop_;
  telemetry::Metrics metrics_;
  LocalHub hub_{metrics_};
  LocalPresence presence_{hub_};
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Local, HubConformance, LocalWorld);

namespace {

TEST(LocalHub, ASubscriptionMayOutliveIt) {
  telemetry::Metrics metrics;
  runtime::TestLoop loop;
  auto hub = std::make_unique<LocalHub>(metrics);
  Mailbox listener(*hub, "user:ana", loop.executor());
  loop.run(hub->stop());
  hub.reset();
  EXPECT_EQ(loop.run(listener.next()), "<closed>");
}

/// Subscribes on its reactor, says so, and reads until "end".
Task<std::vector<std::string>> listen(Hub& hub, std::string topic, std::promise<void>& ready) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  Mailbox mailbox(hub, std::move(topic), executor);
  ready.set_value();
  std::vector<std::string> payloads;
  while (true) {
    const std::string received = co_await mailbox.next();
    if (received == "end") co_return payloads;
    payloads.push_back(received);
  }
}

TEST(LocalHub, EveryReactorSeesATopicInOneOrder) {
  constexpr std::size_t kReactors = 3;
  telemetry::Metrics metrics;
  LocalHub hub(metrics);
  runtime::Reactors reactors(kReactors);
  reactors.start();
  std::vector<std::promise<void>> ready(2 * kReactors);
  std::vector<std::future<std::vector<std::string>>> listeners;
  for (std::size_t i = 0; i < ready.size(); ++i)
    listeners.push_back(boost::asio::co_spawn(reactors[i % kReactors].executor(),
                                              listen(hub, "room:1", ready[i]),
                                              boost::asio::use_future));
  for (auto& promise : ready) promise.get_future().wait();

  std::vector<std::thread> publishers;
  for (int who = 0; who < 4; ++who)
    publishers.emplace_back([&, who] {
      for (int i = 0; i < 50; ++i)
        hub.publish("room:1", message(std::to_string(who) + ":" + std::to_string(i)));
    });
  for (std::thread& publisher : publishers) publisher.join();
  hub.publish("room:1", message("end"));

  const std::vector<std::string> first = listeners[0].get();
  EXPECT_EQ(first.size(), 200U);
  for (std::size_t i = 1; i < listeners.size(); ++i) EXPECT_EQ(listeners[i].get(), first);
  boost::asio::co_spawn(reactors[0].executor(), hub.stop(), boost::asio::use_future).get();
  reactors.stop();
}

/// Comes and goes while others publish.
Task<int> come_and_go(Hub& hub, int times) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  int heard = 0;
  for (int i = 0; i < times; ++i) {
    const std::string topic = "room:" + std::to_string(i % 5);
    Mailbox mailbox(hub, topic, executor);
    hub.publish(topic, message("to myself at least"));
    co_await mailbox.next();
    ++heard;
  }
  co_return heard;
}

TEST(LocalHub, ListenersComeAndGoWhileOthersPublish) {
  telemetry::Metrics metrics;
  LocalHub hub(metrics);
  runtime::Reactors reactors(3);
  reactors.start();
  std::atomic<bool> done{false};
  std::thread publisher([&] {
    while (!done) hub.publish("room:3", message("noise"));
  });
  std::vector<std::future<int>> guests;
  for (std::size_t i = 0; i < 9; ++i)
    guests.push_back(boost::asio::co_spawn(reactors[i % 3].executor(), come_and_go(hub, 200),
                                           boost::asio::use_future));
  for (auto& guest : guests) EXPECT_EQ(guest.get(), 200);
  done = true;
  publisher.join();
  EXPECT_THAT(metrics.render(), testing::HasSubstr("waymark_realtime_subscriptions 0"));
  reactors.stop();
}

}  // namespace
}  // namespace waymark::realtime
