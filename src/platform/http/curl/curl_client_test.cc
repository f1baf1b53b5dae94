#include "platform/http/curl/curl_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/error.h"
#include "platform/http/scripted_server_test.h"
#include "platform/http/server_fixture_test.h"
#include "platform/http/test_certificate_test.h"
#include "platform/runtime/testing.h"

namespace waymark::http {
namespace {

using testing::HasSubstr;

class CurlClientTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    options_.drain_timeout = std::chrono::milliseconds(10);  // there is a handler that never ends
    router_.add(Method::post, "/echo", [](Request& request, RequestContext&) -> Task<Response> {
      Response response = Response::text(request.body, 201);
      response.headers.add("X-Seen", std::string(request.headers.find("x-sent").value_or("")));
      co_return response;
    });
    router_.add(Method::get, "/moved", [](Request&, RequestContext&) -> Task<Response> {
      co_return Response::redirect("/there");
    });
    router_.add(Method::get, "/there", [](Request&, RequestContext&) -> Task<Response> {
      co_return Response::text("there");
    });
    router_.add(Method::get, "/never", [](Request&, RequestContext&) -> Task<Response> {
      co_await runtime::sleep_for(std::chrono::hours(1));
      co_return Response();
    });
    start();
  }

  ClientRequest request(std::string path) {
    ClientRequest made;
    made.url = "http://127.0.0.1:" + std::to_string(server_->port()) + path;
    return made;
  }
  ErrorCode failure(ClientRequest made) {
    try {
      runtime::run_task(client_.fetch(std::move(made)));
    } catch (const Error& error) {
      cause_ = error.what();
      not_sent_ = dynamic_cast<const NotSent*>(&error) != nullptr;
      return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::internal;
  }

  CurlClient client_;
  std::string cause_;
  bool not_sent_ = false;
};

/// The letters of the alphabet, over and over.
class Letters final : public ClientBody {
 public:
  explicit Letters(std::size_t size) : left_(size), size_(size) {}
  std::uint64_t size() const override { return size_; }
  std::size_t read(char* into, std::size_t at_most) override {
    const std::size_t count = std::min(left_, at_most);
    for (std::size_t i = 0; i < count; ++i)
      into[i] = static_cast<char>('a' + (size_ - left_ + i) % 26);
    left_ -= count;
    return count;
  }

 private:
  std::size_t left_;
  std::size_t size_;
};

TEST_F(CurlClientTest, ALargeBodyIsSentPieceByPiece) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{900'000}}) {
    ClientRequest made = request("/echo");
    made.method = Method::post;
    made.large_body = std::make_shared<Letters>(size);
    const ClientResponse response = runtime::run_task(client_.fetch(std::move(made)));
    EXPECT_EQ(response.status, 201u);
    ASSERT_EQ(response.body.size(), size);
    for (std::size_t i = 0; i < size; i += 1000)
      ASSERT_EQ(response.body[i], static_cast<char>('a' + i % 26));
  }
}

TEST_F(CurlClientTest, SendsAndReceives) {
  ClientRequest made = request("/echo");
  made.method = Method::post;
  made.body = std::string("a\0b", 3);
  made.headers.add("X-Sent", "yes\r\nX-Forged: no");
  const ClientResponse response = runtime::run_task(client_.fetch(made));
  EXPECT_EQ(response.status, 201U);
  EXPECT_EQ(response.body, made.body);
  EXPECT_EQ(response.headers.find("x-seen"), "yes  X-Forged: no");
}

TEST_F(CurlClientTest, FollowsRedirectsOnlyWhenAsked) {
  ClientRequest made = request("/moved");
  EXPECT_EQ(runtime::run_task(client_.fetch(made)).status, 303U);
  made.redirects = 1;
  const ClientResponse response = runtime::run_task(client_.fetch(made));
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.body, "there");
  EXPECT_FALSE(response.headers.find("location"));
}

TEST_F(CurlClientTest, StopsAtTheLimitAndTheTimeout) {
  ClientRequest large = request("/there");
  large.response_limit = 4;
  EXPECT_EQ(failure(large), ErrorCode::too_large);
  ClientRequest slow = request("/never");
  slow.timeout = std::chrono::milliseconds(20);
  EXPECT_EQ(failure(slow), ErrorCode::deadline_exceeded);
}

