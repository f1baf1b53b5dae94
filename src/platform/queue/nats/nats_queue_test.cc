#include "platform/queue/nats/nats_queue.h"

#include "base/random.h"
#include "platform/queue/conformance_test.h"
#include "platform/runtime/test_server.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

/// A nats-server with JetStream, in a folder of its own.
class NatsServerProcess {
 public:
  NatsServerProcess() { start(); }
  std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }
  void start() {
    runtime::ServerCommand command;
    command.arguments = {
        "nats-server",         "--addr",      "127.0.0.1",   "--port",
        std::to_string(port_), "--jetstream", "--store_dir", folder_.path().string()};
    process_.emplace(command, port_);
  }
  void kill() { process_->stop(SIGKILL); }

 private:
  runtime::TemporaryFolder folder_;
  std::uint16_t port_ = runtime::free_port();
  std::optional<runtime::ServerProcess> process_;
};

/// One server for all tests; each has queues of its own.
NatsServerProcess& server() {
  static NatsServerProcess running;
  return running;
}

NatsOptions test_options(const std::string& url) {
  static int made = 0;
  NatsOptions options;
  options.server.url = url;
  options.prefix = "test" + std::to_string(++made);
  options.poll = milliseconds(200);
  return options;
}

class OnNats final : public QueueUnderTest {
 public:
  explicit OnNats(NatsOptions options = test_options(server().url()))
      : options_(std::move(options)) {
    loop_.run(queue_.start());
    loop_.run(other_.start());
  }
  ~OnNats() override {
    loop_.run(queue_.stop());
    loop_.run(other_.stop());
  }
  runtime::TestLoop& loop() override { return loop_; }
  NatsQueue& queue() override { return queue_; }
  NatsQueue& other() override { return other_; }
  void pass(milliseconds time) override { loop_.run(runtime::sleep_for(time + milliseconds(20))); }

 private:
  NatsOptions options_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{1, 100};
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  Catalog catalog_{test_definitions()};
  NatsQueue queue_{options_, catalog_, clock_, ids_, pool_, loop_.executor()};
  NatsQueue other_{options_, catalog_, clock_, ids_, pool_, loop_.executor()};
};

std::unique_ptr<QueueUnderTest> on_nats() {
  return std::make_unique<OnNats>();
}

INSTANTIATE_TEST_SUITE_P(OnNats, QueueConformance, testing::Values(&on_nats));

// ---- what only this engine does ----------------------------------------------------------------

std::vector<NewJob> one_job(std::string body) {
  std::vector<NewJob> jobs;
  jobs.emplace_back(std::move(body));
  return jobs;
}

TEST(NatsMessages, CarryAJobWhole) {
  nats::Message message;
  message.id = JobId{*Uuid::parse("0199c82c-c000-7000-9c83-65a7b7034fcb")};
  message.body = std::string("\0\xFF", 2);
  message.priority = Priority::low;
  message.receives = 3;
  message.sent_at = Instant(milliseconds(1'800'000'000'123));
  message.due = message.sent_at + std::chrono::hours(1);
  message.last_error = "two\r\nlines";
  message.trace_id = "0af7651916cd43dd8448eb211c80319c";
  const auto again = nats::from_headers(nats::to_headers(message, "sent"), message.body);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, message.id);
  EXPECT_EQ(again->body, message.body);
  EXPECT_EQ(again->priority, Priority::low);
  EXPECT_EQ(again->receives, 3u);
  EXPECT_EQ(again->sent_at, message.sent_at);
  EXPECT_EQ(again->due, message.due);
  EXPECT_EQ(again->last_error, "two  lines");
  EXPECT_EQ(again->trace_id, message.trace_id);
  EXPECT_FALSE(nats::from_headers({}, "x"));
}

TEST(NatsMessages, SayWhichDeliveryTheyAre) {
  const auto plain = nats::parse_reply("$JS.ACK.stream.consumer.2.41.7.1700000000.0");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->delivered, 2u);
  EXPECT_EQ(plain->sequence, 41u);
  const auto domain = nats::parse_reply("$JS.ACK.hub.ACC.stream.consumer.3.42.7.1700000000.0.x");
  ASSERT_TRUE(domain);
  EXPECT_EQ(domain->delivered, 3u);
  EXPECT_EQ(domain->sequence, 42u);
  for (const char* no : {"", "_INBOX.x", "$JS.ACK.a.b.x.1.1.1.1", "$JS.ACK.a.b.1.1"})
    EXPECT_FALSE(nats::parse_reply(no)) << no;
}

TEST(NatsQueueFaults, WhatADeadProcessHeldGoesToOthersAfterAckWait) {
  NatsOptions options = test_options(server().url());
  options.ack_wait = milliseconds(1'000);
  OnNats engine(options);
  {
    OnNats dying(options);
    dying.loop().run(dying.queue().send("jobs", one_job("orphan")));
    ReceiveOptions long_hidden;
    long_hidden.visibility = std::chrono::hours(1);
    ASSERT_EQ(dying.loop().run(dying.queue().receive("jobs", long_hidden)).size(), 1u);
  }
  ReceiveOptions waiting;
  waiting.wait = kMaxWait;
  const auto jobs = engine.loop().run(engine.queue().receive("jobs", waiting));
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].receives, 2u);
}

TEST(NatsQueueFaults, AServerThatIsKilledLosesNothingAcknowledged) {
  NatsServerProcess doomed;
  NatsOptions options = test_options(doomed.url());
  options.timeout = milliseconds(1'000);
  options.ack_wait =
      milliseconds(2'000);  // what JetStream was told to delay it forgets when killed
  OnNats engine(options);
  engine.loop().run(engine.queue().send("jobs", one_job("kept")));
  std::vector<NewJob> delayed = one_job("later");
  delayed.front().after(milliseconds(1'500));
  engine.loop().run(engine.queue().send("jobs", std::move(delayed)));
  doomed.kill();
  doomed.start();
  std::set<std::string> bodies;
  for (int tries = 0; tries < 60 && bodies.size() < 2; ++tries) {
    try {
      ReceiveOptions waiting;
      waiting.wait = milliseconds(500);
      for (const Job& job : engine.loop().run(engine.queue().receive("jobs", waiting)))
        bodies.insert(job.body);
    } catch (const Error& error) {  // until it has connected again
      EXPECT_NE(error.code(), ErrorCode::internal) << error.what();
    }
  }
  EXPECT_EQ(bodies, (std::set<std::string>{"kept", "later"}));
}

TEST(NatsQueueFaults, AServerThatIsNotThereIsAnError) {
  NatsOptions options = test_options("nats://127.0.0.1:" + std::to_string(runtime::free_port()));
  EXPECT_THROW(OnNats engine(options), Error);
}

TEST(NatsQueueFaults, StartsOnceTheServerIsThere) {
  NatsServerProcess late;
  late.kill();
  NatsOptions options = test_options(late.url());
  runtime::TestLoop loop;
  runtime::BackgroundPool pool(1, 100);
  SystemClock clock;
  SystemRandom random;
  UuidV7Source ids(clock, random);
  const Catalog catalog(test_definitions());
  NatsQueue queue(options, catalog, clock, ids, pool, loop.executor());
  EXPECT_THROW(loop.run(queue.start()), Error);
  EXPECT_THROW(loop.run(queue.start()), Error);
  late.start();
  loop.run(queue.start());
  loop.run(queue.send("jobs", one_job("at last")));
  EXPECT_EQ(loop.run(queue.receive("jobs", ReceiveOptions())).size(), 1u);
  loop.run(queue.stop());
}

}  // namespace
}  // namespace waymark::queue
