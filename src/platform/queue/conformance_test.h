// What every engine must pass: each promise of queue.h, with the cases that engines get wrong.
//
// An engine's test includes this once and instantiates the suite with a maker of empty queues:
//
//   INSTANTIATE_TEST_SUITE_P(OnStore, QueueConformance, testing::Values(&make_on_store));
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/error.h"
#include "platform/queue/catalog.h"
#include "platform/queue/queue.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"

namespace waymark::queue {

/// An engine with empty queues "jobs" and "brittle" of test_catalog(), and whatever it needs to
/// live. Everything happens on its loop.
class QueueUnderTest {
 public:
  virtual ~QueueUnderTest() = default;
  virtual runtime::TestLoop& loop() = 0;
  virtual Queue& queue() = 0;
  /// The same queues as another process sees them.
  virtual Queue& other() = 0;
  /// Lets the engine's time pass: a fake clock's, or our own when the time is a server's.
  virtual void pass(std::chrono::milliseconds time) = 0;
};
using QueueMaker = std::unique_ptr<QueueUnderTest> (*)();

inline std::vector<QueueDefinition> test_definitions() {
  return {QueueDefinition("jobs"), QueueDefinition("brittle", 2)};
}

class QueueConformance : public testing::TestWithParam<QueueMaker> {
 protected:
  static constexpr std::chrono::milliseconds kSecond{1000};

  std::unique_ptr<QueueUnderTest> engine_ = GetParam()();

  template <typename T>
  T run(Task<T> task) {
    return engine_->loop().run(std::move(task), std::chrono::seconds(60));
  }
  Queue& queue() { return engine_->queue(); }