TEST_F(CurlClientTest, NamesTheHostThatDoesNotAnswerAndNothingMore) {
  ClientRequest made;
  made.url = "http://user:pass@127.0.0.1:1/path?token=secret";
  EXPECT_EQ(failure(made), ErrorCode::unavailable);
  EXPECT_TRUE(not_sent_);
  EXPECT_THAT(cause_, HasSubstr("http://127.0.0.1:1: "));
  EXPECT_THAT(cause_, testing::Not(testing::AnyOf(HasSubstr("secret"), HasSubstr("pass"))));
  made.url = "file:///etc/passwd";
  EXPECT_EQ(failure(made), ErrorCode::unavailable);
}

TEST_F(CurlClientTest, EndsWhenItsCallerIsCancelled) {
  runtime::TestLoop loop;
  runtime::TaskGroup group(loop.executor(), [](std::exception_ptr) { ADD_FAILURE(); });
  group.spawn([](CurlClient& client, ClientRequest made) -> Task<void> {
    made.timeout = std::chrono::hours(1);
    co_await client.fetch(std::move(made));
  }(client_, request("/never")));
  loop.run(runtime::sleep_for(std::chrono::milliseconds(0)));
  loop.run(group.stop());
  EXPECT_EQ(group.size(), 0U);
}

TEST_F(CurlClientTest, StoppingEndsWhatIsUnderWay) {
  runtime::TestLoop loop;
  std::exception_ptr failed;
  runtime::TaskGroup group(loop.executor(), [&](std::exception_ptr failure) { failed = failure; });
  group.spawn([](CurlClient& client, ClientRequest made) -> Task<void> {
    co_await client.fetch(std::move(made));
  }(client_, request("/never")));
  loop.run(runtime::sleep_for(std::chrono::milliseconds(0)));
  client_.stop();
  loop.run([](runtime::TaskGroup& its) -> Task<void> {
    while (its.size() > 0) co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }(group));
  EXPECT_THROW(std::rethrow_exception(failed), Error);
  EXPECT_EQ(failure(request("/there")), ErrorCode::unavailable);
}

/// Runs as many fetches at once as there are requests, on one reactor.
std::vector<std::string> fetch_together(CurlClient& client, std::vector<ClientRequest> requests) {
  runtime::TestLoop loop;
  std::vector<std::string> bodies;
  loop.run([](CurlClient& it, runtime::TestLoop& on, std::vector<ClientRequest> made,
              std::vector<std::string>& got) -> Task<void> {
    const auto note = [&got](std::exception_ptr failure, const ClientResponse& response) {
      try {
        if (failure) std::rethrow_exception(failure);
        got.push_back(response.body);
      } catch (const NotSent&) {
        got.emplace_back("not sent");
      } catch (const Error& error) {
        got.emplace_back(error.what());
      }
    };
    for (ClientRequest& one : made)
      boost::asio::co_spawn(on.executor(), it.fetch(std::move(one)), note);
    while (got.size() < made.size()) co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }(client, loop, std::move(requests), bodies));
  return bodies;
}

class CurlConnectionsTest : public testing::Test {
 protected:
  std::vector<ClientRequest> requests(int count, const ScriptedServer& server) {
    ClientRequest made;
    made.url = server.url() + "/";
    return std::vector<ClientRequest>(static_cast<std::size_t>(count), made);
  }
};

TEST_F(CurlConnectionsTest, AConnectionIsKeptForTheNextRequest) {
  ScriptedServer server([](const std::string&) { return ScriptedServer::answer(200, "ok"); });
  CurlClient client;
  runtime::TestLoop loop;
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(loop.run(client.fetch(requests(1, server).front())).body, "ok");
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(server.requests(), 20);
}

