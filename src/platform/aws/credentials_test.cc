#include "platform/aws/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <map>

#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/aws/profile.h"
#include "platform/http/curl/curl_client.h"
#include "platform/http/server_fixture_test.h"
#include "platform/runtime/testing.h"

namespace waymark::aws {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(Profiles, AreReadSectionBySection) {
  const Profiles profiles = parse_profiles(
      "lost = 1\n# comment\n[default]\naws_access_key_id = A\r\naws_secret_access_key=s=1\n"
      "s3 =\n  max = 3\n; other\n[profile  work ]\nregion = eu-west-1\n[broken\nx = 1");
  ASSERT_EQ(profiles.size(), 2U);
  EXPECT_EQ(profiles.at("default").at("aws_access_key_id"), "A");
  EXPECT_EQ(profiles.at("default").at("aws_secret_access_key"), "s=1");
  EXPECT_FALSE(profiles.at("default").contains("max"));
  EXPECT_EQ(profiles.at("profile  work").at("region"), "eu-west-1");
}

/// A server that plays the container's endpoint and instance metadata, and an environment of its own.
class CredentialChainTest : public http::ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    std::string name = (fs::temp_directory_path() / "waymark-aws-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(name.data()));
    home_ = name;
    fs::create_directory(home_ / ".aws");
    using http::Method;
    using http::Request;
    using http::Response;
    router_.add(Method::get, "/creds", [this](Request& request, RequestContext&) -> Task<Response> {
      ++container_asked_;
      if (!container_up_) co_return Response::text("no", 500);
      const std::string sent(request.headers.find("authorization").value_or(""));
      if (sent != container_token_) co_return Response::text("who?", 401);
      co_return Response::json(temporary("C" + std::to_string(container_asked_.load())));
    });
    router_.add(Method::put, "/latest/api/token",
                [](Request& request, RequestContext&) -> Task<Response> {
                  const bool asked =
                      request.headers.find("x-aws-ec2-metadata-token-ttl-seconds").has_value();
                  co_return Response::text(asked ? "T0KEN" : "", asked ? 200 : 400);
                });
    router_.add(Method::get, "/latest/meta-data/iam/security-credentials/",
                [](Request& request, RequestContext&) -> Task<Response> {
                  const bool known = request.headers.find("x-aws-ec2-metadata-token") == "T0KEN";
                  co_return Response::text(known ? "my-role\n" : "", known ? 200 : 401);
                });
    router_.add(Method::get, "/latest/meta-data/iam/security-credentials/my-role",
                [this](Request& request, RequestContext&) -> Task<Response> {
                  const bool known = request.headers.find("x-aws-ec2-metadata-token") == "T0KEN";
                  if (!known) co_return Response::text("", 401);
                  co_return Response::json(temporary("I"));
                });
    start();
    sources_.home = home_;
    sources_.instance_host = "http://127.0.0.1:1";  // nobody is there
    sources_.container_host = here();
    sources_.environment = [this](const std::string& variable) -> std::optional<std::string> {
      const auto found = environment_.find(variable);
      return found == environment_.end() ? std::nullopt : std::optional(found->second);
    };
  }
  void TearDown() override {
    ServerTest::TearDown();
    fs::remove_all(home_);
  }

  std::string here() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  std::string temporary(const std::string& id) const {
    return R"({"Code":"Success","AccessKeyId":")" + id +
           R"(","SecretAccessKey":"s3cret","Token":"t","Expiration":")" +
           to_rfc3339(clock_.now() + std::chrono::hours(1)) + R"(","RoleArn":"x"})";
  }
  void write(const std::string& file, const std::string& text) {
    std::ofstream(home_ / ".aws" / file) << text;
  }
  CredentialChain& chain() {
    if (!chain_) chain_ = std::make_unique<CredentialChain>(sources_, client_, pool_, clock_);
    return *chain_;
  }
  std::string id() { return runtime::run_task(chain().credentials())->access_key_id; }
  std::string refusal() {
    try {
      id();
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable);
      return error.what();
    }
  }

  FakeClock clock_{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  fs::path home_;
  std::map<std::string, std::string> environment_;
  CredentialSources sources_;
  http::CurlClient client_;
  runtime::BackgroundPool pool_{1, 10};
  std::atomic<int> container_asked_{0};
  std::atomic<bool> container_up_{true};
  std::string container_token_;
  std::unique_ptr<CredentialChain> chain_;
};

