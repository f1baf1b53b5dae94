// One order for all readers: rooms that many write to at once, readers that come and go.
#include <random>

#include "base/test_seed.h"
#include "platform/store/forwarding_store.h"
#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

/// Between the check of a commit and its answer others get a turn; and it counts what was refused.
class SlowStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Outcome> transact(store::Transaction transaction) override {
    co_await boost::asio::post(use_task);
    ++commits;
    store::Outcome outcome = co_await inner().transact(std::move(transaction));
    if (!outcome.committed()) ++refused;
    co_await boost::asio::post(use_task);
    co_return outcome;
  }
  int commits = 0;
  int refused = 0;
};

/// Runs something once, between two reads.
class InterruptedStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Page> query(store::Query query) override {
    store::Page page = co_await inner().query(std::move(query));
    if (after_a_query) co_await std::exchange(after_a_query, nullptr)();
    co_return page;
  }
  std::function<Task<void>()> after_a_query;
};

/// The log of a room as positions and what was said: what every reader must have seen.
using Story = std::vector<std::pair<std::string, MessageId>>;

Story story_of(const std::vector<LogEntry>& entries) {
  Story story;
  for (const LogEntry& entry : entries) story.emplace_back(entry.view.cursor, entry.view.id);
  return story;
}

class OrderTest : public World {
 protected:
  OrderTest() : room(shared(ana, {ben, eva})) {}

  /// Cursors follow each other without a gap, numbers too.
  void expect_whole(const std::vector<LogEntry>& entries, std::size_t messages) {
    std::size_t numbers = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      EXPECT_EQ(entries[i].position, static_cast<std::int64_t>(i) + 1);
      if (entries[i].about.position != entries[i].position) continue;
      EXPECT_EQ(entries[i].view.number, static_cast<std::int64_t>(++numbers));
    }
    EXPECT_EQ(numbers, messages);
  }

  static Task<void> send_and_edit(const Chat& chat, const RequestContext& by, RoomId room,
                                  MessageId old) {
    MessageInput input;
    input.text = "two";
    co_await chat.messages.send(by, room, std::move(input), InputPath());
    co_await chat.messages.edit(by, room, old, "one, edited", InputPath());
  }

  SlowStore slow{store};
  events::StoreOutbox slow_outbox{slow, clock, ids};
  RoomId room;
};

TEST_F(OrderTest, AHundredSendersDoNotContendWithinAProcess) {
  run(slow_outbox.start());
  Chat busy(ports(slow, slow_outbox, hub), Options());
  std::vector<RequestContext> people{ana, ben, eva};
  std::vector<Task<Sent>> sends;
  for (int i = 0; i < 100; ++i) {
    MessageInput input;
    input.text = std::to_string(i);
    sends.push_back(busy.messages.send(people[static_cast<std::size_t>(i) % 3], room,
                                       std::move(input), InputPath()));
  }
  slow.commits = 0;
  const auto sent = all(std::move(sends));
  EXPECT_EQ(slow.refused, 0);
  EXPECT_LE(slow.commits, 6);  // the first alone, the others together
  expect_whole(log(room), 100);
  // Told in the order of the log, each once, with what came before.
  const auto frames = hub.frames(kMessageFrame, "room:" + room.to_string());
  ASSERT_EQ(frames.size(), 100u);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i]->cursor, cursor_of(static_cast<std::int64_t>(i) + 1));
    EXPECT_EQ(frames[i]->previous, cursor_of(static_cast<std::int64_t>(i)));
  }
}

TEST_F(OrderTest, ProcessesThatWriteToOneRoomAgreeOnAnOrder) {
  run(slow_outbox.start());
  constexpr int kProcesses = 4;
  std::vector<std::unique_ptr<Chat>> processes;
  for (int i = 0; i < kProcesses; ++i)
    processes.push_back(std::make_unique<Chat>(ports(slow, slow_outbox, hub), Options()));
  std::vector<Task<Sent>> sends;
  for (int i = 0; i < 100; ++i) {
    MessageInput input;
    input.text = std::to_string(i);
    sends.push_back(processes[static_cast<std::size_t>(i % kProcesses)]->messages.send(
        ana, room, std::move(input), InputPath()));
  }
  const auto sent = all(std::move(sends));
  EXPECT_GT(slow.refused, 0);  // they did meet
  expect_whole(log(room), 100);
  std::set<std::int64_t> numbers;
  for (const Sent& one : sent) numbers.insert(one.message.number);
  EXPECT_EQ(numbers.size(), 100u);
}

