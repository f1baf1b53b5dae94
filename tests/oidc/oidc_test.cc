// Our verifier, over our HTTP client, against a real OpenID provider (provider.ts).
#include "platform/auth/oidc.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "base/encoding.h"
#include "base/error.h"
#include "base/fake_clock.h"
#include "base/json.h"
#include "platform/http/curl/curl_client.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

/// provider.ts as a child: stopped by closing its standard input, and waited for by its id.
class Provider {
 public:
  Provider() {
    const char* root = std::getenv("WAYMARK_SOURCE_DIR");
    const char* node = std::getenv("WAYMARK_NODE");
    if (root == nullptr) throw std::runtime_error("WAYMARK_SOURCE_DIR is not set");
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = node != nullptr && *node != '\0' ? node : "node";
    const std::string folder = std::string(root) + "/tests/oidc/";
    std::string option = "--import=" + folder + "node_modules/tsx/dist/loader.mjs";
    std::string script = folder + "provider.ts";
    char* arguments[] = {program.data(), option.data(), script.data(), nullptr};
    const int failure = posix_spawnp(&pid_, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    stdin_ = in[1];
    stdout_ = out[0];
    if (failure != 0) throw std::runtime_error("node does not start");
    port_ = read_port();
  }
  ~Provider() {
    close(stdin_);
    close(stdout_);
    waitpid(pid_, nullptr, 0);
  }
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;
  std::string issuer() const { return "http://127.0.0.1:" + port_; }

 private:
  std::string read_port() const {
    std::string text;
    char piece[256];
    while (text.find('\n', text.find("listening ")) == text.npos ||
           text.find("listening ") == text.npos) {
      const ssize_t got = read(stdout_, piece, sizeof piece);
      if (got <= 0)
        throw std::runtime_error("the provider ended: " + text + " (npm ci in tests/oidc?)");
      text.append(piece, static_cast<std::size_t>(got));
    }
    const std::size_t begin = text.find("listening ") + 10;
    return text.substr(begin, text.find('\n', begin) - begin);
  }
  pid_t pid_ = -1;
  int stdin_ = -1;
  int stdout_ = -1;
  std::string port_;
};

class OidcProviderTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { provider_ = std::make_unique<Provider>(); }
  static void TearDownTestSuite() { provider_.reset(); }

  static std::vector<IssuerOptions> options() {
    IssuerOptions options;
    options.issuer = provider_->issuer();
    options.clients = {"waymark", "waymark-ec"};
    return {options};
  }

  std::string fetch(http::Method method, const std::string& path) {
    http::ClientRequest request;
    request.method = method;
    request.url = provider_->issuer() + path;
    const http::ClientResponse response = loop_.run(client_.fetch(std::move(request)));
    EXPECT_EQ(response.status, 200U) << response.body;
    return response.body;
  }
  boost::json::object tokens(const std::string& client, const std::string& sub) {
    return json::parse(fetch(http::Method::get, "/test/tokens?client=" + client + "&sub=" + sub))
        .as_object();
  }
  std::string id_token(const std::string& client = "waymark", const std::string& sub = "ana") {
    return std::string(tokens(client, sub).at("id_token").as_string());
  }
  ExternalIdentity verify(std::string token) {
    return loop_.run(verifier_.verify(std::move(token)));
  }
  std::string refusal(std::string token) {
    try {
      verify(std::move(token));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unauthenticated) << error.what();
      return error.what();
    }
    return "accepted";
  }

  static inline std::unique_ptr<Provider> provider_;
  FakeClock clock_{SystemClock().now()};
  runtime::TestLoop loop_;
  http::CurlClient client_;
  OidcVerifier verifier_{options(), client_, clock_};
};

TEST_F(OidcProviderTest, AcceptsIdTokensOfBothAlgorithms) {
  for (const char* client : {"waymark", "waymark-ec"}) {
    const ExternalIdentity identity = verify(id_token(client));
    EXPECT_EQ(identity.issuer, provider_->issuer());
    EXPECT_EQ(identity.subject, "ana");
    EXPECT_EQ(identity.verified_email, "ana@example.org");
    EXPECT_EQ(identity.name, "Ana Gomez");
    EXPECT_EQ(identity.locale, Locale::es);
  }
}

TEST_F(OidcProviderTest, BelievesNoUnverifiedAddress) {
  EXPECT_EQ(verify(id_token("waymark", "unverified-ben")).verified_email, std::nullopt);
}

TEST_F(OidcProviderTest, RefusesAnothersAndForgedAndExpiredTokens) {
  EXPECT_THAT(refusal(id_token("another")), testing::HasSubstr("aud"));
  const std::string token = id_token();
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  std::string claims =
      *base64url_decode(std::string_view(token).substr(first + 1, second - first - 1));
  const std::size_t at = claims.find("\"ana\"");
  ASSERT_NE(at, claims.npos);
  claims.replace(at, 5, "\"eve\"");
  const std::string forged =
      token.substr(0, first + 1) + base64url_encode(claims) + token.substr(second);
  EXPECT_THAT(refusal(forged), testing::HasSubstr("signature"));
  EXPECT_THAT(refusal(std::string(tokens("waymark", "ana").at("access_token").as_string())),
              testing::HasSubstr("no configured issuer"));
  clock_.advance(std::chrono::hours(1) + std::chrono::minutes(2));
  EXPECT_THAT(refusal(token), testing::HasSubstr("expired"));
}

TEST_F(OidcProviderTest, FollowsNewKeysAfterTheCoolDown) {
  verify(id_token());
  fetch(http::Method::post, "/test/rotate");
  const std::string token = id_token();
  EXPECT_THAT(refusal(token), testing::HasSubstr("kid"))
      << "asked a moment ago: a flood of kids must not become one of ours";
  clock_.advance(std::chrono::seconds(31));
  EXPECT_EQ(verify(token).subject, "ana");
}

}  // namespace
}  // namespace waymark::auth
