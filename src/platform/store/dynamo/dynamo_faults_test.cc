// What the engine makes of a DynamoDB that hangs, breaks off, is busy or talks nonsense.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

#include "base/fake_clock.h"
#include "platform/http/curl/curl_client.h"
#include "platform/http/scripted_server_test.h"
#include "platform/runtime/testing.h"
#include "platform/store/dynamo/dynamo_store.h"

namespace waymark::store {
namespace {

using http::ScriptedServer;
using After = ScriptedServer::Reply::After;
using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow{std::chrono::milliseconds(1'800'000'000'000)};

/// Pauses of no length, tokens that differ.
class CountingRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    std::ranges::fill(bytes, 0);
    if (bytes.size() > 8) bytes[0] = ++count_;
  }

 private:
  std::atomic<std::uint8_t> count_ = 0;
};

/// Answers one after the other; the last one again and again.
class Script {
 public:
  explicit Script(std::vector<ScriptedServer::Reply> replies) : replies_(std::move(replies)) {}
  ScriptedServer::Reply operator()(const std::string& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    return replies_[std::min(requests_.size(), replies_.size()) - 1];
  }
  /// The request's operation and body.
  std::string operation(std::size_t i) {
    const std::lock_guard lock(mutex_);
    const std::size_t at = requests_.at(i).find("DynamoDB_20120810.") + 18;
    return requests_[i].substr(at, requests_[i].find('\r', at) - at);
  }
  std::string body(std::size_t i) {
    const std::lock_guard lock(mutex_);
    return requests_.at(i).substr(requests_[i].find("\r\n\r\n") + 4);
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }

 private:
  std::mutex mutex_;
  std::vector<ScriptedServer::Reply> replies_;
  std::vector<std::string> requests_;
};

ScriptedServer::Reply said(const std::string& body) {
  return ScriptedServer::answer(200, body);
}
ScriptedServer::Reply refused(const std::string& error, const std::string& more = "",
                              int status = 400) {
  return ScriptedServer::answer(status, R"({"__type":"com.amazonaws.dynamodb.v20120810#)" + error +
                                            R"(","message":"because")" + more + "}");
}

