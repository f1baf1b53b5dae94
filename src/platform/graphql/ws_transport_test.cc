// graphql-transport-ws, frame by frame through a real socket.
#include "platform/graphql/transport_fixture_test.h"

namespace waymark::graphql {
namespace {

using http::client_frame;
using http::Opcode;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class WsTransportTest : public TransportTest {
 protected:
  /// A client that has been upgraded.
  class Socket {
   public:
    explicit Socket(std::unique_ptr<http::RawClient> client, std::string_view protocol)
        : client_(std::move(client)) {
      client_->send(
          "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          "Sec-WebSocket-Protocol: " +
          std::string(protocol) + "\r\n\r\n");
      head_ = client_->until("\r\n\r\n");
    }
    void send(std::string_view message) { client_->send(client_frame(Opcode::text, message)); }
    void init(std::string_view token = "") {
      send(token.empty() ? R"({"type":"connection_init"})"
                         : R"({"type":"connection_init","payload":{"authorization":"Bearer )" +
                               std::string(token) + "\"}}");
      EXPECT_EQ(receive(), R"({"type":"connection_ack"})");
    }
    void subscribe(std::string_view id, std::string_view query) {
      send(R"({"id":")" + std::string(id) + R"(","type":"subscribe","payload":{"query":")" +
           std::string(query) + "\"}}");
    }
    std::string receive() { return frame().second; }
    /// "4400 reason"
    std::string closed() {
      auto [opcode, payload] = frame();
      while (opcode != Opcode::close) std::tie(opcode, payload) = frame();
      const unsigned code = static_cast<unsigned>(static_cast<std::uint8_t>(payload.at(0)) << 8 |
                                                  static_cast<std::uint8_t>(payload.at(1)));
      return std::to_string(code) + " " + payload.substr(2);
    }
    const std::string& head() const { return head_; }

   private:
    std::pair<Opcode, std::string> frame() {
      const std::string head = client_->exactly(2);
      std::size_t length = static_cast<std::uint8_t>(head[1]);
      if (length > 125) {
        std::size_t more = 0;
        for (const char c : client_->exactly(length == 126 ? 2 : 8))
          more = more << 8 | static_cast<std::uint8_t>(c);
        length = more;
      }
      return {static_cast<Opcode>(head[0] & 0x0f), client_->exactly(length)};
    }

    std::unique_ptr<http::RawClient> client_;
    std::string head_;
  };

  Socket open(std::string_view protocol = "graphql-transport-ws") {
    return Socket(connect(), protocol);
  }
  static void wait_for_no_source() {
    for (int i = 0; i < 2000 && testing::live_sources() > 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(testing::live_sources(), 0);
  }
};

TEST_F(WsTransportTest, RunsQueriesMutationsAndSubscriptions) {
  serve();
  Socket socket = open();
  socket.init();
  socket.subscribe("q", "{ hero { name } }");
  EXPECT_EQ(socket.receive(),
            R"({"id":"q","type":"next","payload":{"data":{"hero":{"name":"Ana"}}}})");
  EXPECT_EQ(socket.receive(), R"({"id":"q","type":"complete"})");
  socket.subscribe("q", "subscription { count(to: 2) { value } }");
  EXPECT_EQ(socket.receive(),
            R"({"id":"q","type":"next","payload":{"data":{"count":{"value":1}}}})");
  EXPECT_EQ(socket.receive(),
            R"({"id":"q","type":"next","payload":{"data":{"count":{"value":2}}}})");
  EXPECT_EQ(socket.receive(), R"({"id":"q","type":"complete"})");
  socket.subscribe("m", "mutation { lateAdd(value: 3) { value } }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("lateAdd":{"value":3})"));
}

TEST_F(WsTransportTest, RequestErrorsEndTheOperation) {
  serve();
  Socket socket = open();
  socket.init();
  socket.subscribe("1", "{ nix }");
  const std::string error = socket.receive();
  EXPECT_THAT(error, HasSubstr(R"("id":"1","type":"error","payload":[{)"));
  EXPECT_THAT(error, HasSubstr("GRAPHQL_VALIDATION_FAILED"));
  socket.subscribe("2", "subscription { refused }");
  EXPECT_THAT(socket.receive(), HasSubstr("FORBIDDEN"));
  socket.subscribe("1", "{ hero { broken } }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("type":"next","payload":{"errors":[{)"));
}

