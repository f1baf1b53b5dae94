// Every operation of chat, asked by who is not in the room: never was, was and left, or declined.
#include <functional>

#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

class StrangersTest : public World {
 protected:
  StrangersTest() : room(shared(ana, {ben, eva})), said(send(ana, room, "among us")) {}

  /// What each operation answers: the key of its error, or "ok".
  std::map<std::string, std::string> ask_all(const RequestContext& who, RoomId in) {
    std::map<std::string, std::string> answers;
    const InputPath at;
    MessageInput input;
    input.text = "hello";
    const auto ask = [&](const std::string& name, auto task) {
      try {
        run(std::move(task));
        answers[name] = "ok";
      } catch (const Error& error) {
        answers[name] =
            error.problems().empty() ? error.message_key() : error.problems()[0].message_key;
      }
    };
    ask("require", chat.rooms.require(who, in));
    ask("rename", chat.rooms.rename(who, in, "Mine", at));
    ask("invite", chat.rooms.invite(who, in, {ids.make<UserId>()}, at));
    ask("remove", chat.rooms.remove(who, in, id(ana)));
    ask("leave", chat.rooms.leave(who, in));
    ask("mute", chat.rooms.mute(who, in, true));
    ask("accept", chat.rooms.accept(who, in));
    ask("decline", chat.rooms.decline(who, in));
    ask("send", chat.messages.send(who, in, input, at));
    ask("edit", chat.messages.edit(who, in, said.id, "x", at));
    ask("delete", chat.messages.remove(who, in, said.id));
    ask("react", chat.messages.react(who, in, said.id, "👍", true, at));
    ask("mark_read", chat.messages.mark_read(who, in, 1));
    ask("typing", chat.messages.typing(who, in));
    ask("history", chat.messages.history(who, in, HistoryRequest(), at));
    ask("message", chat.messages.find(who, in, said.id));
    ask("reader", chat.messages.reader(who, in));  // of every subscription, and of presence
    return answers;
  }
  void expect_nothing(const RequestContext& who) {
    for (const auto& [operation, answer] : ask_all(who, room))
      EXPECT_EQ(answer, "error.not_found.room") << operation;
    EXPECT_FALSE(run(chat.rooms.find(who, room)).has_value());
    EXPECT_THAT(list(who), ::testing::IsEmpty());
    EXPECT_THAT(list(who, RoomStanding::requested), ::testing::IsEmpty());
    // Exactly what a room answers that is not there at all.
    EXPECT_EQ(ask_all(who, room), ask_all(who, ids.make<RoomId>()));
  }

  RoomId room;
  Message said;
};

TEST_F(StrangersTest, AStrangerFindsNothing) {
  expect_nothing(stranger());
}

TEST_F(StrangersTest, WhoLeftFindsNothing) {
  run(chat.rooms.leave(ben, room));
  expect_nothing(ben);
}

TEST_F(StrangersTest, WhoWasRemovedFindsNothing) {
  run(chat.rooms.remove(ana, room, id(eva)));
  expect_nothing(eva);
}

TEST_F(StrangersTest, WhoDeclinedFindsNothing) {
  const RequestContext tom = stranger();
  run(chat.rooms.invite(ana, room, {id(tom)}, InputPath()));
  run(chat.rooms.decline(tom, room));
  expect_nothing(tom);
}

TEST_F(StrangersTest, WhoIsNobodyIsAskedWhoTheyAre) {
  const RequestContext nobody;
  for (const auto& [operation, answer] : ask_all(nobody, room))
    EXPECT_EQ(answer, "error.unauthenticated") << operation;
}

TEST_F(StrangersTest, AMessageIsNotReachedThroughAnotherRoom) {
  const RoomId other = direct(ana, ben);
  EXPECT_FALSE(run(chat.messages.find(ana, other, said.id)).has_value());
  EXPECT_EQ(key_of(chat.messages.edit(ana, other, said.id, "x", InputPath())),
            "error.not_found.message");
  MessageInput reply;
  reply.text = "re";
  reply.reply_to = said.id;
  EXPECT_EQ(key_of(chat.messages.send(ana, other, reply, InputPath())), "error.not_found.message");
}

}  // namespace
}  // namespace waymark::chat