class DynamoFaults : public testing::Test {
 protected:
  /// A store whose DynamoDB answers so.
  DynamoStore& with(std::vector<ScriptedServer::Reply> replies) {
    script_ = std::make_unique<Script>(std::move(replies));
    server_ = std::make_unique<ScriptedServer>(
        [this](const std::string& request) { return (*script_)(request); });
    DynamoOptions options;
    options.region = "eu-west-1";
    options.endpoint = server_->url();
    options.cursor_key = Secret(std::string(32, 'k'));
    options.attempt_timeout = attempt_timeout_;
    options.deadline = deadline_;
    aws::Credentials credentials;
    credentials.access_key_id = "id";
    credentials.secret_access_key = Secret("secret");
    credentials_ = std::make_unique<aws::FixedCredentials>(credentials);
    store_ =
        std::make_unique<DynamoStore>(options, client_, *credentials_, clock_, random_, metrics_);
    return *store_;
  }
  template <typename T>
  T run(Task<T> task) {
    return loop_.run(std::move(task));
  }
  template <typename T>
  ErrorCode failure(Task<T> task) {
    try {
      loop_.run(std::move(task));
    } catch (const Error& error) {
      cause_ = error.what();
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorCode::internal;
  }

  static Transaction put(Condition condition = {}) {
    return Transaction().put(Item(Key("p", "s")).set("n", 1), std::move(condition));
  }
  static Transaction two() {
    return Transaction().put(Item(Key("p", "1"))).put(Item(Key("p", "2")));
  }
  std::string token(std::size_t request) {
    const std::string body = script_->body(request);
    const std::size_t at = body.find("ClientRequestToken") + 21;
    return body.substr(at, body.find('"', at) - at);
  }

  std::chrono::milliseconds attempt_timeout_{2'000};
  std::chrono::milliseconds deadline_{10'000};
  FakeClock clock_{kNow};
  CountingRandom random_;
  telemetry::Metrics metrics_;
  runtime::TestLoop loop_;
  http::CurlClient client_;
  std::unique_ptr<aws::FixedCredentials> credentials_;
  std::unique_ptr<Script> script_;
  std::unique_ptr<ScriptedServer> server_;
  std::unique_ptr<DynamoStore> store_;
  std::string cause_;
};

const std::string kItem = R"({"Item":{"PK":{"S":"p"},"SK":{"S":"s"},"n":{"N":"1"}}})";

TEST_F(DynamoFaults, OneThatHangsIsGivenUpInTime) {
  attempt_timeout_ = std::chrono::milliseconds(30);
  deadline_ = std::chrono::milliseconds(100);
  with({ScriptedServer::breaking(After::hang)});
  EXPECT_EQ(failure(store_->get(Key("p", "s"))), ErrorCode::deadline_exceeded);
  EXPECT_GT(script_->count(), 1U) << "a read is tried again in the time there is";
}

TEST_F(DynamoFaults, AReadThatHungIsAnsweredAtTheSecondAttempt) {
  attempt_timeout_ = std::chrono::milliseconds(200);
  with({ScriptedServer::breaking(After::hang), said(kItem)});
  EXPECT_EQ(run(store_->get(Key("p", "s")))->integer("n"), 1);
}

TEST_F(DynamoFaults, ReadsSurviveResetsErrorsAndThrottling) {
  with({ScriptedServer::breaking(After::reset), refused("InternalServerError", "", 500),
        ScriptedServer::answer(503, "busy"), refused("ProvisionedThroughputExceededException"),
        ScriptedServer::breaking(After::reset, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
        said(kItem)});
  EXPECT_EQ(run(store_->get(Key("p", "s")))->integer("n"), 1);
  EXPECT_EQ(script_->count(), 6U);
}

TEST_F(DynamoFaults, AWriteWhoseOutcomeIsUnknownIsNotRepeated) {
  for (const ScriptedServer::Reply& fault :
       {ScriptedServer::breaking(After::reset), refused("InternalServerError", "", 500)}) {
    with({fault, said("{}")});
    EXPECT_EQ(failure(store_->transact(put(Condition::item_absent()))), ErrorCode::unavailable);
    EXPECT_EQ(script_->count(), 1U);
    with({fault, said("{}")});
    EXPECT_EQ(failure(store_->transact(Transaction().update(Key("p", "s"), Changes().add("n", 1)))),
              ErrorCode::unavailable);
    EXPECT_EQ(script_->count(), 1U);
  }
}

TEST_F(DynamoFaults, AWriteThatMayBeDoneTwiceIsRepeated) {
  with({ScriptedServer::breaking(After::reset), refused("InternalServerError", "", 500),
        said("{}")});
  EXPECT_TRUE(run(store_->transact(put())).committed());
  with({ScriptedServer::breaking(After::reset), said("{}")});
  EXPECT_TRUE(run(store_->transact(Transaction().erase(Key("p", "s")))).committed());
}

TEST_F(DynamoFaults, AThrottledWriteIsRepeatedWhateverItIs) {
  with({refused("ThrottlingException"), refused("ProvisionedThroughputExceededException"),
        said("{}")});
  EXPECT_TRUE(run(store_->transact(put(Condition::item_absent()))).committed());
  EXPECT_EQ(script_->count(), 3U);
}

TEST_F(DynamoFaults, ATransactionIsRepeatedUnderItsToken) {
  with({ScriptedServer::breaking(After::reset), refused("InternalServerError", "", 500),
        said("{}")});
  EXPECT_TRUE(run(store_->transact(two())).committed());
  ASSERT_EQ(script_->count(), 3U);
  EXPECT_EQ(script_->operation(0), "TransactWriteItems");
  EXPECT_EQ(script_->body(0), script_->body(2));
  EXPECT_EQ(token(0).size(), 24U);
}

TEST_F(DynamoFaults, AConflictIsTriedAnewAndThenTold) {
  const auto conflict =
      refused("TransactionCanceledException",
              R"(,"CancellationReasons":[{"Code":"TransactionConflict"},{"Code":"None"}])");
  with({conflict, refused("TransactionConflictException"), said("{}")});
  EXPECT_TRUE(run(store_->transact(two())).committed());
  EXPECT_NE(token(0), token(1)) << "another attempt is another transaction";
  with({conflict});
  EXPECT_EQ(failure(store_->transact(two())), ErrorCode::unavailable);
  EXPECT_THAT(cause_, HasSubstr("in the way"));
  EXPECT_THAT(metrics_.render(), HasSubstr("waymark_store_conflicts_total 14"));
}

TEST_F(DynamoFaults, ADamagedAnswerIsAskedForAgain) {
  with({ScriptedServer::answer(200, kItem, "x-amz-crc32: 1\r\n"), said(kItem)});
  EXPECT_EQ(run(store_->get(Key("p", "s")))->integer("n"), 1);
}

TEST_F(DynamoFaults, AnAnswerThatIsNoJsonIsNotServed) {
  for (const char* text : {"{\"Item\":", "<html>", "[]", "{\"Item\":[]}", ""}) {
    with({said(text)});
    EXPECT_EQ(failure(store_->get(Key("p", "s"))), ErrorCode::unavailable) << text;
    EXPECT_THAT(cause_, HasSubstr("not understood"));
  }
  with({said("{}")});
  EXPECT_EQ(failure(store_->query(Query(Index::table, "p"))), ErrorCode::unavailable);
  with({refused("TransactionCanceledException", R"(,"CancellationReasons":[])")});
  EXPECT_EQ(failure(store_->transact(two())), ErrorCode::unavailable);
}

TEST_F(DynamoFaults, AMissingTableIsNamedAsSuch) {
  with({refused("ResourceNotFoundException")});
  EXPECT_EQ(failure(store_->ping()), ErrorCode::unavailable);
  EXPECT_THAT(cause_, HasSubstr("ResourceNotFoundException"));
}

TEST_F(DynamoFaults, KeysLeftUnreadAreAskedForAgain) {
  const std::string first =
      R"({"Responses":{"gg_core":[{"PK":{"S":"p"},"SK":{"S":"1"}}]},"UnprocessedKeys":{"gg_core":)"
      R"({"ConsistentRead":true,"Keys":[{"PK":{"S":"p"},"SK":{"S":"2"}}]}}})";
  const std::string nothing =
      R"({"Responses":{"gg_core":[]},"UnprocessedKeys":{"gg_core":{"Keys":[{"PK":{"S":"p"},)"
      R"("SK":{"S":"2"}}]}}})";
  const std::string second = R"({"Responses":{"gg_core":[{"PK":{"S":"p"},"SK":{"S":"2"}}]}})";
  with({said(first), said(nothing), said(second)});
  const auto found = run(store_->batch_get({Key("p", "2"), Key("p", "1")}));
  EXPECT_EQ(found.at(0)->key().sk, "2");
  EXPECT_EQ(found.at(1)->key().sk, "1");
  EXPECT_THAT(script_->body(1), AllOf(HasSubstr(R"({"S":"2"})"), Not(HasSubstr(R"({"S":"1"})"))));
  with({said(nothing)});
  EXPECT_EQ(failure(store_->batch_get({Key("p", "2")})), ErrorCode::unavailable);
}

// Alternator before 5.4, and DynamoDB where removals alone meet no item.
TEST_F(DynamoFaults, AnUpdateThatMeetsNothingIsAPut) {
  with({refused("ConditionalCheckFailedException"), said("{}"), said("{}")});
  EXPECT_TRUE(run(store_->transact(Transaction().update(Key("p", "s"), Changes().remove("x"))))
                  .committed());
  EXPECT_EQ(script_->operation(0), "UpdateItem");
  EXPECT_EQ(script_->operation(1), "GetItem") << "the item did not come along";
  EXPECT_EQ(script_->operation(2), "PutItem");
  EXPECT_THAT(script_->body(2), HasSubstr("attribute_not_exists"));
}

TEST_F(DynamoFaults, AnUpdateThatMeetsAnExpiredItemReplacesIt) {
  const std::string expired =
      R"(,"Item":{"PK":{"S":"p"},"SK":{"S":"s"},"old":{"S":"x"},"ttl":{"N":"1799999999"}})";
  const auto revived = refused("ConditionalCheckFailedException");
  with({refused("ConditionalCheckFailedException", expired), revived, said("{}")});
  EXPECT_TRUE(run(store_->transact(Transaction().update(Key("p", "s"), Changes().add("n", 1))))
                  .committed());
  EXPECT_EQ(script_->operation(1), "PutItem");
  EXPECT_THAT(script_->body(1), Not(HasSubstr("old")));
  EXPECT_EQ(script_->operation(2), "UpdateItem") << "someone made it live again meanwhile";
}

}  // namespace
}  // namespace waymark::store
