// What a client may not do, byte by byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/http/server_fixture_test.h"

namespace waymark::http {
namespace {

using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class LimitsTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    RouteOptions small;
    small.body_limit = 10;
    router_.add(
        Method::post, "/small",
        [](Request& request, RequestContext&) -> Task<Response> {
          co_return Response::text(request.body);
        },
        small);
    router_.add(Method::get, "/hello", [](Request&, RequestContext&) -> Task<Response> {
      co_return Response::text("hello");
    });
  }
  /// Everything the server says to these bytes until it closes.
  std::string refusal(std::string_view bytes) {
    auto client = connect();
    client->send(bytes);
    client->finish_sending();
    return client->all();
  }
  /// The same, and the server must close on its own accord, with the client still there.
  std::string cut_off(std::string_view bytes) {
    auto client = connect();
    client->send(bytes);
    return client->all();
  }
};

TEST_F(LimitsTest, RefusesWhatSmugglersSend) {
  start();
  const std::string post = "POST /small HTTP/1.1\r\nHost: a\r\n";
  const std::string hidden = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& attack : {
           post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
           post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" + hidden,
           post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" + hidden,
           post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc" + hidden,
           post + "Content-Length: 3, 3\r\n\r\nabc" + hidden,
           post + "Content-Length: +3\r\n\r\nabc" + hidden,
           post + "Content-Length: -1\r\n\r\n" + hidden,
           post + "Content-Length: 0x3\r\n\r\nabc" + hidden,
           post + "Content-Length: 99999999999999999999999\r\n\r\n" + hidden,
           post + "Content-Length : 3\r\n\r\nabc" + hidden,
           post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
           post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
               hidden,
           post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n" + hidden,
           post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + hidden,
           post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n" + hidden,
           post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + hidden,
           std::string("POST /small HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") +
               hidden,
           std::string("GET /hello HTTP/1.1\r\n\r\n") + hidden,
           std::string("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") + hidden,
           std::string("GET /hello HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n") + hidden,
           std::string("GET /hel\0lo HTTP/1.1\r\nHost: a\r\n\r\n", 33) + hidden,
           std::string("GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n") + hidden,
           std::string("GET /hello%zz HTTP/1.1\r\nHost: a\r\n\r\n") + hidden,
           std::string(" GET /hello HTTP/1.1\r\nHost: a\r\n\r\n") + hidden,
       }) {
    const std::string answer = refusal(attack);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 Bad Request\r\n")) << attack;
    EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n")) << attack;
    EXPECT_THAT(answer, testing::Not(HasSubstr("hello"))) << attack;
  }
}

TEST_F(LimitsTest, RefusesWhatItDoesNotSpeak) {
  start();
  EXPECT_THAT(
      refusal("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"),
      StartsWith("HTTP/1.1 501 Not Implemented\r\n"));
  EXPECT_THAT(refusal("GET /hello HTTP/1.1\nHost: a\n\n"), StartsWith("HTTP/1.1 505 "))
      << "bare line feeds";
  EXPECT_THAT(refusal("GET /hello HTTP/2.0\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 505 "));
  EXPECT_THAT(
      refusal("POST /small HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nContent-Length: 1\r\n\r\n"),
      StartsWith("HTTP/1.1 417 "));
  EXPECT_THAT(refusal("\x16\x03\x01\x02\x00\x01"), StartsWith("HTTP/1.1 400 "))
      << "TLS on a plain port";
}

