// Every engine hands out the urgent first, tells how it stands, and holds to the limits of queue.h.
#pragma once

#include "platform/queue/conformance_fixture_test.h"

namespace waymark::queue {

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
