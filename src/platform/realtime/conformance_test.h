// What every engine of Hub and Presence must do: nodes of one product, seen from one reactor.
//
//   class MyWorld {                 // made anew for every test
//     runtime::TestLoop& loop();
//     std::size_t nodes();          // 1, or more that hear each other
//     Hub& hub(std::size_t node);
//     Presence& presence(std::size_t node);
//     telemetry::Metrics& metrics(std::size_t node);
//     Task<void> stop(std::size_t node);
//   };
//   INSTANTIATE_TYPED_TEST_SUITE_P(My, HubConformance, MyWorld);
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/post.hpp>

#include "platform/realtime/presence.h"
#include "platform/realtime/testing.h"
#include "platform/runtime/testing.h"
#include "platform/telemetry/metrics.h"

namespace waymark::realtime {

template <typename World>
class HubConformance : public ::testing::Test {
 protected:
  ~HubConformance() override {
    mailboxes_.clear();
    for (std::size_t node = 0; node < world_.nodes(); ++node)
      if (!stopped_.contains(node)) stop(node);
  }
  std::size_t last() { return world_.nodes() - 1; }
  Hub& hub(std::size_t node = 0) { return world_.hub(node); }
  Presence& presence(std::size_t node = 0) { return world_.presence(node); }
  template <typename T>
  T run(Task<T> task) {
    return world_.loop().run(std::move(task));
  }
  /// Listens, and is heard by all nodes.
  Mailbox& listen(std::string topic, std::size_t node = 0) {
    auto mailbox = std::make_unique<Mailbox>(hub(node), std::move(topic), world_.loop().executor());
    run(mailbox->ready());
    return *mailboxes_.emplace_back(std::move(mailbox));
  }
  std::string next(Mailbox& mailbox) { return run(mailbox.next()); }
  std::string shown(std::string_view user, bool here) {
    return presence_message(user, here)->payload;
  }
  void stop(std::size_t node) {
    stopped_.insert(node);
    run(world_.stop(node));
  }
  /// Whatever is under way to `node` has arrived there when this returns.
  void settle(std::size_t node = 0) {
    Mailbox& end = listen("settle:" + std::to_string(++settled_), node);
    for (std::size_t from = 0; from < world_.nodes(); ++from) {
      hub(from).publish("settle:" + std::to_string(settled_), message("settled"));
      EXPECT_EQ(next(end), "settled");
    }
    end.leave();
  }

