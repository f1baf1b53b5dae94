#include "platform/events/consumers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/events/gated_store_test.h"
#include "platform/events/parked.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Instant kStart{milliseconds(1'760'000'000'000)};
const UserId kAna = UserId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();

/// Adds to a total a user, and does as the test says for chosen payloads.
class Adder final : public Consumer {
 public:
  Adder(store::Store& store, std::string name) : store_(store), name_(std::move(name)) {}
  std::string_view name() const override { return name_; }
  bool wants(std::string_view type) const override { return type == "Added"; }

  Task<Effects> apply(const Event& event) override {
    ++applications;
    seen.push_back(event.payload);
    if (failing.contains(event.payload)) throw std::runtime_error("indigestible");
    if (down > 0) {
      --down;
      throw Error(ErrorCode::unavailable, "error.unavailable", "a dependency is down");
    }
    const store::Key key("TOTAL#" + name_, event.user.to_string());
    const std::optional<store::Item> item = co_await store_.get(key);
    const std::int64_t total = item ? item->integer("total").value() : 0;
    Effects effects;
    store::Item next(key);
    next.set("total", total + std::stoll(event.payload));
    effects.transaction.put(std::move(next), total == 0 ? store::Condition::item_absent()
                                                        : store::Condition::equal("total", total));
    if (const auto it = spoilers.find(event.payload); it != spoilers.end()) {
      co_await store_.transact(it->second);  // another writer is faster, every time or once
      if (spoil_once) spoilers.erase(it);
    }
    if (echo) effects.events.emplace_back("Echoed", event.user, event.payload);
    effects.after_commit.push_back(
        [this, payload = event.payload] { published.push_back(payload); });
    co_return effects;
  }

  std::int64_t total(runtime::TestLoop& loop, UserId user) {
    const auto item = loop.run(store_.get(store::Key("TOTAL#" + name_, user.to_string())));
    return item ? item->integer("total").value() : 0;
  }

  int applications = 0;
  int down = 0;
  bool echo = false;
  bool spoil_once = false;
  std::set<std::string> failing;
  std::map<std::string, store::Transaction> spoilers;
  std::vector<std::string> seen;
  std::vector<std::string> published;

 private:
  store::Store& store_;
  std::string name_;
};

class ConsumersTest : public testing::Test {
 protected:
  ConsumersTest() {
    telemetry::set_log_level(telemetry::Level::error);
    loop_.run(outbox_.start());
  }

  ConsumerPorts ports() {
    ConsumerPorts ports(store_, outbox_, outbox_, clock_, random_, metrics_);
    ports.sleep = [this](milliseconds delay) { return note_sleep(sleeps_, delay); };
    return ports;
  }
  static Task<void> note_sleep(std::vector<milliseconds>& sleeps, milliseconds delay) {
    sleeps.push_back(delay);
    co_return;
  }

  void commit(std::string type, std::string payload, UserId user = kAna) {
    std::vector<NewEvent> events;
    events.emplace_back(std::move(type), user, std::move(payload));
    loop_.run(outbox_.commit({}, std::move(events), context_));
  }
  void add(int number, UserId user = kAna) { commit("Added", std::to_string(number), user); }

