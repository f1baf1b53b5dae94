#include "platform/events/store_outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include <boost/asio/co_spawn.hpp>

#include "base/fake_clock.h"
#include "platform/events/gated_store_test.h"
#include "platform/events/testing.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::events {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

const Instant kStart{milliseconds(1'760'000'000'000)};
const UserId kAna = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();

class StoreOutboxTest : public testing::Test {
 protected:
  StoreOutboxTest() { run(outbox_.start()); }
  ~StoreOutboxTest() override { run(group_.stop()); }

  template <typename T>
  T run(Task<T> task) {
    return loop_.run(std::move(task));
  }

  static NewEvent event(std::string payload, UserId user = kAna) {
    return NewEvent("GoalCompleted", user, std::move(payload));
  }
  static store::Transaction change(std::string name) {
    store::Transaction transaction;
    transaction.put(store::Item(store::Key("USER#ana", std::move(name))));
    return transaction;
  }
  store::Outcome commit(store::Transaction transaction, std::vector<NewEvent> events) {
    return run(outbox_.commit(std::move(transaction), std::move(events), context_));
  }
  store::Outcome commit(std::string payload) {
    std::vector<NewEvent> events{event(payload)};
    return commit(change("GOAL#" + payload), std::move(events));
  }

  /// Starts a commit that the closed store keeps waiting.
  void begin(std::string payload, UserId user = kAna) {
    group_.spawn(commit_one(outbox_, context_, std::move(payload), failures_, user));
    turn();
  }
  static Task<void> commit_one(StoreOutbox& outbox, const RequestContext& context,
                               std::string payload, int& failures, UserId user) {
    std::vector<NewEvent> events;
    events.push_back(event(payload, user));
    store::Transaction transaction = change("GOAL#" + payload);
    try {
      co_await outbox.commit(std::move(transaction), std::move(events), context);
    } catch (const Error&) {
      ++failures;
    }
  }
  /// Lets everything run that can.
  void turn() {
    loop_.context().restart();
    loop_.context().poll();
  }
  void release(std::size_t place, GatedStore::Fate fate) {
    gated_.release(place, fate);
    turn();
  }

