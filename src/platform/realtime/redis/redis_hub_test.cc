#include "platform/realtime/redis/redis_hub.h"

#include "base/random.h"
#include "platform/realtime/conformance_test.h"
#include "platform/realtime/redis/envelope.h"
#include "platform/realtime/redis/redis_presence.h"
#include "platform/redis/server_test.h"
#include "platform/runtime/reactor.h"

namespace waymark::realtime {
namespace {

struct Node {
  explicit Node(const redis::Address& address, Random& random)
      : hub(address, "test", random, metrics),
        client(address, "test", random),
        presence(hub, client, "test", random) {}
  Task<void> start() {
    co_await hub.start();
    co_await client.start();
    co_await presence.start();
    while (!hub.connected() || !client.connected())
      co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }
  Task<void> stop() {
    co_await presence.stop();
    co_await client.stop();
    co_await hub.stop();
  }

  telemetry::Metrics metrics;
  RedisHub hub;
  redis::Client client;
  RedisPresence presence;
};

/// Two nodes and a server between them.
class RedisWorld {
 public:
  RedisWorld() {
    for (auto& node : nodes_) loop_.run(node.start());
  }
  runtime::TestLoop& loop() { return loop_; }
  std::size_t nodes() const { return nodes_.size(); }
  Hub& hub(std::size_t node) { return nodes_.at(node).hub; }
  Presence& presence(std::size_t node) { return nodes_.at(node).presence; }
  telemetry::Metrics& metrics(std::size_t node) { return nodes_.at(node).metrics; }
  Task<void> stop(std::size_t node) { return nodes_.at(node).stop(); }
  redis::TestServer& server() { return server_; }
  Node& node(std::size_t place) { return nodes_.at(place); }

 private:
  redis::TestServer server_;
  SystemRandom random_;
  runtime::TestLoop loop_;
  std::array<Node, 2> nodes_{Node(server_.address(), random_), Node(server_.address(), random_)};
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Redis, HubConformance, RedisWorld);

namespace {

using testing::ElementsAre;

class RedisHubTest : public testing::Test {
 protected:
  ~RedisHubTest() override {
    for (std::size_t node = 0; node < world_.nodes(); ++node) loop().run(world_.stop(node));
  }
  runtime::TestLoop& loop() { return world_.loop(); }
  std::unique_ptr<Mailbox> listen(std::string topic, std::size_t node) {
    auto mailbox = std::make_unique<Mailbox>(world_.hub(node), std::move(topic), loop().executor());
    loop().run(mailbox->ready());
    return mailbox;
  }
  std::string next(Mailbox& mailbox) { return loop().run(mailbox.next()); }
  static Task<void> wait_until(Node& node, bool connected) {
    while (node.hub.connected() != connected)
      co_await runtime::sleep_for(std::chrono::milliseconds(5));
  }

  RedisWorld world_;
};

TEST_F(RedisHubTest, NodesGoOnAloneAndFindEachOtherAgain) {
  const auto near = listen("room:1", 0);
  const auto far = listen("room:1", 1);
  world_.server().kill();
  for (std::size_t node : {0, 1}) loop().run(wait_until(world_.node(node), false));
  world_.hub(0).publish("room:1", message("meanwhile"));
  EXPECT_EQ(next(*near), "meanwhile");
  EXPECT_TRUE(far->heard().empty());

  world_.server().start();
  // Told of the loss, whoever listens reads the store.
  EXPECT_EQ(next(*near), "<loss>");
  std::string heard = next(*far);
  if (heard == "meanwhile") heard = next(*far);  // it came before the loss was told, or after
  EXPECT_EQ(heard, "<loss>");
  for (std::size_t node : {0, 1}) loop().run(wait_until(world_.node(node), true));
  world_.hub(0).publish("room:1", message("again"));
  heard = next(*far);
  if (heard == "meanwhile") heard = next(*far);
  EXPECT_EQ(heard, "again");
}

TEST_F(RedisHubTest, SubscribesWithTheFirstListenerAndLeavesAfterTheLast) {
  const auto channels = [&] {
    const redis::Reply reply = loop().run(world_.node(1).client.call({"PUBSUB", "CHANNELS"}));
    std::vector<std::string> names;
    for (const redis::Reply& item : reply.items) names.push_back(item.text);
    std::ranges::sort(names);
    return names;
  };
  EXPECT_THAT(channels(), ElementsAre("test:loss"));
  auto one = listen("room:1", 0);
  auto two = listen("room:1", 0);
  EXPECT_THAT(channels(), ElementsAre("test:loss", "test:t:room:1"));
  one.reset();
  EXPECT_THAT(channels(), ElementsAre("test:loss", "test:t:room:1"));
  two.reset();
  listen("room:2", 0);  // a sign that what was asked before is done
  while (channels().size() > 1) continue;
}

TEST_F(RedisHubTest, WhatCannotBeToldIsALossForAll) {
  const auto far = listen("room:1", 1);
  // Nothing is written as long as the loop does not turn.
  for (std::size_t i = 0; i <= kMostUntold; ++i) world_.hub(0).publish("other", message("x"));
  EXPECT_EQ(next(*far), "<loss>");
}

TEST_F(RedisHubTest, VisitorsOfANodeThatDiedAreForgotten) {
  const auto watcher = listen("room:1", 0);
  const auto here = world_.presence(0).enter("room:1", "ana");
  EXPECT_EQ(next(*watcher), presence_message("ana", true)->payload);
  // As a node that died a minute ago left it.
  redis::Client& client = world_.node(0).client;
  loop().run(client.call({"ZADD", "test:p:room:1", "1", "dead/bo"}));
  loop().run(client.call({"ZADD", "test:p:room:1", "1", "dead/ana"}));
  EXPECT_THAT(loop().run(world_.presence(1).present("room:1")), ElementsAre("ana"));
  loop().run(world_.node(0).presence.beat());
  EXPECT_EQ(next(*watcher), presence_message("bo", false)->payload);
  EXPECT_TRUE(watcher->heard().empty()) << "Ana is there by this node";
  EXPECT_EQ(loop().run(client.call({"ZCARD", "test:p:room:1"})).integer, 1);
}

TEST_F(RedisHubTest, PresenceComesBackAfterTheServerForgotAll) {
  const auto here = world_.presence(0).enter("room:1", "ana");
  while (loop().run(world_.presence(1).present("room:1")).empty()) continue;
  loop().run(world_.node(0).client.call({"FLUSHALL"}));
  EXPECT_TRUE(loop().run(world_.presence(1).present("room:1")).empty());
  loop().run(world_.node(0).presence.beat());
  EXPECT_THAT(loop().run(world_.presence(1).present("room:1")), ElementsAre("ana"));
}

TEST(Envelope, RefusesWhatIsNone) {
  Message message;
  message.kind = "k";
  const std::string node(kNodeSize, 'n');
  const std::string bytes = seal(node, message);
  EXPECT_TRUE(unseal(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(unseal(std::string_view(bytes).substr(0, size)));
  EXPECT_FALSE(unseal(bytes + "x"));
  EXPECT_FALSE(unseal("\2" + bytes.substr(1)));
}

}  // namespace
}  // namespace waymark::realtime