TEST_F(OrderTest, OneWhoIsNotInTheRoomDoesNotHoldUpTheOthers) {
  run(slow_outbox.start());
  Chat busy(ports(slow, slow_outbox, hub), Options());
  const auto input = [](std::string text) {
    MessageInput one;
    one.text = std::move(text);
    return one;
  };
  // Ben is removed after it was checked that he is in the room, and before his message's turn.
  std::vector<Task<void>> both;
  std::optional<Sent> first, second;
  std::string failure;
  both.push_back(keep(busy.messages.send(ana, room, input("one"), InputPath()), &first));
  both.push_back(keep_failure(busy.messages.send(ben, room, input("no"), InputPath()), &failure));
  both.push_back(keep(busy.messages.send(eva, room, input("two"), InputPath()), &second));
  both.push_back(chat.rooms.leave(ben, room));
  run(runtime::when_all(std::move(both)));
  EXPECT_EQ(failure, "error.not_found.room");
  EXPECT_THAT(texts(ana, room), ::testing::ElementsAre("one", "two"));
}

/// Follows a room as the real time does: history from a cursor, then frames; it goes away, comes
/// back with its cursor, and loses frames.
class FollowingReader {
 public:
  void go() { here_ = false; }
  void come() { here_ = true; }
  bool here() const { return here_; }
  const std::string& cursor() const { return cursor_; }
  void read(const std::vector<LogEntry>& entries) {
    for (const LogEntry& entry : entries) take(entry.view.cursor, entry.view.id);
  }
  /// False when something is missing before it.
  bool hear(const realtime::Message& frame) {
    if (frame.previous > cursor_) return false;
    if (frame.cursor > cursor_) take(frame.cursor, json::decode<MessageView>(frame.payload).id);
    return true;
  }
  const Story& story() const { return story_; }

 private:
  void take(const std::string& cursor, MessageId id) {
    story_.emplace_back(cursor, id);
    cursor_ = cursor;
  }
  bool here_ = true;
  std::string cursor_ = cursor_of(0);
  Story story_;
};

TEST_F(OrderTest, EveryReaderSeesTheSameWhateverHappens) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  std::mt19937_64 draw(seed);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(draw() % bound); };
  run(slow_outbox.start());
  std::vector<std::unique_ptr<Chat>> processes;
  for (int i = 0; i < 2; ++i)
    processes.push_back(std::make_unique<Chat>(ports(slow, slow_outbox, hub), Options()));
  const std::vector<RequestContext> people{ana, ben, eva};
  std::vector<FollowingReader> readers(5);
  std::vector<MessageView> said;
  const auto catch_up = [&](FollowingReader& reader) { reader.read(log(room, reader.cursor())); };

  std::size_t sent = 0;
  for (int round = 0; round < 120; ++round) {
    std::vector<Task<Sent>> sends;
    for (std::size_t i = below(6); i > 0; --i, ++sent) {
      MessageInput input;
      input.text = "m" + std::to_string(sent);
      sends.push_back(processes[below(2)]->messages.send(people[below(3)], room, std::move(input),
                                                         InputPath()));
    }
    hub.published.clear();
    for (const Sent& one : all(std::move(sends)))
      said.push_back(view_of(one.message, one.message.position));
    for (std::size_t i = said.empty() ? 0 : below(3); i > 0; --i) {
      const MessageView& chosen = said[below(said.size())];
      Chat& process = *processes[below(2)];
      const RequestContext sender = context_of(chosen.sender_id);
      const bool gone = run(process.messages.find(ana, room, chosen.id))->deleted_at.has_value();
      if (gone) continue;
      switch (below(3)) {
        case 0:
          run(process.messages.edit(sender, room, chosen.id, "e" + std::to_string(round),
                                    InputPath()));
          break;
        case 1:
          run(process.messages.react(people[below(3)], room, chosen.id, "👍", below(2) == 0,
                                     InputPath()));
          break;
        default:
          run(process.messages.remove(sender, room, chosen.id));
      }
    }
    // Frames of two processes may overtake each other, and a frame may be lost on its way.
    auto frames = hub.frames(kMessageFrame, "room:" + room.to_string());
    for (std::size_t i = 1; i < frames.size(); ++i)
      if (below(5) == 0) std::swap(frames[i - 1], frames[i]);
    for (FollowingReader& reader : readers) {
      if (below(6) == 0) reader.go();
      for (const auto& frame : frames)
        if (reader.here() && below(20) != 0 && !reader.hear(*frame)) catch_up(reader);
      if (!reader.here() && below(3) == 0) {
        reader.come();
        catch_up(reader);
      }
    }
  }
  const auto whole = log(room);
  expect_whole(whole, sent);
  for (FollowingReader& reader : readers) {
    catch_up(reader);
    EXPECT_EQ(reader.story(), story_of(whole));
  }
}

