// The conformance suite against fauxqs (npm), the main paths against s3rver (npm), which lists out of order, and answers
// that no well server gives. That signatures are right is shown in platform/aws.
#include "platform/blobs/s3/s3_blobs.h"

#include <cstdlib>
#include <deque>
#include <fstream>

#include "base/fake_clock.h"
#include "platform/blobs/conformance_test.h"
#include "platform/blobs/s3/xml.h"
#include "platform/http/curl/curl_client.h"
#include "platform/runtime/test_server.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

aws::Credentials test_credentials() {
  aws::Credentials credentials;
  credentials.access_key_id = "S3RVER";
  credentials.secret_access_key = Secret("S3RVER");
  return credentials;
}

/// One server for all tests of the process; each test has a prefix of its own.
class Fauxqs {
 public:
  static Fauxqs& shared() {
    static Fauxqs server;
    return server;
  }
  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string fresh_prefix() { return "test-" + std::to_string(++prefixes_) + "/"; }

 private:
  Fauxqs() : port_(runtime::free_port()) {
    const fs::path setup = folder_.path() / "init.json";
    std::ofstream(setup) << R"({"buckets":["waymark"]})";
    runtime::ServerCommand command;
    command.arguments = runtime::npm_command("fauxqs/dist/cli.js");
    command.environment = {"FAUXQS_PORT=" + std::to_string(port_), "FAUXQS_LOGGER=false",
                           "FAUXQS_INIT=" + setup.string()};
    process_ = std::make_unique<runtime::ServerProcess>(command, port_);
  }

  std::uint16_t port_;
  int prefixes_ = 0;
  runtime::TemporaryFolder folder_;
  std::unique_ptr<runtime::ServerProcess> process_;
};

class S3 final : public BlobsUnderTest {
 public:
  S3() : credentials_(test_credentials()) {
    S3Options options;
    options.bucket = "waymark";
    options.endpoint = Fauxqs::shared().endpoint();
    options.path_style = true;
    options.prefix = Fauxqs::shared().fresh_prefix();
    blobs_ = std::make_unique<S3Blobs>(options, client_, credentials_, clock_, random_, pool_);
  }
  ~S3() override {
    client_.stop();
    pool_.stop();
  }
  Blobs& blobs() override { return *blobs_; }
  runtime::TestLoop& loop() override { return loop_; }
  http::Client& client() override { return client_; }

 private:
  SystemClock clock_;
  SystemRandom random_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{1, 100};
  http::CurlClient client_;
  aws::FixedCredentials credentials_;
  std::unique_ptr<S3Blobs> blobs_;
};

std::unique_ptr<BlobsUnderTest> make_s3_blobs() {
  return std::make_unique<S3>();
}

INSTANTIATE_TEST_SUITE_P(S3, BlobsConformance, testing::Values(&make_s3_blobs));

// --- another server of that language ---------------------------------------------------------------------------------

class S3OtherServer : public testing::Test {
 protected:
  S3OtherServer() : port_(runtime::free_port()) {
    runtime::ServerCommand command;
    command.arguments = runtime::npm_command("s3rver/bin/s3rver.js");
    for (const std::string& argument :
         {std::string("-d"), folder_.path().string(), std::string("-a"), std::string("127.0.0.1"),
          std::string("-p"), std::to_string(port_), std::string("--silent"),
          std::string("--configure-bucket"), std::string("waymark")})
      command.arguments.push_back(argument);
    process_ = std::make_unique<runtime::ServerProcess>(command, port_);
  }
  ~S3OtherServer() override { client_.stop(); }

  /// s3rver knows one pair of keys: S3RVER, S3RVER.
  S3Blobs blobs(aws::CredentialsProvider& credentials) {
    S3Options options;
    options.bucket = "waymark";
    options.endpoint = "http://127.0.0.1:" + std::to_string(port_);
    options.path_style = true;
    return S3Blobs(options, client_, credentials, clock_, random_, pool_);
  }
  http::ClientResponse fetch(http::ClientRequest request) {
    return loop_.run(client_.fetch(std::move(request)));
  }

  std::uint16_t port_;
  runtime::TemporaryFolder folder_;
  std::unique_ptr<runtime::ServerProcess> process_;
  SystemClock clock_;
  SystemRandom random_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{1, 100};
  http::CurlClient client_;
};