  void send(NewJob job, const std::string& name = "jobs") {
    std::vector<NewJob> jobs;
    jobs.push_back(std::move(job));
    run(queue().send(name, std::move(jobs)));
  }
  void send_numbers(int count, Priority priority = Priority::medium) {
    for (int sent = 0; sent < count;) {
      std::vector<NewJob> jobs;
      for (; sent < count && jobs.size() < kMaxBatch; ++sent)
        jobs.emplace_back(std::to_string(sent), priority);
      run(queue().send("jobs", std::move(jobs)));
    }
  }
  static ReceiveOptions options(std::size_t most, std::chrono::milliseconds visibility) {
    ReceiveOptions options(most);
    options.visibility = visibility;
    return options;
  }
  /// What is there now. Engines that reach over a network may need a second look for the first job.
  std::vector<Job> receive_now(const std::string& name = "jobs",
                               std::chrono::milliseconds visibility = 30 * kSecond) {
    return run(queue().receive(name, options(kMaxBatch, visibility)));
  }
  /// Exactly so many, however many receives it takes; a bound of waiting ends it.
  std::vector<Job> receive(std::size_t count, const std::string& name = "jobs",
                           std::chrono::milliseconds visibility = 30 * kSecond) {
    std::vector<Job> jobs;
    for (int tries = 0; tries < 200 && jobs.size() < count; ++tries) {
      ReceiveOptions asked = options(std::min(count - jobs.size(), kMaxBatch), visibility);
      asked.wait = std::chrono::milliseconds(100);
      std::ranges::move(run(queue().receive(name, asked)), std::back_inserter(jobs));
    }
    EXPECT_EQ(jobs.size(), count);
    return jobs;
  }
  Job receive_one(const std::string& name = "jobs",
                  std::chrono::milliseconds visibility = 30 * kSecond) {
    std::vector<Job> jobs = receive(1, name, visibility);
    if (jobs.empty()) throw std::runtime_error("no job came");
    return std::move(jobs.front());
  }
  void ack(const Job& job, const std::string& name = "jobs") {
    run(queue().ack(name, std::vector<Receipt>{job.receipt}));
  }
  void retry(const Job& job, std::optional<std::chrono::milliseconds> delay,
             const std::string& error, const std::string& name = "jobs") {
    run(queue().retry_after(name, job.receipt, delay, error));
  }
  std::vector<DeadJob> dead(std::size_t count, const std::string& name = "jobs") {
    std::vector<DeadJob> letters;
    for (int tries = 0; tries < 100; ++tries) {
      letters = run(queue().dead_letters(name, 100));
      if (letters.size() >= count) break;
      // What lapsed for the last time is found dead when somebody asks for jobs.
      EXPECT_THAT(receive_now(name), testing::IsEmpty());
      engine_->pass(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(letters.size(), count);
    return letters;
  }
  /// The statistics, once they satisfy the test: engines may count a moment ago.
  template <typename Test>
  Stats stats_when(Test test, const std::string& name = "jobs") {
    Stats stats;
    for (int tries = 0; tries < 100; ++tries) {
      stats = run(queue().stats(name));
      if (test(stats)) return stats;
      engine_->pass(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "ready " << stats.ready[0] << " " << stats.ready[1] << " " << stats.ready[2]
                  << ", in flight " << stats.in_flight << ", delayed " << stats.delayed << ", dead "
                  << stats.dead;
    return stats;
  }
  static std::multiset<std::string> bodies(const std::vector<Job>& jobs) {
    std::multiset<std::string> all;
    for (const Job& job : jobs) all.insert(job.body);
    return all;
  }
  template <typename F>
  static void expect_refused(F&& f) {
    try {
      f();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal) << error.what();
    }
  }
};

using testing::IsEmpty;

// ---- what arrives ------------------------------------------------------------------------------

TEST_P(QueueConformance, AJobArrivesWhole) {
  NewJob job("{\"name\":\"Ünïcode\"}", Priority::high);
  job.trace_id = "0af7651916cd43dd8448eb211c80319c";
  send(job);
  const Job received = receive_one();
  EXPECT_EQ(received.body, job.body);
  EXPECT_EQ(received.priority, Priority::high);
  EXPECT_EQ(received.trace_id, job.trace_id);
  EXPECT_EQ(received.receives, 1u);
  EXPECT_EQ(received.last_error, "");
  EXPECT_TRUE(received.id);
  EXPECT_GT(received.sent_at.time_since_epoch().count(), 0);
}

TEST_P(QueueConformance, BodiesMayBeAnyBytes) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  const std::vector<std::string> all{"",
                                     std::string(1, '\0'),
                                     every,
                                     "\x01 control",
                                     "base64:",
                                     "\xEF\xBF\xBE is no XML",
                                     std::string(kMaxBodyBytes, 'x'),
                                     std::string(kMaxBodyBytes, '\xFF')};
  for (const std::string& body : all) send(NewJob(body));
  EXPECT_EQ(bodies(receive(all.size())), std::multiset<std::string>(all.begin(), all.end()));
}

TEST_P(QueueConformance, ABatchMayBeLarge) {
  std::vector<NewJob> jobs;
  for (std::size_t i = 0; i < kMaxBatch; ++i)
    jobs.emplace_back(std::string(200 * 1024, static_cast<char>('a' + i)));
  run(queue().send("jobs", std::move(jobs)));
  EXPECT_EQ(bodies(receive(kMaxBatch)).size(), kMaxBatch);
}

TEST_P(QueueConformance, QueuesDoNotMix) {
  send(NewJob("one"));
  send(NewJob("two"), "brittle");
  EXPECT_EQ(receive_one("brittle").body, "two");
  EXPECT_EQ(receive_one("jobs").body, "one");
}

TEST_P(QueueConformance, WhatIsAcknowledgedIsGone) {
  send_numbers(3);
  std::vector<Receipt> receipts;
  for (const Job& job : receive(3, "jobs", kSecond)) receipts.push_back(job.receipt);
  run(queue().ack("jobs", receipts));
  engine_->pass(2 * kSecond);
  EXPECT_THAT(receive_now(), IsEmpty());
}

TEST_P(QueueConformance, AnEmptyQueueGivesNothingNowAndAfterWaiting) {
  EXPECT_THAT(receive_now(), IsEmpty());
  ReceiveOptions waiting;
  waiting.wait = kSecond;
  EXPECT_THAT(run(queue().receive("jobs", waiting)), IsEmpty());
}

TEST_P(QueueConformance, AWaitingReceiverGetsAJobSentMeanwhile) {
  std::optional<std::vector<Job>> received;
  const auto wait = [](Queue& from, std::optional<std::vector<Job>>& result) -> Task<void> {
    ReceiveOptions waiting;
    waiting.wait = kMaxWait;
    result = co_await from.receive("jobs", waiting);
  };
  boost::asio::co_spawn(engine_->loop().executor(), wait(queue(), received), boost::asio::detached);
  engine_->loop().run(runtime::sleep_for(std::chrono::milliseconds(50)));
  EXPECT_FALSE(received);
  send(NewJob("late"));
  for (int tries = 0; tries < 1000 && !received; ++tries)
    engine_->loop().run(runtime::sleep_for(std::chrono::milliseconds(10)));
  ASSERT_TRUE(received);
  ASSERT_EQ(received->size(), 1u);
  EXPECT_EQ(received->front().body, "late");
}

TEST_P(QueueConformance, CompetingReceiversGetDistinctJobs) {
  constexpr int kJobs = 60;
  send_numbers(kJobs);
  std::vector<Job> all;
  int running = 0;
  const auto take = [](Queue& from, std::vector<Job>& into, int& alive) -> Task<void> {
    for (int idle = 0; idle < 5;) {
      ReceiveOptions some(7);
      some.wait = std::chrono::milliseconds(100);
      std::vector<Job> jobs = co_await from.receive("jobs", some);
      idle = jobs.empty() ? idle + 1 : 0;
      std::ranges::move(jobs, std::back_inserter(into));
    }
    --alive;
  };
  for (int receiver = 0; receiver < 6; ++receiver, ++running)
    boost::asio::co_spawn(engine_->loop().executor(),
                          take(receiver % 2 ? engine_->other() : queue(), all, running),
                          boost::asio::detached);
  for (int tries = 0; tries < 3000 && running > 0; ++tries)
    engine_->loop().run(runtime::sleep_for(std::chrono::milliseconds(10)));
  ASSERT_EQ(running, 0);
  std::set<JobId> ids;
  for (const Job& job : all) ids.insert(job.id);
  EXPECT_EQ(all.size(), static_cast<std::size_t>(kJobs)) << "none twice, none lost";
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(kJobs));
}

// ---- time --------------------------------------------------------------------------------------

TEST_P(QueueConformance, ADelayedJobComesWhenItIsDue) {
  send(NewJob("later").after(3 * kSecond));
  send(NewJob("now"));
  EXPECT_EQ(receive_one().body, "now");
  EXPECT_THAT(receive_now(), IsEmpty());
  engine_->pass(3 * kSecond);
  const Job job = receive_one();
  EXPECT_EQ(job.body, "later");
  EXPECT_EQ(job.receives, 1u);
}

TEST_P(QueueConformance, AJobIsHiddenUntilItsTimeOutLapses) {
  send(NewJob("shy"));
  const Job first = receive_one("jobs", 2 * kSecond);
  EXPECT_THAT(receive_now(), IsEmpty());
  engine_->pass(2 * kSecond);
  const Job second = receive_one();
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.body, "shy");
  EXPECT_EQ(second.receives, 2u);
}

TEST_P(QueueConformance, AnotherProcessTakesOverWhatLapsed) {
  send(NewJob("orphan"));
  const Job first = receive_one("jobs", kSecond);
  engine_->pass(kSecond);
  std::vector<Job> taken;
  for (int tries = 0; tries < 100 && taken.empty(); ++tries) {
    ReceiveOptions waiting;
    waiting.wait = std::chrono::milliseconds(100);
    taken = run(engine_->other().receive("jobs", waiting));
  }
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken.front().id, first.id);
  run(engine_->other().ack("jobs", std::vector<Receipt>{taken.front().receipt}));
}