  World world_;
  std::vector<std::unique_ptr<Mailbox>> mailboxes_;
  std::set<std::size_t> stopped_;
  int settled_ = 0;
};

TYPED_TEST_SUITE_P(HubConformance);

TYPED_TEST_P(HubConformance, DeliversInOrderToEveryListenerOfTheTopic) {
  Mailbox& one = this->listen("user:ana");
  Mailbox& two = this->listen("user:ana", this->last());
  Mailbox& other = this->listen("user:bo", this->last());
  this->hub().publish("user:ana", message("1"));
  this->hub().publish("user:bo", message("x"));
  this->hub().publish("user:ana", message("2"));
  for (Mailbox* mailbox : {&one, &two}) {
    EXPECT_EQ(this->next(*mailbox), "1");
    EXPECT_EQ(this->next(*mailbox), "2");
  }
  EXPECT_EQ(this->next(other), "x");
  this->settle();
  EXPECT_TRUE(one.heard().empty());
}

TYPED_TEST_P(HubConformance, CarriesWholeMessages) {
  Mailbox& near = this->listen("room:1");
  Mailbox& far = this->listen("room:1", this->last());
  auto sent = std::make_shared<Message>();
  sent->kind = "message";
  sent->payload = "{\"text\":\"¡hola! \\u0000 \r\n$5\"}" + std::string("\0\x01\xff", 3);
  sent->cursor = "000000000008";
  sent->previous = "000000000007";
  sent->about = "ana";
  this->hub().publish("room:1", sent);
  for (Mailbox* mailbox : {&near, &far}) {
    while (mailbox->heard().empty()) this->settle(this->last());
    const MessagePtr heard = mailbox->heard().front();
    EXPECT_EQ(heard->kind, sent->kind);
    EXPECT_EQ(heard->payload, sent->payload);
    EXPECT_EQ(heard->cursor, sent->cursor);
    EXPECT_EQ(heard->previous, sent->previous);
    EXPECT_EQ(heard->about, sent->about);
  }
}

TYPED_TEST_P(HubConformance, SharesOneFrameAmongTheListenersOfANode) {
  Mailbox& one = this->listen("user:ana", this->last());
  Mailbox& two = this->listen("user:ana", this->last());
  this->hub().publish("user:ana", message("1"));
  while (two.heard().empty()) this->settle(this->last());
  EXPECT_EQ(one.heard().front().get(), two.heard().front().get());
}

TYPED_TEST_P(HubConformance, AListenerThatWaitsIsWoken) {
  Mailbox& listener = this->listen("user:ana", this->last());
  boost::asio::post(this->world_.loop().executor(),
                    [this] { this->hub().publish("user:ana", message("1")); });
  EXPECT_EQ(this->next(listener), "1");
}

TYPED_TEST_P(HubConformance, NothingIsKeptForWhoComesLater) {
  this->hub().publish("user:ana", message("1"));
  this->settle(this->last());
  Mailbox& listener = this->listen("user:ana", this->last());
  this->hub().publish("user:ana", message("2"));
  EXPECT_EQ(this->next(listener), "2");
}

TYPED_TEST_P(HubConformance, WhoLeavesHearsNothingMore) {
  Mailbox& gone = this->listen("user:ana", this->last());
  Mailbox& stays = this->listen("user:ana", this->last());
  gone.leave();
  this->hub().publish("user:ana", message("1"));
  EXPECT_EQ(this->next(stays), "1");
  EXPECT_TRUE(gone.heard().empty());
  stays.leave();
  this->hub().publish("user:ana", message("2"));
  this->settle(this->last());
  EXPECT_TRUE(stays.heard().empty());
  Mailbox& back = this->listen("user:ana", this->last());
  this->hub().publish("user:ana", message("3"));
  EXPECT_EQ(this->next(back), "3");
}

TYPED_TEST_P(HubConformance, CountsWhoListens) {
  Mailbox& one = this->listen("user:ana");
  Mailbox& two = this->listen("user:ana");
  const auto shows = [&](const std::string& count) {
    return this->world_.metrics(0).render().find("waymark_realtime_subscriptions " + count) !=
           std::string::npos;
  };
  EXPECT_TRUE(shows("2"));
  one.leave();
  EXPECT_TRUE(shows("1"));
  two.leave();
  EXPECT_TRUE(shows("0"));
}

TYPED_TEST_P(HubConformance, AFloodThatAReactorDoesNotTakeIsALoss) {
  Mailbox& listener = this->listen("user:ana");
  for (std::size_t i = 0; i <= kMostUnderWay; ++i) this->hub().publish("user:ana", message("x"));
  this->hub().publish("user:ana", message("last"));
  EXPECT_EQ(this->next(listener), "<loss>");
  std::string heard;
  while (heard != "last") heard = this->next(listener);
  EXPECT_LE(listener.heard().size(), 1U);
}

TYPED_TEST_P(HubConformance, StopClosesListenersAfterWhatIsUnderWay) {
  Mailbox& listener = this->listen("user:ana");
  this->hub().publish("user:ana", message("1"));
  this->stop(0);
  EXPECT_EQ(this->next(listener), "1");
  EXPECT_EQ(this->next(listener), "<closed>");
  this->hub().publish("user:ana", message("2"));
  EXPECT_EQ(this->next(listener), "<closed>");
}

TYPED_TEST_P(HubConformance, SaysWhoIsHereOnAnyNode) {
  Mailbox& watcher = this->listen("room:1");
  const auto ana = this->presence(0).enter("room:1", "ana");
  EXPECT_EQ(this->next(watcher), this->shown("ana", true));
  auto bo = this->presence(this->last()).enter("room:1", "bo");
  EXPECT_EQ(this->next(watcher), this->shown("bo", true));
  const auto elsewhere = this->presence(0).enter("room:2", "cy");
  for (std::size_t node = 0; node < this->world_.nodes(); ++node)
    EXPECT_THAT(this->run(this->presence(node).present("room:1")),
                ::testing::ElementsAre("ana", "bo"));
  bo.reset();
  EXPECT_EQ(this->next(watcher), this->shown("bo", false));
  EXPECT_THAT(this->run(this->presence(this->last()).present("room:1")),
              ::testing::ElementsAre("ana"));
}

TYPED_TEST_P(HubConformance, OnlyTheFirstVisitAndTheEndOfTheLastAreTold) {
  Mailbox& watcher = this->listen("room:1");
  auto first = this->presence(0).enter("room:1", "ana");
  EXPECT_EQ(this->next(watcher), this->shown("ana", true));
  auto second = this->presence(this->last()).enter("room:1", "ana");
  this->run(this->presence(this->last()).present("room:1"));
  first.reset();
  EXPECT_THAT(this->run(this->presence(0).present("room:1")), ::testing::ElementsAre("ana"));
  this->settle();
  EXPECT_TRUE(watcher.heard().empty());
  second.reset();
  EXPECT_EQ(this->next(watcher), this->shown("ana", false));
  EXPECT_THAT(this->run(this->presence(0).present("room:1")), ::testing::IsEmpty());
}

REGISTER_TYPED_TEST_SUITE_P(HubConformance, DeliversInOrderToEveryListenerOfTheTopic,
                            CarriesWholeMessages, SharesOneFrameAmongTheListenersOfANode,
                            AListenerThatWaitsIsWoken, NothingIsKeptForWhoComesLater,
                            WhoLeavesHearsNothingMore, CountsWhoListens,
                            AFloodThatAReactorDoesNotTakeIsALoss,
                            StopClosesListenersAfterWhatIsUnderWay, SaysWhoIsHereOnAnyNode,
                            OnlyTheFirstVisitAndTheEndOfTheLastAreTold);

}  // namespace waymark::realtime
