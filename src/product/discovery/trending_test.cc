#include "product/discovery/trending.h"

#include "product/discovery/world_test.h"

namespace waymark::discovery {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TrendingTest : public DiscoveryWorld {
 protected:
  void pass(std::chrono::milliseconds time) { clock.advance(time); }
  Texts tags(std::size_t first = 10) {
    index_all();
    pass(Trending::kServes);
    Texts texts;
    for (const TrendingTag& one : run(services.trending.tags(first)))
      texts.push_back(one.tag + " " + std::to_string(one.people));
    return texts;
  }
};

TEST_F(TrendingTest, CountsPeopleNotUses) {
  EXPECT_THAT(tags(), IsEmpty());
  for (int i = 0; i < 5; ++i) write(ana, "#Shout louder " + std::to_string(i));
  write(ana, "#trail");
  write(ben, "#TRAIL again");
  share_goals(eve, social::Audience::public_);
  goal(eve, "Run", {"trail"});
  goal(ana, "Hidden", {"secret"});
  write(ana, "#unseen", posts::Visibility::unlisted);
  EXPECT_THAT(tags(), ElementsAre("trail 3", "shout 1"));
  EXPECT_THAT(tags(1), ElementsAre("trail 3"));
}

TEST_F(TrendingTest, ForgetsSlowlyThenAtOnce) {
  write(ana, "#old");
  write(ben, "#old");
  pass(std::chrono::hours(24));
  write(eve, "#new");
  EXPECT_THAT(tags(), ElementsAre("new 1", "old 2")) << "two after a day count half";
  const auto scored = run(services.trending.tags(2));
  EXPECT_NEAR(scored[0].score, 1, 0.01);
  EXPECT_NEAR(scored[1].score, 0.5, 0.01);
  pass(std::chrono::hours(60));
  EXPECT_THAT(tags(), ElementsAre("new 1"));
}

TEST_F(TrendingTest, WhatIsDeletedIsNotTalkedOf) {
  const auto post = write(ana, "#oops");
  EXPECT_THAT(tags(), ElementsAre("oops 1"));
  run(service.posts.remove(ana, post.id));
  EXPECT_THAT(tags(), IsEmpty());
}

TEST_F(TrendingTest, AnswersServeForAWhile) {
  write(ana, "#one");
  EXPECT_THAT(tags(), ElementsAre("one 1"));
  write(ana, "#two");
  index_all();
  EXPECT_EQ(run(services.trending.tags(10)).size(), 1U);
  pass(Trending::kServes);
  EXPECT_EQ(run(services.trending.tags(10)).size(), 2U);
}

}  // namespace
}  // namespace waymark::discovery