TEST_P(QueueConformance, ExtendingKeepsAJobHidden) {
  send(NewJob("long"));
  const Job job = receive_one("jobs", kSecond);
  EXPECT_TRUE(run(queue().extend("jobs", job.receipt, 20 * kSecond)));
  engine_->pass(2 * kSecond);
  EXPECT_THAT(receive_now(), IsEmpty());
  ack(job);
}

TEST_P(QueueConformance, ALapsedReceiptHarmsNobody) {
  send(NewJob("contested"));
  const Job lapsed = receive_one("jobs", kSecond);
  engine_->pass(kSecond);
  const Job held = receive_one("jobs", 30 * kSecond);
  ASSERT_EQ(held.id, lapsed.id);
  ack(lapsed);
  ack(held);
  engine_->pass(kSecond);
  EXPECT_THAT(receive_now(), IsEmpty());
  ack(held);  // twice is no error
  EXPECT_FALSE(run(queue().extend("jobs", held.receipt, 5 * kSecond)));
}

// ---- failing -----------------------------------------------------------------------------------

TEST_P(QueueConformance, ARetryComesAfterItsDelayWithTheReason) {
  NewJob job("again", Priority::low);
  job.trace_id = "0af7651916cd43dd8448eb211c80319c";
  send(job);
  const Job first = receive_one();
  retry(first, 3 * kSecond, "the far side hung up");
  EXPECT_THAT(receive_now(), IsEmpty());
  engine_->pass(3 * kSecond);
  const Job second = receive_one();
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.body, "again");
  EXPECT_EQ(second.priority, Priority::low);
  EXPECT_EQ(second.trace_id, job.trace_id);
  EXPECT_EQ(second.sent_at, first.sent_at);
  EXPECT_EQ(second.receives, 2u);
  EXPECT_EQ(second.last_error, "the far side hung up");
}

