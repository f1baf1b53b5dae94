#include "platform/queue/on_store/on_store_queue.h"

#include <gtest/gtest.h>

#include <set>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

constexpr Instant kStart{milliseconds(1'800'000'000'000)};

/// Looks at the store whenever it is asked, so that a fake clock's time counts at once.
OnStoreOptions eager() {
  OnStoreOptions options;
  options.poll = options.longest_poll = milliseconds(0);
  return options;
}

/// Never looks by itself within a test: what is found was told of.
OnStoreOptions patient() {
  OnStoreOptions options;
  options.poll = options.longest_poll = std::chrono::hours(1);
  return options;
}

/// Hands on, but may be told to fail or to act just before a commit.
class GatedStore final : public store::ForwardingStore {
 public:
  explicit GatedStore(const Clock& clock) : ForwardingStore(memory_), memory_(clock) {}
  Task<store::Page> query(store::Query query) override {
    ++queries;
    if (failing_reads > 0 && failing_reads-- > 0) throw unavailable();
    return ForwardingStore::query(std::move(query));
  }
  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (auto act = std::exchange(before_next_commit, nullptr)) co_await act();
    const bool lose_answer = losing_answers > 0 && losing_answers-- > 0;
    if (failing_writes > 0 && failing_writes-- > 0) throw unavailable();
    store::Outcome outcome = co_await ForwardingStore::transact(std::move(transaction));
    if (lose_answer) throw unavailable();
    co_return outcome;
  }

  int queries = 0;
  int failing_reads = 0;
  int failing_writes = 0;
  int losing_answers = 0;
  std::function<Task<void>()> before_next_commit;

 private:
  static Error unavailable() {
    return Error(ErrorCode::unavailable, "error.unavailable", "the database hangs");
  }
  store::MemoryStore memory_;
};

class OnStoreQueueTest : public testing::Test {
 protected:
  OnStoreQueueTest() {
    loop_.run(queue_.start());
    loop_.run(eager_.start());
  }
  ~OnStoreQueueTest() override {
    loop_.run(queue_.stop());
    loop_.run(eager_.stop());
  }

  void send(Queue& to, NewJob job) {
    std::vector<NewJob> jobs;
    jobs.push_back(std::move(job));
    loop_.run(to.send("jobs", std::move(jobs)));
  }
  std::vector<Job> receive(Queue& from, std::size_t most = kMaxBatch) {
    return loop_.run(from.receive("jobs", ReceiveOptions(most)));
  }
  /// Receives in the background; the result is there once it has ended.
  struct Waiting {
    std::vector<Job> jobs;
    std::exception_ptr failure;
    bool ended = false;
    boost::asio::cancellation_signal cancel;
  };
  std::shared_ptr<Waiting> wait_for_jobs(Queue& from, milliseconds wait = kMaxWait) {
    auto waiting = std::make_shared<Waiting>();
    ReceiveOptions options;
    options.wait = wait;
    const auto ended = [waiting](const std::exception_ptr& failure, std::vector<Job> jobs) {
      waiting->failure = failure;
      waiting->jobs = std::move(jobs);
      waiting->ended = true;
    };
    boost::asio::co_spawn(loop_.executor(), from.receive("jobs", options),
                          boost::asio::bind_cancellation_slot(waiting->cancel.slot(), ended));
    settle();
    return waiting;
  }
  void settle() { loop_.run(runtime::sleep_for(milliseconds(5))); }
  template <typename Condition>
  void until(Condition condition) {
    for (int tries = 0; tries < 2000 && !condition(); ++tries) settle();
    ASSERT_TRUE(condition());
  }

  runtime::TestLoop loop_;
  FakeClock clock_{kStart};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  GatedStore store_{clock_};
  Catalog catalog_{{QueueDefinition("jobs")}};
  OnStoreQueue queue_{store_, catalog_, clock_, ids_, loop_.executor(), patient()};
  OnStoreQueue eager_{store_, catalog_, clock_, ids_, loop_.executor(), eager()};
};

TEST_F(OnStoreQueueTest, AJobOfThisProcessWakesAReceiverWithoutAPoll) {
  const auto waiting = wait_for_jobs(queue_);
  EXPECT_FALSE(waiting->ended);
  send(queue_, NewJob("told"));
  until([&] { return waiting->ended; });
  ASSERT_EQ(waiting->jobs.size(), 1u);
  EXPECT_EQ(waiting->jobs[0].body, "told");
}

