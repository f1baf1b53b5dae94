#include "platform/auth/oidc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/testing.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

using testing::HasSubstr;

constexpr const char* kIssuer = "https://issuer.test";

/// An issuer without a network: discovery and keys, and a count of how often it was asked.
class FakeIssuer final : public http::Client {
 public:
  Task<http::ClientResponse> fetch(http::ClientRequest request) override {
    ++asked[request.url];
    http::ClientResponse response;
    response.status = down ? 503 : 200;
    if (request.url.ends_with("/.well-known/openid-configuration"))
      response.body = R"({"issuer":")" + name + R"(","jwks_uri":")" + jwks_uri + "\"}";
    else
      response.body = R"({"keys":[)" + key.to_jwk() + "]}";
    co_return response;
  }
  int times_asked_for_keys() { return asked[jwks_uri]; }

  std::string name = kIssuer;
  std::string jwks_uri = "https://issuer.test/keys";
  PrivateKey key = PrivateKey::generate();
  bool down = false;
  std::map<std::string, int> asked;
};

class OidcTest : public testing::Test {
 protected:
  OidcTest() {
    options_.issuer = kIssuer;
    options_.clients = {"waymark"};
    options_.algorithms = {Algorithm::es256};
  }

  static std::int64_t seconds(Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
  }
  /// Right in every claim, with `changes` laid over them; a null takes a claim away.
  std::string token(const std::string& changes = "{}", const PrivateKey* signer = nullptr,
                    std::string header = "") {
    boost::json::object claims{{"iss", issuer_.name},
                               {"aud", "waymark"},
                               {"sub", "subject"},
                               {"iat", seconds(clock_.now())},
                               {"exp", seconds(clock_.now()) + 3600},
                               {"email", "ana@example.org"},
                               {"email_verified", true}};
    const boost::json::value parsed = boost::json::parse(changes);
    for (const auto& change : parsed.as_object()) {
      if (change.value().is_null())
        claims.erase(change.key());
      else
        claims[change.key()] = change.value();
    }
    const PrivateKey& key = signer == nullptr ? issuer_.key : *signer;
    if (header.empty()) header = R"({"alg":"ES256","typ":"JWT","kid":")" + key.id() + "\"}";
    return sign_token(header, boost::json::serialize(claims), key);
  }
  OidcVerifier& verifier() {
    if (!verifier_)
      verifier_ =
          std::make_unique<OidcVerifier>(std::vector<IssuerOptions>{options_}, issuer_, clock_);
    return *verifier_;
  }
  std::string verdict(const std::string& token) {
    try {
      return "sub " + runtime::run_task(verifier().verify(token)).subject;
    } catch (const Error& error) {
      return std::string(to_string(error.code())) + " " + error.what();
    }
  }

  FakeClock clock_{*parse_rfc3339("2026-11-21T08:00:00Z")};
  FakeIssuer issuer_;
  IssuerOptions options_;
  std::unique_ptr<OidcVerifier> verifier_;
};

TEST_F(OidcTest, AcceptsWhatIsRight) {
  EXPECT_EQ(verdict(token()), "sub subject");
  EXPECT_EQ(verdict(token(R"({"aud":["other","waymark"],"azp":"waymark"})")), "sub subject");
  EXPECT_EQ(verdict(token(R"({"aud":["waymark"]})")), "sub subject");
}