TEST_P(QueueConformance, AJobThatFailsTooOftenIsDeadWithItsLastError) {
  NewJob job("poison", Priority::high);
  job.trace_id = "0af7651916cd43dd8448eb211c80319c";
  send(job);
  JobId id;
  for (unsigned receives = 1; receives <= 5; ++receives) {
    const Job received = receive_one();
    EXPECT_EQ(received.receives, receives);
    id = received.id;
    retry(received, std::chrono::milliseconds(0), "failure " + std::to_string(receives));
  }
  EXPECT_THAT(receive_now(), IsEmpty());
  const std::vector<DeadJob> letters = dead(1);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].id, id);
  EXPECT_EQ(letters[0].body, "poison");
  EXPECT_EQ(letters[0].priority, Priority::high);
  EXPECT_EQ(letters[0].receives, 5u);
  EXPECT_EQ(letters[0].last_error, "failure 5");
  EXPECT_EQ(letters[0].trace_id, job.trace_id);
}

TEST_P(QueueConformance, AJobWhoseReceiversVanishIsDeadInTheEnd) {
  send(NewJob("killer"), "brittle");
  for (unsigned receives = 1; receives <= 2; ++receives) {
    EXPECT_EQ(receive_one("brittle", kSecond).receives, receives);
    engine_->pass(kSecond);
  }
  const std::vector<DeadJob> letters = dead(1, "brittle");
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].body, "killer");
  EXPECT_FALSE(letters[0].last_error.empty());
}

TEST_P(QueueConformance, WhatCannotBeDoneIsDeadAtOnce) {
  send(NewJob("hopeless"));
  retry(receive_one(), std::nullopt, "no such address");
  const std::vector<DeadJob> letters = dead(1);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].last_error, "no such address");
  EXPECT_EQ(letters[0].receives, 1u);
  EXPECT_THAT(receive_now(), IsEmpty());
}

TEST_P(QueueConformance, LongErrorsAreCutBetweenCharacters) {
  send(NewJob("verbose"));
  std::string error;
  while (error.size() < 3 * kMaxErrorBytes) error += "€";
  retry(receive_one(), std::nullopt, error);
  const std::vector<DeadJob> letters = dead(1);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].last_error, error.substr(0, kMaxErrorBytes / 3 * 3));
}

TEST_P(QueueConformance, RedriveMakesTheDeadReadyAgain) {
  for (const char* body : {"one", "two", "three"}) {
    send(NewJob(body));
    retry(receive_one(), std::nullopt, "refused");
  }
  dead(3);
  EXPECT_EQ(run(queue().redrive("jobs", 2)), 2u);
  EXPECT_EQ(run(queue().redrive("jobs", 100)), 1u);
  EXPECT_EQ(run(queue().redrive("jobs", 100)), 0u);
  const std::vector<Job> again = receive(3);
  EXPECT_EQ(bodies(again), (std::multiset<std::string>{"one", "two", "three"}));
  for (const Job& job : again) {
    EXPECT_EQ(job.receives, 1u);
    EXPECT_EQ(job.last_error, "refused");
  }
  EXPECT_THAT(run(queue().dead_letters("jobs", 100)), IsEmpty());
}

