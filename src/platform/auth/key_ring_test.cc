#include "platform/auth/key_ring.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/testing.h"

namespace waymark::auth {
namespace {

class KeyRingTest : public testing::Test, protected AuthParts {
 protected:
  static void run(Task<void> task) { runtime::run_task(std::move(task)); }
  /// Another node on the same store.
  KeyRing node(char server_key = 'k') {
    return {store, Secret(std::string(32, server_key)), clock, random};
  }
  void let_it_age() { clock.advance(KeyRing::kLife + std::chrono::hours(1)); }
};

TEST_F(KeyRingTest, NodesOfOneStoreHaveTheSameKey) {
  KeyRing other = node();
  run(other.load());
  EXPECT_EQ(other.signing_key()->id(), keys.signing_key()->id());
  EXPECT_EQ(*other.jwks(), *keys.jwks());
}

TEST_F(KeyRingTest, IsOfNoUseBeforeItIsLoaded) {
  const KeyRing fresh = node();
  EXPECT_THROW(fresh.signing_key(), Error);
  EXPECT_EQ(fresh.find(keys.signing_key()->id()), nullptr);
}

TEST_F(KeyRingTest, StaysUntilItsLifeIsOver) {
  const std::string first = keys.signing_key()->id();
  clock.advance(KeyRing::kLife - std::chrono::hours(1));
  run(keys.renew());
  EXPECT_EQ(keys.keys()->size(), 1U);
  EXPECT_EQ(keys.signing_key()->id(), first);
}

TEST_F(KeyRingTest, ANewKeyIsPublishedBeforeItSignsAndTheOldOneLivesOnForADay) {
  const std::string first = keys.signing_key()->id();
  let_it_age();
  run(keys.renew());
  ASSERT_EQ(keys.keys()->size(), 2U);
  const std::string second = keys.keys()->front().key.id();
  EXPECT_EQ(keys.signing_key()->id(), first) << "other nodes do not know the new one yet";
  EXPECT_NE(keys.find(second), nullptr);
  EXPECT_NE(keys.jwks()->find(second), std::string::npos);
  EXPECT_EQ(keys.jwks()->find("\"d\""), std::string::npos) << "a private key was published";

  clock.advance(KeyRing::kAnnounced);
  EXPECT_EQ(keys.signing_key()->id(), second);
  clock.advance(KeyRing::kRetired - std::chrono::minutes(1));
  run(keys.renew());
  EXPECT_NE(keys.find(first), nullptr) << "tokens of the old key must live on";
  clock.advance(std::chrono::minutes(2));
  run(keys.renew());
  EXPECT_EQ(keys.find(first), nullptr);
}

TEST_F(KeyRingTest, TwoNodesThatRenewAtOnceMakeOneKey) {
  KeyRing other = node();
  run(other.load());
  let_it_age();
  run(keys.renew());
  run(other.renew());
  run(keys.load());
  run(other.load());
  EXPECT_EQ(keys.keys()->size(), 2U);
  EXPECT_EQ(*other.jwks(), *keys.jwks());
}

TEST_F(KeyRingTest, AReplacedKeyIsWorthNothing) {
  KeyRing other = node();
  run(other.load());
  Authenticator authenticator(tokens, revoked, clock);
  const std::string token =
      tokens.issue(ids.make<UserId>(), ids.make<SessionId>(), Tier::free, {}).text;
  ASSERT_TRUE(authenticator.authenticate_now(token));
  const std::string stolen = keys.signing_key()->id();
  run(other.replace());
  EXPECT_NE(other.signing_key()->id(), stolen);
  run(keys.load());
  EXPECT_EQ(keys.find(stolen), nullptr);
  EXPECT_THROW(authenticator.authenticate_now(token), Error) << "it was remembered as good";
}

TEST_F(KeyRingTest, SaysThatAnotherServerKeySealedThem) {
  KeyRing stranger = node('x');
  try {
    run(stranger.load());
    FAIL() << "opened with another key";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_NE(std::string(error.what()).find("server.key"), std::string::npos);
  }
}

TEST_F(KeyRingTest, NothingReadableIsStored) {
  const auto pem = keys.keys()->front().key.to_pem();
  const auto item = runtime::run_task(store.get(store::Key("KEYS#ACCESS", "RING")));
  ASSERT_TRUE(item);
  const std::string body = pem.expose().substr(pem.expose().find('\n') + 1, 40);
  EXPECT_EQ(std::string(item->encoded()).find(body), std::string::npos);
}

}  // namespace
}  // namespace waymark::auth
