#include "product/discovery/suggestions.h"

#include "product/discovery/world_test.h"

namespace waymark::discovery {
namespace {

using social::Audience;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SuggestionsTest : public DiscoveryWorld {
 protected:
  SuggestionsTest() {
    for (const RequestContext& who : {ana, ben, eve})
      change(who, [](accounts::User& user) {
        user.language = "fr";
        user.time_zone = "Europe/Paris";
      });
    me = newcomer("me", [](accounts::User& user) { user.tags = {"Trail", "chess", "tea"}; });
    index_all();
  }
  RequestContext like_me(const std::string& nickname, std::vector<std::string> tags,
                         const std::string& zone = "Asia/Tokyo",
                         const std::string& language = "es") {
    return newcomer(nickname, [&](accounts::User& user) {
      user.tags = std::move(tags);
      user.time_zone = zone;
      user.language = language;
    });
  }
  RequestContext me;
};

TEST_F(SuggestionsTest, ThoseWithMostInCommonComeFirstWithTheReason) {
  like_me("one", {"trail"});
  like_me("two", {"TRAIL", "Chess", "mud"});
  like_me("zone", {"mud"}, "UTC");
  like_me("tongue", {}, "Asia/Tokyo", "en");
  like_me("nothing", {"mud"});
  index_all();
  EXPECT_THAT(suggested_texts(me),
              ElementsAre("two: SHARED_TAGS #TRAIL #Chess", "one: SHARED_TAGS #trail",
                          "zone: SAME_TIME_ZONE", "tongue: SAME_LANGUAGE"));
  EXPECT_THAT(suggested(me, 2), SizeIs(2));
}

TEST_F(SuggestionsTest, GoalsAlikeAreAReasonWhenTheyMayBeSeen) {
  const RequestContext climber = like_me("climber", {});
  const RequestContext secret = like_me("secret", {});
  share_goals(climber, Audience::public_);
  goal(climber, "Climb", {"Bouldering"});
  goal(secret, "Climb too", {"Bouldering"});
  index_all();
  EXPECT_THAT(suggested_texts(me), IsEmpty());
  goal(me, "Learn to climb", {"bouldering"});
  EXPECT_THAT(suggested_texts(me), ElementsAre("climber: SIMILAR_GOALS #bouldering"));
  share_goals(climber, Audience::followers);
  EXPECT_THAT(suggested_texts(me), IsEmpty()) << "at once";
}

TEST_F(SuggestionsTest, NobodyIsSuggestedWhoIsKnownOrUnwanted) {
  const RequestContext open = like_me("open", {"tea"});
  const RequestContext followed = like_me("followed", {"tea"});
  const RequestContext muted = like_me("muted", {"tea"});
  const RequestContext blocked = like_me("blocked", {"tea"});
  const RequestContext blocking = like_me("blocking", {"tea"});
  const RequestContext dismissed = like_me("dismissed", {"tea"});
  const RequestContext closed = like_me("closed", {"tea"});
  index_all();
  EXPECT_THAT(suggested(me), SizeIs(7));
  follow(me, followed);
  mute(me, muted);
  block(me, blocked);
  block(blocking, me);
  run(services.suggestions.dismiss(Owner(me), id_of(dismissed)));
  change(closed, [](accounts::User& user) { user.visibility = Audience::followers; });
  EXPECT_THAT(suggested_texts(me), ElementsAre("open: SHARED_TAGS #tea"));
  index_all();
  EXPECT_THAT(suggested_texts(me), ElementsAre("open: SHARED_TAGS #tea"));
  change(open, [](accounts::User& user) { user.tags.clear(); });
  EXPECT_THAT(suggested_texts(me), IsEmpty()) << "a reason that is gone is none";
  clock.advance(kDismissedFor + std::chrono::hours(1));
  EXPECT_THAT(suggested_texts(me), ElementsAre("dismissed: SHARED_TAGS #tea"));
}

TEST_F(SuggestionsTest, OnlySomebodyWhoIsThereIsDismissed) {
  const RequestContext blocking = like_me("blocking", {});
  block(blocking, me);
  EXPECT_EQ(refusal_of(services.suggestions.dismiss(Owner(me), id_of(blocking))),
            ErrorCode::not_found);
  EXPECT_EQ(refusal_of(services.suggestions.dismiss(Owner(me), ids.make<UserId>())),
            ErrorCode::not_found);
  run(services.suggestions.dismiss(Owner(me), id_of(ana)));
  run(services.suggestions.dismiss(Owner(me), id_of(ana)));
}

}  // namespace
}  // namespace waymark::discovery
