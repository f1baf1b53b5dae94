// Accounts over a real socket, with the middleware they stand behind.
#include "product/accounts/rest.h"

#include <gmock/gmock.h>

#include <regex>

#include "platform/auth/api_keys.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/identity.h"
#include "platform/http/middleware/error_mapping.h"
#include "platform/http/server_fixture_test.h"
#include "platform/idempotency/idempotency.h"
#include "product/accounts/testing.h"

namespace waymark::accounts {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Answer {
  int status = 0;
  std::string head;
  std::string body;

  /// The text of a member of the body, "" when there is none.
  std::string text(const std::string& name) const {
    std::smatch found;
    const std::regex member("\"" + name + "\":\"([^\"]*)\"");
    return std::regex_search(body, found, member) ? found[1].str() : "";
  }
  /// The value of a cookie that this answer sets, "" when it sets none of that name.
  std::string cookie(const std::string& name) const {
    std::smatch found;
    return std::regex_search(head, found, std::regex("Set-Cookie: " + name + "=([^;\r]*)"))
               ? found[1].str()
               : "";
  }
};

class RestTest : public http::ServerTest, protected World {
 protected:
  void SetUp() override {
    http::ServerTest::SetUp();
    options_.trusted_proxies = {"127.0.0.1"};
    router_.use(http::map_errors());
    router_.use(auth::identity(authenticator_, api_keys_));
    router_.use(idempotency::once(store, server_key_, clock, random));
    RestOptions options;
    options.web_api_key = api_keys_.web_key();
    options.mail_folder = "data/outbox";
    add_routes(router_, accounts, keys, options);
    start();
  }
  void TearDown() override {
    pool.stop();  // its threads hold reactors
    http::ServerTest::TearDown();
  }