  std::optional<std::string> cursor(std::string name, UserId user = kAna) {
    const auto item = loop_.run(store_.get(cursor_key(name, shard_of(user))));
    if (!item) return std::nullopt;
    return std::string(item->text("position").value());
  }
  std::vector<ParkedEvent> parked(std::string name) {
    std::vector<ParkedEvent> all;
    store::Query query(store::Index::table, parked_partition(name));
    for (const store::Item& item : loop_.run(store_.query(query)).items)
      all.push_back(store::from_item<ParkedEvent>(item));
    return all;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  store::MemoryStore store_{clock_};
  StoreOutbox outbox_{store_, clock_, ids_};
  telemetry::Metrics metrics_;
  RequestContext context_;
  std::vector<milliseconds> sleeps_;
  Adder adder_{store_, "adder"};
};

TEST_F(ConsumersTest, AppliesWhatIsWantedInOrderAndPassesTheRest) {
  ConsumerRunner runner(ports());
  runner.add(adder_);
  for (int i = 1; i <= 5; ++i) {
    add(i);
    commit("Other", "100");
  }
  loop_.run(runner.catch_up());
  EXPECT_THAT(adder_.seen, ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(adder_.published, ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_EQ(adder_.total(loop_, kAna), 15);
}

TEST_F(ConsumersTest, ReadsManyPages) {
  ConsumerOptions options;
  options.page = 3;
  ConsumerRunner runner(ports(), options);
  runner.add(adder_);
  for (int i = 1; i <= 20; ++i) add(i);
  loop_.run(runner.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 210);
  EXPECT_EQ(adder_.applications, 20);
}

TEST_F(ConsumersTest, GoesOnWhereTheLastRunnerStopped) {
  {
    ConsumerRunner runner(ports());
    runner.add(adder_);
    add(1);
    loop_.run(runner.catch_up());
  }
  add(2);
  ConsumerRunner runner(ports());
  runner.add(adder_);
  loop_.run(runner.catch_up());
  EXPECT_THAT(adder_.seen, ElementsAre("1", "2"));
  EXPECT_EQ(adder_.total(loop_, kAna), 3);
}

TEST_F(ConsumersTest, EachConsumerHasItsOwnCursor) {
  Adder late(store_, "late");
  ConsumerRunner first(ports());
  first.add(adder_);
  add(1);
  loop_.run(first.catch_up());
  ConsumerRunner both(ports());
  both.add(adder_);
  both.add(late);
  loop_.run(both.catch_up());
  EXPECT_EQ(adder_.applications, 1);
  EXPECT_EQ(late.applications, 1);
  EXPECT_THROW(both.add(late), std::logic_error);
}

TEST_F(ConsumersTest, WritesTheCursorOfPassedEventsOnceInAWhile) {
  ConsumerOptions options;
  options.passed_before_saving = 10;
  ConsumerRunner runner(ports(), options);
  runner.add(adder_);
  for (int i = 0; i < 9; ++i) commit("Other", "0");
  loop_.run(runner.catch_up());
  EXPECT_EQ(cursor("adder"), std::nullopt);
  commit("Other", "0");
  loop_.run(runner.catch_up());
  const std::vector<Event> events = loop_.run(recorded_events(store_));
  EXPECT_EQ(cursor("adder"), position_of(events.back().occurred_at, events.back().id));
}

TEST_F(ConsumersTest, EventsThatFollowAreInTheSameCommitAndAreDelivered) {
  class Listener final : public Consumer {
   public:
    std::string_view name() const override { return "listener"; }
    bool wants(std::string_view type) const override { return type == "Echoed"; }
    Task<Effects> apply(const Event& event) override {
      heard.push_back(event.payload);
      co_return Effects{};
    }
    std::vector<std::string> heard;
  } listener;
  adder_.echo = true;
  ConsumerRunner runner(ports());
  runner.add(listener);
  runner.add(adder_);
  add(7);
  loop_.run(runner.catch_up());
  EXPECT_THAT(listener.heard, ElementsAre("7"));
}

TEST_F(ConsumersTest, LooksAgainWhenAConditionFailed) {
  store::Item rival(store::Key("TOTAL#adder", kAna.to_string()));
  rival.set("total", 1000);
  adder_.spoilers["2"].put(rival);
  adder_.spoil_once = true;
  ConsumerRunner runner(ports());
  runner.add(adder_);
  add(1);
  add(2);
  loop_.run(runner.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 1002);
  EXPECT_THAT(adder_.seen, ElementsAre("1", "2", "2"));
  EXPECT_THAT(adder_.published, ElementsAre("1", "2")) << "published before the commit held";
  EXPECT_THAT(sleeps_, IsEmpty());
}

TEST_F(ConsumersTest, ParksAnEventWhoseConditionsNeverHold) {
  ConsumerOptions options;
  options.contended_tries = 3;
  struct Contended final : Consumer {
    std::string_view name() const override { return "contended"; }
    bool wants(std::string_view type) const override { return type == "Added"; }
    Task<Effects> apply(const Event&) override {
      ++applications;
      Effects effects;
      effects.transaction.check(store::Key("NONE", "NONE"), store::Condition::item_exists());
      co_return effects;
    }
    int applications = 0;
  } contended;
  ConsumerRunner runner(ports(), options);
  runner.add(contended);
  add(1);
  loop_.run(runner.catch_up());
  EXPECT_EQ(contended.applications, 15) << "three tries for each of five failures";
  ASSERT_THAT(parked("contended"), SizeIs(1));
}

TEST_F(ConsumersTest, ParksWhatFailsAgainAndAgainAndGoesOn) {
  adder_.failing.insert("2");
  ConsumerRunner runner(ports());
  runner.add(adder_);
  add(1);
  add(2);
  add(3);
  loop_.run(runner.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 4);
  EXPECT_THAT(adder_.seen, ElementsAre("1", "2", "2", "2", "2", "2", "3"));
  const std::vector<ParkedEvent> kept = parked("adder");
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].event.payload, "2");
  EXPECT_EQ(kept[0].event.user, kAna);
  EXPECT_EQ(kept[0].reason, "indigestible");
  EXPECT_EQ(kept[0].failures, 5);
  EXPECT_THAT(loop_.run(runner.parked("adder", 10)), SizeIs(1));
  EXPECT_THAT(runner.names(), ElementsAre("adder"));
  EXPECT_THROW(loop_.run(runner.parked("nobody", 10)), Error);
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_events_parked_total{consumer=\"adder\"} 1"));
}