TEST_F(S3OtherServer, KeepsAndGives) {
  aws::FixedCredentials credentials(test_credentials());
  S3Blobs blobs = this->blobs(credentials);
  const std::string small = random_bytes(1000, 1);
  const std::string large = random_bytes((std::size_t{16} << 20) + 5, 2);
  loop_.run(put_bytes(blobs, "a-b/c_d.e", small));
  loop_.run(put_bytes(blobs, "large", large));
  EXPECT_TRUE(loop_.run(get_bytes(blobs, "a-b/c_d.e", 1 << 20)) == small);
  EXPECT_TRUE(loop_.run(get_bytes(blobs, "large", std::size_t{32} << 20)) == large);
  EXPECT_EQ(loop_.run(blobs.list(ListRequest("a-"))).entries.size(), 1U);
  EXPECT_EQ(loop_.run(blobs.head("large"))->size, large.size());
  loop_.run(blobs.remove("large"));
  EXPECT_FALSE(loop_.run(blobs.head("large")));
}

TEST_F(S3OtherServer, RefusesWhomItDoesNotKnow) {
  aws::Credentials wrong = test_credentials();
  wrong.access_key_id = "SOMEBODY";
  aws::FixedCredentials credentials(wrong);
  S3Blobs blobs = this->blobs(credentials);
  try {
    loop_.run(put_bytes(blobs, "key", "x"));
    FAIL() << "it was put";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("InvalidAccessKeyId"));
  }
}

TEST_F(S3OtherServer, TakesLinks) {
  aws::FixedCredentials credentials(test_credentials());
  S3Blobs blobs = this->blobs(credentials);
  LinkRequest up(LinkRequest::Use::upload, "up/l+oad", std::chrono::minutes(5));
  up.content_type = "image/png";
  http::ClientRequest put;
  put.method = http::Method::put;
  put.url = loop_.run(blobs.link(up));
  put.body = "bytes";
  put.headers.set("Content-Type", "image/png");
  EXPECT_EQ(fetch(put).status, 200U);

  LinkRequest down(LinkRequest::Use::download, "up/l+oad", std::chrono::minutes(5));
  down.content_type = "image/webp";
  http::ClientRequest get;
  get.url = loop_.run(blobs.link(down));
  const auto answer = fetch(get);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "bytes");
  EXPECT_EQ(answer.headers.find("content-type"), "image/webp");
}

// --- what no well server answers ----------------------------------------------------------------------------------

http::ClientResponse answer(unsigned status, std::string body = {}, std::string etag = {}) {
  http::ClientResponse response;
  response.status = status;
  response.body = std::move(body);
  if (!etag.empty()) response.headers.set("ETag", std::move(etag));
  return response;
}

std::string error_document(const std::string& code) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code +
         "</Code><Message>because</Message></Error>";
}

/// Answers as told, one after the other, and keeps what was asked. An answer of status 0 is a broken connection.
class ScriptedClient final : public http::Client {
 public:
  Task<http::ClientResponse> fetch(http::ClientRequest request) override {
    asked.push_back(std::string(http::to_string(request.method)) + " " + request.url);
    requests.push_back(std::move(request));
    if (script.empty()) throw std::logic_error("nothing more was expected: " + asked.back());
    http::ClientResponse next = std::move(script.front());
    script.pop_front();
    if (next.status == 0)
      throw Error(ErrorCode::unavailable, "error.unavailable", "connection reset");
    co_return next;
  }
  std::deque<http::ClientResponse> script;
  std::vector<std::string> asked;
  std::vector<http::ClientRequest> requests;
};

