#include "product/social/follows.h"

#include "product/social/world_test.h"

namespace waymark::social {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class FollowsTest : public World {
 protected:
  RequestContext ana = person("ana");
  RequestContext ben = person("ben");
  RequestContext shy = person("shy", Audience::followers);
};

TEST_F(FollowsTest, APublicPersonIsFollowedAtOnce) {
  EXPECT_TRUE(follow(ana, ben).follows);
  EXPECT_TRUE(between(ana, ben).follows);
  EXPECT_TRUE(between(ben, ana).followed_by);
  EXPECT_FALSE(between(ben, ana).follows);
  EXPECT_TRUE(run(services.social.follows(id(ana), id(ben))));
  EXPECT_THAT(event_types(), ElementsAre("UserFollowed"));
}

TEST_F(FollowsTest, FollowingAgainChangesNothing) {
  follow(ana, ben);
  EXPECT_TRUE(follow(ana, ben).follows);
  unfollow(ana, ben);
  EXPECT_FALSE(unfollow(ana, ben).follows);
  EXPECT_THAT(event_types(), UnorderedElementsAre("UserFollowed", "UserUnfollowed"));
}

TEST_F(FollowsTest, OthersAreAsked) {
  const Relation asked = follow(ana, shy);
  EXPECT_FALSE(asked.follows);
  EXPECT_TRUE(asked.requested);
  EXPECT_TRUE(between(shy, ana).requested_by);
  EXPECT_THAT(ids_of(run(services.lists.requests(Owner(shy), {}))), ElementsAre(id(ana)));
  EXPECT_THAT(ids_of(run(services.lists.sent_requests(Owner(ana), {}))), ElementsAre(id(shy)));
  EXPECT_EQ(run(services.lists.request_count(Owner(shy))), 1);

  const Relation accepted = run(services.follows.accept(shy, id(ana)));
  EXPECT_TRUE(accepted.followed_by);
  EXPECT_FALSE(accepted.requested_by);
  EXPECT_TRUE(between(ana, shy).follows);
  EXPECT_FALSE(between(ana, shy).requested);
  EXPECT_THAT(ids_of(run(services.lists.requests(Owner(shy), {}))), IsEmpty());
  EXPECT_THAT(event_types(),
              UnorderedElementsAre("FollowRequested", "FollowAccepted", "UserFollowed"));
  EXPECT_TRUE(run(services.follows.accept(shy, id(ana))).followed_by) << "again";
}

TEST_F(FollowsTest, ARequestIsDeclinedOrTakenBack) {
  follow(ana, shy);
  EXPECT_FALSE(run(services.follows.decline(shy, id(ana))).requested_by);
  EXPECT_FALSE(between(ana, shy).requested);
  follow(ana, shy);
  EXPECT_FALSE(unfollow(ana, shy).requested);
  EXPECT_EQ(failure_of(services.follows.accept(shy, id(ana))).message_key(),
            "error.not_found.follow_request");
  EXPECT_EQ(failure_of(services.follows.decline(shy, id(ana))).code(), ErrorCode::not_found);
  EXPECT_FALSE(between(ana, shy).follows);
}

TEST_F(FollowsTest, AFollowerIsRemovedByWhoIsFollowed) {
  follow(ana, ben);
  EXPECT_FALSE(run(services.follows.remove_follower(ben, id(ana))).followed_by);
  EXPECT_FALSE(between(ana, ben).follows);
  EXPECT_FALSE(run(services.follows.remove_follower(ben, id(ana))).followed_by);
}

TEST_F(FollowsTest, AProfileThatCloses_KeepsItsFollowersAndAsksFromThenOn) {
  follow(ana, ben);
  show_profile_to(ben, Audience::followers);
  EXPECT_TRUE(between(ana, ben).follows);
  EXPECT_TRUE(follow(shy, ben).requested);
}

TEST_F(FollowsTest, OneselfAndStrangersToUsAreErrors) {
  const Error self = failure_of(services.follows.follow(ana, id(ana)));
  ASSERT_EQ(self.problems().size(), 1U);
  EXPECT_EQ(self.problems()[0].field, "id");
  EXPECT_EQ(failure_of(services.follows.follow(ana, ids.make<UserId>())).code(),
            ErrorCode::not_found);
  EXPECT_EQ(failure_of(services.follows.follow(RequestContext(), id(ben))).code(),
            ErrorCode::unauthenticated);
}

TEST_F(FollowsTest, BeingBlockedLooksLikeNobodyBeingThere) {
  block(ben, ana);
  const Error blocked = failure_of(services.follows.follow(ana, id(ben)));
  const Error nobody = failure_of(services.follows.follow(ana, ids.make<UserId>()));
  EXPECT_EQ(blocked.code(), nobody.code());
  EXPECT_EQ(blocked.message_key(), nobody.message_key());
  EXPECT_STREQ(blocked.what(), nobody.what());
  for (const auto call :
       {&Follows::unfollow, &Follows::accept, &Follows::decline, &Follows::remove_follower})
    EXPECT_EQ(failure_of((services.follows.*call)(ana, id(ben))).message_key(),
              nobody.message_key());
  EXPECT_EQ(failure_of(services.follows.follow(ben, id(ana))).message_key(),
            "error.follow.blocked");
}

TEST_F(FollowsTest, MoreThanALimitIsRefused) {
  store::Changes full;
  full.set("following", store::Value(kFolloweeLimit));
  store::Transaction transaction;
  transaction.update(keys::counts(id(ana)), std::move(full));
  run(store.transact(std::move(transaction)));
  EXPECT_EQ(failure_of(services.follows.follow(ana, id(ben))).message_key(), "error.follow.limit");
}

TEST_F(FollowsTest, EventsAreAsTheirSchemasSay) {
  follow(ana, shy);
  run(services.follows.accept(shy, id(ana)));
  follow(ben, shy);
  run(services.follows.decline(shy, id(ben)));
  unfollow(ana, shy);
  block(ana, ben);
  run(services.blocks.unblock(ana, id(ben)));
  run(services.blocks.mute(ana, id(ben)));
  run(services.blocks.unmute(ana, id(ben)));
  settle();
  EXPECT_GE(recorded().size(), 10U);
  EXPECT_EQ(events::schema_violations(recorded()), "");
}

}  // namespace
}  // namespace waymark::social