TEST_F(OidcTest, RefusesWhatIsWrong) {
  const std::string now = std::to_string(seconds(clock_.now()));
  const std::vector<std::pair<std::string, std::string>> wrong{
      {R"({"iss":"https://elsewhere.test"})", "no configured issuer"},
      {R"({"iss":"https://issuer.test/"})", "no configured issuer"},
      {R"({"aud":"another"})", "aud"},
      {R"({"aud":null})", "aud"},
      {R"({"aud":["other","waymark"]})", "aud"},
      {R"({"aud":["other","waymark"],"azp":"other"})", "aud"},
      {R"({"sub":null})", "sub"},
      {R"({"sub":""})", "sub"},
      {R"({"exp":null})", "exp"},
      {R"({"exp":"tomorrow"})", "exp"},
      {R"({"exp":)" + std::to_string(seconds(clock_.now()) - 61) + "}", "expired"},
      {R"({"nbf":)" + std::to_string(seconds(clock_.now()) + 61) + "}", "nbf"},
      {R"({"iat":)" + std::to_string(seconds(clock_.now()) + 61) + "}", "iat"}};
  for (const auto& [changes, reason] : wrong) {
    EXPECT_THAT(verdict(token(changes)), HasSubstr("UNAUTHENTICATED")) << changes;
    EXPECT_THAT(verdict(token(changes)), HasSubstr(reason)) << changes;
  }
  EXPECT_EQ(verdict(token(R"({"exp":)" + std::to_string(seconds(clock_.now()) - 59) + "}")),
            "sub subject")
      << "within the skew";
}

TEST_F(OidcTest, RefusesForgeriesAndForeignAlgorithms) {
  const PrivateKey thief = PrivateKey::generate();
  const std::string kid = issuer_.key.id();
  EXPECT_THAT(verdict(token("{}", &thief, R"({"alg":"ES256","kid":")" + kid + "\"}")),
              HasSubstr("signature"));
  EXPECT_THAT(verdict(token("{}", &thief)), HasSubstr("kid"));
  EXPECT_THAT(verdict(token("{}", nullptr, R"({"alg":"RS256","kid":")" + kid + "\"}")),
              HasSubstr("alg"));
  EXPECT_THAT(verdict(token("{}", nullptr, R"({"alg":"none","kid":")" + kid + "\"}")),
              HasSubstr("UNAUTHENTICATED"));
  EXPECT_THAT(verdict(token("{}", nullptr, R"({"alg":"HS256","kid":")" + kid + "\"}")),
              HasSubstr("UNAUTHENTICATED"));
  EXPECT_THAT(
      verdict(token("{}", nullptr, R"({"alg":"ES256","typ":"logout+jwt","kid":")" + kid + "\"}")),
      HasSubstr("typ"));
  EXPECT_EQ(verdict(token("{}", nullptr, R"({"alg":"ES256"})")), "sub subject")
      << "no kid, and only one key";
}

TEST_F(OidcTest, KeepsKeysForAnHour) {
  verdict(token());
  clock_.advance(std::chrono::minutes(59));
  EXPECT_EQ(verdict(token()), "sub subject");
  EXPECT_EQ(issuer_.times_asked_for_keys(), 1);
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(verdict(token()), "sub subject");
  EXPECT_EQ(issuer_.times_asked_for_keys(), 2);
}

TEST_F(OidcTest, UnknownKeyIdsAskAtMostEveryThirtySeconds) {
  verdict(token());
  issuer_.key = PrivateKey::generate();
  for (int i = 0; i < 100; ++i) EXPECT_THAT(verdict(token()), HasSubstr("kid"));
  EXPECT_EQ(issuer_.times_asked_for_keys(), 1);
  clock_.advance(std::chrono::seconds(30));
  EXPECT_EQ(verdict(token()), "sub subject");
  EXPECT_EQ(issuer_.times_asked_for_keys(), 2);
}

TEST_F(OidcTest, GetsAlongWithoutTheIssuerForSomeHours) {
  verdict(token());
  issuer_.down = true;
  clock_.advance(std::chrono::hours(2));
  EXPECT_EQ(verdict(token()), "sub subject");
  clock_.advance(std::chrono::hours(6));
  EXPECT_THAT(verdict(token()), HasSubstr("UNAVAILABLE"));
  issuer_.down = false;
  clock_.advance(std::chrono::seconds(30));
  EXPECT_EQ(verdict(token()), "sub subject");
}

TEST_F(OidcTest, BelievesNoDiscoveryOfAnotherIssuer) {
  const std::string right = token();
  issuer_.name = "https://another.test";
  EXPECT_THAT(verdict(right), HasSubstr("UNAVAILABLE"));
}

TEST_F(OidcTest, AsksNoKeysOverPlainHttp) {
  issuer_.jwks_uri = "http://issuer.test/keys";
  EXPECT_THAT(verdict(token()), HasSubstr("UNAVAILABLE"));
  EXPECT_EQ(issuer_.times_asked_for_keys(), 0);
}

