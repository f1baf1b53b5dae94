#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "platform/http/client_frame_test.h"
#include "platform/http/server_fixture_test.h"

namespace waymark::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kUpgrade =
    "GET /live HTTP/1.1\r\nHost: example.org\r\nConnection: keep-alive, Upgrade\r\nUpgrade: "
    "websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

Task<void> echo(WebSocket& socket, Request&, RequestContext&) {
  while (auto text = co_await socket.receive()) {
    if (*text == "close") socket.close(4000, "as you wish");
    socket.send(std::make_shared<const std::string>(std::move(*text)));
  }
}

class WebSocketTest : public ServerTest {
 protected:
  void serve(WebSocketHandler handler) {
    router_.add_web_socket("/live", {"graphql-transport-ws", "other"}, std::move(handler));
    start();
  }
  std::unique_ptr<RawClient> upgrade(std::string_view more = "", int receive_buffer = 0) {
    auto client = std::make_unique<RawClient>(server_->port(), receive_buffer);
    client->send(std::string(kUpgrade) + std::string(more) + "\r\n");
    head_ = client->until("\r\n\r\n");
    EXPECT_THAT(head_, StartsWith("HTTP/1.1 101 Switching Protocols\r\n"));
    return client;
  }
  /// The opcode and payload of the next frame.
  static std::pair<Opcode, std::string> frame(RawClient& client) {
    const std::string head = client.exactly(2);
    EXPECT_EQ(head[0] & 0xf0, 0x80);
    std::size_t length = static_cast<std::uint8_t>(head[1]);
    if (length > 125) {
      std::size_t more = 0;
      for (const char c : client.exactly(length == 126 ? 2 : 8))
        more = more << 8 | static_cast<std::uint8_t>(c);
      length = more;
    }
    return {static_cast<Opcode>(head[0] & 0x0f), client.exactly(length)};
  }
  static unsigned close_code_of(RawClient& client) {
    auto [opcode, payload] = frame(client);
    while (opcode != Opcode::close) std::tie(opcode, payload) = frame(client);
    return static_cast<unsigned>(static_cast<std::uint8_t>(payload.at(0)) << 8 |
                                 static_cast<std::uint8_t>(payload.at(1)));
  }
  std::string head_;
};

