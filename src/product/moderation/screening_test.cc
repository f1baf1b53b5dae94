// Screening with a classifier behind a real socket.
#include "product/moderation/screening.h"

#include <gmock/gmock.h>

#include "base/fake_clock.h"
#include "base/json.h"
#include "base/random.h"
#include "platform/cache/local/local_limits.h"
#include "platform/http/curl/curl_client.h"
#include "platform/http/server_fixture_test.h"
#include "platform/runtime/testing.h"
#include "product/moderation/openai_classifier.h"

namespace waymark::moderation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ScreeningTest : public http::ServerTest {
 protected:
  void SetUp() override {
    http::ServerTest::SetUp();
    options_.drain_timeout = std::chrono::milliseconds(10);
    router_.add(http::Method::post, "/v1/moderations",
                [this](http::Request& request, RequestContext&) { return answer(request); });
    start();
    author.principal.emplace().user = ids.make<UserId>();
  }
  Task<http::Response> answer(http::Request& request) {
    ++asked;
    sent = request.body;
    authorization = request.headers.find("authorization").value_or("");
    if (hangs) co_await runtime::sleep_for(std::chrono::hours(1));
    co_return http::Response::json(reply, status);
  }
  screening::Screened screen(std::string text, RuleAction classified = RuleAction::flag) {
    OpenAiSettings ai;
    ai.url = "http://127.0.0.1:" + std::to_string(server_->port()) + "/v1/moderations";
    ai.key = Secret("k3y");
    ai.model = "model-1";
    ai.timeout = std::chrono::milliseconds(hangs ? 50 : 10'000);
    if (!classifier) classifier.emplace(client, std::move(ai));
    if (!screening) {
      ScreeningSettings settings;
      settings.rules.refuse_words = {"bad"};
      settings.repeats.burst = 2;
      settings.classified = classified;
      screening.emplace(settings, limits, &*classifier, clock, metrics);
    }
    return runtime::run_task(screening->screen(author, screening::Written::post, std::move(text)));
  }

  std::atomic<int> asked{0};
  std::atomic<bool> hangs{false};
  std::string sent, authorization;
  std::string reply = R"({"results":[{"flagged":false,"categories":{"hate":false}}]})";
  unsigned status = 200;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  cache::LocalRateLimits limits{clock};
  http::CurlClient client;
  std::optional<OpenAiClassifier> classifier;
  std::optional<TextScreening> screening;
  RequestContext author;
};

TEST_F(ScreeningTest, AsksTheClassifierAsItsProtocolSays) {
  EXPECT_THAT(screen("hello \"you\"").rules, IsEmpty());
  EXPECT_EQ(sent, R"({"model":"model-1","input":"hello \"you\""})");
  EXPECT_EQ(authorization, "Bearer k3y");
  reply =
      R"({"results":[{"flagged":true,"categories":{"hate":true,"violence":false,"self-harm":true}}]})";
  const screening::Screened found = screen("ugly");
  EXPECT_THAT(found.rules, ElementsAre("classifier: hate", "classifier: self-harm"));
  EXPECT_FALSE(found.held || found.refused);
}

TEST_F(ScreeningTest, DoesWithItWhatTheOperatorSays) {
  reply = R"({"results":[{"flagged":true}]})";
  EXPECT_TRUE(screen("ugly", RuleAction::hold).held);
  screening.reset();
  EXPECT_TRUE(screen("ugly", RuleAction::refuse).refused);
}

TEST_F(ScreeningTest, WhatARuleRefusesIsShownToNobody) {
  EXPECT_TRUE(screen("a bad text").refused);
  EXPECT_EQ(asked, 0);
}

TEST_F(ScreeningTest, WithoutAnAnswerTheRulesDecideAlone) {
  const auto failures = [this] {
    const std::string all = metrics.render();
    const std::size_t at = all.rfind("waymark_moderation_classifier_failures_total ");
    return all.substr(at, all.find('\n', at) - at);
  };
  status = 500;
  EXPECT_THAT(screen("hello").rules, IsEmpty());
  EXPECT_THAT(failures(), HasSubstr("total 1"));
  EXPECT_THAT(screen("hello").rules, IsEmpty());
  EXPECT_EQ(asked, 1) << "it rests";
  EXPECT_THAT(failures(), HasSubstr("total 2"));
  clock.advance(kClassifierRest);
  for (const char* nonsense : {"", "[]", "{}", R"({"results":[]})", R"({"results":[{}]})"}) {
    status = 200;
    reply = nonsense;
    EXPECT_THAT(screen("hello").rules, IsEmpty());
    clock.advance(kClassifierRest);
  }
  EXPECT_EQ(asked, 6);
  EXPECT_TRUE(screen("bad").refused);
}

TEST_F(ScreeningTest, ItIsNotWaitedForLong) {
  hangs = true;
  EXPECT_THAT(screen("hello").rules, IsEmpty());
  EXPECT_EQ(asked, 1);
}

TEST_F(ScreeningTest, TheSameLongTextAgainAndAgainIsHeld) {
  const std::string text = "This is the offer of your life, do not miss it today";
  EXPECT_FALSE(screen(text).held);
  EXPECT_FALSE(screen(text).held);
  EXPECT_THAT(screen("  THIS is the offer of your life, do not miss it today").rules,
              ElementsAre("repeated"));
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(screen("yes").held) << "short ones are talk";
  author.principal->user = ids.make<UserId>();
  EXPECT_FALSE(screen(text).held) << "of each person";
}

TEST(MadeAt, IsInTheId) {
  FakeClock clock(parse_rfc3339("2026-11-21T08:00:00.123Z").value());
  SystemRandom random;
  UuidV7Source ids{clock, random};
  EXPECT_EQ(made_at(ids.make<UserId>()), clock.now());
}

}  // namespace
}  // namespace waymark::moderation
