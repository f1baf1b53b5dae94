#include "product/social/blocks.h"

#include "product/social/world_test.h"

namespace waymark::social {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class BlocksTest : public World {
 protected:
  RequestContext ana = person("ana");
  RequestContext ben = person("ben");
  RequestContext cleo = person("cleo");
};

TEST_F(BlocksTest, EndsFollowsInBothDirections) {
  follow(ana, ben);
  follow(ben, ana);
  settle();
  const Relation relation = block(ana, ben);
  EXPECT_TRUE(relation.blocks);
  EXPECT_FALSE(relation.follows || relation.followed_by);
  EXPECT_FALSE(between(ben, ana).follows || between(ben, ana).followed_by);
  settle();
  EXPECT_EQ(counts(ana), Counts());
  EXPECT_EQ(counts(ben), Counts());
}

TEST_F(BlocksTest, EndsRequestsInBothDirections) {
  show_profile_to(ana, Audience::followers);
  show_profile_to(ben, Audience::private_);
  follow(ana, ben);
  follow(ben, ana);
  EXPECT_TRUE(between(ana, ben).requested && between(ana, ben).requested_by);
  block(ben, ana);
  EXPECT_FALSE(between(ana, ben).requested || between(ana, ben).requested_by);
  run(services.blocks.unblock(ben, id(ana)));
  EXPECT_FALSE(between(ana, ben).requested) << "it does not come back";
}

TEST_F(BlocksTest, HidesBothFromEachOther) {
  block(ana, ben);
  EXPECT_FALSE(run(services.social.person(id(ben), id(ana))));
  const auto seen = run(services.social.person(id(ana), id(ben)));
  ASSERT_TRUE(seen) << "who blocks may take it back";
  EXPECT_FALSE(seen->visible);
  EXPECT_FALSE(seen->bio || seen->follower_count);
  EXPECT_TRUE(seen->links.empty());
  for (const Visibility visibility :
       {Visibility::public_, Visibility::unlisted, Visibility::followers, Visibility::direct}) {
    EXPECT_FALSE(sees(ana, ben, visibility));
    EXPECT_FALSE(sees(ben, ana, visibility));
  }
}

TEST_F(BlocksTest, LeavesTheBlockedOutOfListsOfOthers) {
  follow(ana, cleo);
  follow(ben, cleo);
  block(ana, ben);
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(ana), id(cleo), {}))),
              ElementsAre(id(ana)));
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(ben), id(cleo), {}))),
              ElementsAre(id(ben)));
  EXPECT_THAT(run(services.lists.followers(Owner(cleo), id(cleo), {})).entries.size(), 2U);
  EXPECT_THAT(ids_of(run(services.lists.blocked(Owner(ana), {}))), ElementsAre(id(ben)));
  EXPECT_THAT(ids_of(run(services.lists.blocked(Owner(ben), {}))), IsEmpty());
}

TEST_F(BlocksTest, IsNotUndoneByWhoIsBlocked) {
  block(ana, ben);
  for (const auto call : {&Blocks::unblock, &Blocks::mute, &Blocks::unmute})
    EXPECT_EQ(failure_of((services.blocks.*call)(ben, id(ana))).code(), ErrorCode::not_found);
  EXPECT_TRUE(between(ana, ben).blocks);
  EXPECT_FALSE(run(services.blocks.unblock(ana, id(ben))).blocks);
  EXPECT_TRUE(run(services.social.person(id(ben), id(ana))));
}

TEST_F(BlocksTest, WhoIsBlockedBlocksBack) {
  block(ana, ben);
  EXPECT_TRUE(block(ben, ana).blocks);
  EXPECT_TRUE(between(ana, ben).blocks && between(ben, ana).blocks);
  const auto card = run(services.social.person(id(ben), id(ana)));
  ASSERT_TRUE(card) << "to take it back";
  EXPECT_FALSE(card->visible);
  EXPECT_THAT(ids_of(run(services.lists.blocked(Owner(ben), {}))), ElementsAre(id(ana)));
  run(services.blocks.unblock(ana, id(ben)));
  EXPECT_FALSE(run(services.social.person(id(ana), id(ben)))) << "they stay apart";
  EXPECT_EQ(failure_of(services.follows.follow(ana, id(ben))).code(), ErrorCode::not_found);
  EXPECT_FALSE(run(services.blocks.unblock(ben, id(ana))).blocks);
  EXPECT_TRUE(run(services.social.person(id(ana), id(ben))));
}

TEST_F(BlocksTest, MutingHidesNothingAndTellsNobody) {
  follow(ana, ben);
  EXPECT_TRUE(run(services.blocks.mute(ana, id(ben))).mutes);
  EXPECT_TRUE(between(ana, ben).follows);
  EXPECT_FALSE(between(ben, ana).mutes);
  EXPECT_TRUE(sees(ana, ben, Visibility::followers));
  EXPECT_TRUE(run(services.social.standing(id(ana), id(ben))).mutes);
  EXPECT_THAT(ids_of(run(services.lists.muted(Owner(ana), {}))), ElementsAre(id(ben)));
  EXPECT_FALSE(run(services.blocks.unmute(ana, id(ben))).mutes);
}

TEST_F(BlocksTest, ATallyBoundsThem) {
  store::Item tally(keys::tally(id(ana)));
  tally.set("blocks", kBlockLimit).set("mutes", kMuteLimit - 1);
  store::Transaction transaction;
  transaction.put(std::move(tally));
  run(store.transact(std::move(transaction)));
  EXPECT_EQ(failure_of(services.blocks.block(ana, id(ben))).message_key(), "error.block.limit");
  EXPECT_FALSE(between(ana, ben).blocks);
  run(services.blocks.mute(ana, id(ben)));
  EXPECT_EQ(failure_of(services.blocks.mute(ana, id(cleo))).message_key(), "error.mute.limit");
  run(services.blocks.unmute(ana, id(ben)));
  EXPECT_TRUE(run(services.blocks.mute(ana, id(cleo))).mutes);
}

}  // namespace
}  // namespace waymark::social