TEST_F(WebSocketTest, EchoesAndAgreesOnASubprotocol) {
  serve(echo);
  auto client = upgrade("Sec-WebSocket-Protocol: unknown, other\r\n");
  EXPECT_THAT(head_, HasSubstr("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  EXPECT_THAT(head_, HasSubstr("\r\nSec-WebSocket-Protocol: other\r\n"));
  client->send(client_frame(Opcode::text, "one") + client_frame(Opcode::text, "tw", false) +
               client_frame(Opcode::ping, "p") + client_frame(Opcode::continuation, "o"));
  EXPECT_EQ(frame(*client), std::pair(Opcode::text, std::string("one")));
  EXPECT_EQ(frame(*client), std::pair(Opcode::pong, std::string("p")));
  EXPECT_EQ(frame(*client), std::pair(Opcode::text, std::string("two")));
  const std::string large(300'000, 'x');
  client->send(client_frame(Opcode::text, large));
  EXPECT_EQ(frame(*client), std::pair(Opcode::text, large));
  client->send(client_frame(Opcode::close, "\x03\xe8"));
  EXPECT_EQ(close_code_of(*client), 1000U);
  EXPECT_EQ(client->all(), "");
}

TEST_F(WebSocketTest, KnowsItsPath) {
  router_.add_web_socket(
      "/rooms/{id}", {}, [](WebSocket& socket, Request& request, RequestContext&) -> Task<void> {
        socket.send(std::make_shared<const std::string>(std::string(request.path_parameter("id")) +
                                                        " " + std::string(request.route)));
        co_await socket.receive();
      });
  serve(echo);
  auto client = connect();
  std::string request(kUpgrade);
  request.replace(request.find("/live"), 5, "/rooms/a%20b");
  client->send(request + "\r\n");
  client->until("\r\n\r\n");
  EXPECT_EQ(frame(*client).second, "a b /rooms/{id}");
}

TEST_F(WebSocketTest, FramesMayComeWithTheHandshake) {
  serve(echo);
  auto client = connect();
  client->send(std::string(kUpgrade) + "\r\n" + client_frame(Opcode::text, "early"));
  client->until("\r\n\r\n");
  EXPECT_EQ(frame(*client).second, "early");
}

TEST_F(WebSocketTest, ClosesWhenTheHandlerSaysSo) {
  serve(echo);
  auto client = upgrade();
  client->send(client_frame(Opcode::text, "close"));
  EXPECT_EQ(close_code_of(*client), 4000U);
  client->send(client_frame(Opcode::close, "\x0f\xa0"));
  EXPECT_EQ(client->all(), "");
}

TEST_F(WebSocketTest, ClosesWhenTheHandlerEndsOrFails) {
  router_.add_web_socket("/fails", {}, [](WebSocket&, Request&, RequestContext&) -> Task<void> {
    throw std::runtime_error("a fault");
    co_return;
  });
  serve([](WebSocket& socket, Request&, RequestContext&) -> Task<void> {
    co_await socket.receive();
  });
  auto client = upgrade();
  client->send(client_frame(Opcode::text, "x"));
  EXPECT_EQ(close_code_of(*client), 1000U);
  auto failing = connect();
  std::string request(kUpgrade);
  request.replace(request.find("/live"), 5, "/fails");
  failing->send(request + "\r\n");
  failing->until("\r\n\r\n");
  EXPECT_EQ(close_code_of(*failing), 1011U);
}

TEST_F(WebSocketTest, FailsOnWhatBreaksTheProtocol) {
  serve(echo);
  for (const auto& [bytes, code] :
       {std::pair(std::string("\x81\x01x", 3), 1002U),
        std::pair(client_frame(Opcode::text, "\xff"), 1007U),
        std::pair(client_frame(Opcode::binary, "x"), 1003U),
        std::pair(client_frame(Opcode::text, std::string((1 << 20) + 1, 'x')), 1009U)}) {
    auto client = upgrade();
    client->send(bytes);
    EXPECT_EQ(close_code_of(*client), code);
    client->finish_sending();
    EXPECT_EQ(client->all(), "");
  }
}

TEST_F(WebSocketTest, RefusesBadHandshakes) {
  router_.add(Method::get, "/live", [](Request&, RequestContext&) -> Task<Response> {
    co_return Response::text("no socket");
  });
  serve(echo);
  auto client = connect();
  EXPECT_THAT(client->ask("GET /live HTTP/1.1\r\nHost: example.org\r\n\r\n"),
              HasSubstr("no socket"));
  std::string old(kUpgrade);
  old.replace(old.find("Version: 13"), 11, "Version: 8");
  const std::string refused = client->ask(old + "\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 426"));
  EXPECT_THAT(refused, HasSubstr("\r\nSec-WebSocket-Version: 13\r\n"));
  std::string keyless(kUpgrade);
  keyless.replace(keyless.find("dGhl"), 4, "");
  EXPECT_THAT(client->ask(keyless + "\r\n"), StartsWith("HTTP/1.1 426"));
}

TEST_F(WebSocketTest, OpensForPagesOfItsOwnHostAndOfTheListOnly) {
  options_.allowed_origins = {"https://app.example.net"};
  serve(echo);
  upgrade("Origin: https://example.org\r\n");
  upgrade("Origin: https://app.example.net\r\n");
  for (const std::string_view origin :
       {"https://evil.example", "null", "https://example.org.evil.example",
        "http://app.example.net", "https://example.org:8443"})
    EXPECT_THAT(
        connect()->ask(std::string(kUpgrade) + "Origin: " + std::string(origin) + "\r\n\r\n"),
        StartsWith("HTTP/1.1 403"))
        << origin;
}

TEST_F(WebSocketTest, ASlowReaderIsClosedNotBuffered) {
  auto sent = std::make_shared<std::promise<int>>();
  serve([sent](WebSocket& socket, Request&, RequestContext&) -> Task<void> {
    return [](WebSocket& its, std::shared_ptr<std::promise<int>> count) -> Task<void> {
      const auto text = std::make_shared<const std::string>(100'000, 'x');
      int messages = 0;
      for (; its.open() && messages < 10'000; ++messages) its.send(text);
      count->set_value(messages);
      co_await its.receive();
    }(socket, sent);
  });
  auto client = upgrade("", 4096);
  const int messages = sent->get_future().get();
  EXPECT_GT(messages, 10);
  EXPECT_LT(messages, 10'000);
  EXPECT_EQ(close_code_of(*client), 1013U);
}

TEST_F(WebSocketTest, CutsOffWhoDoesNotAnswerAPing) {
  options_.web_socket_ping = std::chrono::milliseconds(20);
  serve(echo);
  auto client = upgrade();
  EXPECT_EQ(frame(*client).first, Opcode::ping);
  EXPECT_EQ(client->all(), "");
}

TEST_F(WebSocketTest, KeepsWhoAnswers) {
  options_.web_socket_ping = std::chrono::milliseconds(500);
  serve(echo);
  auto client = upgrade();
  for (int pings = 0; pings < 3; ++pings) {
    EXPECT_EQ(frame(*client).first, Opcode::ping);
    client->send(client_frame(Opcode::pong, ""));
  }
}

TEST_F(WebSocketTest, AStoppingServerSaysGoingAway) {
  serve(echo);
  auto client = upgrade();
  client->send(client_frame(Opcode::text, "x"));
  frame(*client);
  std::thread stopper([this] { stop(); });
  EXPECT_EQ(close_code_of(*client), 1001U);
  client->send(client_frame(Opcode::close, "\x03\xe9"));
  EXPECT_EQ(client->all(), "");
  stopper.join();
}

}  // namespace
}  // namespace waymark::http
