#include "platform/realtime/local/local_hub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"

namespace waymark::realtime {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

MessagePtr message(std::string payload) {
  return std::make_shared<Message>(Message{"test", std::move(payload)});
}

class LocalHubTest : public testing::Test {
 protected:
  std::unique_ptr<Subscription> subscribe(std::string topic) {
    return hub_.subscribe(std::move(topic), loop_.executor());
  }
  /// The next payload, or "closed".
  std::string next(Subscription& subscription) {
    const auto received = loop_.run(subscription.next());
    return received ? (*received)->payload : "closed";
  }
  void turn() {
    loop_.context().restart();
    loop_.context().poll();
  }

  runtime::TestLoop loop_;
  telemetry::Metrics metrics_;
  LocalHub hub_{metrics_};
};

TEST_F(LocalHubTest, DeliversInOrderToEveryListenerOfTheTopic) {
  const auto one = subscribe("user:ana");
  const auto two = subscribe("user:ana");
  const auto other = subscribe("user:bo");
  hub_.publish("user:ana", message("1"));
  hub_.publish("user:bo", message("x"));
  hub_.publish("user:ana", message("2"));
  EXPECT_EQ(next(*one), "1");
  EXPECT_EQ(next(*one), "2");
  EXPECT_EQ(next(*two), "1");
  EXPECT_EQ(next(*two), "2");
  EXPECT_EQ(next(*other), "x");
}

TEST_F(LocalHubTest, SharesOneFrameAmongAllListeners) {
  const auto one = subscribe("user:ana");
  const auto two = subscribe("user:ana");
  const MessagePtr sent = message("1");
  hub_.publish("user:ana", sent);
  EXPECT_EQ(loop_.run(one->next())->get(), sent.get());
  EXPECT_EQ(loop_.run(two->next())->get(), sent.get());
}

TEST_F(LocalHubTest, AListenerThatWaitsIsWoken) {
  const auto listener = subscribe("user:ana");
  boost::asio::post(loop_.executor(), [&] { hub_.publish("user:ana", message("1")); });
  EXPECT_EQ(next(*listener), "1");
}

TEST_F(LocalHubTest, NothingIsKeptForWhoComesLater) {
  hub_.publish("user:ana", message("1"));
  const auto listener = subscribe("user:ana");
  hub_.publish("user:ana", message("2"));
  EXPECT_EQ(next(*listener), "2");
}

TEST_F(LocalHubTest, ASlowListenerIsClosedAndOthersAreNot) {
  const auto slow = subscribe("user:ana");
  const auto quick = subscribe("user:ana");
  for (std::size_t i = 0; i < kMostWaiting; ++i) {
    hub_.publish("user:ana", message(std::to_string(i)));
    EXPECT_EQ(next(*quick), std::to_string(i));
  }
  EXPECT_FALSE(slow->overflowed());
  hub_.publish("user:ana", message("too many"));
  EXPECT_EQ(next(*quick), "too many");
  EXPECT_TRUE(slow->overflowed());
  EXPECT_EQ(next(*slow), "closed");
  EXPECT_FALSE(quick->overflowed());
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_realtime_overflows_total 1"));
}

TEST_F(LocalHubTest, ForgetsATopicWithItsLastListener) {
  auto one = subscribe("user:ana");
  auto two = subscribe("user:ana");
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_realtime_subscriptions 2"));
  one.reset();
  hub_.publish("user:ana", message("1"));
  EXPECT_EQ(next(*two), "1");
  two.reset();
  hub_.publish("user:ana", message("2"));
  turn();
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_realtime_subscriptions 0"));
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_realtime_messages_total 1"));
}

TEST_F(LocalHubTest, StopClosesListenersAfterWhatWaits) {
  const auto listener = subscribe("user:ana");
  hub_.publish("user:ana", message("1"));
  loop_.run(hub_.stop());
  EXPECT_EQ(next(*listener), "1");
  EXPECT_EQ(next(*listener), "closed");
  EXPECT_FALSE(listener->overflowed());
  hub_.publish("user:ana", message("2"));
  EXPECT_EQ(next(*listener), "closed");
  const auto late = subscribe("user:ana");
  EXPECT_EQ(next(*late), "closed");
}

TEST_F(LocalHubTest, StopEndsAListenerThatWaits) {
  const auto listener = subscribe("user:ana");
  bool ended = false;
  boost::asio::co_spawn(loop_.executor(), listener->next(),
                        [&](std::exception_ptr, std::optional<MessagePtr> received) {
                          ended = !received.has_value();
                        });
  turn();
  EXPECT_FALSE(ended);
  loop_.run(hub_.stop());
  turn();
  EXPECT_TRUE(ended);
}

TEST_F(LocalHubTest, AListenerWhoseGroupIsStoppedGivesUp) {
  runtime::TaskGroup group(loop_.executor(), [](std::exception_ptr) { ADD_FAILURE(); });
  const auto listener = subscribe("user:ana");
  group.spawn([](Subscription& subscription) -> Task<void> {
    co_await subscription.next();
    ADD_FAILURE() << "there was nothing to receive";
  }(*listener));
  turn();
  loop_.run(group.stop());
}

TEST_F(LocalHubTest, ASubscriptionMayOutliveItsHub) {
  auto hub = std::make_unique<LocalHub>(metrics_);
  const auto listener = hub->subscribe("user:ana", loop_.executor());
  loop_.run(hub->stop());
  hub.reset();
  EXPECT_EQ(next(*listener), "closed");
}

/// Subscribes on its reactor, says so, and reads until "end".
Task<std::vector<std::string>> listen(Hub& hub, std::string topic, std::promise<void>& ready) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  const auto subscription = hub.subscribe(std::move(topic), executor);
  ready.set_value();
  std::vector<std::string> payloads;
  while (true) {
    const auto received = co_await subscription->next();
    if (!received) {
      payloads.push_back("closed");
      co_return payloads;
    }
    if ((*received)->payload == "end") co_return payloads;
    payloads.push_back((*received)->payload);
  }
}

TEST(LocalHubOnReactors, EveryReactorSeesATopicInOneOrder) {
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
    const auto subscription = hub.subscribe("room:" + std::to_string(i % 5), executor);
    hub.publish("room:" + std::to_string(i % 5), message("to myself at least"));
    const auto received = co_await subscription->next();
    if (received || subscription->overflowed()) ++heard;  // the noise may be too much for it
  }
  co_return heard;
}

TEST(LocalHubOnReactors, ListenersComeAndGoWhileOthersPublish) {
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
  EXPECT_THAT(metrics.render(), HasSubstr("waymark_realtime_subscriptions 0"));
  reactors.stop();
}

}  // namespace
}  // namespace waymark::realtime
