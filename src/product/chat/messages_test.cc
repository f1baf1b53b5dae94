#include "product/chat/messages.h"

#include "base/json.h"
#include "platform/cache/local/local_limits.h"
#include "product/chat/keys.h"
#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MessagesTest : public World {
 protected:
  MessagesTest() : room(direct(ana, ben)), topic("room:" + room.to_string()) {}

  HistoryRequest page(std::int64_t first) {
    HistoryRequest request;
    request.first = first;
    return request;
  }
  RoomId room;
  std::string topic;
};

TEST_F(MessagesTest, AMessageIsReadAsItWasSent) {
  const Message first = send(ana, room, "  hello\nthere  ", "c-1");
  MessageInput input;
  input.text = "and you";
  input.reply_to = first.id;
  const Message second = run(chat.messages.send(ben, room, input, InputPath())).message;
  const HistoryPage page = history(ana, room);
  ASSERT_EQ(page.messages.size(), 2u);
  EXPECT_EQ(page.messages[0].text, "hello\nthere");
  EXPECT_EQ(page.messages[0].sender_id, id(ana));
  EXPECT_EQ(page.messages[0].number, 1);
  EXPECT_EQ(page.messages[0].client_id, "c-1");
  EXPECT_EQ(page.messages[0].sent_at, clock.now());
  EXPECT_EQ(page.messages[1].id, second.id);
  EXPECT_EQ(page.messages[1].reply_to->id, first.id);
  EXPECT_EQ(page.messages[1].reply_to->number, 1);
  EXPECT_EQ(run(chat.messages.find(ben, room, first.id))->text, "hello\nthere");
  input.reply_to = ids.make<MessageId>();
  EXPECT_EQ(key_of(chat.messages.send(ben, room, input, InputPath())), "error.not_found.message");
}

TEST_F(MessagesTest, WhatIsSentAgainIsThereOnce) {
  const Message first = send(ana, room, "one", "same");
  clock.advance(std::chrono::hours(1));
  const Sent again = run(sending(ana, room, "one, but otherwise", "same"));
  EXPECT_TRUE(again.again);
  EXPECT_EQ(again.message.id, first.id);
  EXPECT_EQ(again.message.text, "one");
  EXPECT_EQ(again.message.sent_at, first.sent_at);
  // Whatever another person calls theirs is another message.
  EXPECT_NE(send(ben, room, "two", "same").id, first.id);
  EXPECT_THAT(texts(ana, room), ElementsAre("one", "two"));

  std::vector<Task<Sent>> at_once;
  for (int i = 0; i < 30; ++i) at_once.push_back(sending(ana, room, "three", "impatient"));
  int fresh = 0;
  for (const Sent& sent : all(std::move(at_once))) fresh += sent.again ? 0 : 1;
  EXPECT_EQ(fresh, 1);
  EXPECT_THAT(texts(ana, room), ElementsAre("one", "two", "three"));
  EXPECT_EQ(hub.frames(kMessageFrame, topic).size(), 3u);
}

TEST_F(MessagesTest, HistoryIsPagedBothWays) {
  for (int i = 1; i <= 10; ++i) send(ana, room, std::to_string(i));
  HistoryPage newest = history(ben, room, page(3));
  EXPECT_THAT(texts(ben, room, page(3)), ElementsAre("8", "9", "10"));
  EXPECT_TRUE(newest.has_previous);
  EXPECT_FALSE(newest.has_next);
  HistoryRequest older = page(4);
  older.before = newest.messages.front().cursor;
  const HistoryPage middle = history(ben, room, older);
  EXPECT_THAT(texts(ben, room, older), ElementsAre("4", "5", "6", "7"));
  EXPECT_TRUE(middle.has_previous && middle.has_next);
  older.before = middle.messages.front().cursor;
  EXPECT_THAT(texts(ben, room, older), ElementsAre("1", "2", "3"));
  EXPECT_FALSE(history(ben, room, older).has_previous);
  HistoryRequest newer = page(4);
  newer.after = middle.messages.back().cursor;
  EXPECT_THAT(texts(ben, room, newer), ElementsAre("8", "9", "10"));
  EXPECT_FALSE(history(ben, room, newer).has_next);
  newer.after = middle.messages.front().cursor;
  EXPECT_TRUE(history(ben, room, newer).has_next);

  const auto refused = [&](HistoryRequest request) {
    return key_of(chat.messages.history(ben, room, std::move(request), InputPath()));
  };
  EXPECT_EQ(refused(page(0)), "error.page.size");
  EXPECT_EQ(refused(page(101)), "error.page.size");
  HistoryRequest wrong;
  wrong.after = "nonsense";
  EXPECT_EQ(refused(wrong), "error.cursor");
  wrong.after = wrong.before = cursor_of(1);
  EXPECT_EQ(refused(wrong), "error.chat.one_cursor");
}

