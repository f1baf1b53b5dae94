#include "platform/events/shared_outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "base/fake_clock.h"
#include "platform/events/appending.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"
#include "platform/timing/uptime.h"

namespace waymark::events {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Instant kStart{std::chrono::milliseconds(1'760'000'000'000)};
const UserId kAna = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();

/// Keeps transactions with events back while the test wants it; all others pass.
class Gate final : public store::ForwardingStore {
 public:
  Gate(store::Store& inner, Executor executor) : ForwardingStore(inner), executor_(executor) {}

  void close() { closed_ = true; }
  /// Lets all that wait through.
  void open() {
    closed_ = false;
    for (const auto& signal : waiting_) signal->notify();
    waiting_.clear();
  }
  /// What waits ends without an answer; apply_late() may carry it out.
  void break_off() {
    broken_ = true;
    open();
  }
  /// What waits is carried out, but its callers are not told.
  void lose_answers() {
    lost_ = true;
    open();
  }
  /// Reads of the log's partitions fail.
  void hide_log(bool hidden) { hidden_ = hidden; }
  Task<store::Page> query(store::Query query) override {
    if (hidden_ && query.partition != "EVENT#WRITERS")
      throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
    co_return co_await inner().query(std::move(query));
  }
  Task<int> apply_late() {
    broken_ = false;
    int committed = 0;
    for (store::Transaction& transaction : late_) {
      const store::Outcome outcome = co_await inner().transact(std::move(transaction));
      committed += outcome.committed() ? 1 : 0;
    }
    late_.clear();
    co_return committed;
  }

  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (!closed_ || !has_event(transaction)) co_return co_await inner().transact(transaction);
    const auto signal = std::make_shared<runtime::Signal>(executor_);
    waiting_.push_back(signal);
    co_await signal->wait();
    if (!broken_) {
      store::Outcome outcome = co_await inner().transact(std::move(transaction));
      if (lost_) throw Error(ErrorCode::unavailable, "error.unavailable", "the answer was lost");
      co_return outcome;
    }
    late_.push_back(std::move(transaction));
    throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
  }

 private:
  static bool has_event(const store::Transaction& transaction) {
    for (const auto& operation : transaction.operations())
      if (const auto* put = std::get_if<store::Put>(&operation))
        if (put->item.text("payload") && put->item.text("type") != "") return true;
    return false;
  }
  Executor executor_;
  bool closed_ = false;
  bool broken_ = false;
  bool lost_ = false;
  bool hidden_ = false;
  std::vector<std::shared_ptr<runtime::Signal>> waiting_;
  std::vector<store::Transaction> late_;
};

/// One process, whose clocks the test turns and whose steps it takes.
struct Node {
  Node(store::Store& shared, Executor executor)
      : gate(shared, executor),
        outbox(SharedOutboxPorts(gate, uptime, clock, ids)),
        group(executor, [](std::exception_ptr) { ADD_FAILURE(); }) {}
  FakeClock clock{kStart};
  timing::FakeUptime uptime;
  SystemRandom random;
  UuidV7Source ids{clock, random};
  Gate gate;
  SharedOutbox outbox;
  runtime::TaskGroup group;
  int failures = 0;
};

class SharedOutboxTest : public testing::Test {
 protected:
  SharedOutboxTest() {
    telemetry::set_log_level(telemetry::Level::error);
    steps(2, {&a_, &b_});
  }
  ~SharedOutboxTest() override {
    for (Node* node : {&a_, &b_}) {
      node->gate.open();
      loop_.run(node->group.stop());
    }
  }

  void steps(int count, std::vector<Node*> nodes) {
    for (int i = 0; i < count; ++i)
      for (Node* node : nodes) loop_.run(node->outbox.step());
  }
  void pass(std::chrono::milliseconds time) {
    for (Node* node : {&a_, &b_}) {
      node->clock.advance(time);
      node->uptime.advance(time);
    }
  }
  static Task<void> commit_one(Node& node, std::string payload) {
    std::vector<NewEvent> events;
    events.emplace_back("Added", kAna, payload);
    store::Transaction transaction;
    transaction.put(store::Item(store::Key("USER#ana", payload)));
    const RequestContext context;
    try {
      co_await node.outbox.commit(std::move(transaction), std::move(events), context);
    } catch (const Error&) {
      ++node.failures;
    }
  }
  void commit(Node& node, std::string payload) {
    loop_.run(commit_one(node, std::move(payload)));
    EXPECT_EQ(node.failures, 0);
  }
  void begin(Node& node, std::string payload) {
    node.gate.close();
    node.group.spawn(commit_one(node, std::move(payload)));
    turn();
  }
  void turn() {
    loop_.context().restart();
    loop_.context().poll();
  }
  /// What a reader on this node may see now.
  std::vector<std::string> readable(Node& node) {
    const Position through = loop_.run(node.outbox.readable_through(shard_of(kAna)));
    std::vector<std::string> payloads;
    if (through.empty()) return payloads;
    store::Query query(store::Index::table, shard_key(shard_of(kAna)));
    query.where(store::SortKey::less_equal(through));
    for (const store::Item& item : loop_.run(shared_.query(query)).items)
      if (item.text("type") != "") payloads.emplace_back(item.text("payload").value());
    return payloads;
  }
  std::vector<std::string> recorded() {
    std::vector<std::string> payloads;
    for (const Event& event : loop_.run(recorded_events(shared_)))
      payloads.push_back(event.payload);
    return payloads;
  }