  /// What a reader may see now, and where the horizon is.
  std::vector<std::string> readable(UserId user = kAna) {
    const Position through = run(outbox_.readable_through(shard_of(user)));
    std::vector<std::string> payloads;
    if (through.empty()) return payloads;
    store::Query query(store::Index::table, shard_key(shard_of(user)));
    query.where(store::SortKey::less_equal(through));
    for (const store::Item& item : run(memory_.query(query)).items)
      if (item.text("type") != "") payloads.emplace_back(item.text("payload").value());
    return payloads;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  store::MemoryStore memory_{clock_};
  GatedStore gated_{memory_, loop_.executor()};
  StoreOutbox outbox_{gated_, clock_, ids_};
  RequestContext context_;
  int failures_ = 0;
  runtime::TaskGroup group_{loop_.executor(), [](std::exception_ptr) { ADD_FAILURE(); }};
};

TEST_F(StoreOutboxTest, CommitsChangesAndEventsTogether) {
  context_.trace.trace_id[15] = 0xab;
  std::vector<NewEvent> events{event("{\"n\":1}"), event("{\"n\":2}")};
  EXPECT_TRUE(commit(change("GOAL#1"), std::move(events)).committed());
  EXPECT_TRUE(run(memory_.get(store::Key("USER#ana", "GOAL#1"))));
  const std::vector<Event> recorded = run(recorded_events(memory_));
  ASSERT_EQ(recorded.size(), 2U);
  EXPECT_EQ(recorded[0].payload, "{\"n\":1}");
  EXPECT_EQ(recorded[1].payload, "{\"n\":2}");
  EXPECT_EQ(recorded[0].type, "GoalCompleted");
  EXPECT_EQ(recorded[0].user, kAna);
  EXPECT_EQ(recorded[0].occurred_at, kStart);
  EXPECT_EQ(recorded[0].trace_id, "000000000000000000000000000000ab");
}

TEST_F(StoreOutboxTest, KeepsEventsForSevenDays) {
  commit("a");
  clock_.advance(kKept - milliseconds(1));
  EXPECT_EQ(run(recorded_events(memory_)).size(), 1U);
  clock_.advance(milliseconds(1000));
  EXPECT_THAT(run(recorded_events(memory_)), IsEmpty());
}

TEST_F(StoreOutboxTest, TellsWhichOfTheCallersOperationsFailedAndAppendsNothing) {
  store::Transaction transaction = change("GOAL#1");
  transaction.check(store::Key("USER#ana", "GOAL#2"), store::Condition::item_exists());
  std::vector<NewEvent> events{event("{}")};
  const store::Outcome outcome = commit(std::move(transaction), std::move(events));
  EXPECT_THAT(outcome.failed, ElementsAre(1));
  EXPECT_THAT(run(recorded_events(memory_)), IsEmpty());
  EXPECT_FALSE(run(memory_.get(store::Key("USER#ana", "GOAL#1"))));
}

TEST_F(StoreOutboxTest, CommitsChangesWithoutEvents) {
  EXPECT_TRUE(commit(change("GOAL#1"), {}).committed());
  EXPECT_THAT(run(recorded_events(memory_)), IsEmpty());
}

TEST_F(StoreOutboxTest, TakesNothingBeforeItHasStarted) {
  StoreOutbox fresh(memory_, clock_, ids_);
  std::vector<NewEvent> events{event("{}")};
  EXPECT_THROW(run(fresh.commit(change("GOAL#1"), std::move(events), context_)), Error);
}

TEST_F(StoreOutboxTest, HoldsReadersBeforeAnEarlierEventThatCommitsLater) {
  gated_.close();
  begin("first");
  begin("second");
  release(1, GatedStore::Fate::answer);
  EXPECT_THAT(readable(), IsEmpty()) << "the second was read before the first could appear";
  release(0, GatedStore::Fate::answer);
  EXPECT_THAT(readable(), ElementsAre("first", "second"));
}

TEST_F(StoreOutboxTest, LetsReadersPassAnEventWhoseTransactionFailed) {
  gated_.close();
  group_.spawn([](StoreOutbox& outbox, const RequestContext& context) -> Task<void> {
    store::Transaction transaction;
    transaction.check(store::Key("USER#ana", "GOAL#none"), store::Condition::item_exists());
    std::vector<NewEvent> events;
    events.push_back(event("refused"));
    co_await outbox.commit(std::move(transaction), std::move(events), context);
  }(outbox_, context_));
  turn();
  begin("second");
  release(1, GatedStore::Fate::answer);
  EXPECT_THAT(readable(), IsEmpty());
  release(0, GatedStore::Fate::answer);
  EXPECT_THAT(readable(), ElementsAre("second"));
}

TEST_F(StoreOutboxTest, SettlesACommitThatFailedWithoutBeingApplied) {
  gated_.close();
  begin("lost");
  begin("kept");
  release(0, GatedStore::Fate::fail);
  release(0, GatedStore::Fate::answer);
  EXPECT_EQ(failures_, 1);
  gated_.open();
  EXPECT_THAT(readable(), ElementsAre("kept"));
}

TEST_F(StoreOutboxTest, SettlesACommitThatWasAppliedThoughItFailed) {
  gated_.close();
  begin("told to have failed");
  begin("kept");
  release(0, GatedStore::Fate::apply_then_fail);
  release(0, GatedStore::Fate::answer);
  EXPECT_EQ(failures_, 1);
  gated_.open();
  EXPECT_THAT(readable(), ElementsAre("told to have failed", "kept"));
}

TEST_F(StoreOutboxTest, ACommitThatArrivesAfterItWasSettledChangesNothing) {
  gated_.close();
  begin("late");
  begin("kept");
  release(0, GatedStore::Fate::fail_then_apply);
  release(0, GatedStore::Fate::answer);
  gated_.open();
  EXPECT_THAT(readable(), ElementsAre("kept"));
  run(gated_.apply_late());
  EXPECT_THAT(readable(), ElementsAre("kept"));
  EXPECT_FALSE(run(memory_.get(store::Key("USER#ana", "GOAL#late")))) << "half of it was applied";
}

TEST_F(StoreOutboxTest, ACommitWhoseRequestWasCancelledIsStillReadInOrder) {
  gated_.close();
  begin("cancelled");
  run(group_.stop());  // the request ends; its transaction is still queued
  gated_.open();
  run(gated_.apply_late());
  commit("after");
  EXPECT_THAT(readable(), ElementsAre("cancelled", "after"));
}

TEST_F(StoreOutboxTest, ReadersWaitWhileItCannotBeSettled) {
  gated_.close();
  begin("lost");
  release(0, GatedStore::Fate::fail);
  group_.spawn([](StoreOutbox& outbox) -> Task<void> {
    try {
      co_await outbox.readable_through(shard_of(kAna));
      ADD_FAILURE() << "a horizon was given while the store was down";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable);
    }
  }(outbox_));
  turn();
  release(0, GatedStore::Fate::fail);
  gated_.open();
  commit("next");
  EXPECT_THAT(readable(), ElementsAre("next"));
}

