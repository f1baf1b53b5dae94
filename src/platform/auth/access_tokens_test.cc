#include "platform/auth/access_tokens.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/testing.h"
#include "platform/auth/token_cache.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

using Refusal = AccessTokens::Refusal;

class AccessTokensTest : public testing::Test, protected AuthParts {
 protected:
  UserId user_ = ids.make<UserId>();
  SessionId session_ = ids.make<SessionId>();
  std::string token_ = tokens.issue(user_, session_, Tier::premium, {"admin"}).text;

  std::optional<Refusal> refusal(std::string_view token) const {
    const auto verdict = tokens.verify(token);
    const auto* refusal = std::get_if<Refusal>(&verdict);
    return refusal == nullptr ? std::nullopt : std::optional(*refusal);
  }
  std::string signed_by_us(std::string_view header, std::string_view claims) const {
    return sign_token(header, claims, *keys.signing_key());
  }
  std::string header(std::string_view type = "at+jwt", std::string_view algorithm = "ES256") const {
    return R"({"typ":")" + std::string(type) + R"(","alg":")" + std::string(algorithm) +
           R"(","kid":")" + keys.signing_key()->id() + "\"}";
  }
  std::string claims() const {
    const std::size_t first = token_.find('.');
    return *base64url_decode(
        std::string_view(token_).substr(first + 1, token_.find('.', first + 1) - first - 1));
  }
};

TEST_F(AccessTokensTest, ProvesWhoItWasIssuedTo) {
  const auto verdict = tokens.verify(token_);
  ASSERT_TRUE(std::holds_alternative<Principal>(verdict));
  const auto& principal = std::get<Principal>(verdict);
  EXPECT_EQ(principal.user, user_);
  EXPECT_EQ(principal.session, session_);
  EXPECT_EQ(principal.tier, Tier::premium);
  EXPECT_EQ(principal.scopes, std::vector<std::string>{"admin"});
  EXPECT_EQ(principal.token_expires, clock.now() + kAccessTokenLife);
}

TEST_F(AccessTokensTest, LivesTwentyMinutes) {
  clock.advance(std::chrono::minutes(20) - std::chrono::milliseconds(1));
  EXPECT_EQ(refusal(token_), std::nullopt);
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(refusal(token_), Refusal::expired);
}

TEST_F(AccessTokensTest, NoByteCanBeChanged) {
  for (std::size_t i = 0; i < token_.size(); ++i) {
    std::string forged = token_;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    if (forged == token_) continue;
    EXPECT_TRUE(refusal(forged)) << "byte " << i;
  }
}

TEST_F(AccessTokensTest, RefusesForgeries) {
  EXPECT_EQ(refusal(sign_token(header(), claims(), PrivateKey::generate())), Refusal::invalid);
  EXPECT_EQ(refusal(signed_by_us(R"({"typ":"at+jwt","alg":"ES256","kid":"other"})", claims())),
            Refusal::invalid);
  EXPECT_EQ(refusal(signed_by_us(header("jwt"), claims())), Refusal::invalid);
  EXPECT_TRUE(refusal(signed_by_us(header("at+jwt", "none"), claims())));
  EXPECT_TRUE(refusal(signed_by_us(header("at+jwt", "HS256"), claims())));
  EXPECT_TRUE(refusal(signed_by_us(header("at+jwt", "RS256"), claims())));
  EXPECT_TRUE(
      refusal(base64url_encode(R"({"alg":"none"})") + "." + base64url_encode(claims()) + "."));
  EXPECT_EQ(refusal("nonsense"), Refusal::not_ours);
  EXPECT_EQ(refusal(""), Refusal::not_ours);
}

TEST_F(AccessTokensTest, RefusesOtherIssuersAndAudiences) {
  const AccessTokens other("https://elsewhere.test", "waymark", keys, clock, ids);
  EXPECT_EQ(refusal(other.issue(user_, session_, Tier::free, {}).text), Refusal::not_ours);
  const AccessTokens audience("https://waymark.test", "another-api", keys, clock, ids);
  EXPECT_EQ(refusal(audience.issue(user_, session_, Tier::free, {}).text), Refusal::invalid);
}

TEST(TokenCache, IsBoundedAndForgetsWhatExpired) {
  FakeClock clock(*parse_rfc3339("2026-11-21T08:00:00Z"));
  TokenCache cache(64);
  Principal principal;
  principal.token_expires = clock.now() + std::chrono::minutes(1);
  std::size_t kept = 0;
  for (int i = 0; i < 1000; ++i)
    cache.remember("token " + std::to_string(i), principal, clock.now(), 0);
  for (int i = 0; i < 1000; ++i)
    kept += cache.find("token " + std::to_string(i), clock.now()).has_value();
  EXPECT_GT(kept, 0U);
  EXPECT_LE(kept, 64U);
  cache.remember("last", principal, clock.now(), 0);
  EXPECT_TRUE(cache.find("last", clock.now()));
  clock.advance(std::chrono::minutes(1));
  EXPECT_FALSE(cache.find("last", clock.now()));
}

class AuthenticatorTest : public AccessTokensTest {
 protected:
  Authenticator authenticator_{tokens, revoked, clock};

  ErrorCode code_of(const std::string& token) {
    try {
      authenticator_.authenticate_now(token);
    } catch (const Error& error) {
      key_ = error.message_key();
      return error.code();
    }
    ADD_FAILURE() << "accepted";
    return ErrorCode::internal;
  }
  std::string key_;
};

TEST_F(AuthenticatorTest, EndedSessionStopsAtOnceThoughItsTokenIsCached) {
  const OpenSession open = runtime::run_task(sessions.open(user_, "test"));
  const std::string token = tokens.issue(user_, open.session, Tier::free, {}).text;
  EXPECT_EQ(authenticator_.authenticate_now(token)->user, user_);
  EXPECT_EQ(authenticator_.authenticate_now(token)->user, user_);
  runtime::run_task(sessions.end(user_, open.session));
  EXPECT_EQ(code_of(token), ErrorCode::unauthenticated);
  EXPECT_EQ(key_, "error.session.ended");
  // Another node, or this one after a restart, learns it from the store.
  RevokedSessions fresh(store, clock);
  EXPECT_FALSE(fresh.contains(open.session));
  runtime::run_task(fresh.load());
  EXPECT_TRUE(fresh.contains(open.session));
}

TEST_F(AuthenticatorTest, CachedTokenExpires) {
  EXPECT_TRUE(authenticator_.authenticate_now(token_));
  clock.advance(kAccessTokenLife);
  EXPECT_EQ(code_of(token_), ErrorCode::unauthenticated);
  EXPECT_EQ(key_, "error.token.expired");
}

TEST_F(AuthenticatorTest, CachedTokenDoesNotCoverItsLookAlikes) {
  EXPECT_TRUE(authenticator_.authenticate_now(token_));
  std::string forged = token_;
  forged[token_.find('.') + 5] ^= 1;
  EXPECT_EQ(code_of(forged), ErrorCode::unauthenticated);
}

TEST_F(AuthenticatorTest, SetsThePrincipalOfAContext) {
  RequestContext context;
  runtime::run_task(authenticator_.authenticate(token_, context));
  EXPECT_EQ(context.require_scope("admin").user, user_);
}

}  // namespace
}  // namespace waymark::auth
