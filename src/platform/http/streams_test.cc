// Bodies in pieces, both ways, and the end of the server while they are under way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "base/error.h"
#include "platform/http/server_fixture_test.h"

namespace waymark::http {
namespace {

using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Task<Response> count_bytes(Request& request, RequestContext&) {
  std::size_t count = 0;
  std::size_t largest = 0;
  while (true) {
    const std::string piece = co_await request.stream->read();
    if (piece.empty()) break;
    count += piece.size();
    largest = std::max(largest, piece.size());
  }
  EXPECT_LE(largest, 64U * 1024U + 16U * 1024U);
  co_return Response::text(std::to_string(count));
}

Response streaming(StreamedBody body, std::string type = "text/plain") {
  Response response;
  response.headers.add("Content-Type", std::move(type));
  response.body = std::move(body);
  return response;
}

Task<void> write_three(BodyWriter& writer) {
  co_await writer.write("one ");
  co_await writer.write("");
  co_await writer.write("two ");
  co_await writer.write(std::string(17, 'x'));
}

class StreamsTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    RouteOptions upload;
    upload.streamed = true;
    upload.body_limit = 1 << 20;
    router_.add(Method::post, "/upload", count_bytes, upload);
    router_.add(
        Method::post, "/ignore",
        [](Request&, RequestContext&) -> Task<Response> { co_return Response::text("not read"); },
        upload);
    router_.add(Method::get, "/three", [](Request&, RequestContext&) -> Task<Response> {
      co_return streaming(write_three);
    });
    router_.add(Method::get, "/hello", [](Request&, RequestContext&) -> Task<Response> {
      co_return Response::text("hello");
    });
    router_.add(Method::get, "/events",
                [this](Request&, RequestContext&) -> Task<Response> { return events(*this); });
  }
  /// An event stream that never ends by itself.
  static Task<Response> events(StreamsTest& test) {
    co_return streaming([&test](BodyWriter& writer) -> Task<void> { return pour(writer, test); },
                        "text/event-stream");
  }
  static Task<void> pour(BodyWriter& writer, StreamsTest& test) {
    struct Note {
      std::promise<void>& noted;
      ~Note() { noted.set_value(); }
    } note{test.ended_};
    co_await writer.write("data: 1\n\n");
    co_await runtime::sleep_for(std::chrono::hours(1));
  }
  void wait_until_ended() {
    ASSERT_EQ(ended_.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
  }

  std::promise<void> ended_;
};

TEST_F(StreamsTest, UploadsComeInPieces) {
  start();
  auto client = connect();
  client->send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n" +
               std::string(700'000, 'x'));
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\n700000"));
  std::string chunked = "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 1'000; ++i) chunked += "3\r\nabc\r\n";
  client->send(chunked + "0\r\n\r\n");
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\n3000"));
}

TEST_F(StreamsTest, UploadsAreBounded) {
  start();
  auto client = connect();
  client->send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n");
  EXPECT_THAT(client->response(), StartsWith("HTTP/1.1 413 ")) << "by its chunk's size alone";
  client = connect();
  client->send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 17; ++i) client->send("10000\r\n" + std::string(0x10000, 'x') + "\r\n");
  EXPECT_THAT(client->all(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(StreamsTest, SlowUploadsAreCutOff) {
  options_.body_grace = milliseconds(30);
  start();
  auto client = connect();
  client->send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(client->all(), StartsWith("HTTP/1.1 504 "));
}

TEST_F(StreamsTest, ABodyThatWasNotReadEndsTheConnection) {
  start();
  auto client = connect();
  client->send(
      "POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nGET /hello HTTP/1.1\r\nHost: "
      "a\r\n\r\n");
  const std::string answer = client->all();
  EXPECT_THAT(answer, EndsWith("not read"));
  EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
}

TEST_F(StreamsTest, ResponsesGoOutInChunks) {
  start();
  auto client = connect();
  client->send("GET /three HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client->until("\r\n\r\n"), HasSubstr("\r\nTransfer-Encoding: chunked\r\n"));
  EXPECT_EQ(client->until("0\r\n\r\n"),
            "4\r\none \r\n4\r\ntwo \r\n11\r\nxxxxxxxxxxxxxxxxx\r\n0\r\n\r\n");
  EXPECT_THAT(client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("hello"));
  client->send("GET /three HTTP/1.0\r\n\r\n");
  const std::string old = client->all();
  EXPECT_THAT(old, EndsWith("\r\n\r\none two xxxxxxxxxxxxxxxxx"));
  EXPECT_THAT(old, testing::Not(HasSubstr("chunked")));
}

TEST_F(StreamsTest, AStreamEndsWhenItsClientGoes) {
  start();
  auto client = connect();
  client->send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  client->until("data: 1\n\n");
  client.reset();
  wait_until_ended();
}

TEST_F(StreamsTest, AStoppingServerEndsEventStreamsAndFinishesTheRest) {
  auto release = std::make_shared<std::atomic<bool>>(false);
  auto begun = std::make_shared<std::promise<void>>();
  router_.add(Method::get, "/wait", [release, begun](Request&, RequestContext&) -> Task<Response> {
    return [](std::shared_ptr<std::atomic<bool>> free,
              std::shared_ptr<std::promise<void>> there) -> Task<Response> {
      there->set_value();
      while (!*free) co_await runtime::sleep_for(milliseconds(1));
      co_return Response::text("finished");
    }(release, begun);
  });
  start(2);
  auto events = connect();
  events->send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  events->until("data: 1\n\n");
  auto idle = connect();
  idle->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  auto busy = connect();
  busy->send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  begun->get_future().wait();
  const std::uint16_t port = server_->port();
  std::thread stopper([this] { server_->stop(); });
  wait_until_ended();
  EXPECT_EQ(idle->all(), "");
  bool refused = false;  // by every reactor, as soon as each has heard of the stop
  for (int tries = 0; tries < 10'000 && !refused; ++tries) try {
      RawClient late(port);
    } catch (const std::runtime_error&) {
      refused = true;
    }
  EXPECT_TRUE(refused);
  *release = true;
  const std::string answer = busy->all();
  EXPECT_THAT(answer, EndsWith("finished"));
  EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
  stopper.join();
}

TEST_F(StreamsTest, WhatDoesNotEndIsCutAfterTheDrainTimeout) {
  options_.drain_timeout = milliseconds(30);
  auto begun = std::make_shared<std::promise<void>>();
  router_.add(Method::get, "/never", [begun](Request&, RequestContext&) -> Task<Response> {
    return [](std::shared_ptr<std::promise<void>> there) -> Task<Response> {
      there->set_value();
      co_await runtime::sleep_for(std::chrono::hours(1));
      co_return Response();
    }(begun);
  });
  start();
  auto client = connect();
  client->send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
  begun->get_future().wait();
  server_->stop();
  EXPECT_EQ(client->all(), "");
}

}  // namespace
}  // namespace waymark::http
