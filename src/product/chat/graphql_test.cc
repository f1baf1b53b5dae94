// The GraphQL edge against api/schema.graphql itself, live fields included.
#include "product/chat/graphql.h"

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "platform/realtime/local/local_hub.h"
#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ChatGraphqlTest : public World {
 protected:
  using Sequence = std::unique_ptr<graphql::EventSequence>;

  ChatGraphqlTest() {
    edge.bind(bindings);
    bindings.object<social::Person>("PublicUser");
    const graphql::ContractPart part(
        {"rooms",          "room",           "messageRequests", "messages",      "message",
         "presence",       "openDirectRoom", "createRoom",      "renameRoom",    "inviteToRoom",
         "removeFromRoom", "leaveRoom",      "muteRoom",        "acceptRequest", "declineRequest",
         "sendMessage",    "editMessage",    "deleteMessage",   "react",         "markRead",
         "setTyping",      "onMessage",      "onTyping",        "onPresence",    "onReceipt",
         "onRoomsChanged"},
        {"PublicUser.followers", "PublicUser.following"});
    engine.emplace(part.schema(), std::move(bindings));
    consumers.add(live.consumer);
  }
  ~ChatGraphqlTest() override {
    run(local.stop());
    run(engine->stop());
  }

  std::string ask(std::string query, RequestContext& who) {
    graphql::Request request;
    request.query = std::move(query);
    return run(engine->execute(request, who));
  }
  boost::json::value data(std::string query, RequestContext& who) {
    auto answer = json::parse(ask(std::move(query), who)).as_object();
    EXPECT_FALSE(answer.contains("errors")) << boost::json::serialize(answer);
    return answer["data"];
  }
  static std::string quoted(RoomId room) { return "\"" + room.to_string() + "\""; }

  /// With the errors, when it was refused.
  std::pair<Sequence, std::string> try_to_follow(RequestContext& who, std::string query) {
    graphql::Request request;
    request.query = std::move(query);
    auto prepared = std::get<graphql::Prepared>(engine->prepare(request, who));
    auto started = run(engine->subscribe(std::move(prepared), who));
    if (auto* refused = std::get_if<graphql::Refusal>(&started)) return {nullptr, refused->errors};
    return {std::move(std::get<Sequence>(started)), ""};
  }
  Sequence follow(RequestContext& who, std::string query) {
    auto [sequence, errors] = try_to_follow(who, std::move(query));
    EXPECT_EQ(errors, "");
    return std::move(sequence);
  }
  Sequence messages_of(RequestContext& who, RoomId room, const std::string& after = "") {
    const std::string cursor = after.empty() ? "" : ", after: \"" + after + "\"";
    return follow(who,
                  "subscription { onMessage(roomId: " + quoted(room) + cursor + ") { text } }");
  }
  /// The next event's only field, or "ended".
  std::string next(const Sequence& sequence) {
    const auto response = run(sequence->next());
    if (!response) return "ended";
    const auto field = json::parse(*response).at("data").as_object().begin()->value();
    return boost::json::serialize(field.as_object().begin()->value());
  }
  std::vector<std::string> next(const Sequence& sequence, int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(next(sequence));
    return all;
  }
  Message say(const RequestContext& by, RoomId room, std::string text) {
    MessageInput input;
    input.text = std::move(text);
    return run(live.messages.send(by, room, std::move(input), InputPath())).message;
  }

  realtime::LocalHub local{metrics};
  realtime::LocalPresence presence{local};
  /// This process; the world's `chat` is another one, whose frames do not arrive.
  Chat live{ports(store, outbox, local), Options()};
  events::ConsumerRunner consumers{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  social::Social social{store};
  ChatGraphql edge{live, social, local, presence};
  graphql::Bindings bindings;
  std::optional<graphql::Engine> engine;
};