class S3Faults : public testing::Test {
 protected:
  S3Faults() : credentials_(test_credentials()) { make(S3Options()); }
  void make(S3Options options) {
    options.bucket = "bucket";
    options.region = "eu-west-1";
    options.attempts = 3;
    options.backoff = Backoff{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
    options.part_bytes = kPart;
    blobs_ = std::make_unique<S3Blobs>(options, client_, credentials_, clock_, random_, pool_);
  }
  void put(std::size_t bytes) { loop_.run(put_bytes(*blobs_, "key", std::string(bytes, 'x'))); }
  void script(std::initializer_list<http::ClientResponse> answers) {
    client_.script.assign(answers.begin(), answers.end());
  }
  std::string failure_of_put(std::size_t bytes) {
    try {
      put(bytes);
    } catch (const Error& error) {
      return error.what();
    }
    return "it was put";
  }

  static constexpr std::size_t kPart = std::size_t{5} << 20;
  static constexpr const char* kBegun =
      "<InitiateMultipartUploadResult><UploadId>u&amp;1</UploadId></InitiateMultipartUploadResult>";
  static constexpr const char* kDone = "<CompleteMultipartUploadResult/>";
  static constexpr const char* kHost = "https://bucket.s3.eu-west-1.amazonaws.com/";

  FakeClock clock_{Instant(std::chrono::milliseconds(1'800'000'000'000))};
  SystemRandom random_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{1, 100};
  ScriptedClient client_;
  aws::FixedCredentials credentials_;
  std::unique_ptr<S3Blobs> blobs_;
};

TEST_F(S3Faults, WhatMayPassIsTriedAgain) {
  for (const auto& passing : {answer(503, error_document("SlowDown")), answer(500), answer(0),
                              answer(400, error_document("RequestTimeout")), answer(429)}) {
    client_.asked.clear();
    script({passing, passing, answer(200)});
    put(10);
    EXPECT_EQ(client_.asked.size(), 3U);
  }
}

TEST_F(S3Faults, TryingEndsWithTheReason) {
  script({answer(503, error_document("SlowDown")), answer(0),
          answer(503, error_document("SlowDown"))});
  EXPECT_THAT(failure_of_put(10), HasSubstr("SlowDown because"));
  EXPECT_TRUE(client_.script.empty());
}

TEST_F(S3Faults, WhatDoesNotPassIsNotTriedAgain) {
  for (const char* code : {"AccessDenied", "NoSuchBucket", "SignatureDoesNotMatch"}) {
    client_.asked.clear();
    script({answer(403, error_document(code))});
    EXPECT_THAT(failure_of_put(10), HasSubstr(std::string("bucket bucket, key: ") + code));
    EXPECT_EQ(client_.asked.size(), 1U);
  }
}

TEST_F(S3Faults, LargeBlobsGoUpInParts) {
  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""),
          answer(200, "", "\"c\""), answer(200, kDone)});
  put(2 * kPart + 17);
  const std::string upload = std::string(kHost) + "key?uploadId=u%261";
  EXPECT_THAT(client_.asked,
              ElementsAre(std::string("POST ") + kHost + "key?uploads=",
                          "PUT " + upload + "&partNumber=1", "PUT " + upload + "&partNumber=2",
                          "PUT " + upload + "&partNumber=3", "POST " + upload));
  EXPECT_EQ(client_.requests[3].body.size(), 17U);
  EXPECT_EQ(client_.requests[4].body,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;a&quot;</ETag>"
            "</Part><Part><PartNumber>2</PartNumber><ETag>&quot;b&quot;</ETag></Part><Part>"
            "<PartNumber>3</PartNumber><ETag>&quot;c&quot;</ETag></Part>"
            "</CompleteMultipartUpload>");
}

TEST_F(S3Faults, ABlobOfExactlyTwoPartsHasTwo) {
  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""),
          answer(200, kDone)});
  put(2 * kPart);
  EXPECT_TRUE(client_.script.empty());
}

TEST_F(S3Faults, AFailedPartGivesTheUploadUp) {
  script({answer(200, kBegun), answer(200, "", "\"a\""),
          answer(403, error_document("AccessDenied")), answer(204)});
  EXPECT_THAT(failure_of_put(2 * kPart), HasSubstr("AccessDenied"));
  EXPECT_EQ(client_.asked.back(), std::string("DELETE ") + kHost + "key?uploadId=u%261");
}

TEST_F(S3Faults, AFailureInAnAnswerOf200IsOne) {
  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""),
          answer(200, error_document("InternalError")),
          answer(200, error_document("InternalError")),
          answer(200, error_document("InternalError")), answer(204)});
  EXPECT_THAT(failure_of_put(2 * kPart), HasSubstr("InternalError"));
  EXPECT_EQ(client_.asked.back(), std::string("DELETE ") + kHost + "key?uploadId=u%261");

  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""),
          answer(200, error_document("InternalError")), answer(200, kDone)});
  put(2 * kPart);
}

