#include "platform/queue/sqs/sqs_queue.h"

#include <regex>

#include "base/fake_clock.h"
#include "platform/http/curl/curl_client.h"
#include "platform/queue/conformance_test.h"
#include "platform/queue/sqs/fauxqs_test.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

aws::Credentials test_credentials() {
  aws::Credentials credentials;
  credentials.access_key_id = "AKIDEXAMPLE";
  credentials.secret_access_key = Secret("secret");
  return credentials;
}

/// One server for all tests; each has queues of its own.
Fauxqs& server() {
  static Fauxqs running;
  return running;
}

/// A client that can be told to spoil what comes.
class TroubledClient final : public http::Client {
 public:
  explicit TroubledClient(http::Client& inner) : inner_(inner) {}
  Task<http::ClientResponse> fetch(http::ClientRequest request) override {
    if (resets > 0 && resets-- > 0)
      throw Error(ErrorCode::unavailable, "error.unavailable", "connection reset");
    if (hurried) hurry(request.body);
    http::ClientResponse response = co_await inner_.fetch(std::move(request));
    if (lost_answers > 0 && lost_answers-- > 0) response = failure();
    if (!next_answer.empty()) response.body = std::exchange(next_answer, "");
    co_return response;
  }

  /// Delays are noted and not made.
  bool hurried = false;
  std::vector<std::string> delays;
  int resets = 0;
  int lost_answers = 0;  // answered with 500, although it was done
  std::string next_answer;

 private:
  void hurry(std::string& body) {
    static const std::regex delay("\"DelaySeconds\":([0-9]+)");
    for (std::sregex_iterator found(body.begin(), body.end(), delay), end; found != end; ++found)
      delays.push_back((*found)[1]);
    body = std::regex_replace(body, delay, "\"DelaySeconds\":0");
  }
  static http::ClientResponse failure() {
    http::ClientResponse response;
    response.status = 500;
    response.body = R"({"__type":"com.amazonaws.sqs#InternalError"})";
    return response;
  }
  http::Client& inner_;
};

class OnSqs final : public QueueUnderTest {
 public:
  OnSqs() : options_(options()) { loop_.run(queue_.create()); }

  runtime::TestLoop& loop() override { return loop_; }
  SqsQueue& queue() override { return queue_; }
  SqsQueue& other() override { return other_; }
  /// SQS counts whole seconds: a little more makes sure of the last.
  void pass(milliseconds time) override { loop_.run(runtime::sleep_for(time + milliseconds(100))); }
  TroubledClient& client() { return client_; }

 private:
  static SqsOptions options() {
    static int made = 0;
    SqsOptions options;
    options.endpoint = server().endpoint();
    options.prefix = "test" + std::to_string(++made) + "-";
    return options;
  }

  SqsOptions options_;
  runtime::TestLoop loop_;
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  http::CurlClient curl_;
  TroubledClient client_{curl_};
  aws::FixedCredentials credentials_{test_credentials()};
  Catalog catalog_{test_definitions()};
  SqsQueue queue_{options_, catalog_, client_, credentials_, clock_, ids_, random_};
  SqsQueue other_{options_, catalog_, client_, credentials_, clock_, ids_, random_};
};

std::unique_ptr<QueueUnderTest> on_sqs() {
  return std::make_unique<OnSqs>();
}

INSTANTIATE_TEST_SUITE_P(OnSqs, QueueConformance, testing::Values(&on_sqs));

// ---- what only this engine does ----------------------------------------------------------------

TEST(SqsMessages, CarryAJobWhole) {
  sqs::Message message;
  message.id = JobId{*Uuid::parse("0199c82c-c000-7000-9c83-65a7b7034fcb")};
  message.body = "text\nwith lines";
  message.priority = Priority::low;
  message.receives = 3;
  message.sent_at = Instant(milliseconds(1'800'000'000'123));
  message.last_error = "why\x01";
  message.trace_id = "0af7651916cd43dd8448eb211c80319c";
  boost::json::object entry = sqs::to_entry(message, message.sent_at, std::chrono::hours(1));
  EXPECT_EQ(entry["DelaySeconds"], 900);
  EXPECT_EQ(entry["MessageBody"].as_string(), message.body);
  entry["Body"] = entry["MessageBody"];
  entry["ReceiptHandle"] = "handle";
  entry["Attributes"] = boost::json::object{{"ApproximateReceiveCount", "2"}};
  const auto received = sqs::from_entry(entry);
  ASSERT_TRUE(received);
  EXPECT_EQ(received->message.id, message.id);
  EXPECT_EQ(received->message.body, message.body);
  EXPECT_EQ(received->message.priority, Priority::low);
  EXPECT_EQ(received->message.receives, 3u);
  EXPECT_EQ(received->deliveries, 2u);
  EXPECT_EQ(received->message.due, message.sent_at + std::chrono::hours(1));
  EXPECT_EQ(received->message.last_error, "why?");
  const sqs::Received again = sqs::received_of(sqs::to_receipt(*received));
  EXPECT_EQ(again.message.receives, 5u);
  EXPECT_EQ(again.handle, "handle");
  EXPECT_EQ(again.message.body, message.body);
}