TEST_F(ConsumersTest, DelaysGrowAndAreJitteredWithinTheirBound) {
  adder_.failing.insert("1");
  ConsumerRunner runner(ports());
  runner.add(adder_);
  add(1);
  loop_.run(runner.catch_up());
  ASSERT_THAT(sleeps_, SizeIs(4));
  for (std::size_t i = 0; i < sleeps_.size(); ++i) {
    EXPECT_GE(sleeps_[i], milliseconds(0));
    EXPECT_LE(sleeps_[i], milliseconds(100) * (1 << i));
  }
}

TEST_F(ConsumersTest, WaitsForADependencyThatIsDownWithoutParking) {
  adder_.down = 30;
  ConsumerRunner runner(ports());
  runner.add(adder_);
  add(1);
  loop_.run(runner.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 1);
  EXPECT_THAT(sleeps_, SizeIs(30));
  for (const milliseconds delay : sleeps_) EXPECT_LE(delay, milliseconds(30'000));
  EXPECT_THAT(parked("adder"), IsEmpty());
}

TEST_F(ConsumersTest, ParkedEventsCanBeTriedAgain) {
  adder_.failing = {"2", "3"};
  ConsumerRunner runner(ports());
  runner.add(adder_);
  for (int i = 1; i <= 4; ++i) add(i);
  loop_.run(runner.catch_up());
  adder_.failing = {"3"};
  ParkedReplay result = loop_.run(runner.replay_parked("adder"));
  EXPECT_EQ(result.applied, 1U);
  EXPECT_EQ(result.left, 1U);
  EXPECT_EQ(adder_.total(loop_, kAna), 7);
  ASSERT_THAT(parked("adder"), SizeIs(1));
  EXPECT_EQ(parked("adder")[0].event.payload, "3");
  adder_.failing.clear();
  result = loop_.run(runner.replay_parked("adder"));
  EXPECT_EQ(result.applied, 1U);
  EXPECT_EQ(adder_.total(loop_, kAna), 10);
  EXPECT_EQ(loop_.run(runner.replay_parked("adder")).applied, 0U);
  EXPECT_THROW(loop_.run(runner.replay_parked("nobody")), Error);
}

TEST_F(ConsumersTest, AReplayBeginsAtTheFirstEventThatIsKept) {
  ConsumerRunner runner(ports());
  runner.add(adder_);
  for (int i = 1; i <= 3; ++i) add(i);
  loop_.run(runner.catch_up());
  loop_.run(runner.replay("adder"));
  loop_.run(runner.catch_up());
  EXPECT_THAT(adder_.seen, ElementsAre("1", "2", "3", "1", "2", "3"));
}

TEST_F(ConsumersTest, TwoRunnersNeverBothApplyAnEvent) {
  Adder rival(store_, "adder");
  telemetry::Metrics other_metrics;
  ConsumerPorts other_ports(store_, outbox_, outbox_, clock_, random_, other_metrics);
  ConsumerRunner one(ports());
  ConsumerRunner two(other_ports);
  one.add(adder_);
  two.add(rival);
  for (int i = 1; i <= 10; ++i) {
    add(i);
    loop_.run(one.catch_up());
    if (i % 3 == 0) loop_.run(two.catch_up());
  }
  loop_.run(two.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 55);
}

TEST_F(ConsumersTest, ASecondRunnerThatReadTheSamePageGivesWay) {
  // The rival applies the event between this consumer's reading and its commit.
  Adder rival(store_, "adder");
  telemetry::Metrics other_metrics;
  ConsumerPorts other_ports(store_, outbox_, outbox_, clock_, random_, other_metrics);
  ConsumerRunner other(other_ports);
  other.add(rival);
  struct Overtaken final : Consumer {
    Overtaken(Adder& a, ConsumerRunner& r) : adder(a), runner(r) {}
    std::string_view name() const override { return "adder"; }
    bool wants(std::string_view type) const override { return adder.wants(type); }
    Task<Effects> apply(const Event& event) override {
      Effects effects = co_await adder.apply(event);
      co_await runner.catch_up();
      co_return effects;
    }
    Adder& adder;
    ConsumerRunner& runner;
  } overtaken{adder_, other};
  ConsumerRunner runner(ports());
  runner.add(overtaken);
  add(1);
  add(2);
  loop_.run(runner.catch_up());
  EXPECT_EQ(adder_.total(loop_, kAna), 3);
  EXPECT_THAT(adder_.published, IsEmpty());
  EXPECT_THAT(rival.published, ElementsAre("1", "2"));
}

TEST_F(ConsumersTest, LagIsTheAgeOfTheOldestEventThatWaits) {
  struct Observer final : Consumer {
    explicit Observer(telemetry::Metrics& m) : metrics(m) {}
    std::string_view name() const override { return "observer"; }
    bool wants(std::string_view) const override { return true; }
    Task<Effects> apply(const Event&) override {
      rendered = metrics.render();
      co_return Effects{};
    }
    telemetry::Metrics& metrics;
    std::string rendered;
  } observer{metrics_};
  ConsumerRunner runner(ports());
  runner.add(observer);
  commit("Added", "1");
  clock_.advance(std::chrono::seconds(12));
  loop_.run(runner.catch_up());
  EXPECT_THAT(observer.rendered, HasSubstr("waymark_event_lag_seconds{consumer=\"observer\"} 12"));
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_event_lag_seconds{consumer=\"observer\"} 0"));
}

TEST_F(ConsumersTest, ReadsOnWhenAWholePageHasExpired) {
  EmptyPagesFirst store(store_);
  ConsumerPorts gaps(store, outbox_, outbox_, clock_, random_, metrics_);
  ConsumerRunner runner(gaps);
  runner.add(adder_);
  add(1);
  loop_.run(runner.catch_up());
  EXPECT_THAT(adder_.seen, ElementsAre("1"));
}

TEST_F(ConsumersTest, WhoeverWantsNothingOfItSleepsOnUntilItsCursorIsDue) {
  Adder adder(store_, "adder");
  ConsumerOptions options;
  options.passed_before_saving = 10;
  ConsumerRunner runner(ports(), options);
  runner.add(adder);
  std::vector<Executor> executors{loop_.executor()};
  loop_.run(runner.start(std::move(executors)));
  const auto turn = [this] {
    loop_.context().restart();
    loop_.context().poll();
  };
  for (int i = 0; i < 9; ++i) commit("Ignored", "{}");
  turn();
  EXPECT_EQ(cursor("adder"), std::nullopt);
  commit("Ignored", "{}");
  turn();
  const std::string saved = cursor("adder").value_or("none");
  EXPECT_EQ(saved, loop_.run(outbox_.readable_through(shard_of(kAna))));
  add(5);
  turn();
  EXPECT_EQ(adder.total(loop_, kAna), 5);
  EXPECT_GT(cursor("adder"), saved);
  loop_.run(runner.stop());
}

/// Counts what it is given, on whichever thread, and lets the test wait for a number.
class Counting final : public Consumer {
 public:
  std::string_view name() const override { return "counting"; }
  bool wants(std::string_view type) const override { return type == "Added"; }
  Task<Effects> apply(const Event& event) override {
    Effects effects;
    store::Changes changes;
    changes.add("total", std::int64_t{1});
    effects.transaction.update(store::Key("COUNT", event.user.to_string()), changes);
    effects.after_commit.push_back([this, event] {
      const std::lock_guard lock(mutex_);
      applied_[event.user].push_back(std::stoi(event.payload));
      ++count_;
      changed_.notify_all();
    });
    co_return effects;
  }
  bool wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30), [&] { return count_ >= count; });
  }
  std::map<UserId, std::vector<int>> applied() {
    const std::lock_guard lock(mutex_);
    return applied_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<UserId, std::vector<int>> applied_;
  std::size_t count_ = 0;
};