TEST_F(OnStoreQueueTest, ADelayedJobOfThisProcessComesWithoutAPoll) {
  receive(queue_);
  send(queue_, NewJob("later").after(std::chrono::seconds(1)));
  send(queue_, NewJob("later still").after(std::chrono::seconds(2)));
  clock_.advance(std::chrono::seconds(1));
  ASSERT_EQ(receive(queue_).size(), 1u);
  clock_.advance(std::chrono::seconds(1));
  ASSERT_EQ(receive(queue_).size(), 1u);
}

TEST_F(OnStoreQueueTest, AnIdleQueueAsksTheStoreNothing) {
  receive(queue_);
  const int before = store_.queries;
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(receive(queue_).empty());
  EXPECT_EQ(store_.queries, before);
}

TEST_F(OnStoreQueueTest, AJobIsThereIfAndOnlyIfItsTransactionCommits) {
  const auto waiting = wait_for_jobs(queue_);
  const store::Key key("USER#1", "PROFILE#1");
  {
    store::Transaction refused;
    refused.check(key, store::Condition::item_exists());
    const Enqueued job = queue_.enqueue(refused, "jobs", NewJob("refused"));
    EXPECT_FALSE(loop_.run(store_.transact(std::move(refused))).committed());
  }
  settle();
  EXPECT_FALSE(waiting->ended);
  {
    store::Transaction made;
    made.put(store::Item(key));
    const Enqueued job = queue_.enqueue(made, "jobs", NewJob("made", Priority::high));
    EXPECT_TRUE(loop_.run(store_.transact(std::move(made))).committed());
  }
  until([&] { return waiting->ended; });
  ASSERT_EQ(waiting->jobs.size(), 1u);
  EXPECT_EQ(waiting->jobs[0].body, "made");
}

TEST_F(OnStoreQueueTest, ALapsedReceiptIsPassedOverWhole) {
  send(eager_, NewJob("contested"));
  const Job lapsed = receive(eager_).at(0);
  clock_.advance(std::chrono::seconds(30));
  const Job held = receive(eager_).at(0);
  loop_.run(eager_.ack("jobs", std::vector<Receipt>{lapsed.receipt}));
  loop_.run(eager_.retry_after("jobs", lapsed.receipt, milliseconds(0), "too late"));
  EXPECT_FALSE(loop_.run(eager_.extend("jobs", lapsed.receipt, std::chrono::hours(1))));
  EXPECT_TRUE(receive(eager_).empty()) << "it is in the hands of another";
  EXPECT_TRUE(loop_.run(eager_.extend("jobs", held.receipt, std::chrono::hours(1))));
}

TEST_F(OnStoreQueueTest, OneLapsedReceiptDoesNotKeepTheOthersOfItsBatch) {
  for (int i = 0; i < 3; ++i) send(eager_, NewJob(std::to_string(i)));
  std::vector<Receipt> receipts;
  for (const Job& job : receive(eager_)) receipts.push_back(job.receipt);
  loop_.run(eager_.ack("jobs", std::vector<Receipt>{receipts[1]}));
  loop_.run(eager_.ack("jobs", receipts));
  const Stats stats = loop_.run(eager_.stats("jobs"));
  EXPECT_EQ(stats.in_flight + stats.depth(), 0u);
}

TEST_F(OnStoreQueueTest, WhoLosesTheRaceGoesOnWithTheRest) {
  for (int i = 0; i < 4; ++i) send(eager_, NewJob(std::to_string(i)));
  // Between the look and the claim of one process another takes two of the four.
  std::vector<Job> stolen;
  store_.before_next_commit = [&]() -> Task<void> {
    OnStoreQueue& thief = queue_;
    stolen = co_await thief.receive("jobs", ReceiveOptions(2));
  };
  const std::vector<Job> rest = receive(eager_);
  EXPECT_EQ(stolen.size(), 2u);
  EXPECT_EQ(rest.size(), 2u);
  for (const Job& one : stolen)
    for (const Job& other : rest) EXPECT_NE(one.id, other.id);
}

TEST_F(OnStoreQueueTest, AStoreThatFailsIsToldToTheReceiverAndLosesNothing) {
  send(eager_, NewJob("kept"));
  store_.failing_reads = 1;
  EXPECT_THROW(receive(eager_), Error);
  store_.failing_writes = 1;
  EXPECT_THROW(receive(eager_), Error);
  EXPECT_EQ(receive(eager_).size(), 1u);
}

TEST_F(OnStoreQueueTest, AClaimWhoseAnswerWasLostLapses) {
  send(eager_, NewJob("kept"));
  store_.losing_answers = 1;
  EXPECT_THROW(receive(eager_), Error);
  EXPECT_TRUE(receive(eager_).empty());
  clock_.advance(std::chrono::seconds(30));
  const std::vector<Job> jobs = receive(eager_);
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].receives, 2u);
}

