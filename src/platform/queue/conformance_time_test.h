// Every engine keeps to delays and visibility time-outs.
#pragma once

#include "platform/queue/conformance_fixture_test.h"

namespace waymark::queue {

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

}  // namespace waymark::queue
