#include "platform/queue/forwarder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

/// What the target keeps its jobs in; out of reach when told so.
class RemoteStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (out_of_reach) {
      ++refused;
      throw Error(ErrorCode::unavailable, "error.unavailable", "out of reach");
    }
    return ForwardingStore::transact(std::move(transaction));
  }
  bool out_of_reach = false;
  int refused = 0;
};

class ForwarderTest : public testing::Test {
 protected:
  ForwarderTest() {
    loop_.run(outgoing_.start());
    loop_.run(target_.start());
    loop_.run(forwarder_.start({loop_.executor()}));
  }
  ~ForwarderTest() override {
    loop_.run(forwarder_.stop());
    loop_.run(outgoing_.stop());
    loop_.run(target_.stop());
  }
  bool commit_with_job(NewJob job, store::Condition condition = {}) {
    store::Transaction transaction;
    transaction.put(store::Item(store::Key("USER#1", "PROFILE#1")), std::move(condition));
    const Enqueued enqueued = outgoing_.enqueue(transaction, "jobs", std::move(job));
    return loop_.run(store_.transact(std::move(transaction))).committed();
  }
  std::size_t waiting(Queue& queue) {
    const Stats stats = loop_.run(queue.stats("jobs"));
    return stats.depth() + stats.delayed + stats.in_flight;
  }
  template <typename Condition>
  void until(Condition condition) {
    for (int tries = 0; tries < 3000 && !condition(); ++tries)
      loop_.run(runtime::sleep_for(milliseconds(1)));
    ASSERT_TRUE(condition());
  }
  static OnStoreOptions eager() {
    OnStoreOptions options;
    options.poll = options.longest_poll = milliseconds(0);
    return options;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{Instant(milliseconds(1'800'000'000'000))};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  store::MemoryStore store_{clock_};
  store::MemoryStore remote_memory_{clock_};
  RemoteStore remote_{remote_memory_};
  Catalog catalog_{{QueueDefinition("jobs")}};
  Catalog outgoing_catalog_{outgoing_catalog(catalog_)};
  OnStoreQueue outgoing_{store_, outgoing_catalog_, clock_, ids_, loop_.executor(), eager()};
  OnStoreQueue target_{remote_, catalog_, clock_, ids_, loop_.executor(), eager()};
  Forwarder forwarder_{WorkerPorts(outgoing_, outgoing_catalog_, clock_, random_, metrics_),
                       target_};
};

TEST_F(ForwarderTest, AJobOfACommitReachesTheTargetWhole) {
  NewJob job("whole", Priority::high);
  job.trace_id = "0af7651916cd43dd8448eb211c80319c";
  EXPECT_FALSE(commit_with_job(NewJob("never"), store::Condition::item_exists()));
  EXPECT_TRUE(commit_with_job(job));
  until([&] { return waiting(target_) == 1 && waiting(outgoing_) == 0; });
  const auto jobs = loop_.run(target_.receive("jobs", ReceiveOptions()));
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].body, "whole");
  EXPECT_EQ(jobs[0].priority, Priority::high);
  EXPECT_EQ(jobs[0].trace_id, job.trace_id);
}

TEST_F(ForwarderTest, DelaysAreWaitedForOnce) {
  EXPECT_TRUE(commit_with_job(NewJob("later").after(std::chrono::hours(1))));
  until([&] { return waiting(outgoing_) == 1; });
  EXPECT_EQ(waiting(target_), 0u);
  clock_.advance(std::chrono::hours(1));
  until([&] { return waiting(target_) == 1; });
  EXPECT_EQ(loop_.run(target_.stats("jobs")).delayed, 0u);
}

TEST_F(ForwarderTest, WhatCannotBeSentWaits) {
  remote_.out_of_reach = true;
  EXPECT_TRUE(commit_with_job(NewJob("patient")));
  until([&] {
    clock_.advance(std::chrono::minutes(10));
    return remote_.refused >= 10;
  });
  EXPECT_EQ(loop_.run(outgoing_.stats("jobs")).dead, 0u) << "far past the five of the target";
  remote_.out_of_reach = false;
  until([&] {
    clock_.advance(std::chrono::minutes(10));
    return waiting(outgoing_) == 0;
  });
  EXPECT_EQ(waiting(target_), 1u);
}

std::vector<std::string>& log_lines() {
  static std::vector<std::string> lines;
  return lines;
}

TEST_F(ForwarderTest, TheLogSaysOnceThatTheTargetIsAway) {
  log_lines().clear();
  telemetry::set_log_sink([](std::string_view line) { log_lines().emplace_back(line); });
  const auto told = [](const std::string& event) {
    return std::ranges::count_if(log_lines(), [&](const std::string& line) {
      return line.find("\"" + event + '"') != line.npos;
    });
  };
  remote_.out_of_reach = true;
  EXPECT_TRUE(commit_with_job(NewJob("patient")));
  until([&] {
    clock_.advance(std::chrono::minutes(10));
    return remote_.refused >= 5;
  });
  EXPECT_EQ(told("queue_out_of_reach"), 1);
  EXPECT_EQ(told("queue_reached"), 0);
  remote_.out_of_reach = false;
  until([&] {
    clock_.advance(std::chrono::minutes(10));
    return waiting(target_) == 1;
  });
  until([&] { return told("queue_reached") == 1; });
  telemetry::set_log_sink(nullptr);
  EXPECT_EQ(log_lines().size(), 2u) << testing::PrintToString(log_lines());
}

/// Keeps every job until it is stopped.
class Busy final : public Handler {
 public:
  Task<void> handle(const Job&, const RequestContext&) override {
    ++begun;
    return runtime::sleep_for(std::chrono::hours(1));
  }
  int begun = 0;
};

TEST_F(ForwarderTest, SharesARegistryWithTheTargetsWorkers) {
  Busy busy;
  Workers workers(WorkerPorts(target_, catalog_, clock_, random_, metrics_));
  workers.add("jobs", busy);
  loop_.run(workers.start({loop_.executor()}));
  EXPECT_TRUE(commit_with_job(NewJob("one")));
  EXPECT_TRUE(commit_with_job(NewJob("two")));
  until([&] { return busy.begun == 2 && waiting(outgoing_) == 0; });
  const std::string text = metrics_.render();
  using testing::HasSubstr;
  EXPECT_THAT(text, HasSubstr("waymark_jobs_handled_total{queue=\"outgoing/jobs\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("waymark_jobs_handled_total{queue=\"jobs\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("waymark_queue_dead{queue=\"outgoing/jobs\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("waymark_queue_dead{queue=\"jobs\"} 0\n"));
  loop_.run(workers.stop(milliseconds(0)));
}

}  // namespace
}  // namespace waymark::queue