TEST_F(MessagesTest, AnEditIsMarkedAndOnlyTheLastVersionShown) {
  const Message said = send(ana, room, "helo");
  clock.advance(std::chrono::seconds(9));
  const MessageView edited = edit(ana, room, said.id, "hello");
  EXPECT_EQ(edited.text, "hello");
  EXPECT_EQ(edited.version, 2);
  EXPECT_EQ(edited.edited_at, clock.now());
  EXPECT_EQ(edited.number, 1);
  EXPECT_EQ(edited.cursor, cursor_of(2));                   // a place of its own in the log
  EXPECT_EQ(edit(ana, room, said.id, "hello").version, 2);  // changes nothing
  EXPECT_THAT(texts(ben, room), ElementsAre("hello"));
  EXPECT_EQ(history(ben, room).messages[0].cursor, cursor_of(1));
  EXPECT_EQ(key_of(chat.messages.edit(ben, room, said.id, "ha", InputPath())),
            "error.chat.not_yours");
  const auto frames = hub.frames(kMessageFrame, topic);
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_EQ(frames[1]->cursor, cursor_of(2));
  EXPECT_EQ(frames[1]->previous, cursor_of(1));
  EXPECT_EQ(json::decode<MessageView>(frames[1]->payload).text, "hello");
}

TEST_F(MessagesTest, WhatIsDeletedLeavesItsPlace) {
  const Message said = send(ana, room, "secret");
  react(ben, room, said.id, "👀");
  EXPECT_EQ(key_of(chat.messages.remove(ben, room, said.id)), "error.chat.not_yours");
  const MessageView gone = remove(ana, room, said.id);
  EXPECT_EQ(gone.text, "");
  EXPECT_TRUE(gone.deleted_at.has_value());
  EXPECT_THAT(gone.reactions, IsEmpty());
  EXPECT_EQ(remove(ana, room, said.id).version, gone.version);  // again: changes nothing
  EXPECT_THAT(texts(ben, room), ElementsAre(""));
  EXPECT_EQ(key_of(chat.messages.edit(ana, room, said.id, "x", InputPath())),
            "error.not_found.message");
  EXPECT_EQ(key_of(chat.messages.react(ben, room, said.id, "👍", true, InputPath())),
            "error.not_found.message");
  // Not in the events, nor in anything else that is kept of the room.
  for (const events::Event& event : run(events::recorded_events(store)))
    EXPECT_THAT(event.payload, ::testing::Not(::testing::HasSubstr("secret")));
}

TEST_F(MessagesTest, APersonReactsOnceWithEachKind) {
  const Message said = send(ana, room, "news");
  react(ben, room, said.id, "🎉");
  const MessageView twice = react(ben, room, said.id, "🎉");
  EXPECT_EQ(twice.version, 2);
  const MessageView both = react(ana, room, said.id, "🎉");
  ASSERT_EQ(both.reactions.size(), 1u);
  EXPECT_EQ(both.reactions[0].count, 2);
  EXPECT_THAT(both.reactions[0].user_ids, ElementsAre(id(ben), id(ana)));
  react(ben, room, said.id, "🎉", false);
  react(ben, room, said.id, "🎉", false);
  EXPECT_THAT(react(ana, room, said.id, "🎉", false).reactions, IsEmpty());
  for (const char* emoji : {"👍", "❤️", "🔥"}) react(ben, room, said.id, emoji);
  EXPECT_EQ(key_of(chat.messages.react(ben, room, said.id, "👏", true, InputPath())),
            "error.chat.reaction_limit");
  EXPECT_EQ(key_of(chat.messages.react(ben, room, said.id, "x", true, InputPath())),
            "error.chat.emoji");
}

TEST_F(MessagesTest, WhatIsUnreadIsCountedFromTheMarker) {
  for (int i = 0; i < 5; ++i) send(ana, room, "m");
  EXPECT_EQ(seen(ben, room).unread_count, 5);
  run(chat.messages.mark_read(ben, room, 3));
  EXPECT_EQ(seen(ben, room).unread_count, 2);
  run(chat.messages.mark_read(ben, room, 1));  // never back
  EXPECT_EQ(seen(ben, room).read_through, 3);
  run(chat.messages.mark_read(ben, room, 99));  // never past the end
  EXPECT_EQ(seen(ben, room).read_through, 5);
  send(ana, room, "m");
  send(ben, room, "who answers has read");
  EXPECT_EQ(seen(ben, room).unread_count, 0);
  EXPECT_EQ(seen(ana, room).unread_count, 1);
  const auto receipts = hub.frames(kReceiptFrame, topic);
  ASSERT_EQ(receipts.size(), 2u);
  EXPECT_EQ(json::decode<ReceiptView>(receipts[1]->payload).read_through, 5);
  EXPECT_EQ(key_of(chat.messages.mark_read(ben, room, -1)), "error.number.range");
}