TEST_F(OidcTest, CognitoTellsItsTokensApart) {
  issuer_.name = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC";
  options_ = cognito("eu-west-1", "eu-west-1_AbC", {"waymark"});
  options_.algorithms = {Algorithm::es256};
  EXPECT_EQ(verdict(token(R"({"token_use":"id","email_verified":"true"})")), "sub subject");
  EXPECT_EQ(verdict(token(R"({"token_use":"access","client_id":"waymark","aud":null})")),
            "sub subject");
  EXPECT_THAT(verdict(token(R"({"token_use":"access","client_id":"another","aud":null})")),
              HasSubstr("client_id"));
  EXPECT_THAT(verdict(token(R"({"token_use":"access","aud":"waymark"})")), HasSubstr("client_id"));
  EXPECT_THAT(verdict(token()), HasSubstr("token_use"));
  const std::string other_spelling =
      R"({"iss":"https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC","token_use":"id"})";
  EXPECT_EQ(verdict(token(other_spelling)), "sub subject");
}

TEST_F(OidcTest, FirebaseNeedsAProjectAndATimeOfLogIn) {
  issuer_.name = "https://securetoken.google.com/walks";
  options_ = firebase("walks");
  options_.algorithms = {Algorithm::es256};
  const std::string now = std::to_string(seconds(clock_.now()));
  EXPECT_EQ(verdict(token(R"({"aud":"walks","auth_time":)" + now + "}")), "sub subject");
  EXPECT_THAT(verdict(token(R"({"aud":"walks"})")), HasSubstr("auth_time"));
  EXPECT_THAT(verdict(token(R"({"auth_time":)" + now + "}")), HasSubstr("aud"));
  const std::string long_sub =
      R"({"aud":"walks","auth_time":)" + now + R"(,"sub":")" + std::string(129, 's') + "\"}";
  EXPECT_THAT(verdict(token(long_sub)), HasSubstr("sub"));
}

TEST_F(OidcTest, GoogleHasTwoSpellings) {
  issuer_.name = "https://accounts.google.com";
  options_ = google({"waymark"});
  options_.algorithms = {Algorithm::es256};
  EXPECT_EQ(verdict(token()), "sub subject");
  EXPECT_EQ(verdict(token(R"({"iss":"accounts.google.com"})")), "sub subject");
}

TEST_F(OidcTest, RefusesCarelessConfiguration) {
  const auto make = [&] { OidcVerifier made({options_}, issuer_, clock_); };
  options_.issuer = "http://issuer.test";
  EXPECT_THROW(make(), std::invalid_argument);
  options_.issuer = "https://issuer.test/";
  EXPECT_THROW(make(), std::invalid_argument);
  options_.issuer = kIssuer;
  options_.clients.clear();
  EXPECT_THROW(make(), std::invalid_argument);
}

TEST_F(OidcTest, AuthenticatorMapsRemembersAndEndsExternalIdentities) {
  AuthParts parts;
  const UserId user = parts.ids.make<UserId>();
  int resolved = 0;
  const ResolveIdentity resolve = [&](ExternalIdentity) -> Task<Principal> {
    ++resolved;
    return [](UserId id) -> Task<Principal> {
      Principal principal;
      principal.user = id;
      co_return principal;
    }(user);
  };
  Authenticator authenticator(parts.tokens, parts.revoked, clock_, &verifier(), resolve);
  RequestContext context;
  const std::string bearer = token();
  runtime::run_task(authenticator.authenticate(bearer, context));
  EXPECT_EQ(context.principal->user, user);
  EXPECT_EQ(authenticator.authenticate_now(bearer)->user, user);
  EXPECT_EQ(resolved, 1);
  // Log-out: for as long as the token would have lived, which is longer than ours do.
  const Principal principal = *context.principal;
  runtime::run_task(
      parts.sessions.end(user, principal.session, principal.token_expires + kClockSkew));
  EXPECT_THROW(authenticator.authenticate_now(bearer), Error);
  parts.clock.advance(std::chrono::minutes(50));
  RevokedSessions after_a_restart(parts.store, parts.clock);
  runtime::run_task(after_a_restart.load());
  EXPECT_TRUE(after_a_restart.contains(principal.session));
  EXPECT_NE(runtime::run_task(verifier().verify(bearer)).session, SessionId());
  clock_.advance(std::chrono::seconds(1));
  EXPECT_NE(runtime::run_task(verifier().verify(token())).session, principal.session)
      << "a new log-in is a new session";
  clock_.advance(std::chrono::minutes(62));
  EXPECT_THROW(runtime::run_task(authenticator.authenticate(bearer, context)), Error);
}

}  // namespace
}  // namespace waymark::auth
