// Every engine gives up on what fails too often, keeps it with its reason, and brings it back.
#pragma once

#include "platform/queue/conformance_fixture_test.h"

namespace waymark::queue {

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

}  // namespace waymark::queue