TEST_F(LimitsTest, BoundsTheHead) {
  start();
  EXPECT_THAT(refusal("GET /" + std::string(17'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"),
              StartsWith("HTTP/1.1 414 URI Too Long\r\n"));
  EXPECT_THAT(
      refusal("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n"),
      StartsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
  std::string many = "GET /hello HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 2'000; ++i) many += "X: 0123456789\r\n";
  EXPECT_THAT(refusal(many + "\r\n"), HasSubstr("\"code\":\"HEADERS_TOO_LARGE\""));
  EXPECT_THAT(
      refusal("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(16'000, 'x') + "\r\n\r\n"),
      EndsWith("hello"));
}

TEST_F(LimitsTest, WhatNoRouteSawCanBeCountedAndGivenHeaders) {
  std::vector<unsigned> counted;
  options_.on_refusal = [&counted](Response& response) {
    counted.push_back(response.status);
    response.headers.set("X-Seen", "yes");
  };
  start();
  for (const char* request : {"nonsense\r\n\r\n", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n",
                              "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n"})
    EXPECT_THAT(refusal(request), HasSubstr("\r\nX-Seen: yes\r\n"));
  EXPECT_THAT(refusal("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"), Not(HasSubstr("X-Seen")));
  stop();
  EXPECT_THAT(counted, testing::ElementsAre(400, 505, 413));
}

TEST_F(LimitsTest, BoundsTheTrailers) {
  start();
  std::string request =
      "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
  for (int i = 0; i < 2'000; ++i) request += "X: 0123456789\r\n";
  EXPECT_THAT(refusal(request + "\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(LimitsTest, BoundsTheBody) {
  start();
  const std::string said = refusal("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
  EXPECT_THAT(said, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(said, HasSubstr("the limit is 10 bytes"));
  EXPECT_THAT(said, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(refusal("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(refusal("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1234567890"),
              EndsWith("\r\n\r\n1234567890"));
}

TEST_F(LimitsTest, ARefusalReachesAClientThatIsStillSending) {
  start();
  auto client = connect();
  client->send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n");
  client->send(std::string(300'000, 'x'));
  EXPECT_THAT(client->all(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(LimitsTest, AsksForTheBodyOnlyWhenItWillBeRead) {
  start();
  auto client = connect();
  client->send(
      "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client->until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client->send("abc");
  EXPECT_THAT(client->response(), EndsWith("abc"));
  client->send(
      "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client->response(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(LimitsTest, CutsOffSlowHeads) {
  options_.header_timeout = milliseconds(30);
  options_.idle_timeout = std::chrono::seconds(60);
  start();
  EXPECT_EQ(cut_off(""), "") << "says nothing at all";
  EXPECT_THAT(cut_off("GET /hello HTTP/1.1\r\nHo"), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  EXPECT_THAT(cut_off("GET /hello HTTP/1.1\r\nHost: a\r\n"),
              StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  auto dripping = connect();
  std::string_view request = "GET /hello HTTP/1.1\r\nHost: a\r\nX: 1234567890";
  std::string answer;
  // A byte now and then does not put it off.
  while (answer.empty()) {
    dripping->send(request.substr(0, 1));
    if (request.size() > 1) request.remove_prefix(1);
    answer = dripping->some_within(milliseconds(5));
  }
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 408 "));
}

TEST_F(LimitsTest, ClosesIdleConnectionsQuietly) {
  options_.idle_timeout = milliseconds(30);
  start();
  auto client = connect();
  client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client->all(), "");
}

TEST_F(LimitsTest, CutsOffSlowBodies) {
  options_.body_grace = milliseconds(30);
  start();
  EXPECT_THAT(cut_off("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na"),
              StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
}

TEST_F(LimitsTest, CutsOffReadersThatDoNotRead) {
  options_.write_timeout = milliseconds(30);
  constexpr std::size_t kLarge = 64 << 20;
  serve_large(kLarge);
  start();
  RawClient client(server_->port(), 4096);
  client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  // The server gives up by itself: stopping waits for every connection, and nothing is read here before.
  options_.drain_timeout = std::chrono::hours(1);
  server_->stop();
  EXPECT_LT(client.all().size(), kLarge);
}

TEST_F(LimitsTest, EndsHandlersThatTakeTooLong) {
  RouteOptions options;
  options.timeout = milliseconds(20);
  auto ended = std::make_shared<std::atomic<bool>>(false);
  router_.add(
      Method::get, "/slow",
      [ended](Request&, RequestContext&) -> Task<Response> {
        return [](std::shared_ptr<std::atomic<bool>> flag) -> Task<Response> {
          struct Note {
            std::atomic<bool>& noted;
            ~Note() { noted = true; }
          } note{*flag};
          co_await runtime::sleep_for(std::chrono::hours(1));
          co_return Response::text("never");
        }(ended);
      },
      options);
  start();
  auto client = connect();
  for (int i = 0; i < 3; ++i) {
    const std::string answer = client->ask("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 504 Gateway Timeout\r\n"));
    EXPECT_THAT(answer, HasSubstr("\"code\":\"DEADLINE_EXCEEDED\""));
    EXPECT_TRUE(*ended);
    EXPECT_THAT(client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("hello"))
        << "the connection lives on";
  }
}

TEST_F(LimitsTest, RefusesConnectionsPastTheLimit) {
  options_.max_connections = 2;
  start();
  auto first = connect();
  auto second = connect();
  first->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  second->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(connect()->all(), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  first.reset();
  // As soon as the server has seen that, there is room again.
  std::string answer;
  for (int tries = 0; tries < 10'000 && !answer.starts_with("HTTP/1.1 200"); ++tries) {
    auto next = connect();
    next->send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    answer = next->all();
  }
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
}

}  // namespace
}  // namespace waymark::http
