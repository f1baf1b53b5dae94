#include "platform/store/rocks/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace waymark::store::rocks {
namespace {

using std::chrono::steady_clock;
using testing::ElementsAre;
using testing::IsEmpty;

struct Job {
  std::size_t bytes = 1;
};

const auto kLongAgo = steady_clock::time_point::min();
const auto kNever = steady_clock::time_point::max();

TEST(Intake, GivesWhatWaitsInOrder) {
  Intake<Job> intake(10);
  std::array<Job, 3> jobs;
  for (Job& job : jobs) EXPECT_TRUE(intake.push(&job));
  EXPECT_EQ(intake.size(), 3u);
  EXPECT_THAT(intake.take(), ElementsAre(&jobs[0], &jobs[1], &jobs[2]));
  EXPECT_THAT(intake.take_more(kNever), IsEmpty()) << "no turn is on: nothing to wait for";
}

TEST(Intake, IsBounded) {
  Intake<Job> intake(2);
  std::array<Job, 3> jobs;
  EXPECT_TRUE(intake.push(&jobs[0]));
  EXPECT_TRUE(intake.push(&jobs[1]));
  EXPECT_FALSE(intake.push(&jobs[2]));
  intake.take();
  EXPECT_TRUE(intake.push(&jobs[2]));
}

TEST(Intake, GivesLargeOnesAFewAtATime) {
  Intake<Job> intake(10);
  std::array<Job, 3> jobs{Job{60'000}, Job{60'000}, Job{60'000}};
  for (Job& job : jobs) intake.push(&job);
  EXPECT_THAT(intake.take(), ElementsAre(&jobs[0], &jobs[1]));
  EXPECT_THAT(intake.take_more(kLongAgo), ElementsAre(&jobs[2]));
}

TEST(Intake, ClosedItDrainsAndRefuses) {
  Intake<Job> intake(10);
  std::array<Job, 2> jobs;
  intake.push(&jobs[0]);
  intake.close();
  EXPECT_FALSE(intake.push(&jobs[1]));
  EXPECT_THAT(intake.take(), ElementsAre(&jobs[0]));
  EXPECT_THAT(intake.take(), IsEmpty());
}

TEST(Intake, WaitsForATurnButNotPastTheDeadline) {
  Intake<Job> intake(10);
  intake.begin_turn();
  EXPECT_THAT(intake.take_more(kLongAgo), IsEmpty());

  Job job;
  std::thread reactor([&] {
    intake.push(&job);
    intake.end_turn();
  });
  // Whichever comes first here, it is waited for, because the turn is on until the job is in.
  EXPECT_THAT(intake.take_more(kNever), ElementsAre(&job));
  reactor.join();
  EXPECT_THAT(intake.take_more(kNever), IsEmpty());
}

TEST(Intake, WakesTheTakerForTheFirstJob) {
  Intake<Job> intake(10);
  Job job;
  std::thread reactor([&] { intake.push(&job); });
  EXPECT_THAT(intake.take(), ElementsAre(&job));
  reactor.join();
}

}  // namespace
}  // namespace waymark::store::rocks
