#include "product/accounts/profiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/events/testing.h"
#include "product/accounts/testing.h"

namespace waymark::accounts {
namespace {

using testing::ElementsAre;

class ProfilesTest : public testing::Test, protected World {
 protected:
  User user_ = confirmed("ana");
  Owner owner_ = Owner::acting_for(user_.id);

  static Given all_given() {
    return [](std::string_view name) {
      return name == "nickname" || name == "bio" || name == "timeZone";
    };
  }
  User edit(std::string nickname, std::string bio,
            std::optional<std::int64_t> version = std::nullopt,
            std::string zone = "Europe/Madrid") {
    ProfileInput input;
    input.nickname = std::move(nickname);
    input.bio = std::move(bio);
    input.time_zone = std::move(zone);
    input.version = version;
    return run(accounts.profiles.update(owner_, std::move(input), all_given(), "input", context));
  }
  User me() { return run(accounts.profiles.me(owner_)); }
};

TEST_F(ProfilesTest, EditsAndTellsSo) {
  const std::int64_t version = me().version;
  const User after = edit("ana", "I walk.", version);
  EXPECT_EQ(after.version, version + 1);
  EXPECT_EQ(me().bio, "I walk.");
  EXPECT_EQ(me().version, after.version);
  const auto events = run(events::recorded_events(store));
  EXPECT_EQ(events.back().type, "ProfileUpdated");
  EXPECT_EQ(events::schema_violations(events), "");
}

TEST_F(ProfilesTest, WhatTheySayIsScreened) {
  for (const char* word : {"refused", "held"}) {
    EXPECT_THAT(problems_of(error_of([&] { edit("ana", std::string("I am ") + word); })),
                ElementsAre("input.bio error.text.refused"));
    EXPECT_THAT(problems_of(error_of([&] { edit(std::string("ana-") + word, ""); })),
                ElementsAre("input.nickname error.text.refused"));
    EXPECT_THAT(problems_of(error_of([&] { sign_up(word); })),
                ElementsAre("nickname error.text.refused"));
  }
  EXPECT_EQ(me().nickname, "ana");
  edit("ana", "I am flagged");
  edit("ana", "I am flagged", std::nullopt, "Europe/Paris");
  const auto recorded = run(events::recorded_events(store));
  EXPECT_EQ(std::ranges::count(recorded, "ContentScreened", &events::Event::type), 1)
      << "once: the second edit said nothing new";
  EXPECT_EQ(events::schema_violations(recorded), "");
}

TEST_F(ProfilesTest, SecondTabIsToldAndOverwritesNothing) {
  const std::int64_t version = me().version;
  edit("ana", "From tab one", version);
  EXPECT_EQ(error_of([&] { edit("ana", "From tab two", version); }).code(), ErrorCode::conflict);
  EXPECT_EQ(me().bio, "From tab one");
}

TEST_F(ProfilesTest, NicknameMovesWithItsLock) {
  People people(store);
  confirmed("ben");
  EXPECT_THAT(problems_of(error_of([&] { edit("BEN", "x"); })),
              ElementsAre("input.nickname error.nickname.taken"));
  EXPECT_EQ(me().nickname, "ana");
  edit("Anita", "x");
  EXPECT_EQ(run(people.id_by_nickname("anita")), user_.id);
  EXPECT_EQ(run(people.id_by_nickname("ana")), std::nullopt);
  sign_up("ana2");
  edit("ANITA", "only its case changed");
  EXPECT_EQ(me().nickname, "ANITA");
}

TEST_F(ProfilesTest, PreferencesFollowAChangeAtOnce) {
  EXPECT_EQ(run(accounts.profiles.time_zone_of(owner_)).name(), "Europe/Madrid");
  edit("ana", "x", std::nullopt, "America/Sao_Paulo");
  EXPECT_EQ(run(accounts.profiles.time_zone_of(owner_)).name(), "America/Sao_Paulo");
  EXPECT_EQ(run(accounts.profiles.locale_of(owner_)), Locale::en);
  const Owner nobody = Owner::acting_for(ids.make<UserId>());
  EXPECT_EQ(run(accounts.profiles.time_zone_of(nobody)).name(), "UTC");
}

TEST_F(ProfilesTest, PreferencesOfAnotherNodesChangeComeWithinAMinute) {
  EXPECT_EQ(run(accounts.profiles.time_zone_of(owner_)).name(), "Europe/Madrid");
  User moved = me();
  moved.time_zone = "Asia/Tokyo";
  store::Transaction transaction;
  transaction.put(People::profile_item(moved));
  run(store.transact(std::move(transaction)));
  EXPECT_EQ(run(accounts.profiles.time_zone_of(owner_)).name(), "Europe/Madrid");
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(run(accounts.profiles.time_zone_of(owner_)).name(), "Asia/Tokyo");
}

TEST_F(ProfilesTest, AvailabilityNeedsAKeyOrAnIdentityAndHasALimit) {
  EXPECT_EQ(
      error_of([&] { run(accounts.profiles.is_email_available("x@example.org", context)); }).code(),
      ErrorCode::unauthenticated);
  context.api_key = true;
  context.client_address = "192.0.2.7";
  const auto email = [&](const char* text) {
    return run(accounts.profiles.is_email_available(text, context));
  };
  const auto nickname = [&](const char* text) {
    return run(accounts.profiles.is_nickname_available(text, context));
  };
  EXPECT_FALSE(email("ANA@example.org"));
  EXPECT_TRUE(email("ben@example.org"));
  EXPECT_FALSE(email("nonsense"));
  EXPECT_FALSE(nickname("Ana"));
  EXPECT_TRUE(nickname("ben"));
  EXPECT_FALSE(nickname("admin"));
  EXPECT_EQ(error_of([&] {
              for (int i = 0; i < 100; ++i) nickname("ben");
            }).code(),
            ErrorCode::rate_limited);
}

TEST_F(ProfilesTest, AccountThatIsGoneIsNoIdentity) {
  EXPECT_EQ(
      error_of([&] { run(accounts.profiles.me(Owner::acting_for(ids.make<UserId>()))); }).code(),
      ErrorCode::unauthenticated);
}

}  // namespace
}  // namespace waymark::accounts