TEST_F(WsTransportTest, TheClientMayStopASubscription) {
  serve();
  Socket socket = open();
  socket.init();
  socket.subscribe("s", "subscription { once { value } }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("once":{"value":1})"));
  EXPECT_EQ(testing::live_sources(), 1);
  socket.send(R"({"id":"s","type":"complete"})");
  wait_for_no_source();
  socket.send(R"({"id":"s","type":"complete"})");  // late messages do no harm
  socket.subscribe("s", "{ __typename }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("id":"s","type":"next")"));
}

TEST_F(WsTransportTest, ClosingTheSocketStopsEverything) {
  serve();
  {
    Socket socket = open();
    socket.init();
    socket.subscribe("a", "subscription { once { value } }");
    socket.subscribe("b", "subscription { once { value } }");
    socket.subscribe("c", "{ never }");
    socket.receive();
    socket.receive();
    EXPECT_EQ(testing::live_sources(), 2);
  }
  wait_for_no_source();
}

TEST_F(WsTransportTest, AnswersPings) {
  serve();
  Socket socket = open();
  socket.send(R"({"type":"ping"})");
  EXPECT_EQ(socket.receive(), R"({"type":"pong"})");
  socket.send(R"({"type":"pong"})");
  socket.send(R"({"type":"ping","payload":{"n":1}})");
  EXPECT_EQ(socket.receive(), R"({"type":"pong","payload":{"n":1}})");
}

TEST_F(WsTransportTest, BadMessagesAre4400) {
  serve();
  for (const char* bad :
       {"nonsense", "[]", "{}", R"({"type":1})", R"({"type":"start"})",
        R"({"type":"subscribe","payload":{"query":"{a}"}})", R"({"type":"subscribe","id":""})",
        R"({"type":"subscribe","id":"1"})", R"({"type":"complete"})",
        R"({"type":"subscribe","id":"1","payload":{"query":2}})",
        R"({"type":"connection_init","payload":3})"}) {
    Socket socket = open();
    socket.send(bad);
    EXPECT_THAT(socket.closed(), ::testing::StartsWith("4400 ")) << bad;
  }
}

TEST_F(WsTransportTest, SubscribingBeforeTheAckIs4401) {
  serve();
  Socket socket = open();
  socket.subscribe("1", "{ __typename }");
  EXPECT_EQ(socket.closed(), "4401 Unauthorized");
}

TEST_F(WsTransportTest, AForgedTokenIs4403) {
  serve();
  Socket socket = open();
  socket.send(R"({"type":"connection_init","payload":{"authorization":"Bearer forged"}})");
  EXPECT_EQ(socket.closed(), "4403 Forbidden");
}

TEST_F(WsTransportTest, TheSameIdTwiceIs4409) {
  serve();
  Socket socket = open();
  socket.init();
  socket.subscribe("x", "subscription { once { value } }");
  socket.subscribe("x", "{ __typename }");
  EXPECT_EQ(socket.closed(), "4409 Subscriber for x already exists");
  wait_for_no_source();
}

TEST_F(WsTransportTest, ALongIdIsCutInTheCloseReason) {
  serve();
  Socket socket = open();
  socket.init();
  const std::string id(400, 'i');
  socket.subscribe(id, "{ never }");
  socket.subscribe(id, "{ never }");
  EXPECT_EQ(socket.closed().size(), 5 + 123u);
}

TEST_F(WsTransportTest, TwoInitsAre4429) {
  serve();
  Socket socket = open();
  socket.init();
  socket.send(R"({"type":"connection_init"})");
  EXPECT_EQ(socket.closed(), "4429 Too many initialisation requests");
}