  Answer ask(const std::string& method, const std::string& path, const std::string& fields = "",
             const std::string& body = "") {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + fields;
    if (method != "GET" && fields.find("Idempotency-Key") == fields.npos)
      text += "Idempotency-Key: key-" + std::to_string(++next_key_) + "\r\n";
    if (!body.empty() && fields.find("Content-Type") == fields.npos)
      text += "Content-Type: application/json\r\n";
    if (method != "GET") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    const std::string whole = connect()->ask(text + "\r\n" + body);
    const std::size_t end = whole.find("\r\n\r\n");
    Answer answer;
    answer.head = whole.substr(0, end + 2);
    answer.body = whole.substr(end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    return answer;
  }
  Answer post(const std::string& path, const std::string& body, const std::string& fields = "") {
    return ask("POST", path, fields, body);
  }
  Answer log_in_over_http(const std::string& more = "", const std::string& fields = "") {
    return post("/users/login",
                R"({"email":"ana@example.org","password":"correct horse battery")" + more + "}",
                fields);
  }
  static std::string bearer(const Answer& answer) {
    return "Authorization: Bearer " + answer.text("accessToken") + "\r\n";
  }

  secrets::ServerKey server_key_{Secret(std::string(32, 'k'))};
  auth::Authenticator authenticator_{tokens, revoked, clock};
  auth::ApiKeys api_keys_{Secret(std::string(32, 'a')), {}};
  int next_key_ = 0;
};

TEST_F(RestTest, FromSignUpToLogOut) {
  const Answer made = post(
      "/users/signup",
      R"({"email":"ana@example.org","nickname":"ana","password":"correct horse battery","timeZone":"Europe/Madrid"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("nickname"), "ana");
  EXPECT_THAT(made.body, Not(HasSubstr("password")));
  EXPECT_EQ(log_in_over_http().status, 403) << "not confirmed yet";
  const std::string link = "/users/confirm-email?token=" + mailer.token().expose();
  EXPECT_EQ(ask("GET", link).body, R"({"email":"ana@example.org","confirmed":true})");

  const Answer in = log_in_over_http();
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_THAT(in.head, HasSubstr("Cache-Control: no-store"));
  EXPECT_THAT(
      in.body,
      HasSubstr(R"("tokenType":"Bearer","expiresIn":1200,"refreshToken":null,"deviceToken":null)"));
  const Answer me = ask("GET", "/me", bearer(in));
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(me.text("email"), "ana@example.org");
  EXPECT_EQ(ask("GET", "/profile", bearer(in)).body, me.body);

  const std::string cookie = "Cookie: waymark_refresh=" + in.cookie("waymark_refresh") + "\r\n";
  const Answer renewed = post("/auth/renew", "", cookie);
  ASSERT_EQ(renewed.status, 200) << renewed.body;
  EXPECT_NE(renewed.cookie("waymark_refresh"), in.cookie("waymark_refresh"));
  EXPECT_EQ(ask("GET", "/me", bearer(renewed)).status, 200);

  const Answer out = post("/auth/logout", "", bearer(renewed));
  EXPECT_EQ(out.status, 204);
  EXPECT_THAT(out.head, HasSubstr("Set-Cookie: waymark_refresh=; Path=/; Max-Age=0;"));
  EXPECT_EQ(ask("GET", "/me", bearer(renewed)).status, 401) << "at once";
  EXPECT_EQ(ask("GET", "/me", bearer(in)).status, 401) << "every token of the session";
}

TEST_F(RestTest, CookiesAreOutOfReachOfScriptsAndOtherSites) {
  confirmed("ana");
  const Answer plain = log_in_over_http();
  EXPECT_THAT(plain.head, testing::ContainsRegex("Set-Cookie: waymark_refresh=[^;]+; Path=/; "
                                                 "Max-Age=2592000; HttpOnly; SameSite=Strict\r"));
  EXPECT_THAT(plain.head, testing::ContainsRegex("Set-Cookie: waymark_device=[^;]+; Path=/; "
                                                 "Max-Age=31536000; HttpOnly; SameSite=Strict\r"));
  const Answer secure =
      log_in_over_http("", "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n");
  EXPECT_THAT(secure.head,
              testing::ContainsRegex("Set-Cookie: __Host-waymark_refresh=[^;]+; Path=/; "
                                     "Max-Age=2592000; HttpOnly; SameSite=Strict; Secure\r"));
  const std::string cookie = "Cookie: waymark_refresh=" + plain.cookie("waymark_refresh") + "\r\n";
  EXPECT_EQ(post("/auth/renew", "", cookie + "Sec-Fetch-Site: cross-site\r\n").status, 403);
  EXPECT_EQ(post("/auth/renew", "", cookie + "Sec-Fetch-Site: same-origin\r\n").status, 200);
}

TEST_F(RestTest, ClientsWithoutCookiesGetTokensInTheBody) {
  confirmed("ana");
  const Answer in = log_in_over_http(R"(,"tokenDelivery":"BODY")");
  EXPECT_THAT(in.head, Not(HasSubstr("Set-Cookie")));
  EXPECT_NE(in.text("deviceToken"), "");
  const Answer renewed =
      post("/auth/renew", R"({"refreshToken":")" + in.text("refreshToken") + "\"}");
  EXPECT_EQ(renewed.status, 200);
  EXPECT_THAT(renewed.head, Not(HasSubstr("Set-Cookie")));
  EXPECT_EQ(
      post("/auth/logout", R"({"refreshToken":")" + renewed.text("refreshToken") + "\"}").status,
      204);
  EXPECT_EQ(
      post("/auth/renew", R"({"refreshToken":")" + renewed.text("refreshToken") + "\"}").status,
      401);
}

