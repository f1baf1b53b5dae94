#include "product/social/social.h"

#include "platform/store/forwarding_store.h"
#include "product/social/world_test.h"

namespace waymark::social {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SocialTest : public World {
 protected:
  RequestContext ana = person("ana");
  RequestContext ben = person("ben");
};

TEST_F(SocialTest, WhoSeesWhatOfWhom) {
  struct Case {
    Audience profile;
    bool follows;
    bool public_, unlisted, followers, direct;
  };
  for (const Case& the : {Case{Audience::public_, false, true, true, false, false},
                          Case{Audience::public_, true, true, true, true, false},
                          Case{Audience::followers, false, false, false, false, false},
                          Case{Audience::followers, true, true, true, true, false},
                          Case{Audience::private_, false, false, false, false, false},
                          Case{Audience::private_, true, true, true, true, false}}) {
    SCOPED_TRACE(std::string(enum_name(the.profile)) + (the.follows ? " followed" : ""));
    const RequestContext owner =
        person("owner" + std::to_string(clock.now().time_since_epoch().count()));
    clock.advance(std::chrono::milliseconds(1));
    if (the.follows) follow(ana, owner);
    show_profile_to(owner, the.profile);
    EXPECT_EQ(sees(ana, owner, Visibility::public_), the.public_);
    EXPECT_EQ(sees(ana, owner, Visibility::unlisted), the.unlisted);
    EXPECT_EQ(sees(ana, owner, Visibility::followers), the.followers);
    EXPECT_EQ(sees(ana, owner, Visibility::direct), the.direct);
    const Standing standing = run(services.social.standing(id(ana), id(owner)));
    EXPECT_EQ(standing.sees(Audience::public_), the.public_);
    EXPECT_EQ(standing.sees(Audience::followers), the.followers);
    EXPECT_FALSE(standing.sees(Audience::private_));
    EXPECT_TRUE(sees(owner, owner, Visibility::direct));
  }
  const RequestContext nobody = context_of(ids.make<UserId>());
  EXPECT_FALSE(sees(ana, nobody, Visibility::public_));
}

TEST_F(SocialTest, AClosedProfileShowsItsCard) {
  show_profile_to(ben, Audience::followers);
  const Person card = run(services.social.person(id(ana), id(ben))).value();
  EXPECT_EQ(card.nickname, "ben");
  EXPECT_EQ(card.full_name, "ben of Test");
  EXPECT_FALSE(card.visible);
  EXPECT_FALSE(card.bio);
  EXPECT_THAT(card.links, IsEmpty());
  EXPECT_EQ(card.follower_count, 0);
  show_profile_to(ben, Audience::private_);
  EXPECT_FALSE(run(services.social.person(id(ana), id(ben)))->follower_count);
  EXPECT_TRUE(run(services.social.person(id(ben), id(ben)))->visible);
  EXPECT_EQ(run(services.social.person(id(ben), id(ben)))->follower_count, 0);
}

TEST_F(SocialTest, ListsOfAClosedProfileAreForItsFollowers) {
  const RequestContext cleo = person("cleo");
  follow(cleo, ben);
  show_profile_to(ben, Audience::followers);
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(ana), id(ben), {}))), IsEmpty());
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(cleo), id(ben), {}))),
              ElementsAre(id(cleo)));
  show_profile_to(ben, Audience::private_);
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(cleo), id(ben), {}))), IsEmpty());
  EXPECT_THAT(ids_of(run(services.lists.followers(Owner(ben), id(ben), {}))),
              ElementsAre(id(cleo)));
  EXPECT_THAT(ids_of(run(services.lists.following(Owner(ben), id(cleo), {}))),
              ElementsAre(id(ben)));
}

TEST_F(SocialTest, APersonWithoutAVisibilityIsPublic) {
  store::Item item = *run(store.get(accounts::People::profile_key(id(ben))));
  item.erase("visibility").erase("links");
  store::Transaction transaction;
  transaction.put(std::move(item));
  run(store.transact(std::move(transaction)));
  EXPECT_TRUE(sees(ana, ben, Visibility::public_));
  EXPECT_TRUE(follow(ana, ben).follows);
}

TEST_F(SocialTest, FindsPeopleByNicknamesInAnySpelling) {
  const auto found = run(services.social.find_all({"ANA", "nobody", "Ben", "ana"}));
  EXPECT_THAT(found, ElementsAre(id(ana), std::nullopt, id(ben), id(ana)));
}

TEST_F(SocialTest, SharingIsChangedOneByOne) {
  EXPECT_EQ(run(services.social.sharing(id(ana))), Sharing());
  SharingInput input;
  input.workouts = Audience::private_;
  EXPECT_EQ(run(services.sharing.change(ana, input)).workouts, Audience::private_);
  SharingInput other;
  other.goals = Audience::public_;
  const Sharing both = run(services.sharing.change(ana, other));
  EXPECT_EQ(both.workouts, Audience::private_);
  EXPECT_EQ(both.goals, Audience::public_);
  EXPECT_EQ(both.badges, Audience::followers);
  EXPECT_THAT(event_types(), ElementsAre("SharingChanged", "SharingChanged"));
  EXPECT_EQ(events::schema_violations(recorded()), "");
  EXPECT_EQ(run(services.social.sharing(id(ben))), Sharing());
}

/// Counts what is asked of the store.
class CountingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<std::optional<store::Item>> get(store::Key key) override {
    ++reads;
    return inner().get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    ++reads;
    return inner().batch_get(std::move(keys));
  }
  int reads = 0;
};

TEST_F(SocialTest, APageOfOwnersIsOneRead) {
  std::vector<UserId> owners;
  std::vector<RequestContext> people;
  for (int i = 0; i < 19; ++i) people.push_back(person("owner" + std::to_string(i)));
  for (const RequestContext& one : people) owners.push_back(id(one));
  owners.push_back(owners.front());
  follow(ana, people[3]);
  block(people[5], ana);
  CountingStore counting(store);
  const Social social(counting);
  const auto standings = run(social.standings(id(ana), owners));
  EXPECT_EQ(counting.reads, 1);
  ASSERT_EQ(standings.size(), 20U);
  for (std::size_t i = 0; i < standings.size(); ++i) {
    EXPECT_EQ(standings[i].follows, i == 3) << i;
    EXPECT_EQ(standings[i].blocked_by, i == 5) << i;
    EXPECT_TRUE(standings[i].exists) << i;
  }
}

TEST_F(SocialTest, MoreThanABatchIsReadInTheirOrder) {
  std::vector<UserId> others;
  for (int i = 0; i < 50; ++i) {
    const RequestContext other = person("other" + std::to_string(i));
    if (i % 7 == 0) follow(ana, other);
    others.push_back(id(other));
  }
  others.push_back(id(ana));
  const auto relations = run(services.social.relations(id(ana), others));
  const auto found = run(services.social.people(id(ana), others));
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(relations[i].follows, i % 7 == 0) << i;
    ASSERT_TRUE(found[i]);
    EXPECT_EQ(found[i]->nickname, "other" + std::to_string(i));
    EXPECT_EQ(found[i]->relation.follows, i % 7 == 0) << i;
  }
  EXPECT_TRUE(relations[50].self);
}

}  // namespace
}  // namespace waymark::social