TEST_F(WsTransportTest, NoInitIs4408) {
  TransportOptions options;
  options.init_timeout = std::chrono::milliseconds(5);
  serve(options);
  Socket socket = open();
  EXPECT_EQ(socket.closed(), "4408 Connection initialisation timeout");
}

TEST_F(WsTransportTest, AnotherSubprotocolIs4406) {
  serve();
  Socket socket = open("graphql-ws");
  if (socket.head().starts_with("HTTP/1.1 101")) {
    EXPECT_EQ(socket.closed(), "4406 Subprotocol not acceptable");
  }
}

TEST_F(WsTransportTest, AnExpiredTokenEndsTheConnection) {
  token_life_ = std::chrono::milliseconds(1);
  serve();
  Socket socket = open();
  socket.init("ana");
  socket.subscribe("s", "subscription { once { value } }");
  socket.receive();
  clock_.advance(std::chrono::milliseconds(2));
  EXPECT_EQ(socket.closed(), "4403 Token expired");
  wait_for_no_source();
}

TEST_F(WsTransportTest, ARenewedTokenKeepsIt) {
  serve();
  Socket socket = open();
  socket.init("ana");
  clock_.advance(std::chrono::minutes(59));
  socket.send(R"({"type":"ping","payload":{"authorization":"Bearer ana"}})");
  EXPECT_EQ(socket.receive(), R"({"type":"pong","payload":{}})");
  clock_.advance(std::chrono::minutes(59));
  socket.subscribe("1", "{ __typename }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("type":"next")"));
  socket.receive();
  clock_.advance(std::chrono::minutes(2));
  socket.subscribe("2", "{ __typename }");
  EXPECT_EQ(socket.closed(), "4403 Token expired");
}

TEST_F(WsTransportTest, ARenewalCannotChangeThePerson) {
  serve();
  Socket socket = open();
  socket.init("ana");
  socket.send(R"({"type":"ping","payload":{"authorization":"Bearer ben"}})");
  EXPECT_EQ(socket.closed(), "4403 Forbidden");
}

TEST_F(WsTransportTest, OperationsAreCapped) {
  TransportOptions options;
  options.socket_operations = 2;
  serve(options);
  Socket socket = open();
  socket.init();
  socket.subscribe("1", "{ never }");
  socket.subscribe("2", "{ never }");
  socket.subscribe("3", "{ __typename }");
  EXPECT_THAT(socket.receive(), HasSubstr("RATE_LIMITED"));
  socket.send(R"({"id":"1","type":"complete"})");
  socket.subscribe("3", "{ __typename }");
  EXPECT_THAT(socket.receive(), HasSubstr(R"("id":"3","type":"next")"));
}

TEST_F(WsTransportTest, AQueryPastItsDeadlineIsAnError) {
  TransportOptions options;
  options.timeout = std::chrono::milliseconds(10);
  serve(options);
  Socket socket = open();
  socket.init();
  socket.subscribe("1", "{ never }");
  EXPECT_THAT(socket.receive(), HasSubstr("DEADLINE_EXCEEDED"));
}

TEST_F(WsTransportTest, OnePersonsSocketsAreEnded) {
  serve();
  Socket first = open();
  first.init("ana");
  first.subscribe("s", "subscription { once { value } }");
  first.receive();
  Socket second = open();
  second.init("ana");
  Socket other = open();
  other.init("ben");
  Socket nobody = open();
  nobody.init();
  UserId ana;
  ana.uuid.bytes[0] = 1;
  transport_->end_all_of(ana, Error(ErrorCode::forbidden, "error.account.suspended"));
  EXPECT_THAT(first.closed(), StartsWith("4423 Your account is suspended."));
  EXPECT_THAT(second.closed(), StartsWith("4423 Your account is suspended."));
  wait_for_no_source();
  other.subscribe("q", "{ __typename }");
  EXPECT_THAT(other.receive(), HasSubstr(R"("type":"next")"));
  nobody.subscribe("q", "{ __typename }");
  EXPECT_THAT(nobody.receive(), HasSubstr(R"("type":"next")"));
}

}  // namespace
}  // namespace waymark::graphql