  runtime::TestLoop loop_;
  FakeClock store_clock_{kStart};
  store::MemoryStore shared_{store_clock_};
  Node a_{shared_, loop_.executor()};
  Node b_{shared_, loop_.executor()};
};

TEST_F(SharedOutboxTest, WhatOneNodeCommitsAllMayRead) {
  commit(a_, "1");
  EXPECT_THAT(readable(a_), IsEmpty());
  steps(2, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("1"));
  EXPECT_THAT(readable(b_), ElementsAre("1"));
}

TEST_F(SharedOutboxTest, ReadersWaitForACommitThatIsUnderWayElsewhere) {
  begin(b_, "early");
  pass(10ms);
  commit(a_, "late");
  steps(3, {&a_, &b_});
  EXPECT_THAT(readable(a_), IsEmpty());
  b_.gate.open();
  turn();
  steps(2, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("early", "late"));
}

TEST_F(SharedOutboxTest, WhoSeesAnEventComesAfterItHoweverTheClocksAre) {
  a_.clock.advance(5h);
  commit(a_, "1");
  commit(b_, "2");
  b_.clock.advance(-48h);
  commit(b_, "3");
  commit(a_, "4");
  EXPECT_THAT(recorded(), ElementsAre("1", "2", "3", "4"));
  steps(3, {&a_, &b_});
  EXPECT_THAT(readable(b_), ElementsAre("1", "2", "3", "4"));
}

TEST_F(SharedOutboxTest, ANodeThatStandsStillIsFencedAndReadersGoOn) {
  begin(b_, "early");
  pass(10ms);
  commit(a_, "late");
  for (int i = 0; i < 6; ++i) {
    pass(1s);
    steps(1, {&a_});
  }
  steps(2, {&a_});
  EXPECT_THAT(readable(a_), ElementsAre("late"));
  // It comes to life again: its commit is refused where it stood, and made anew.
  b_.gate.open();
  loop_.run([this]() -> Task<void> {
    co_await runtime::sleep_for(1ms);
    co_await b_.outbox.step();  // is told that it was fenced
    co_await b_.outbox.step();  // joins again
    while (b_.group.size() > 0) co_await runtime::sleep_for(1ms);
  }());
  EXPECT_EQ(b_.failures, 0);
  steps(3, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("late", "early"));
}

TEST_F(SharedOutboxTest, WhatAFencedNodeSentCommitsNoMore) {
  begin(b_, "ghost");
  b_.gate.break_off();
  turn();
  EXPECT_EQ(b_.failures, 1);
  for (int i = 0; i < 8; ++i) {
    pass(1s);
    steps(1, {&a_});
  }
  EXPECT_EQ(loop_.run(b_.gate.apply_late()), 0);
  commit(a_, "1");
  steps(2, {&a_});
  EXPECT_THAT(recorded(), ElementsAre("1"));
}

TEST_F(SharedOutboxTest, ACommitWithoutAnAnswerIsSettledByItsOwnNode) {
  begin(b_, "lost");
  b_.gate.break_off();
  turn();
  pass(10ms);
  commit(a_, "1");
  steps(3, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("1"));
  EXPECT_EQ(loop_.run(b_.gate.apply_late()), 0) << "its place is sealed";
}

TEST_F(SharedOutboxTest, ACommitWhoseAnswerWasLostIsRead) {
  steps(2, {&a_, &b_});
  begin(b_, "1");
  b_.gate.lose_answers();
  turn();
  EXPECT_EQ(b_.failures, 1);
  pass(10ms);
  steps(3, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("1"));
}

TEST_F(SharedOutboxTest, WhatANodeCommittedBeforeItDiedIsRead) {
  commit(b_, "1");  // and no step: it tells nobody
  for (int i = 0; i < 8; ++i) {
    pass(1s);
    steps(1, {&a_});
  }
  steps(2, {&a_});
  EXPECT_THAT(readable(a_), ElementsAre("1"));
}

TEST_F(SharedOutboxTest, WhatTheDeadCommittedIsLookedUpUntilThatSucceeds) {
  steps(2, {&a_, &b_});
  commit(b_, "1");
  a_.gate.hide_log(true);
  int failed = 0;
  for (int i = 0; i < 8; ++i) {
    pass(1s);
    try {
      steps(1, {&a_});
    } catch (const Error&) {
      ++failed;
    }
  }
  EXPECT_GT(failed, 1);
  a_.gate.hide_log(false);
  steps(3, {&a_});
  EXPECT_THAT(readable(a_), ElementsAre("1"));
}