TEST_F(S3Faults, ACompletionWhoseAnswerWasLostIsSeenToBeDone) {
  http::ClientResponse there = answer(200);
  there.headers.set("Content-Length", std::to_string(2 * kPart));
  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""), answer(0),
          answer(404, error_document("NoSuchUpload")), there});
  put(2 * kPart);

  there.headers.set("Content-Length", "5");  // an older blob of that name
  script({answer(200, kBegun), answer(200, "", "\"a\""), answer(200, "", "\"b\""), answer(0),
          answer(404, error_document("NoSuchUpload")), there, answer(404)});
  EXPECT_THAT(failure_of_put(2 * kPart), HasSubstr("NoSuchUpload"));
}

TEST_F(S3Faults, AListPassesOverWhatIsNotOurs) {
  const auto contents = [](const std::string& key) {
    return "<Contents><Key>" + key +
           "</Key><Size>3</Size><LastModified>2026-11-21T07:00:00.000Z</LastModified></Contents>";
  };
  script({answer(200, "<ListBucketResult xmlns=\"x\"><IsTruncated>true</IsTruncated>" +
                          contents("folder/") + contents("with space") + "</ListBucketResult>"),
          answer(200, "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents("z") +
                          "</ListBucketResult>")});
  const Listing page = loop_.run(blobs_->list(ListRequest()));
  ASSERT_EQ(page.entries.size(), 1U);
  EXPECT_EQ(page.entries[0].key, "z");
  EXPECT_THAT(client_.asked.back(), HasSubstr("start-after=with%20space"));
}

TEST_F(S3Faults, AnAnswerThatIsNoListIsNotTakenForAnEmptyOne) {
  for (const char* body : {"", "<html>", "<html/>", "{}"}) {
    script({answer(200, body)});
    EXPECT_THROW(loop_.run(blobs_->list(ListRequest())), Error) << body;
  }
}

TEST_F(S3Faults, AServerThatKnowsNoRangesIsServedToo) {
  script({answer(200, "0123456789"), answer(200, "0123456789")});
  Range range;
  range.offset = 3;
  range.length = 4;
  EXPECT_EQ(loop_.run(blobs_->get("key", range)), "3456");
  range.offset = 10;
  EXPECT_EQ(loop_.run(blobs_->get("key", range)), "");
}

TEST_F(S3Faults, Addresses) {
  script({answer(404)});
  loop_.run(blobs_->head("a/b+c"));
  EXPECT_EQ(client_.asked.back(), std::string("HEAD ") + kHost + "a/b%2Bc");

  S3Options options;
  options.endpoint = "http://minio:9000/";
  options.path_style = true;
  options.prefix = "pre/";
  make(options);
  script({answer(404)});
  loop_.run(blobs_->head("key"));
  EXPECT_EQ(client_.asked.back(), "HEAD http://minio:9000/bucket/pre/key");
  const auto authorization = client_.requests.back().headers.find("authorization");
  ASSERT_TRUE(authorization);
  EXPECT_THAT(std::string(*authorization),
              HasSubstr("Credential=S3RVER/20270115/eu-west-1/s3/aws4_request"));
}

TEST_F(S3Faults, OptionsThatCannotBeAreRefused) {
  S3Options options;
  EXPECT_THROW(S3Blobs(options, client_, credentials_, clock_, random_, pool_), Error);
  options.bucket = "b";
  options.part_bytes = 1000;
  EXPECT_THROW(S3Blobs(options, client_, credentials_, clock_, random_, pool_), Error);
  options.part_bytes = kPart;
  options.endpoint = "minio:9000";
  EXPECT_THROW(S3Blobs(options, client_, credentials_, clock_, random_, pool_), Error);
}

TEST(S3Xml, RefusesWhatGrows) {
  EXPECT_FALSE(parse_xml("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>"));
  std::string deep;
  for (int i = 0; i < 20; ++i) deep += "<a>";
  EXPECT_FALSE(parse_xml(deep));
  EXPECT_FALSE(parse_xml("<a>"));
  EXPECT_FALSE(parse_xml(""));
  const auto good = parse_xml("<a x='1'><b>1 &lt; 2</b><c/></a>");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->child("b"), "1 < 2");
  EXPECT_EQ(good->child("missing"), "");
}

}  // namespace
}  // namespace waymark::blobs