TEST_P(QueueConformance, APoisonedJobBlocksNobody) {
  send(NewJob("poison"));
  send_numbers(20);
  std::set<std::string> done;
  for (int tries = 0; tries < 400 && done.size() < 20; ++tries) {
    ReceiveOptions waiting(3);
    waiting.wait = std::chrono::milliseconds(100);
    for (const Job& job : run(queue().receive("jobs", waiting))) {
      if (job.body == "poison") {
        retry(job, std::chrono::milliseconds(0), "poisoned");
      } else {
        ack(job);
        done.insert(job.body);
      }
    }
  }
  EXPECT_EQ(done.size(), 20u);
}

// ---- priorities --------------------------------------------------------------------------------

TEST_P(QueueConformance, HigherPrioritiesGoFirst) {
  send_numbers(5, Priority::low);
  send_numbers(5, Priority::medium);
  send_numbers(5, Priority::high);
  stats_when([](const Stats& stats) { return stats.depth() == 15; });
  // Four receives of a new engine begin with high.
  std::vector<Priority> order;
  for (const Job& job : receive(4)) order.push_back(job.priority);
  EXPECT_EQ(order, std::vector<Priority>(4, Priority::high));
}

TEST_P(QueueConformance, LowerPrioritiesDoNotStarve) {
  send_numbers(60, Priority::high);
  send_numbers(3, Priority::low);
  stats_when([](const Stats& stats) { return stats.depth() == 63; });
  std::map<Priority, int> seen;
  for (int turn = 0; turn < 40; ++turn)
    for (const Job& job : receive(1)) {
      ++seen[job.priority];
      ack(job);
    }
  EXPECT_GT(seen[Priority::low], 0);
  EXPECT_GT(seen[Priority::high], 30);
}

// ---- what people look at -----------------------------------------------------------------------

TEST_P(QueueConformance, StatsCountWhatIsWhere) {
  send_numbers(3, Priority::high);
  send_numbers(2, Priority::low);
  send(NewJob("later").after(3600 * kSecond));
  stats_when([](const Stats& stats) {
    return stats.ready[0] == 3 && stats.ready[1] == 0 && stats.ready[2] == 2 &&
           stats.delayed == 1 && stats.in_flight == 0 && stats.dead == 0;
  });
  const std::vector<Job> held = receive(3);
  retry(held[0], std::nullopt, "refused");
  const Stats stats = stats_when([](const Stats& now) {
    return now.depth() == 2 && now.in_flight == 2 && now.delayed == 1 && now.dead == 1;
  });
  EXPECT_FALSE(stats.more);
}

// ---- limits ------------------------------------------------------------------------------------

TEST_P(QueueConformance, WrongArgumentsAreRefused) {
  const auto send_to = [&](const std::string& name, NewJob job) {
    expect_refused([&] { send(std::move(job), name); });
  };
  send_to("nowhere", NewJob("x"));
  send_to("jobs", NewJob(std::string(kMaxBodyBytes + 1, 'x')));
  send_to("jobs", NewJob("x").after(kMaxDelay + std::chrono::milliseconds(1)));
  send_to("jobs", NewJob("x").after(std::chrono::milliseconds(-1)));
  NewJob traced("x");
  traced.trace_id = "not hexadecimal";
  send_to("jobs", traced);
  expect_refused([&] { run(queue().send("jobs", {})); });
  expect_refused([&] { run(queue().send("jobs", std::vector<NewJob>(11, NewJob("x")))); });
  expect_refused([&] { run(queue().receive("nowhere", ReceiveOptions())); });
  expect_refused([&] { run(queue().receive("jobs", ReceiveOptions(0))); });
  expect_refused([&] { run(queue().receive("jobs", ReceiveOptions(11))); });
  expect_refused([&] { run(queue().receive("jobs", options(1, std::chrono::milliseconds(999)))); });
  expect_refused([&] { run(queue().ack("jobs", {})); });
  expect_refused([&] { run(queue().ack("jobs", std::vector<Receipt>{Receipt("forged")})); });
  expect_refused([&] { run(queue().dead_letters("jobs", 101)); });
  EXPECT_THAT(receive_now(), IsEmpty());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(QueueConformance);

}  // namespace waymark::queue