TEST_F(OnStoreQueueTest, AReceiverThatWasCancelledLosesNoJob) {
  const auto cancelled = wait_for_jobs(queue_);
  // The claim is made for it; it is gone before the answer.
  store_.before_next_commit = nullptr;
  send(queue_, NewJob("for nobody"));
  cancelled->cancel.emit(boost::asio::cancellation_type::terminal);
  until([&] { return cancelled->ended; });
  const std::vector<Job> jobs = cancelled->jobs.empty() ? receive(queue_) : cancelled->jobs;
  ASSERT_EQ(jobs.size(), 1u);
}

TEST_F(OnStoreQueueTest, StoppingGivesBackWhatWasClaimedForNobody) {
  send(queue_, NewJob("left"));
  auto waiting = std::make_shared<Waiting>();
  store_.before_next_commit = [&]() -> Task<void> {
    waiting->cancel.emit(boost::asio::cancellation_type::terminal);
    co_await runtime::sleep_for(milliseconds(5));
  };
  ReceiveOptions options;
  options.wait = kMaxWait;
  boost::asio::co_spawn(loop_.executor(), queue_.receive("jobs", options),
                        boost::asio::bind_cancellation_slot(
                            waiting->cancel.slot(),
                            [waiting](const std::exception_ptr&, const std::vector<Job>& jobs) {
                              waiting->ended = true;
                              waiting->jobs = jobs;
                            }));
  until([&] { return waiting->ended; });
  EXPECT_TRUE(waiting->jobs.empty());
  settle();
  EXPECT_TRUE(receive(eager_).empty()) << "claimed, and hidden";
  loop_.run(queue_.stop());
  EXPECT_EQ(receive(eager_).size(), 1u);
}

TEST_F(OnStoreQueueTest, WhoWaitsWhenItStopsIsTold) {
  const auto waiting = wait_for_jobs(queue_);
  loop_.run(queue_.stop());
  until([&] { return waiting->ended; });
  EXPECT_TRUE(waiting->failure);
  EXPECT_THROW(receive(queue_), Error);
}

TEST_F(OnStoreQueueTest, AClockThatJumpsLosesNothing) {
  send(eager_, NewJob("before"));
  clock_.advance(-std::chrono::hours(1));
  send(eager_, NewJob("an hour earlier"));
  EXPECT_EQ(receive(eager_).at(0).body, "an hour earlier");
  clock_.advance(std::chrono::hours(1));
  // The first one is due again, and the other's time-out has lapsed.
  EXPECT_EQ(receive(eager_).size(), 2u);
  clock_.advance(std::chrono::hours(24));
  EXPECT_EQ(receive(eager_).size(), 2u);
  clock_.advance(-std::chrono::hours(48));
  EXPECT_TRUE(receive(eager_).empty()) << "hidden, and not yet due";
  clock_.advance(std::chrono::hours(49));
  EXPECT_EQ(receive(eager_).size(), 2u);
}

TEST_F(OnStoreQueueTest, ALateCommitOfAnotherProcessIsFound) {
  send(eager_, NewJob("newer"));
  ASSERT_EQ(receive(eager_).size(), 1u);
  clock_.advance(-std::chrono::seconds(2));  // the other's clock is behind
  send(queue_, NewJob("older"));
  clock_.advance(std::chrono::seconds(2));
  EXPECT_EQ(receive(eager_).size(), 1u);
}

TEST_F(OnStoreQueueTest, AnItemThatIsNoJobIsLoggedAndPassedOver) {
  send(eager_, NewJob("first"));
  store::Item damaged(store::Key(on_store::lane_partition("jobs", on_store::LaneId::at(5)),
                                 to_rfc3339(kStart - std::chrono::hours(1)) + "#no-id"));
  store::Transaction transaction;
  transaction.put(std::move(damaged));
  loop_.run(store_.transact(std::move(transaction)));
  EXPECT_EQ(receive(eager_).size(), 1u);
}

TEST_F(OnStoreQueueTest, ManyInFlightDoNotHideWhatIsReady) {
  for (int i = 0; i < 300; ++i) send(eager_, NewJob(std::to_string(i)));
  std::set<std::string> seen;
  for (int i = 0; i < 30; ++i)
    for (const Job& job : receive(eager_)) seen.insert(job.body);
  EXPECT_EQ(seen.size(), 300u);
  EXPECT_TRUE(receive(eager_).empty());
  send(eager_, NewJob("one more"));
  EXPECT_EQ(receive(eager_).size(), 1u);
}

}  // namespace
}  // namespace waymark::queue
