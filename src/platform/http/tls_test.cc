#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>

#include "base/error.h"
#include "platform/http/client_frame_test.h"
#include "platform/http/server_fixture_test.h"
#include "platform/http/test_certificate_test.h"

namespace waymark::http {
namespace {

using testing::HasSubstr;

/// A TLS client of its own on a raw connection.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int max_version = TLS1_3_VERSION)
      : raw_(port),
        context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        ssl_(nullptr, SSL_free) {
    SSL_CTX_set_max_proto_version(context_.get(), max_version);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    const unsigned char protocols[] = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    SSL_set_alpn_protos(ssl_.get(), protocols, sizeof protocols);
    SSL_set_fd(ssl_.get(), raw_.fd());
    connected_ = SSL_connect(ssl_.get()) == 1;
  }
  bool connected() const { return connected_; }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &length);
    return {reinterpret_cast<const char*>(name), length};
  }
  void send(std::string_view bytes) {
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  std::string until(std::string_view mark) {
    while (pending_.find(mark) == pending_.npos && more()) {
    }
    return take(std::min(pending_.find(mark), pending_.size()) + mark.size());
  }
  std::string all() {
    while (more()) {
    }
    return take(pending_.size());
  }
  std::string exactly(std::size_t count) {
    while (pending_.size() < count && more()) {
    }
    return take(count);
  }
  bool closed_cleanly() const {
    return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
  }

 private:
  bool more() {
    char bytes[16 * 1024];
    const int count = SSL_read(ssl_.get(), bytes, sizeof bytes);
    if (count > 0) pending_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }
  std::string take(std::size_t count) {
    std::string taken = pending_.substr(0, count);
    pending_.erase(0, count);
    return taken;
  }
  RawClient raw_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  std::string pending_;
  bool connected_ = false;
};

class TlsTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    options_.certificate_file = certificate_.certificate_file();
    options_.private_key_file = certificate_.key_file();
    router_.add(Method::get, "/secure", [](Request& request, RequestContext&) -> Task<Response> {
      co_return Response::text(request.secure ? "secure" : "plain");
    });
  }
  TestCertificate certificate_;
};

TEST_F(TlsTest, SpeaksHttpByTls12And13) {
  constexpr std::size_t kLarge = 1 << 20;
  serve_large(kLarge);
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server_->port(), version);
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.protocol(), "http/1.1");
    client.send("GET /secure HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(client.until("secure"), HasSubstr("HTTP/1.1 200 OK\r\n"));
    client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    client.until("\r\n\r\n");
    EXPECT_EQ(client.all().size(), kLarge);
    EXPECT_TRUE(client.closed_cleanly());
  }
}

TEST_F(TlsTest, RefusesOldVersionsAndPlainText) {
  start();
  EXPECT_FALSE(TlsClient(server_->port(), TLS1_1_VERSION).connected());
  RawClient plain(server_->port());
  plain.send("GET /secure HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(plain.all(), testing::Not(HasSubstr("HTTP/1.1")));
}

TEST_F(TlsTest, ASilentClientIsCutOff) {
  options_.header_timeout = std::chrono::milliseconds(30);
  start();
  EXPECT_EQ(connect()->all(), "");
}

TEST_F(TlsTest, CarriesWebSockets) {
  router_.add_web_socket("/live", {},
                         [](WebSocket& socket, Request&, RequestContext&) -> Task<void> {
                           while (auto text = co_await socket.receive()) {
                             const auto answer = std::make_shared<const std::string>(*text);
                             for (int i = 0; i < 20; ++i) socket.send(answer);
                             if (text->size() < 10) socket.close(4000, "");
                           }
                         });
  start();
  TlsClient client(server_->port());
  client.send(
      "GET /live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: "
      "websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  client.until("\r\n\r\n");
  const std::string large(40'000, 'x');
  client.send(client_frame(Opcode::text, large));
  for (int i = 0; i < 20; ++i) ASSERT_EQ(client.exactly(4 + large.size()).substr(4), large);
  client.send(client_frame(Opcode::text, "end"));
  for (int i = 0; i < 20; ++i)
    ASSERT_EQ(client.exactly(5),
              "\x81\x03"
              "end");
  EXPECT_EQ(client.exactly(4), "\x88\x02\x0f\xa0");
  client.send(client_frame(Opcode::close, "\x0f\xa0"));
  EXPECT_EQ(client.all(), "");
}

TEST_F(TlsTest, NamesTheFileThatWillNotDo) {
  options_.certificate_file = "/nonexistent/certificate.pem";
  try {
    start();
    ADD_FAILURE() << "started without a certificate";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("/nonexistent/certificate.pem"));
  }
}

}  // namespace
}  // namespace waymark::http