TEST_F(MessagesTest, TypingIsToldNowAndThen) {
  limits::Table table;
  table.at(limits::Action::typing) = cache::Rate{1, 0.5};
  cache::LocalRateLimits buckets(clock);
  const limits::Limits counted(buckets, table);
  Ports with_limits = ports();
  with_limits.limits = &counted;
  Chat calm(with_limits, Options());
  run(calm.messages.typing(ana, room));
  run(calm.messages.typing(ana, room));
  EXPECT_EQ(hub.frames(kTypingFrame, topic).size(), 1u);
  clock.advance(std::chrono::seconds(2));
  run(calm.messages.typing(ana, room));
  EXPECT_EQ(hub.frames(kTypingFrame, topic).size(), 2u);
}

TEST_F(MessagesTest, MessagesAreKeptAsLongAsTheirSendersTierSays) {
  RequestContext rich = ben;
  rich.principal->tier = Tier::premium;
  const Message theirs = send(ana, room, "free", "again");
  send(rich, room, "premium");
  react(ben, room, theirs.id, "👍");
  clock.advance(std::chrono::hours(24 * 364));
  EXPECT_THAT(texts(ben, room), ElementsAre("free", "premium"));
  clock.advance(std::chrono::hours(24 * 2));
  EXPECT_THAT(texts(ben, room), ElementsAre("premium"));
  EXPECT_FALSE(run(chat.messages.find(ben, room, theirs.id)).has_value());
  EXPECT_EQ(log(room).size(), 1u);
  EXPECT_EQ(send(ana, room, "free", "again").number, 3);
}

TEST_F(MessagesTest, WhatIsWrongNamesItsField) {
  const auto refused = [&](MessageInput input) {
    return failure_of(chat.messages.send(ana, room, std::move(input), InputPath()))
        .problems()
        .at(0)
        .field;
  };
  MessageInput input;
  input.text = "   ";
  EXPECT_EQ(refused(input), "text");
  input.text = std::string(kLongestMessage + 1, 'x');
  EXPECT_EQ(refused(input), "text");
  input.text = std::string(kLongestMessage, 'x');
  input.client_id = std::string(65, 'c');
  EXPECT_EQ(refused(input), "clientId");
  input.client_id.reset();
  run(chat.messages.send(ana, room, input, InputPath()));
}

TEST_F(MessagesTest, InARoomOfSeveralOnesMessagesAreHiddenFromWhomABlockPartsThem) {
  const RoomId many = shared(ana, {ben, eva});
  const Message theirs = send(ben, many, "from Ben");
  send(eva, many, "from Eva");
  bonds.blocks.insert({id(ana), id(ben)});
  EXPECT_THAT(texts(ana, many), ElementsAre("from Eva"));
  EXPECT_THAT(texts(eva, many), ElementsAre("from Ben", "from Eva"));
  EXPECT_FALSE(run(chat.messages.find(ana, many, theirs.id)).has_value());
  EXPECT_EQ(key_of(chat.messages.react(ana, many, theirs.id, "👍", true, InputPath())),
            "error.not_found.message");
  const Reader reader = run(chat.messages.reader(ana, many));
  EXPECT_FALSE(reader.may_see(LogEntry::About(theirs)));
  send(ben, many, "again");
  std::vector<Seat> seats{seen(ana, many).seat};
  EXPECT_FALSE(run(chat.messages.newest(seats)).at(0).has_value());
}

TEST_F(MessagesTest, TheConsumerTellsWhatNobodyLivedToTell) {
  send(ana, room, "told");
  settle();
  EXPECT_EQ(hub.frames(kMessageFrame, topic).size(), 1u);  // not twice by one process
  const auto notices = hub.frames(kRoomFrame, "user:" + id(ben).to_string());
  EXPECT_FALSE(notices.empty());

  // Another process comes up after the one that committed has died.
  hub.published.clear();
  const Message said = send(ana, room, "committed");
  edit(ana, room, said.id, "and edited");
  hub.published.clear();
  Announcer fresh(hub);
  ChatConsumer other(store, fresh);
  events::ConsumerRunner later(
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics));
  later.add(other);
  run(later.replay("chat"));
  run(later.catch_up());
  std::vector<std::string> cursors;
  for (const auto& frame : hub.frames(kMessageFrame, topic)) cursors.push_back(frame->cursor);
  EXPECT_THAT(cursors, ElementsAre(cursor_of(1), cursor_of(2), cursor_of(3)));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

}  // namespace
}  // namespace waymark::chat