TEST_F(StoreOutboxTest, GoesOnAfterTheLastEventWhenTheClockWasSetBackWhileItWasDown) {
  commit("before");
  clock_.advance(-hours(3));
  UuidV7Source ids(clock_, random_);
  EmptyPagesFirst pages(memory_);
  StoreOutbox restarted(pages, clock_, ids);
  run(restarted.start());
  std::vector<NewEvent> events{event("after")};
  run(restarted.commit(change("GOAL#after"), std::move(events), context_));
  const std::vector<Event> recorded = run(recorded_events(memory_));
  ASSERT_EQ(recorded.size(), 2U);
  EXPECT_EQ(recorded[0].payload, "before");
  EXPECT_EQ(recorded[1].payload, "after");
}

TEST_F(StoreOutboxTest, TellsItsListenerOfEachEndWhateverItWas) {
  std::vector<std::uint32_t> moves;
  outbox_.on_move([&](std::uint32_t shard) { moves.push_back(shard); });
  commit("a");
  EXPECT_THAT(moves, ElementsAre(shard_of(kAna)));
  gated_.close();
  begin("b");
  release(0, GatedStore::Fate::fail);
  EXPECT_EQ(moves.size(), 2U);
  outbox_.on_move({});
  gated_.open();
  commit("c");
  EXPECT_EQ(moves.size(), 2U);
}

/// Commits begin, end, fail and linger in any order, while a reader follows: it must see every event
/// that was committed, once, in order.
TEST_F(StoreOutboxTest, AReaderMissesNothingWhateverTheOrderOfCommits) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 dice(seed);
    const UserId user{ids_.next()};
    Position cursor;
    std::vector<std::string> read;
    const auto follow = [&] {
      const Position through = run(outbox_.readable_through(shard_of(user)));
      if (through <= cursor) return;
      store::Query query(store::Index::table, shard_key(shard_of(user)));
      query.where(store::SortKey::between(cursor + '!', through)).at_most(3);
      for (const store::Item& item : run(memory_.query(query)).items) {
        cursor = item.key().sk;
        if (item.text("user") == user.to_string() && item.text("type") != "")
          read.emplace_back(cursor);
      }
    };
    for (int step = 0; step < 60; ++step) {
      clock_.advance(milliseconds(static_cast<int>(dice() % 5) - 2));
      const unsigned chance = dice() % 10;
      gated_.close();
      if (chance < 5 || gated_.waiting() == 0) {
        begin(std::to_string(seed) + "." + std::to_string(step), user);
      } else {
        release(dice() % gated_.waiting(), static_cast<GatedStore::Fate>(dice() % 4));
      }
      gated_.open();
      if (dice() % 2 == 0) follow();
    }
    while (gated_.waiting() > 0) release(0, GatedStore::Fate::answer);
    run(gated_.apply_late());
    for (int i = 0; i < 100; ++i) follow();

    std::vector<std::string> there;
    for (const Event& recorded : run(recorded_events(memory_)))
      if (recorded.user == user) there.push_back(position_of(recorded.occurred_at, recorded.id));
    EXPECT_EQ(read, there) << "seed " << seed;
    EXPECT_GT(there.size(), 10U) << "seed " << seed;
  }
}

}  // namespace
}  // namespace waymark::events