Task<void> write_events(StoreOutbox& outbox, UserId user, int count) {
  const RequestContext context;
  for (int i = 0; i < count; ++i) {
    std::vector<NewEvent> events;
    events.emplace_back("Added", user, std::to_string(i));
    co_await outbox.commit({}, std::move(events), context);
  }
}

TEST(ConsumersOnReactors, WakeAtOnceAndKeepTheOrderOfEachUser) {
  constexpr int kUsers = 12;
  constexpr int kEvents = 60;
  SystemClock clock;
  SystemRandom random;
  UuidV7Source ids(clock, random);
  store::MemoryStore store(clock);
  StoreOutbox outbox(store, clock, ids);
  runtime::run_task(outbox.start());
  telemetry::Metrics metrics;
  Counting counting;
  ConsumerRunner runner(ConsumerPorts(store, outbox, outbox, clock, random, metrics));
  runner.add(counting);
  runtime::Reactors reactors(3);
  reactors.start();
  std::vector<Executor> executors;
  for (std::size_t i = 0; i < reactors.size(); ++i) executors.push_back(reactors[i].executor());
  boost::asio::co_spawn(executors[0], runner.start(executors), boost::asio::use_future).get();

  std::vector<UserId> users;
  std::vector<std::future<void>> writers;
  for (int i = 0; i < kUsers; ++i) {
    users.push_back(UserId{ids.next()});
    writers.push_back(boost::asio::co_spawn(executors[static_cast<std::size_t>(i) % 3],
                                            write_events(outbox, users.back(), kEvents),
                                            boost::asio::use_future));
  }
  for (auto& writer : writers) writer.get();
  EXPECT_TRUE(counting.wait_for(kUsers * kEvents)) << "the last events were not woken for";

  // And again, now that all deliveries are idle: nothing polls, so only waking can deliver this.
  boost::asio::co_spawn(executors[1], write_events(outbox, users[0], 1), boost::asio::use_future)
      .get();
  EXPECT_TRUE(counting.wait_for(kUsers * kEvents + 1));
  boost::asio::co_spawn(executors[2], runner.stop(), boost::asio::use_future).get();
  reactors.stop();

  std::vector<int> rising(kEvents);
  for (int i = 0; i < kEvents; ++i) rising[static_cast<std::size_t>(i)] = i;
  auto applied = counting.applied();
  applied[users[0]].pop_back();
  for (const UserId& user : users) EXPECT_EQ(applied[user], rising);
}

}  // namespace
}  // namespace waymark::events
