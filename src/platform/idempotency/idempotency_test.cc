#include "platform/idempotency/idempotency.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/idempotency/answer.h"
#include "platform/runtime/testing.h"
#include "platform/store/forwarding_store.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::idempotency {
namespace {

/// Loses writes when told to, as a store that has gone away.
class FlakyStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (down) throw Error(ErrorCode::unavailable, "error.unavailable", "the store is down");
    return inner().transact(std::move(transaction));
  }

  bool down = false;
};

class OnceTest : public testing::Test {
 protected:
  static http::Request request_of(std::string key, std::string body = R"({"title":"x"})") {
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = "/quests";
    request.body = std::move(body);
    request.headers.set("Content-Type", "application/json");
    if (!key.empty()) request.headers.set("Idempotency-Key", std::move(key));
    return request;
  }

  http::Response send(http::Request request) {
    return runtime::run_task(once_(request, context_, handler_));
  }
  Error refusal(http::Request request) {
    try {
      send(std::move(request));
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was refused";
    return Error(ErrorCode::internal, "nothing");
  }
  static std::string body_of(const http::Response& response) {
    return std::get<std::string>(response.body);
  }
  void as(UserId user) {
    context_.principal.emplace();
    context_.principal->user = user;
  }

  FakeClock clock_{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  store::MemoryStore kept_{clock_};
  FlakyStore store_{kept_};
  secrets::ServerKey key_{Secret(std::string(32, 'k'))};
  http::Middleware once_ = once(store_, key_, clock_, random_);
  RequestContext context_;
  int runs_ = 0;
  std::function<http::Response()> act_ = [this] {
    http::Response response = http::Response::json("{\"run\":" + std::to_string(runs_) + "}", 201);
    response.headers.add("Set-Cookie", "a=secret-token");
    response.headers.add("Set-Cookie", "b=2");
    response.headers.add("Location", "/quests/1");
    return response;
  };
  http::Handler handler_ = [this](http::Request&, RequestContext&) { return handle(this); };

  static Task<http::Response> handle(OnceTest* test) {
    ++test->runs_;
    co_return test->act_();
  }
};

TEST_F(OnceTest, DemandsAKeyForWhatChangesSomething) {
  EXPECT_EQ(refusal(request_of("")).code(), ErrorCode::invalid_input);
  EXPECT_EQ(refusal(request_of("")).problems().at(0).field, "Idempotency-Key");
  EXPECT_EQ(refusal(request_of(std::string(256, 'k'))).code(), ErrorCode::invalid_input);
  EXPECT_EQ(refusal(request_of("with space")).code(), ErrorCode::invalid_input);
  EXPECT_EQ(runs_, 0);
  http::Request get = request_of("");
  get.method = http::Method::get;
  send(get);
  EXPECT_EQ(runs_, 1);
}

TEST_F(OnceTest, ReplaysTheFirstAnswerWhole) {
  const http::Response first = send(request_of("key-1"));
  const http::Response second = send(request_of("key-1"));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(second.status, 201U);
  EXPECT_EQ(body_of(second), body_of(first));
  EXPECT_EQ(second.headers.find("location"), "/quests/1");
  EXPECT_EQ(second.headers.find("idempotency-replayed"), "true");
  EXPECT_FALSE(first.headers.find("idempotency-replayed"));
  int cookies = 0;
  for (const auto& [name, value] : second.headers.fields()) cookies += name == "Set-Cookie";
  EXPECT_EQ(cookies, 2);
  send(request_of("key-2"));
  EXPECT_EQ(runs_, 2);
}

TEST_F(OnceTest, KeepsAnAnswerForADay) {
  send(request_of("key-1"));
  clock_.advance(std::chrono::hours(24) - std::chrono::seconds(1));
  send(request_of("key-1"));
  EXPECT_EQ(runs_, 1);
  clock_.advance(std::chrono::seconds(2));
  send(request_of("key-1"));
  EXPECT_EQ(runs_, 2);
}

TEST_F(OnceTest, RefusesTheKeyForAnotherRequest) {
  send(request_of("key-1"));
  EXPECT_EQ(refusal(request_of("key-1", R"({"title":"y"})")).code(), ErrorCode::unprocessable);
  EXPECT_EQ(http_status(ErrorCode::unprocessable), 422U);
  http::Request elsewhere = request_of("key-1");
  elsewhere.target += "?x=1";
  EXPECT_EQ(refusal(elsewhere).code(), ErrorCode::unprocessable);
  http::Request other_method = request_of("key-1");
  other_method.method = http::Method::put;
  EXPECT_EQ(refusal(other_method).code(), ErrorCode::unprocessable);
  EXPECT_EQ(runs_, 1);
}

TEST_F(OnceTest, NobodyIsAnsweredWithWhatAnotherWasTold) {
  as(ids_.make<UserId>());
  send(request_of("key-1"));
  as(ids_.make<UserId>());
  send(request_of("key-1"));
  context_.principal.reset();
  context_.client_address = "192.0.2.1";
  send(request_of("key-1"));
  context_.client_address = "192.0.2.2";
  send(request_of("key-1"));
  http::Request with_cookie = request_of("key-1");
  with_cookie.headers.set("Cookie", "waymark_refresh=x");
  send(with_cookie);
  EXPECT_EQ(runs_, 5);
}

TEST_F(OnceTest, StoresNoSecretInClear) {
  http::Request request = request_of("key-1", R"({"password":"correct horse"})");
  send(request);
  ASSERT_EQ(kept_.content().size(), 1U);
  const std::string stored = kept_.content()[0].encoded();
  for (const char* secret : {"secret-token", "correct horse", "\"run\""})
    EXPECT_EQ(stored.find(secret), std::string::npos) << secret;
}

TEST_F(OnceTest, TheSameRequestMeanwhileIsToldToComeBack) {
  ErrorCode inner = ErrorCode::internal;
  unsigned retry_after = 0;
  act_ = [&] {
    if (runs_ == 1) {
      const Error error =
          refusal(request_of("key-1"));  // the second tab, while the first is under way
      inner = error.code();
      retry_after = error.retry_after_seconds();
    }
    return http::Response::json("{}");
  };
  send(request_of("key-1"));
  EXPECT_EQ(inner, ErrorCode::conflict);
  EXPECT_GT(retry_after, 0U);
  EXPECT_EQ(runs_, 1);
}

TEST_F(OnceTest, RefusalsGiveTheKeyBack) {
  act_ = []() -> http::Response { throw Error::invalid("title", "error.required"); };
  EXPECT_EQ(refusal(request_of("key-1")).code(), ErrorCode::invalid_input);
  act_ = [] { return http::Response::json("{}", 409); };
  send(request_of("key-1", R"({"title":"better"})"));
  act_ = [] { return http::Response::json("{}", 201); };
  EXPECT_EQ(send(request_of("key-1", R"({"title":"best"})")).status, 201U);
  EXPECT_EQ(runs_, 3);
}

TEST_F(OnceTest, UnknownOutcomeHoldsTheKeyForAWhile) {
  act_ = []() -> http::Response { throw Error(ErrorCode::unavailable, "error.unavailable"); };
  EXPECT_EQ(refusal(request_of("key-1")).code(), ErrorCode::unavailable);
  act_ = [] { return http::Response::json("{}", 201); };
  EXPECT_EQ(refusal(request_of("key-1")).code(), ErrorCode::conflict);
  clock_.advance(std::chrono::minutes(3));
  EXPECT_EQ(send(request_of("key-1")).status, 201U);
}

TEST_F(OnceTest, WhatWasDoneIsAnsweredThoughItCannotBeKept) {
  act_ = [this] {
    store_.down = true;
    return http::Response::json("{}", 201);
  };
  EXPECT_EQ(send(request_of("key-1")).status, 201U);
}

TEST_F(OnceTest, GraphqlNeedsNoKeyAndHonoursTheOneItIsSent) {
  const auto answer = [this](std::string body) {
    act_ = [body = std::move(body)] { return http::Response::json(body); };
  };
  const auto ask = [](std::string key) {
    http::Request request = request_of(std::move(key));
    request.target = request.path = "/graphql";
    return request;
  };
  answer(R"({"data":{"createGoal":{"id":"1"}}})");
  const http::Response first = send(ask("key-1"));
  const http::Response second = send(ask("key-1"));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(body_of(second), body_of(first));
  EXPECT_EQ(second.headers.find("idempotency-replayed"), "true");
  send(ask(""));
  send(ask(""));
  EXPECT_EQ(runs_, 3);
}

TEST_F(OnceTest, GraphqlRefusalsGiveTheKeyBackThoughTheyAre200) {
  http::Request request = request_of("key-1");
  request.target = request.path = "/graphql";
  act_ = [] {
    return http::Response::json(
        R"({"errors":[{"message":"x","path":["createGoal"],"extensions":{"code":"CONFLICT"}}],"data":null})");
  };
  send(request);
  send(request);
  EXPECT_EQ(runs_, 2);
  act_ = [] {
    return http::Response::json(
        R"({"errors":[{"message":"x","path":["createGoal"],"extensions":{"code":"INTERNAL"}}],"data":null})");
  };
  send(request);
  EXPECT_EQ(refusal(request).code(), ErrorCode::conflict) << "nobody knows what it did";
  EXPECT_EQ(runs_, 3);
}

TEST(Answer, ComesBackAsItWasAndNothingElseDoes) {
  http::Response response = http::Response::json("{\"a\":\"\u00e9\"}", 202);
  response.headers.add("X", "1");
  const auto back = decode_answer(*encode_answer(response));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->status, 202U);
  EXPECT_EQ(std::get<std::string>(back->body), "{\"a\":\"\u00e9\"}");
  EXPECT_FALSE(decode_answer("nonsense"));
  http::Response streamed;
  streamed.body = http::StreamedBody([](http::BodyWriter&) -> Task<void> { co_return; });
  EXPECT_EQ(encode_answer(streamed), std::nullopt);
  EXPECT_EQ(encode_answer(http::Response::text(std::string(kLargestAnswer + 1, 'x'))),
            std::nullopt);
}

}  // namespace
}  // namespace waymark::idempotency