TEST_F(ChatGraphqlTest, TwoPeopleTalk) {
  const auto opened = data("mutation { openDirectRoom(userId: \"" + id(ben).to_string() +
                               "\") { id kind pending writable members { userId role } } }",
                           ana);
  const auto room = RoomId::parse(opened.at("openDirectRoom").at("id").as_string()).value();
  EXPECT_EQ(opened.at("openDirectRoom").at("members").as_array().size(), 2u);
  const auto sent =
      data("mutation { sendMessage(roomId: " + quoted(room) +
               ", text: \"hello\", clientId: \"c\") { id number ts sentAt clientId } }",
           ana);
  const auto& message = sent.at("sendMessage");
  EXPECT_EQ(message.at("number"), 1);
  EXPECT_EQ(message.at("ts"), message.at("sentAt"));
  const std::string id(message.at("id").as_string());
  data("mutation { react(roomId: " + quoted(room) + ", messageId: \"" + id +
           "\", emoji: \"👍\") { reactions { emoji count userIds } } }",
       ben);
  const auto list = data("{ rooms { nodes { unreadCount lastMessage { text } } } }", ben);
  EXPECT_EQ(boost::json::serialize(list),
            R"({"rooms":{"nodes":[{"unreadCount":1,"lastMessage":{"text":"hello"}}]}})");
  const auto read =
      data("mutation { markRead(roomId: " + quoted(room) + ", number: 1) { unreadCount } }", ben);
  EXPECT_EQ(read.at("markRead").at("unreadCount"), 0);
  const auto page = data("{ messages(roomId: " + quoted(room) +
                             ") { nodes { text version reactions { count } } pageInfo { "
                             "hasNextPage hasPreviousPage endCursor } } }",
                         ben);
  EXPECT_EQ(boost::json::serialize(page.at("messages")),
            R"({"nodes":[{"text":"hello","version":2,"reactions":[{"count":1}]}],)"
            R"("pageInfo":{"hasNextPage":false,"hasPreviousPage":false,)"
            R"("endCursor":"0000000000000001"}})");
  EXPECT_THAT(
      ask("mutation { sendMessage(roomId: " + quoted(room) + ", text: \" \") { id } }", ana),
      HasSubstr("INVALID_INPUT"));
}

TEST_F(ChatGraphqlTest, WhatWasMissedComesFirstThenWhatHappens) {
  const RoomId room = direct(ana, ben);
  const Message first = say(ana, room, "one");
  say(ben, room, "two");
  const Sequence late = messages_of(ben, room, cursor_of(first.position));
  const Sequence now = messages_of(ana, room);
  EXPECT_EQ(next(late), "\"two\"");
  say(ana, room, "three");
  EXPECT_EQ(next(late), "\"three\"");
  EXPECT_EQ(next(now), "\"three\"");
  run(live.messages.edit(ana, room, first.id, "one, edited", InputPath()));
  EXPECT_EQ(next(late), "\"one, edited\"");
  // Of what another process commits no frame comes; the next one shows that something is missing.
  send(ben, room, "four");
  say(ben, room, "five");
  EXPECT_THAT(next(late, 2), ElementsAre("\"four\"", "\"five\""));
  EXPECT_THAT(next(now, 3), ElementsAre("\"one, edited\"", "\"four\"", "\"five\""));
}

TEST_F(ChatGraphqlTest, TheConsumerBringsWhatNobodyToldOf) {
  const RoomId room = direct(ana, ben);
  const Sequence follower = messages_of(ben, room);
  send(ana, room, "from a process that is gone");
  run(consumers.catch_up());
  EXPECT_EQ(next(follower), "\"from a process that is gone\"");
}

TEST_F(ChatGraphqlTest, WhoComesLaterSharesTheRoomAndNotItsPast) {
  const RoomId room = shared(ana, {ben});
  const Message old = say(ana, room, "before");
  run(live.rooms.invite(ana, room, {id(eva)}, InputPath()));
  const Sequence early = messages_of(ben, room, cursor_of(0));
  const Sequence late = messages_of(eva, room, cursor_of(0));
  run(live.messages.edit(ana, room, old.id, "before, edited", InputPath()));
  say(ana, room, "after");
  EXPECT_EQ(next(early, 3).back(), "\"after\"");
  EXPECT_EQ(next(late), "\"after\"");
}

