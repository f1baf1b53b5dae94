#include "product/posts/reactions.h"

#include "platform/runtime/when_all.h"
#include "product/posts/world_test.h"

namespace waymark::posts {
namespace {

class ReactionsTest : public World {
 protected:
  Task<void> like_and_more(RequestContext who, PostId id, int rounds) {
    for (int i = 0; i < rounds; ++i) {
      co_await service.reactions.like(who, id);
      co_await service.reactions.boost(who, id);
      co_await service.reactions.unlike(who, id);
      co_await service.reactions.like(who, id);
    }
  }
};

TEST_F(ReactionsTest, OnceForEachPerson) {
  const PostView post = write(ana, "hello");
  EXPECT_EQ(run(service.reactions.like(ben, post.id)).like_count, 1);
  EXPECT_EQ(run(service.reactions.like(ben, post.id)).like_count, 1);
  const PostView liked = run(service.reactions.like(eve, post.id));
  EXPECT_EQ(liked.like_count, 2);
  EXPECT_TRUE(liked.liked);
  EXPECT_FALSE(seen(ana, post.id)->liked);
  EXPECT_EQ(run(service.reactions.unlike(ben, post.id)).like_count, 1);
  EXPECT_EQ(run(service.reactions.unlike(ben, post.id)).like_count, 1);
  EXPECT_EQ(run(service.reactions.boost(ben, post.id)).boost_count, 1);
  EXPECT_EQ(run(service.reactions.unboost(ben, post.id)).boost_count, 0);
  EXPECT_THAT(event_types(),
              testing::UnorderedElementsAre("PostCreated", "PostLiked", "PostUnliked",
                                            "PostBoosted", "PostUnboosted", "PostLiked"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(ReactionsTest, ManyAtOnceAreCountedExactly) {
  const PostView post = write(ana, "hello");
  std::vector<Task<void>> all;
  for (int i = 0; i < 20; ++i) {
    const RequestContext who = person("fan" + std::to_string(i));
    // The same person on two devices.
    all.push_back(like_and_more(who, post.id, 3));
    all.push_back(like_and_more(who, post.id, 3));
  }
  run(runtime::when_all(std::move(all)));
  const auto page =
      run(service.reading.likers(id_of(eve), post.id, store::PageRequest(100, {}, InputPath())));
  const PostView after = *seen(ana, post.id);
  EXPECT_EQ(after.like_count, static_cast<std::int64_t>(page.entries.size()));
  EXPECT_EQ(after.boost_count, 20);
}

TEST_F(ReactionsTest, AnEditKeepsTheCounts) {
  const PostView post = write(ana, "hello");
  run(service.reactions.like(ben, post.id));
  comment(ben, post, "hi");
  const PostView after = edit(ana, post, "hello there");
  EXPECT_EQ(after.like_count, 1);
  EXPECT_EQ(after.comment_count, 1);
}

TEST_F(ReactionsTest, OnlyWhatEverybodySeesIsBoosted) {
  const PostView close = write(ana, "close", Visibility::followers);
  follow(ben, ana);
  EXPECT_EQ(refusal_of(service.reactions.boost(ben, close.id)), ErrorCode::forbidden);
  EXPECT_EQ(refusal_of(service.reactions.boost(ana, close.id)), ErrorCode::forbidden);
  const PostView direct = write(ana, "psst @ben", Visibility::direct);
  EXPECT_EQ(refusal_of(service.reactions.boost(ben, direct.id)), ErrorCode::forbidden);
}

}  // namespace
}  // namespace waymark::posts
