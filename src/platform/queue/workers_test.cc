#include "platform/queue/workers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/runtime/signal.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// Fails for as long as it is told to.
class TroubledStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Page> query(store::Query query) override {
    trouble(failing_reads);
    return ForwardingStore::query(std::move(query));
  }
  Task<store::Outcome> transact(store::Transaction transaction) override {
    trouble(failing_writes);
    return ForwardingStore::transact(std::move(transaction));
  }
  int failing_reads = 0;
  int failing_writes = 0;

 private:
  static void trouble(int& left) {
    if (left == 0) return;
    --left;
    throw Error(ErrorCode::unavailable, "error.unavailable", "the database hangs");
  }
};

/// Does as the body of the job says, and remembers.
class Obedient final : public Handler {
 public:
  explicit Obedient(Executor executor) : gate(std::make_shared<runtime::Signal>(executor)) {}

  Task<void> handle(const Job& job, const RequestContext& context) override {
    const Mark mark(*this);
    ++attempts[job.body];
    if (!job.last_error.empty()) last_error = job.last_error;
    trace = context.trace;
    if (job.body == "fail" && before_failing) before_failing();
    if (job.body == "fail") throw std::runtime_error("it does not work");
    if (job.body == "later") throw Error::rate_limited("error.rate_limited", 60);
    if (job.body == "hopeless") throw GiveUp("it never will");
    if (job.body == "hang") co_await runtime::sleep_for(std::chrono::hours(1));
    if (job.body == "gate") co_await gate->wait();
    ++done;
  }

  std::shared_ptr<runtime::Signal> gate;
  std::function<void()> before_failing;
  std::map<std::string, int> attempts;
  std::string last_error;
  Trace trace;
  int done = 0;
  int at_once = 0;
  int most_at_once = 0;

 private:
  struct Mark {
    explicit Mark(Obedient& of) : handler(of) {
      handler.most_at_once = std::max(handler.most_at_once, ++handler.at_once);
    }
    ~Mark() { --handler.at_once; }
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;
    Obedient& handler;
  };
};

std::vector<std::string>& log_lines() {
  static std::vector<std::string> lines;
  return lines;
}

class WorkersTest : public testing::Test {
 protected:
  WorkersTest() {
    log_lines().clear();
    telemetry::set_log_sink([](std::string_view line) { log_lines().emplace_back(line); });
    loop_.run(queue_.start());
  }
  ~WorkersTest() override {
    loop_.run(workers_.stop(milliseconds(0)));
    loop_.run(queue_.stop());
    telemetry::set_log_sink(nullptr);
  }

  void start(WorkerOptions options = {}) {
    options.backoff = Backoff{milliseconds(0), milliseconds(0)};
    workers_.add("jobs", handler_, options);
    loop_.run(workers_.start({loop_.executor()}));
  }
  void send(NewJob job) {
    std::vector<NewJob> jobs;
    jobs.push_back(std::move(job));
    loop_.run(queue_.send("jobs", std::move(jobs)));
  }
  template <typename Condition>
  void until(Condition condition) {
    for (int tries = 0; tries < 5000 && !condition(); ++tries)
      loop_.run(runtime::sleep_for(milliseconds(1)));
    ASSERT_TRUE(condition());
  }
  Stats stats() { return loop_.run(queue_.stats("jobs")); }
  std::size_t left() {
    const Stats now = stats();
    return now.depth() + now.in_flight + now.delayed;
  }
  static OnStoreOptions eager() {
    OnStoreOptions options;
    options.poll = options.longest_poll = milliseconds(0);
    return options;
  }
  WorkerPorts ports() {
    WorkerPorts ports(queue_, catalog_, clock_, random_, metrics_);
    ports.sleep = sleep_;
    return ports;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{Instant(milliseconds(1'800'000'000'000))};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  store::MemoryStore memory_{clock_};
  TroubledStore store_{memory_};
  Catalog catalog_{{QueueDefinition("jobs")}};
  OnStoreQueue queue_{store_, catalog_, clock_, ids_, loop_.executor(), eager()};
  Obedient handler_{loop_.executor()};
  std::function<Task<void>(milliseconds)> sleep_ = [](milliseconds) {
    return runtime::sleep_for(milliseconds(5));  // all pauses are short
  };
  Workers workers_{ports()};
};

TEST_F(WorkersTest, DoesWhatIsSentAndAcknowledgesIt) {
  start();
  for (int i = 0; i < 25; ++i) send(NewJob("work"));
  until([&] { return handler_.done == 25 && left() == 0; });
  EXPECT_EQ(handler_.attempts["work"], 25);
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_jobs_handled_total{queue=\"jobs\"} 25"));
}

TEST_F(WorkersTest, HasNoMoreAtOnceThanItMay) {
  WorkerOptions options;
  options.concurrency = 3;
  start(options);
  for (int i = 0; i < 20; ++i) send(NewJob("gate"));
  until([&] { return handler_.at_once == 3; });
  EXPECT_EQ(stats().in_flight, 3u) << "nothing is taken that cannot be begun";
  until([&] {
    handler_.gate->notify();
    return handler_.done == 20;
  });
  EXPECT_EQ(handler_.most_at_once, 3);
}