TEST_F(ChatGraphqlTest, LeavingEndsWhatOneListensTo) {
  const RoomId room = shared(ana, {ben, eva});
  const Sequence bens = messages_of(ben, room);
  const Sequence typing =
      follow(ben, "subscription { onTyping(roomId: " + quoted(room) + ") { userId } }");
  const Sequence evas = messages_of(eva, room);
  run(live.rooms.leave(ben, room));
  EXPECT_EQ(next(bens), "ended");
  EXPECT_EQ(next(typing), "ended");
  say(ana, room, "he has gone");
  EXPECT_EQ(next(evas), "\"he has gone\"");
}

TEST_F(ChatGraphqlTest, OthersAreSeenTypingReadingAndComing) {
  const RoomId room = shared(ana, {ben, eva});
  say(ana, room, "hello");
  bonds.blocks.insert({id(eva), id(ana)});
  const auto field = [&](const char* name, const char* members) {
    return "subscription { " + std::string(name) + "(roomId: " + quoted(room) + ") { " + members +
           " } }";
  };
  const Sequence typing = follow(ana, field("onTyping", "userId"));
  const Sequence receipts = follow(ana, field("onReceipt", "readThrough"));
  const Sequence comings = follow(ana, field("onPresence", "userId present"));
  run(live.messages.typing(ana, room));
  run(live.messages.typing(eva, room));
  run(live.messages.typing(ben, room));
  EXPECT_EQ(next(typing), "\"" + id(ben).to_string() + "\"");
  run(live.messages.mark_read(eva, room, 1));
  run(live.messages.mark_read(ben, room, 1));
  EXPECT_EQ(next(receipts), "1");
  const Sequence evas = messages_of(eva, room);
  const Sequence bens = messages_of(ben, room);
  EXPECT_EQ(next(comings), "\"" + id(ben).to_string() + "\"");
  const auto there = data("{ presence(roomId: " + quoted(room) + ") { userId present } }", ana);
  EXPECT_EQ(boost::json::serialize(there),
            R"({"presence":[{"userId":")" + id(ben).to_string() + R"(","present":true}]})");
}

TEST_F(ChatGraphqlTest, TheListOfRoomsIsLive) {
  const RoomId room = shared(ana, {ben});
  run(consumers.catch_up());
  const Sequence rooms = follow(ben, "subscription { onRoomsChanged { room { unreadCount } } }");
  say(ana, room, "hello");
  run(consumers.catch_up());
  EXPECT_EQ(next(rooms), R"({"unreadCount":1})");
  run(live.messages.mark_read(ben, room, 1));
  EXPECT_EQ(next(rooms), R"({"unreadCount":0})");
  run(live.rooms.remove(ana, room, id(ben)));
  run(consumers.catch_up());
  EXPECT_EQ(next(rooms), "null");
}

TEST_F(ChatGraphqlTest, AStrangerFollowsNothing) {
  const RoomId room = shared(ana, {ben});
  run(chat.rooms.leave(ben, room));
  RequestContext tom = stranger();
  for (RequestContext* who : {&tom, &ben})
    for (const char* name : {"onMessage", "onTyping", "onPresence", "onReceipt"}) {
      const auto [sequence, errors] =
          try_to_follow(*who, "subscription { " + std::string(name) + "(roomId: " + quoted(room) +
                                  ") { __typename } }");
      EXPECT_THAT(errors, HasSubstr("NOT_FOUND")) << name;
    }
  for (const char* query : {"messages", "presence"})
    EXPECT_THAT(
        ask("{ " + std::string(query) + "(roomId: " + quoted(room) + ") { __typename } }", tom),
        HasSubstr("NOT_FOUND"));
  EXPECT_EQ(ask("{ room(id: " + quoted(room) + ") { id } }", tom), R"({"data":{"room":null}})");
}

}  // namespace
}  // namespace waymark::chat
