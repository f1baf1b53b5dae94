// Every engine gives each job to somebody, whole, and again until it is acknowledged.
#pragma once

#include "platform/queue/conformance_fixture_test.h"

namespace waymark::queue {

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

}  // namespace waymark::queue
