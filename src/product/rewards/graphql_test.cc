#include "product/rewards/graphql.h"

#include <gtest/gtest.h>

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "product/rewards/rewards_world_test.h"

namespace waymark::rewards {
namespace {

class RewardsGraphqlTest : public testing::Test {
 protected:
  RewardsGraphqlTest() {
    const graphql::ContractPart part({"myRewards", "onRewards"});
    graphql::Bindings bindings;
    edge_.bind(bindings);
    engine_ = std::make_unique<graphql::Engine>(part.schema(), std::move(bindings));
    context_.principal.emplace().user = ana_;
  }
  std::string execute(std::string query) {
    graphql::Request request;
    request.query = std::move(query);
    return world_.loop.run(engine_->execute(request, context_));
  }

  World world_{parse_rfc3339("2026-11-21T09:00:00Z").value()};
  UserId ana_ = world_.make<UserId>();
  RewardsGraphql edge_{world_.service, world_.hub};
  std::unique_ptr<graphql::Engine> engine_;
  RequestContext context_;
};

TEST_F(RewardsGraphqlTest, MyRewardsAreThoseOfWhoAsks) {
  world_.completes(ana_, world_.make<TaskId>());
  world_.completes(world_.make<UserId>(), world_.make<QuestId>(), 500);
  world_.catch_up();
  EXPECT_EQ(execute("{ myRewards { points level levelStartsAt nextLevelAt currentStreak "
                    "longestStreak activeToday badges { kind earnedAt } } }"),
            R"({"data":{"myRewards":{"points":10,"level":1,"levelStartsAt":0,"nextLevelAt":100,)"
            R"("currentStreak":1,"longestStreak":1,"activeToday":true,)"
            R"("badges":[{"kind":"FIRST_STEPS","earnedAt":"2026-11-21T09:00:00.000Z"}]}}})");
}

TEST_F(RewardsGraphqlTest, NobodyHasRewardsWithoutAnIdentity) {
  context_.principal.reset();
  EXPECT_NE(execute("{ myRewards { points } }").find("UNAUTHENTICATED"), std::string::npos);
}

TEST_F(RewardsGraphqlTest, OnRewardsYieldsEachChangeOfOnesOwn) {
  graphql::Request request;
  request.query = "subscription { onRewards { points badges { kind } } }";
  auto prepared = engine_->prepare(request, context_);
  auto started = world_.loop.run(
      engine_->subscribe(std::move(std::get<graphql::Prepared>(prepared)), context_));
  auto& sequence = *std::get<std::unique_ptr<graphql::EventSequence>>(started);

  const TaskId task = world_.make<TaskId>();
  world_.completes(world_.make<UserId>(), world_.make<TaskId>());
  world_.completes(ana_, task);
  world_.reopens(ana_, task);
  auto other = std::make_shared<realtime::Message>();
  other->kind = "quest_progress";
  other->payload = "{}";
  world_.hub.publish(realtime::user_topic(ana_.to_string()), other);
  world_.catch_up();
  EXPECT_EQ(world_.loop.run(sequence.next()),
            R"({"data":{"onRewards":{"points":10,"badges":[{"kind":"FIRST_STEPS"}]}}})");
  EXPECT_EQ(world_.loop.run(sequence.next()), R"({"data":{"onRewards":{"points":0,"badges":[]}}})");
  world_.loop.run(world_.hub.stop());
  EXPECT_EQ(world_.loop.run(sequence.next()), std::nullopt);
}

TEST_F(RewardsGraphqlTest, AListenerThatIsTooSlowIsToldSo) {
  graphql::Request request;
  request.query = "subscription { onRewards { points } }";
  auto prepared = engine_->prepare(request, context_);
  auto started = world_.loop.run(
      engine_->subscribe(std::move(std::get<graphql::Prepared>(prepared)), context_));
  auto& sequence = *std::get<std::unique_ptr<graphql::EventSequence>>(started);
  for (std::size_t i = 0; i < realtime::kMostWaiting + 2; ++i) {
    auto message = std::make_shared<realtime::Message>();
    message->kind = std::string(kRewardsMessage);
    message->payload = json::to_string(Rewards());
    world_.hub.publish(realtime::user_topic(ana_.to_string()), message);
  }
  world_.loop.context().restart();
  world_.loop.context().poll();
  EXPECT_THROW(for (int i = 0; i < 3; ++i) world_.loop.run(sequence.next()), Error);
}

}  // namespace
}  // namespace waymark::rewards
