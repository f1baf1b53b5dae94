#include "platform/aws/json_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <variant>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/testing.h"

namespace waymark::aws {
namespace {

using http::ClientRequest;
using http::ClientResponse;
using std::chrono::milliseconds;
using testing::HasSubstr;

/// Answers as it was told, and keeps what it was asked.
class ScriptedClient final : public http::Client {
 public:
  using Step = std::variant<ClientResponse, std::exception_ptr>;
  Task<ClientResponse> fetch(ClientRequest request) override {
    asked.push_back(std::move(request));
    if (script.empty()) throw std::logic_error("asked more often than the test foresaw");
    const Step step = std::move(script.front());
    script.pop_front();
    if (const auto* failure = std::get_if<std::exception_ptr>(&step))
      std::rethrow_exception(*failure);
    co_return std::get<ClientResponse>(step);
  }

  ScriptedClient& answers(unsigned status, std::string body, http::Headers headers = {}) {
    ClientResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    script.emplace_back(std::move(response));
    return *this;
  }
  ScriptedClient& says(unsigned status, const std::string& error) {
    return answers(status, R"({"__type":"com.amazonaws.x#)" + error + R"(","message":"because"})");
  }
  template <typename E>
  ScriptedClient& fails(E error) {
    script.emplace_back(std::make_exception_ptr(std::move(error)));
    return *this;
  }

  std::deque<Step> script;
  std::vector<ClientRequest> asked;
};

/// New keys after each refusal.
class RefusableCredentials final : public CredentialsProvider {
 public:
  Task<std::shared_ptr<const Credentials>> credentials() override {
    auto made = std::make_shared<Credentials>();
    made->access_key_id = "KEY" + std::to_string(refusals);
    made->secret_access_key = Secret("secret");
    co_return made;
  }
  void refused(const Credentials&) override { ++refusals; }
  int refusals = 0;
};

class JsonClientTest : public testing::Test {
 protected:
  JsonClientTest() {
    service_.endpoint = "https://dynamodb.eu-west-1.amazonaws.com";
    service_.region = "eu-west-1";
    service_.signing_name = "dynamodb";
    service_.target_prefix = "DynamoDB_20120810";
    service_.backoff = Backoff{milliseconds(0), milliseconds(0)};
    service_.attempts = 4;
  }