TEST_F(WorkersTest, APoisonedJobIsTriedAsOftenAsItMayAndHoldsUpNobody) {
  start();
  NewJob poison("fail", Priority::high);
  poison.trace_id = "0af7651916cd43dd8448eb211c80319c";
  send(poison);
  for (int i = 0; i < 20; ++i) send(NewJob("work", Priority::low));
  until([&] { return handler_.done == 20 && stats().dead == 1; });
  EXPECT_EQ(handler_.attempts["fail"], 5);
  EXPECT_EQ(handler_.last_error, "it does not work");
  const auto letters = loop_.run(queue_.dead_letters("jobs", 10));
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].last_error, "it does not work");
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_jobs_failed_total{queue=\"jobs\"} 5"));
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_jobs_dead_total{queue=\"jobs\"} 1"));
}

TEST_F(WorkersTest, EachFailureIsLoggedOnceWithItsTrace) {
  start();
  NewJob hopeless("hopeless");
  hopeless.trace_id = "0af7651916cd43dd8448eb211c80319c";
  send(hopeless);
  until([&] { return stats().dead == 1; });
  EXPECT_EQ(handler_.attempts["hopeless"], 1);
  EXPECT_EQ(handler_.trace.trace_id[0], 0x0a);
  ASSERT_EQ(log_lines().size(), 1u);
  EXPECT_THAT(log_lines()[0], HasSubstr("job_dead"));
  EXPECT_THAT(log_lines()[0], HasSubstr("it never will"));
  EXPECT_THAT(log_lines()[0], HasSubstr("0af7651916cd43dd8448eb211c80319c"));
}

TEST_F(WorkersTest, WaitsAsLongAsItIsAskedTo) {
  start();
  send(NewJob("later"));
  until([&] { return stats().delayed == 1; });
  clock_.advance(std::chrono::seconds(59));
  EXPECT_EQ(stats().delayed, 1u);
  clock_.advance(std::chrono::seconds(1));
  until([&] { return handler_.attempts["later"] == 2; });
}

TEST_F(WorkersTest, AJobStaysHiddenForAsLongAsItsHandlerRuns) {
  WorkerOptions options;
  options.visibility = std::chrono::seconds(30);
  start(options);
  send(NewJob("gate"));
  until([&] { return handler_.at_once == 1; });
  for (int i = 0; i < 20; ++i) {  // 200 seconds, in steps that leave time to renew
    clock_.advance(std::chrono::seconds(10));
    until([&] { return stats().in_flight == 1; });
    loop_.run(runtime::sleep_for(milliseconds(10)));
  }
  handler_.gate->notify();
  until([&] { return handler_.done == 1 && left() == 0; });
  EXPECT_EQ(handler_.attempts["gate"], 1);
}

TEST_F(WorkersTest, AHandlerThatHangsIsCancelledAndItsJobTriedAgain) {
  WorkerOptions options;
  options.longest = std::chrono::seconds(60);
  options.concurrency = 1;
  start(options);
  send(NewJob("hang"));
  for (int attempt = 1; attempt <= 5; ++attempt) {
    until([&] { return handler_.attempts["hang"] == attempt && handler_.at_once == 1; });
    clock_.advance(std::chrono::seconds(60));
  }
  until([&] { return stats().dead == 1; });
  EXPECT_THAT(loop_.run(queue_.dead_letters("jobs", 1)).at(0).last_error, HasSubstr("ran longer"));
  send(NewJob("work"));
  until([&] { return handler_.done == 1; });
}

TEST_F(WorkersTest, StoppingLetsRunningJobsEnd) {
  start();
  send(NewJob("gate"));
  until([&] { return handler_.at_once == 1; });
  boost::asio::co_spawn(loop_.executor(), workers_.stop(std::chrono::seconds(30)),
                        boost::asio::detached);
  loop_.run(runtime::sleep_for(milliseconds(10)));
  send(NewJob("work"));
  loop_.run(runtime::sleep_for(milliseconds(10)));
  EXPECT_EQ(handler_.attempts["work"], 0) << "nothing new is begun";
  handler_.gate->notify();
  until([&] { return handler_.done == 1 && left() == 1; });
}

TEST_F(WorkersTest, WhatDoesNotEndInTimeIsPutBackForOthers) {
  start();
  send(NewJob("hang"));
  until([&] { return handler_.at_once == 1; });
  loop_.run(workers_.stop(milliseconds(10)));
  EXPECT_EQ(handler_.at_once, 0);
  const auto jobs = loop_.run(queue_.receive("jobs", ReceiveOptions()));
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].last_error, "the server was stopped");
}

TEST_F(WorkersTest, ADatabaseThatHangsForAWhileLosesNothing) {
  start();
  for (int i = 0; i < 10; ++i) send(NewJob("work"));
  store_.failing_reads = 7;
  store_.failing_writes = 2;
  until([&] {
    clock_.advance(std::chrono::seconds(5));  // a claim whose answer was lost lapses
    return handler_.done >= 10 && left() == 0;
  });
  EXPECT_EQ(stats().dead, 0u);
}

TEST_F(WorkersTest, AJobThatItsQueueDoesNotTakeBackIsNotLost) {
  start();
  handler_.before_failing = [this] {
    if (handler_.attempts["fail"] == 1) store_.failing_writes = 3;  // as often as it is tried
  };
  send(NewJob("fail"));
  until([&] { return handler_.attempts["fail"] == 1 && store_.failing_writes == 0; });
  EXPECT_EQ(stats().in_flight, 1u);
  clock_.advance(std::chrono::seconds(30));
  until([&] { return handler_.attempts["fail"] == 5 && stats().dead == 1; });
  EXPECT_THAT(log_lines(), testing::Contains(HasSubstr("job_not_returned")));
}

}  // namespace
}  // namespace waymark::queue