TEST_F(CurlConnectionsTest, AHandleIsUsedAgainForAnotherKindOfRequest) {
  ScriptedServer server([](const std::string& request) {
    return ScriptedServer::answer(200, request.starts_with("HEAD") ? "" : request);
  });
  CurlClient client;
  runtime::TestLoop loop;
  const auto sent = [&](Method method, std::string body) {
    ClientRequest made = requests(1, server).front();
    made.method = method;
    made.body = std::move(body);
    return loop.run(client.fetch(std::move(made))).body;
  };
  using testing::AllOf;
  using testing::EndsWith;
  using testing::Not;
  using testing::StartsWith;
  EXPECT_THAT(sent(Method::put, "a"), AllOf(StartsWith("PUT "), EndsWith("\r\n\r\na")));
  EXPECT_THAT(sent(Method::get, ""),
              AllOf(StartsWith("GET "), EndsWith("\r\n\r\n"), Not(HasSubstr("Content-Length"))));
  EXPECT_EQ(sent(Method::head, ""), "");
  EXPECT_THAT(sent(Method::del, ""), AllOf(StartsWith("DELETE "), EndsWith("\r\n\r\n")));
  EXPECT_THAT(sent(Method::post, ""), AllOf(StartsWith("POST "), HasSubstr("Content-Length: 0")));
  EXPECT_THAT(sent(Method::get, ""), StartsWith("GET "));
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(CurlConnectionsTest, ManyAtOnceAreAllAnswered) {
  ScriptedServer server([](const std::string&) { return ScriptedServer::answer(200, "ok"); });
  CurlOptions few;
  few.max_transfers = 4;
  CurlClient client(few);
  EXPECT_THAT(fetch_together(client, requests(100, server)), testing::Each("ok"));
  EXPECT_LE(server.connections(), 4);
}

TEST_F(CurlConnectionsTest, ThoseBeyondTheQueueAreRefusedUnsent) {
  ScriptedServer server([](const std::string&) { return ScriptedServer::answer(200, "ok"); });
  CurlOptions few;
  few.max_transfers = 1;
  few.queue_limit = 2;
  CurlClient client(few);
  EXPECT_THAT(fetch_together(client, requests(5, server)),
              testing::UnorderedElementsAre("ok", "ok", "ok", "not sent", "not sent"));
}

TEST_F(CurlConnectionsTest, ABrokenConnectionIsToldAndTheNextOneIsNew) {
  std::atomic<int> asked = 0;
  using After = ScriptedServer::Reply::After;
  ScriptedServer server([&asked](const std::string&) {
    switch (++asked) {
      case 1:
        return ScriptedServer::breaking(After::reset, "HTTP/1.1 200 OK\r\nContent-Le");
      case 2:
        return ScriptedServer::breaking(After::close);
      default:
        return ScriptedServer::answer(200, "ok");
    }
  });
  CurlClient client;
  EXPECT_THAT(fetch_together(client, requests(1, server)),
              testing::ElementsAre(HasSubstr("error.unavailable")));
  EXPECT_THAT(fetch_together(client, requests(1, server)),
              testing::ElementsAre(HasSubstr("error.unavailable")));
  EXPECT_THAT(fetch_together(client, requests(1, server)), testing::ElementsAre("ok"));
  EXPECT_EQ(server.connections(), 3);
}

TEST_F(CurlConnectionsTest, EveryReactorHasItsOwnAndAClientOutlivesThem) {
  ScriptedServer server([](const std::string&) { return ScriptedServer::answer(200, "ok"); });
  CurlClient client;
  std::vector<std::thread> reactors;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 4; ++i)
    reactors.emplace_back([&] {
      runtime::TestLoop loop;
      for (int k = 0; k < 25; ++k)
        if (loop.run(client.fetch(requests(1, server).front())).body == "ok") ++answered;
    });
  for (std::thread& reactor : reactors) reactor.join();
  EXPECT_EQ(answered, 100);
  EXPECT_EQ(server.connections(), 4);
}

TEST_F(CurlConnectionsTest, AReactorMayEndBeforeItsTransfer) {
  ScriptedServer server([](const std::string&) {
    return ScriptedServer::breaking(ScriptedServer::Reply::After::hang);
  });
  CurlClient client;
  {
    boost::asio::io_context reactor(1);
    boost::asio::co_spawn(reactor, client.fetch(requests(1, server).front()),
                          boost::asio::detached);
    while (server.requests() == 0) reactor.run_for(std::chrono::milliseconds(5));
  }
  client.stop();
}

class CurlTlsTest : public ServerTest {
 protected:
  TestCertificate certificate_;
};

TEST_F(CurlTlsTest, TrustsTheAuthorityItIsGivenAndNoOther) {
  options_.certificate_file = certificate_.certificate_file();
  options_.private_key_file = certificate_.key_file();
  router_.add(Method::get, "/secure", [](Request& request, RequestContext&) -> Task<Response> {
    co_return Response::text(request.secure ? "secure" : "plain");
  });
  start();
  ClientRequest request;
  request.url = "https://127.0.0.1:" + std::to_string(server_->port()) + "/secure";
  CurlOptions trusting;
  trusting.ca_file = certificate_.certificate_file();
  CurlClient client(trusting);
  EXPECT_EQ(runtime::run_task(client.fetch(request)).body, "secure");
  CurlClient doubting;
  try {
    runtime::run_task(doubting.fetch(request));
    ADD_FAILURE() << "trusted anybody";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("certificate"));
  }
}

}  // namespace
}  // namespace waymark::http