  JsonAnswer call(Repeat repeat = Repeat::always) {
    JsonClient client(service_, client_, credentials_, clock_, random_);
    JsonCall made("GetItem", R"({"a":1})", repeat);
    return runtime::run_task(client.call(std::move(made)));
  }
  ErrorCode failure(Repeat repeat = Repeat::always) {
    try {
      call(repeat);
    } catch (const Error& error) {
      cause_ = error.what();
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorCode::internal;
  }

  JsonService service_;
  ScriptedClient client_;
  RefusableCredentials credentials_;
  FakeClock clock_{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random_;
  std::string cause_;
};

TEST_F(JsonClientTest, SendsASignedDocument) {
  client_.answers(200, R"({"b":2})");
  const JsonAnswer answer = call();
  EXPECT_TRUE(answer.ok());
  EXPECT_EQ(answer.body, R"({"b":2})");
  ASSERT_EQ(client_.asked.size(), 1U);
  const ClientRequest& asked = client_.asked[0];
  EXPECT_EQ(asked.method, http::Method::post);
  EXPECT_EQ(asked.url, "https://dynamodb.eu-west-1.amazonaws.com/");
  EXPECT_EQ(asked.body, R"({"a":1})");
  EXPECT_EQ(asked.headers.find("content-type"), "application/x-amz-json-1.0");
  EXPECT_EQ(asked.headers.find("x-amz-target"), "DynamoDB_20120810.GetItem");
  EXPECT_THAT(std::string(asked.headers.find("authorization").value_or("")),
              HasSubstr("Credential=KEY0/20261121/eu-west-1/dynamodb/aws4_request"));
  EXPECT_LE(asked.timeout, service_.attempt_timeout);
}

TEST_F(JsonClientTest, AnErrorThatTryingAgainDoesNotMendIsAValue) {
  client_.says(400, "ConditionalCheckFailedException");
  const JsonAnswer answer = call();
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(answer.error, "ConditionalCheckFailedException");
  EXPECT_EQ(answer.message, "because");
  client_.answers(403, "<html>no</html>");
  EXPECT_EQ(call().error, "HTTP 403");
}

TEST_F(JsonClientTest, TransientFaultsAreTriedAgain) {
  client_.says(400, "ProvisionedThroughputExceededException")
      .says(500, "InternalServerError")
      .fails(Error(ErrorCode::unavailable, "error.unavailable", "connection reset"))
      .answers(200, "{}");
  EXPECT_TRUE(call().ok());
  EXPECT_EQ(client_.asked.size(), 4U);
}

TEST_F(JsonClientTest, ItGivesUpAfterSoManyAttemptsAndSaysWhy) {
  for (int i = 0; i < 4; ++i) client_.says(400, "ThrottlingException");
  EXPECT_EQ(failure(), ErrorCode::unavailable);
  EXPECT_THAT(cause_, HasSubstr("GetItem: ThrottlingException: because"));
  EXPECT_EQ(client_.asked.size(), 4U);
}

TEST_F(JsonClientTest, ItGivesUpWhenTheNextPauseWouldPassTheDeadline) {
  service_.deadline = milliseconds(200);
  service_.backoff = Backoff{std::chrono::hours(1), std::chrono::hours(1)};
  client_.fails(Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded", "hangs"));
  EXPECT_EQ(failure(), ErrorCode::deadline_exceeded);
  EXPECT_EQ(client_.asked.size(), 1U);
  EXPECT_LE(client_.asked[0].timeout, milliseconds(200));
}

TEST_F(JsonClientTest, WhatMayHaveBeenDoneIsNotRepeatedUnlessThatIsSafe) {
  client_.says(500, "InternalServerError");
  EXPECT_EQ(failure(Repeat::when_not_done), ErrorCode::unavailable);
  client_.fails(Error(ErrorCode::unavailable, "error.unavailable", "connection reset"));
  EXPECT_EQ(failure(Repeat::when_not_done), ErrorCode::unavailable);
  client_.fails(Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded", "hangs"));
  EXPECT_EQ(failure(Repeat::when_not_done), ErrorCode::deadline_exceeded);
  EXPECT_EQ(client_.asked.size(), 3U);

  client_.says(400, "ThrottlingException")
      .fails(http::NotSent("refused"))
      .answers(429, "slow down")
      .answers(200, "{}");
  EXPECT_TRUE(call(Repeat::when_not_done).ok()) << "what surely was not done may be sent again";
}

TEST_F(JsonClientTest, WhatCannotBeRepeatedHasAllTheTimeThereIs) {
  client_.answers(200, "{}").answers(200, "{}");
  EXPECT_TRUE(call(Repeat::always).ok());
  EXPECT_TRUE(call(Repeat::when_not_done).ok());
  EXPECT_LE(client_.asked[0].timeout, service_.attempt_timeout);
  EXPECT_GT(client_.asked[1].timeout, service_.attempt_timeout);
  EXPECT_LE(client_.asked[1].timeout, service_.deadline);
}

TEST_F(JsonClientTest, ADamagedAnswerIsAskedForAgain) {
  http::Headers wrong;
  wrong.add("x-amz-crc32", "3421780263");
  http::Headers right;
  right.add("X-Amz-Crc32", "3421780262");
  client_.answers(200, "123456789", wrong).answers(200, "123456789", right);
  EXPECT_TRUE(call().ok());
  EXPECT_EQ(client_.asked.size(), 2U);
  client_.answers(200, "123456789", wrong);
  EXPECT_EQ(failure(Repeat::when_not_done), ErrorCode::unavailable);
  EXPECT_THAT(cause_, HasSubstr("checksum"));
}

TEST_F(JsonClientTest, AClockThatIsOffIsCorrectedByTheServices) {
  http::Headers date;
  date.add("Date", "Sat, 21 Nov 2026 09:30:00 GMT");
  client_.answers(403, R"({"__type":"x#InvalidSignatureException"})", date).answers(200, "{}");
  EXPECT_TRUE(call().ok());
  EXPECT_EQ(client_.asked[0].headers.find("x-amz-date"), "20261121T080000Z");
  EXPECT_EQ(client_.asked[1].headers.find("x-amz-date"), "20261121T093000Z");
}

TEST_F(JsonClientTest, AWrongSignatureByARightClockIsAnAnswer) {
  http::Headers date;
  date.add("Date", "Sat, 21 Nov 2026 08:00:02 GMT");
  client_.answers(403, R"({"__type":"x#InvalidSignatureException"})", date);
  EXPECT_EQ(call().error, "InvalidSignatureException");
}

TEST_F(JsonClientTest, ExpiredCredentialsAreFetchedAnew) {
  client_.says(400, "ExpiredTokenException").answers(200, "{}");
  EXPECT_TRUE(call().ok());
  EXPECT_EQ(credentials_.refusals, 1);
  EXPECT_THAT(std::string(client_.asked[1].headers.find("authorization").value_or("")),
              HasSubstr("Credential=KEY1/"));
}

TEST_F(JsonClientTest, AnAnswerThatIsTooLargeIsNotAskedForAgain) {
  client_.fails(Error(ErrorCode::too_large, "error.too_large", "x"));
  EXPECT_EQ(failure(), ErrorCode::too_large);
  EXPECT_EQ(client_.asked.size(), 1U);
}

}  // namespace
}  // namespace waymark::aws