TEST_F(SharedOutboxTest, ThatAWriterWentIsToldWhenTheReadThatShowsItDoesNotCount) {
  const auto writers = [this] {
    return Writers(shared_, a_.uptime, a_.clock, a_.ids, std::chrono::milliseconds(5'000));
  };
  const auto join = [this](Writers& who) {
    const Instant after = loop_.run(who.join());
    EXPECT_TRUE(loop_.run(who.publish(after, {})));
  };
  Writers watcher = writers();
  Writers goes = writers();
  Writers comes = writers();
  join(watcher);
  join(goes);
  loop_.run(watcher.look());
  ASSERT_TRUE(loop_.run(watcher.look()).has_value());
  EXPECT_FALSE(loop_.run(watcher.look())->changed);
  loop_.run(goes.leave());
  join(comes);
  EXPECT_FALSE(loop_.run(watcher.look()).has_value()) << "somebody joined";
  const auto seen = loop_.run(watcher.look());
  ASSERT_TRUE(seen.has_value());
  EXPECT_TRUE(seen->changed);
}

TEST_F(SharedOutboxTest, AReaderAtTheLastEventNeedNotAsk) {
  commit(a_, "1");
  steps(3, {&a_, &b_});
  const Position end = loop_.run(a_.outbox.readable_through(shard_of(kAna)));
  for (int i = 0; i < 5; ++i) {
    pass(1s);
    steps(2, {&a_, &b_});
  }
  EXPECT_EQ(loop_.run(a_.outbox.readable_through(shard_of(kAna))), end);
  commit(b_, "2");
  steps(3, {&a_, &b_});
  EXPECT_GT(loop_.run(a_.outbox.readable_through(shard_of(kAna))), end);
  EXPECT_THAT(readable(a_), ElementsAre("1", "2"));
}

TEST_F(SharedOutboxTest, ANodeThatJoinsPlacesNothingWhereOthersHaveRead) {
  commit(a_, "1");
  steps(2, {&a_, &b_});
  Node late(shared_, loop_.executor());
  late.clock.advance(-3h);
  loop_.run(late.outbox.step());
  // A reader that looked before the newcomer has said how far it has come may go no further.
  const Position before = loop_.run(a_.outbox.readable_through(shard_of(kAna)));
  EXPECT_THAT(readable(a_), ElementsAre("1"));
  loop_.run(commit_one(late, "2"));
  const std::vector<Event> events = loop_.run(recorded_events(shared_));
  EXPECT_GT(position_of(events.back().occurred_at, events.back().id), before);
  EXPECT_THAT(recorded(), ElementsAre("1", "2"));
}

TEST_F(SharedOutboxTest, AfterAllHaveGoneTheNextStartsWhereTheyWere) {
  a_.clock.advance(5h);
  commit(a_, "0");
  steps(3, {&a_, &b_});
  const Position read = loop_.run(a_.outbox.readable_through(shard_of(kAna)));
  EXPECT_THAT(readable(a_), ElementsAre("0"));
  loop_.run(a_.outbox.start(loop_.executor()));
  loop_.run(a_.outbox.stop());
  loop_.run(b_.outbox.start(loop_.executor()));
  loop_.run(b_.outbox.stop());
  EXPECT_THAT(loop_.run(shared_.query(store::Query(store::Index::table, "EVENT#WRITERS"))).items,
              testing::SizeIs(1));
  Node next(shared_, loop_.executor());
  loop_.run(next.outbox.step());
  loop_.run(commit_one(next, "1"));
  const std::vector<Event> events = loop_.run(recorded_events(shared_));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_GT(position_of(events[1].occurred_at, events[1].id), read);
}

TEST_F(SharedOutboxTest, ReadersAreWokenForShardsWithNews) {
  std::map<std::uint32_t, int> woken;
  b_.outbox.on_move([&](std::uint32_t shard) { ++woken[shard]; });
  pass(1ms);
  steps(3, {&a_, &b_});
  woken.clear();
  pass(1ms);
  commit(a_, "1");
  steps(3, {&a_, &b_});
  ASSERT_EQ(woken.size(), 1U);
  EXPECT_EQ(woken.begin()->first, shard_of(kAna));
  b_.outbox.on_move({});
}

TEST_F(SharedOutboxTest, FailedConditionsAreToldAsAlways) {
  const RequestContext context;
  loop_.run([&]() -> Task<void> {
    store::Transaction transaction;
    transaction.put(store::Item(store::Key("USER#ana", "x")));
    transaction.check(store::Key("USER#ana", "none"), store::Condition::item_exists());
    std::vector<NewEvent> events;
    events.emplace_back("Added", kAna, "1");
    const store::Outcome outcome =
        co_await a_.outbox.commit(std::move(transaction), std::move(events), context);
    EXPECT_THAT(outcome.failed, ElementsAre(1U));
  }());
  EXPECT_THAT(recorded(), IsEmpty());
  steps(2, {&a_, &b_});
  commit(a_, "2");
  steps(2, {&a_, &b_});
  EXPECT_THAT(readable(a_), ElementsAre("2"));
}

}  // namespace
}  // namespace waymark::events