TEST(SqsMessages, OfOthersAreNone) {
  EXPECT_FALSE(sqs::from_entry({{"Body", "x"}}));
  EXPECT_FALSE(sqs::from_entry({{"Body", "x"}, {"MessageAttributes", boost::json::object()}}));
  for (const char* token : {"", "x", "0\n{}", "3handle\n{}", "0handle\nno json", "0handle\n{}"})
    EXPECT_THROW(sqs::received_of(Receipt(token)), Error) << token;
}

std::vector<NewJob> one_job(std::string body) {
  std::vector<NewJob> jobs;
  jobs.emplace_back(std::move(body));
  return jobs;
}

TEST(SqsQueueFaults, ResetsAnd500sAreTriedAgain) {
  OnSqs engine;
  engine.client().resets = 2;
  engine.loop().run(engine.queue().send("jobs", one_job("kept")));
  engine.client().resets = 1;
  const auto jobs = engine.loop().run(engine.queue().receive("jobs", ReceiveOptions()));
  ASSERT_EQ(jobs.size(), 1u);
  engine.client().lost_answers = 2;
  engine.loop().run(engine.queue().ack("jobs", std::vector<Receipt>{jobs[0].receipt}));
  EXPECT_EQ(engine.loop().run(engine.queue().stats("jobs")).in_flight, 0u);
}

TEST(SqsQueueFaults, WhatABatchRefusedIsSentAgain) {
  OnSqs engine;
  std::vector<NewJob> jobs = one_job("first");
  jobs.emplace_back("second");
  engine.loop().run(engine.queue().stats("jobs"));  // the queue's address is known
  engine.client().next_answer =
      R"({"Successful":[{"Id":"0"}],"Failed":[{"Id":"1","SenderFault":false,"Code":"ServiceUnavailable"}]})";
  engine.loop().run(engine.queue().send("jobs", std::move(jobs)));
  // The server had taken both, so the refused one is there twice: at least once.
  std::multiset<std::string> bodies;
  for (const Job& job : engine.loop().run(engine.queue().receive("jobs", ReceiveOptions())))
    bodies.insert(job.body);
  EXPECT_EQ(bodies, (std::multiset<std::string>{"first", "second", "second"}));
}

TEST(SqsQueueDelays, PastFifteenMinutesAreMadeInStepsAndCountNoReceive) {
  runtime::TestLoop loop;
  FakeClock clock(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
  SystemRandom random;
  UuidV7Source ids(clock, random);
  http::CurlClient curl;
  TroubledClient client(curl);
  aws::FixedCredentials credentials(test_credentials());
  const Catalog catalog(test_definitions());
  SqsOptions options;
  options.endpoint = server().endpoint();
  options.prefix = "delays-";
  SqsQueue queue(options, catalog, client, credentials, clock, ids, random);
  loop.run(queue.create());
  client.hurried = true;
  std::vector<NewJob> jobs = one_job("in forty minutes");
  jobs.front().after(std::chrono::minutes(40));
  loop.run(queue.send("jobs", std::move(jobs)));
  for (int step = 0; step < 2; ++step) {
    EXPECT_THAT(loop.run(queue.receive("jobs", ReceiveOptions())), IsEmpty());
    clock.advance(std::chrono::minutes(15));
  }
  EXPECT_THAT(loop.run(queue.receive("jobs", ReceiveOptions())), IsEmpty());
  EXPECT_THAT(client.delays, testing::ElementsAre("900", "900", "900", "600"));
  clock.advance(std::chrono::minutes(10));
  const auto received = loop.run(queue.receive("jobs", ReceiveOptions()));
  ASSERT_EQ(received.size(), 1u);
  EXPECT_EQ(received[0].body, "in forty minutes");
  EXPECT_EQ(received[0].receives, 1u);
}

TEST(SqsQueueFaults, QueuesThatAreNotThereAreAnError) {
  OnSqs engine;
  SystemClock clock;
  SystemRandom random;
  UuidV7Source ids(clock, random);
  http::CurlClient curl;
  aws::FixedCredentials credentials(test_credentials());
  const Catalog catalog(test_definitions());
  SqsOptions options;
  options.endpoint = server().endpoint();
  options.prefix = "never-made-";
  SqsQueue queue(options, catalog, curl, credentials, clock, ids, random);
  EXPECT_THROW(engine.loop().run(queue.send("jobs", one_job("x"))), Error);
}

}  // namespace
}  // namespace waymark::queue
