// What the conformance suite stands on: empty queues of the engine under test, on a loop of their own.
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

}  // namespace waymark::queue