TEST_F(OrderTest, ALogIsReadToAPlaceThatWasReached) {
  // More entries of one kind than a page holds, between few of the other.
  const Message said = send(ana, room, "first");
  for (int i = 0; i < 130; ++i) edit(ana, room, said.id, "version " + std::to_string(i));
  for (int i = 0; i < 130; ++i) send(ben, room, "m");
  react(eva, room, said.id, "👍");
  const auto entries = log(room);
  expect_whole(entries, 131);
  EXPECT_EQ(entries.size(), 262u);
  EXPECT_EQ(entries.front().view.version, 132);  // as it is now
  EXPECT_EQ(key_of(chat.messages.log_after(room, "x")), "error.cursor");
}

TEST_F(OrderTest, WhatHappensWhileALogIsReadIsReadTheNextTime) {
  const Message said = send(ana, room, "one");
  InterruptedStore interrupted(store);
  Chat reading(ports(interrupted, outbox, hub), Options());
  // A message and a change come between the reads of messages and of changes.
  interrupted.after_a_query = [&] { return send_and_edit(chat, ana, room, said.id); };
  std::vector<LogEntry> all;
  std::string cursor = cursor_of(0);
  for (auto page = run(reading.messages.log_after(room, cursor)); !page.empty();
       page = run(reading.messages.log_after(room, cursor))) {
    cursor = page.back().view.cursor;
    for (LogEntry& entry : page) all.push_back(std::move(entry));
  }
  EXPECT_EQ(all.size(), 3u);
  expect_whole(all, 2);
}

TEST_F(OrderTest, WhoComesLaterSeesNothingOfBefore) {
  const Message old = send(ana, room, "before");
  const RequestContext tom = stranger();
  bonds.follows.insert({id(tom), id(ana)});
  run(chat.rooms.invite(ana, room, {id(tom)}, InputPath()));
  edit(ana, room, old.id, "before, edited");
  send(ana, room, "after");
  const Reader reader = run(chat.messages.reader(tom, room));
  std::vector<std::string> seen;
  for (const LogEntry& entry : log(room))
    if (reader.may_see(entry.about)) seen.push_back(entry.view.text);
  EXPECT_THAT(seen, ::testing::ElementsAre("after"));
  EXPECT_THAT(texts(tom, room), ::testing::ElementsAre("after"));
  EXPECT_FALSE(run(chat.messages.find(tom, room, old.id)).has_value());
  EXPECT_EQ(key_of(chat.messages.react(tom, room, old.id, "👍", true, InputPath())),
            "error.not_found.message");
  MessageInput reply;
  reply.text = "re";
  reply.reply_to = old.id;
  EXPECT_EQ(key_of(chat.messages.send(tom, room, reply, InputPath())), "error.not_found.message");
}

}  // namespace
}  // namespace waymark::chat