TEST_F(RestTest, TokensThatDoNotHoldAreRefusedEverywhere) {
  confirmed("ana");
  const Answer in = log_in_over_http();
  for (const std::string& fields : std::vector<std::string>{
           "Authorization: Bearer nonsense\r\n", "Authorization: Basic YTpi\r\n",
           "x-api-key: wrong\r\n", "Authorization: Bearer " + in.text("accessToken") + "x\r\n"}) {
    const Answer answer = ask("GET", "/api/client-config", fields);
    EXPECT_EQ(answer.status, 401) << fields;
    EXPECT_THAT(answer.head, HasSubstr("WWW-Authenticate: Bearer"));
  }
  EXPECT_EQ(ask("GET", "/me").status, 401);
  clock.advance(std::chrono::minutes(20));
  EXPECT_THAT(ask("GET", "/me", bearer(in)).body, HasSubstr("UNAUTHENTICATED"));
}

TEST_F(RestTest, RepeatedLogInIsAnsweredOnceCookiesAndAll) {
  confirmed("ana");
  const Answer first = log_in_over_http("", "Idempotency-Key: same\r\n");
  const Answer again = log_in_over_http("", "Idempotency-Key: same\r\n");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.cookie("waymark_refresh"), first.cookie("waymark_refresh"));
  EXPECT_THAT(again.head, HasSubstr("Idempotency-Replayed: true"));
  const Answer other =
      post("/users/login", R"({"email":"ana@example.org","password":"another password"})",
           "Idempotency-Key: same\r\n");
  EXPECT_EQ(other.status, 422);
  const std::string without =
      "POST /users/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
  EXPECT_THAT(connect()->ask(without), HasSubstr("HTTP/1.1 400"));
}

TEST_F(RestTest, ProfileTellsAbsentFromNull) {
  confirmed("ana");
  const std::string mine = bearer(log_in_over_http());
  EXPECT_EQ(
      ask("PUT", "/profile", mine, R"({"bio":"I walk.","fullName":"Ana","tags":["sea"]})").status,
      200);
  const Answer after = ask("PUT", "/profile", mine, R"({"bio":null})");
  EXPECT_THAT(after.body, HasSubstr("\"bio\":null"));
  EXPECT_THAT(after.body, HasSubstr("\"fullName\":\"Ana\""));
  EXPECT_THAT(after.body, HasSubstr("\"tags\":[\"sea\"]"));
  EXPECT_EQ(ask("PUT", "/profile", mine, R"({"version":1,"bio":"x"})").status, 409);
  EXPECT_THAT(ask("PUT", "/profile", mine, R"({"language":null})").body,
              HasSubstr("\"field\":\"language\""));
  EXPECT_THAT(ask("PUT", "/profile", mine, R"({"email":"x@example.org"})").body,
              HasSubstr("\"field\":\"email\""));
  EXPECT_EQ(ask("PUT", "/profile", mine, "[]").status, 400);
  EXPECT_EQ(ask("PUT", "/profile", mine + "Content-Type: text/plain\r\n", "{}").status, 415);
}

TEST_F(RestTest, TellsClientsWhatTheyMustKnow) {
  const Answer config = ask("GET", "/api/client-config");
  EXPECT_EQ(config.text("apiKey"), api_keys_.web_key());
  EXPECT_EQ(config.text("mailFolder"), "data/outbox");
  EXPECT_THAT(config.body, HasSubstr(R"("mapStyleUrl":null)"));
  EXPECT_THAT(config.body, HasSubstr(R"("languages":["en","es","fr","pt-BR"])"));
  const Answer jwks = ask("GET", "/.well-known/jwks.json");
  EXPECT_THAT(jwks.body, HasSubstr(keys.signing_key()->id()));
  EXPECT_THAT(jwks.body, Not(HasSubstr("\"d\"")));
}

TEST_F(RestTest, ForgettingAnswersTheSameForEverybody) {
  confirmed("ana");
  const Answer known = post("/password/forgot", R"({"email":"ana@example.org"})");
  const std::string token = mailer.token().expose();
  const Answer unknown = post("/password/forgot", R"({"email":"nobody@example.org"})");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(
      post("/password/reset", R"({"token":")" + token + R"(","password":"another fine phrase"})")
          .status,
      204);
  EXPECT_EQ(log_in_over_http().status, 401);
}

}  // namespace
}  // namespace waymark::accounts
