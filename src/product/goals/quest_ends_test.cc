#include "product/goals/quest_ends.h"

#include "platform/timing/sole_shards.h"
#include "platform/timing/timer_service.h"
#include "product/goals/events.h"
#include "product/goals/world_test.h"

namespace waymark::goals {
namespace {

using ::testing::Contains;
using ::testing::Not;

class QuestEndsTest : public World {
 protected:
  QuestEndsTest() { service_.add(ends_); }

  std::size_t fire() {
    std::size_t fired = 0;
    for (std::uint32_t shard = 0; shard < timing::kShards; ++shard)
      fired += run(service_.look(shard, true));
    return fired;
  }

  QuestEnds ends_{quests, clock};
  timing::FakeUptime uptime_;
  timing::SoleShards shards_{clock};
  timing::TimerService service_{timing::TimerPorts(store, shards_, uptime_, random, metrics)};
};

TEST_F(QuestEndsTest, AQuestEndsWhenItsTimeIsOver) {
  const Instant sunday = at("2026-11-22T23:00:00Z");
  const QuestView made = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt, sunday);
  settle();
  hub.published.clear();
  clock.set(sunday - std::chrono::seconds(1));
  EXPECT_EQ(fire(), 0U);
  EXPECT_THAT(event_types(), Not(Contains(kQuestExpired)));
  clock.set(sunday);
  EXPECT_EQ(fire(), 1U);
  EXPECT_THAT(event_types(), Contains(kQuestExpired));
  EXPECT_EQ(hub.published.size(), 1U) << "who looks at it sees it end";
  EXPECT_EQ(run(quests.sweep(10)), 0U) << "nothing is left for the sweep";

  clock.advance(kLateLogging);
  EXPECT_EQ(fire(), 1U) << "late workouts do not count any longer";
  log_run(1, sunday - std::chrono::hours(1));
  settle();
  EXPECT_EQ(quest(made.id).status, QuestStatus::expired);
  clock.advance(kLateLogging);
  EXPECT_EQ(fire(), 0U);
}

TEST_F(QuestEndsTest, TimersOfQuestsThatAreDoneOrGoneDoNothing) {
  const Instant sunday = at("2026-11-22T23:00:00Z");
  const QuestView done = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt, sunday);
  const QuestView gone = count(QuestMetric::workouts, 2, std::nullopt, std::nullopt, sunday);
  settle();
  log_run(1);
  settle();
  run(quests.remove(admin(), gone.id));
  clock.set(sunday);
  EXPECT_EQ(fire(), 2U);
  EXPECT_EQ(quest(done.id).status, QuestStatus::completed);
  EXPECT_THAT(event_types(), Not(Contains(kQuestExpired)));
}

TEST_F(QuestEndsTest, ATimerCountsMoreThanThisNodesClock) {
  const Instant sunday = at("2026-11-22T23:00:00Z");
  const QuestView made = count(QuestMetric::workouts, 1, std::nullopt, std::nullopt, sunday);
  const timing::Timer timer(made.id.to_string(), std::string(kQuestEndTimer), sunday,
                            ana.principal->user.to_string());
  run(ends_.fire(timer));  // our clock is behind what the nodes have agreed on
  EXPECT_THAT(event_types(), Contains(kQuestExpired));
  const timing::Timer broken("no id", std::string(kQuestEndTimer), sunday, "nobody");
  EXPECT_EQ(failure_of(ends_.fire(broken)).code(), ErrorCode::internal);
}

}  // namespace
}  // namespace waymark::goals