TEST_F(CredentialChainTest, TheEnvironmentComesFirst) {
  environment_ = {{"AWS_ACCESS_KEY_ID", "E"},
                  {"AWS_SECRET_ACCESS_KEY", "s"},
                  {"AWS_SESSION_TOKEN", "t"},
                  {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  write("credentials", "[default]\naws_access_key_id=F\naws_secret_access_key=s\n");
  const auto found = runtime::run_task(chain().credentials());
  EXPECT_EQ(found->access_key_id, "E");
  EXPECT_EQ(found->secret_access_key.expose(), "s");
  EXPECT_EQ(found->session_token.expose(), "t");
  EXPECT_FALSE(found->expires);
}

TEST_F(CredentialChainTest, HalfAnEnvironmentIsNamed) {
  environment_ = {{"AWS_ACCESS_KEY_ID", "E"}, {"AWS_SECRET_ACCESS_KEY", ""}};
  EXPECT_THAT(refusal(), HasSubstr("AWS_SECRET_ACCESS_KEY"));
}

TEST_F(CredentialChainTest, ThenTheProfileBeforeTheContainer) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  write("credentials", "[default]\naws_access_key_id=F\naws_secret_access_key=s\n");
  EXPECT_EQ(id(), "F");
}

TEST_F(CredentialChainTest, AProfileIsFoundByItsNameInEitherFile) {
  write("credentials", "[default]\naws_access_key_id=F\naws_secret_access_key=s\n");
  write("config", "[profile work]\naws_access_key_id=W\naws_secret_access_key=s\n");
  environment_ = {{"AWS_PROFILE", "work"}};
  EXPECT_EQ(id(), "W");
}

TEST_F(CredentialChainTest, TheFilesMayLieElsewhere) {
  std::ofstream(home_ / "mine") << "[default]\naws_access_key_id=M\naws_secret_access_key=s\n";
  environment_ = {{"AWS_SHARED_CREDENTIALS_FILE", (home_ / "mine").string()}};
  EXPECT_EQ(id(), "M");
}

TEST_F(CredentialChainTest, AProfileThatIsAskedForMustBeThere) {
  environment_ = {{"AWS_PROFILE", "work"}};
  EXPECT_THAT(refusal(), HasSubstr("'work' is in neither file"));
}

TEST_F(CredentialChainTest, AProfileThatNamesARoleIsNotFollowed) {
  write("config", "[profile work]\nrole_arn=arn:x\n");
  environment_ = {{"AWS_PROFILE", "work"}};
  EXPECT_THAT(refusal(), HasSubstr("roles"));
}

TEST_F(CredentialChainTest, TheContainersEndpointIsAskedWithItsToken) {
  container_token_ = "Bearer xyz";
  std::ofstream(home_ / "token") << "Bearer xyz\n";
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", here() + "/creds"},
                  {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", (home_ / "token").string()}};
  const auto found = runtime::run_task(chain().credentials());
  EXPECT_EQ(found->access_key_id, "C1");
  EXPECT_EQ(found->session_token.expose(), "t");
  EXPECT_EQ(found->expires, clock_.now() + std::chrono::hours(1));
}

TEST_F(CredentialChainTest, ATokenIsSentToNobodyElse) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2.evil.example/creds"},
                  {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret"}};
  EXPECT_THAT(refusal(), HasSubstr("FULL_URI"));
}

TEST_F(CredentialChainTest, TheMachinesRoleComesLast) {
  environment_ = {{"AWS_EC2_METADATA_SERVICE_ENDPOINT", here()}};
  EXPECT_EQ(id(), "I");
}

TEST_F(CredentialChainTest, WithNoneAnywhereItSaysWhereItLooked) {
  EXPECT_THAT(refusal(), HasSubstr("none in the environment"));
  environment_ = {{"AWS_EC2_METADATA_SERVICE_ENDPOINT", here()},
                  {"AWS_EC2_METADATA_DISABLED", "true"}};
  chain_.reset();
  EXPECT_THAT(refusal(), HasSubstr("none in the environment"));
}

TEST_F(CredentialChainTest, WhatExpiresIsFetchedAgainInTime) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  EXPECT_EQ(id(), "C1");
  clock_.advance(std::chrono::minutes(54));
  EXPECT_EQ(id(), "C1");
  clock_.advance(std::chrono::minutes(2));
  EXPECT_EQ(id(), "C2");
  EXPECT_EQ(container_asked_, 2);
}

TEST_F(CredentialChainTest, WhatStillHoldsIsUsedWhileTheSourceIsDown) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  EXPECT_EQ(id(), "C1");
  container_up_ = false;
  clock_.advance(std::chrono::minutes(58));
  EXPECT_EQ(id(), "C1");
  EXPECT_EQ(id(), "C1");
  EXPECT_EQ(container_asked_, 2) << "a failed fetch is not repeated at once";
  clock_.advance(std::chrono::minutes(2));
  EXPECT_THAT(refusal(), HasSubstr("answered 500"));
}

TEST_F(CredentialChainTest, RefusedOnesAreNotGivenAgain) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  const auto found = runtime::run_task(chain().credentials());
  chain().refused(*found);
  EXPECT_EQ(id(), "C2");
  chain().refused(*found);
  EXPECT_EQ(id(), "C2") << "what was refused before is not what is in use";
}

TEST_F(CredentialChainTest, OneFetchesAndAllOthersWaitForIt) {
  environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"}};
  CredentialChain& shared = chain();
  runtime::TestLoop loop;
  int ended = 0;
  loop.run([](CredentialChain& it, runtime::TestLoop& on, int& count) -> Task<void> {
    const auto note = [&count](std::exception_ptr failure,
                               const std::shared_ptr<const Credentials>& found) {
      EXPECT_FALSE(failure);
      EXPECT_EQ(found->access_key_id, "C1");
      ++count;
    };
    for (int i = 0; i < 20; ++i) boost::asio::co_spawn(on.executor(), it.credentials(), note);
    while (count < 20) co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }(shared, loop, ended));
  EXPECT_EQ(container_asked_, 1);
}

}  // namespace
}  // namespace waymark::aws
