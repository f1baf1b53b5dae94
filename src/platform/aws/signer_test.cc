#include "platform/aws/signer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"

// AWS's published test suite for Signature Version 4 ("aws-sig-v4-test-suite"): the signatures are AWS's, by the names of
// its cases. Left out are those whose request no client of ours can send (a header over several lines).
namespace waymark::aws {
namespace {

using http::ClientRequest;
using http::Headers;
using http::Method;
using std::chrono::seconds;

const Instant kTime = parse_rfc3339("2015-08-30T12:36:00Z").value();

Credentials example() {
  Credentials made;
  made.access_key_id = "AKIDEXAMPLE";
  made.secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  return made;
}

struct Case {
  const char* name;
  Method method;
  const char* target;
  std::vector<std::pair<std::string, std::string>> headers;
  const char* header_signature;
  const char* query_signature;
  PathRule rule = PathRule::normalised_twice;
  const char* token = "";
  const char* body = "";
};

constexpr const char* kVanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
constexpr const char* kVanillaQuery =
    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d";
constexpr const char* kPost = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
constexpr const char* kPostQuery =
    "2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b";
constexpr const char* kToken =
    "AQoDYXdzEPT//////////"
    "wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8Y"
    "UuwthAx7mSEI/qkPpKPi/"
    "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8Y"
    "QcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+"
    "scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/"
    "oLxBA==";
constexpr const char* kUnreserved =
    "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const std::vector<Case>& cases() {
  constexpr auto kAsItIs = PathRule::verbatim_once;
  constexpr auto kNormal = PathRule::normalised_twice;
  static const std::string kUnreservedPath = std::string("/") + kUnreserved;
  static const std::string kUnreservedQuery = std::string("/?") + kUnreserved + "=" + kUnreserved;
  static const std::vector<Case> kCases{
      {"get-vanilla", Method::get, "/", {}, kVanilla, kVanillaQuery},
      {"get-vanilla-query", Method::get, "", {}, kVanilla, kVanillaQuery},
      {"get-header-key-duplicate",
       Method::get,
       "/",
       {{"My-Header1", "value2"}, {"My-Header1", "value2"}, {"My-Header1", "value1"}},
       "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
       "3349ee0b81b4b589da0ff28a395c3591e04de515651dd74f298fa992d1507a97"},
      {"get-header-value-order",
       Method::get,
       "/",
       {{"My-Header1", "value4"},
        {"My-Header1", "value1"},
        {"My-Header1", "value3"},
        {"My-Header1", "value2"}},
       "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
       "313720e71ca6202fdcfa9b20f88de01a4eb0638a83c833b1c184359a4eda864e"},
      {"get-header-value-trim",
       Method::get,
       "/",
       {{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}},
       "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
       "e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4"},
      {"get-relative-normalized", Method::get, "/example/..", {}, kVanilla, kVanillaQuery},
      {"get-relative-relative-normalized",
       Method::get,
       "/example1/example2/../..",
       {},
       kVanilla,
       kVanillaQuery},
      {"get-relative-unnormalized",
       Method::get,
       "/example/..",
       {},
       "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282",
       "cbcb213b928a077e43275df47b500f1dfaa864ab3f5a18f6b95f4ff0938167ee",
       kAsItIs},
      {"get-slash-dot-slash-normalized", Method::get, "/./", {}, kVanilla, kVanillaQuery},
      {"get-slash-dot-slash-unnormalized",
       Method::get,
       "/./",
       {},
       "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145",
       "a9b13e8f3484d9505bf1a6f347219f8f35b0fe8f128ceea597efc146a3dfe90c",
       kAsItIs},
      {"get-slash-normalized", Method::get, "//", {}, kVanilla, kVanillaQuery},
      {"get-slash-unnormalized",
       Method::get,
       "//",
       {},
       "c88bcd3d312d75078c0cd961d6deae3f4c754924b01669efcfcb439fd5e5b76e",
       "b2a9542809db687769200f56a844a03f2bd0291d6eb90232d5101c6a579446cd",
       kAsItIs},
      {"get-slash-pointless-dot-normalized",
       Method::get,
       "/./example",
       {},
       "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
       "35034b1a0bdd969f346975386daf8aedfd4976573b8348cf4f67eaa41c5857de"},
      {"get-slashes-normalized",
       Method::get,
       "//example//",
       {},
       "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
       "c1834e8fb0307243711f0f907f6ab7311ed300d87f13792d7ee4da89ab93e082"},
      {"get-slashes-unnormalized",
       Method::get,
       "//example//",
       {},
       "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5",
       "822a5a9ba28072c5ab2bb4a6307d0c88276d40e49fec6b724c03fb4d4ba60fc2",
       kAsItIs},
      {"get-space-normalized",
       Method::get,
       "/example space/",
       {},
       "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
       "7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6"},
      {"get-space-unnormalized",
       Method::get,
       "/example%20space/",
       {},
       "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
       "7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6",
       kAsItIs},
      {"get-unreserved",
       Method::get,
       kUnreservedPath.c_str(),
       {},
       "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
       "95968482db1b9e0fadef6efc1bd24689f77c77d9ef56919c96a28cc92e0d6005"},
      {"get-utf8",
       Method::get,
       "/\u1234",
       {},
       "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
       "10eae3f14a260bd3911cc6d008d3c576d143b05b62f09782a7a4b37f52178e44"},
      {"get-vanilla-empty-query-key",
       Method::get,
       "/?Param1=value1",
       {},
       "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
       "49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de"},
      {"get-vanilla-query-order-encoded",
       Method::get,
       "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
       {},
       "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
       "c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787"},
      {"get-vanilla-query-order-key-case",
       Method::get,
       "/?Param2=value2&Param1=value1",
       {},
       "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
       "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5"},
      {"get-vanilla-query-unreserved",
       Method::get,
       kUnreservedQuery.c_str(),
       {},
       "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
       "8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf"},
      {"get-vanilla-utf8-query",
       Method::get,
       "/?\u1234=bar",
       {},
       "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
       "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"},
      {"get-vanilla-with-session-token",
       Method::get,
       "/",
       {},
       "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
       "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c",
       kNormal,
       "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"},
      {"post-vanilla", Method::post, "/", {}, kPost, kPostQuery},
      {"post-header-key-sort",
       Method::post,
       "/",
       {{"My-Header1", "value1"}},
       "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
       "c09d07e0d55871f10f2a6d350d994acf6825a3cae70673d7def55616e6119dd7"},
      {"post-header-value-case",
       Method::post,
       "/",
       {{"My-Header1", "VALUE1"}},
       "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
       "0698bc9e4f7f9139065ba2909c0e99da257e8e2a42492a097bcd46d792391fed"},
      {"post-sts-header-before",
       Method::post,
       "/",
       {},
       "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
       "46c2e3c63c1dbe7d39f8ada16fe7f001c1f56c5791441565323677f96308871c",
       kNormal,
       kToken},
      {"post-vanilla-query",
       Method::post,
       "/?Param1=value1",
       {},
       "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
       "a9ef26247f293bffe40eeff86a0480ba8c14d31503b2e0c3399e3a16bf1a3682"},
      {"post-x-www-form-urlencoded",
       Method::post,
       "/",
       {{"Content-Type", "application/x-www-form-urlencoded"}, {"Content-Length", "13"}},
       "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
       "89a40deed0f26f9461242825a082d2222717248abc7ab41f552ad84a94ad46e9",
       kNormal,
       "",
       "Param1=value1"},
      {"post-x-www-form-urlencoded-parameters",
       Method::post,
       "/",
       {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
        {"Content-Length", "13"}},
       "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422",
       "0dbeb9b026c7b6675f266b8427efec9b4fa8b1f6ef1477d717aea231106eab4d",
       kNormal,
       "",
       "Param1=value1"},
  };
  return kCases;
}

class SignerSuite : public testing::TestWithParam<Case> {
 protected:
  SignerSuite() {
    credentials_.session_token = Secret(GetParam().token);
    for (const auto& [name, value] : GetParam().headers) headers_.add(name, value);
  }
  Signer signer_{"us-east-1", "service", GetParam().rule};
  Credentials credentials_ = example();
  Headers headers_;
  const std::string url_ = std::string("https://example.amazonaws.com") + GetParam().target;
};

TEST_P(SignerSuite, SignsHeadersAsPublished) {
  ClientRequest request;
  request.method = GetParam().method;
  request.url = url_;
  request.headers = headers_;
  request.body = GetParam().body;
  if (!request.body.empty())
    request.headers.set(std::string(Signer::kPayloadHeader), payload_hash(request.body));
  signer_.sign(request, credentials_, kTime);
  EXPECT_THAT(
      std::string(request.headers.find("authorization").value_or("")),
      testing::AllOf(
          testing::StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                              "aws4_request, SignedHeaders="),
          testing::EndsWith(std::string(", Signature=") + GetParam().header_signature)));
}

TEST_P(SignerSuite, PresignsAsPublished) {
  const std::string link = signer_.presign(GetParam().method, url_, headers_, credentials_, kTime,
                                           seconds(3600), payload_hash(GetParam().body));
  EXPECT_THAT(link,
              testing::EndsWith(std::string("&X-Amz-Signature=") + GetParam().query_signature));
  EXPECT_THAT(link, testing::StartsWith("https://example.amazonaws.com/"));
}

INSTANTIATE_TEST_SUITE_P(Published, SignerSuite, testing::ValuesIn(cases()), [](const auto& one) {
  std::string name = one.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

/// The signature of a GET of `target` with headers that change nothing unless they should.
std::string signature_of(const Signer& signer, const std::string& url,
                         const Credentials& credentials = example(), Instant when = kTime,
                         const Headers& headers = {}) {
  ClientRequest request;
  request.url = url;
  request.headers = headers;
  signer.sign(request, credentials, when);
  const std::string value(request.headers.find("authorization").value());
  return value.substr(value.rfind('=') + 1);
}

TEST(Signer, ThePathOfOtherServicesIsEncodedTwiceAndThatOfS3Once) {
  const Signer normal("us-east-1", "service");
  const Signer s3("us-east-1", "service", PathRule::verbatim_once);
  const std::string host = "https://example.amazonaws.com";
  // What is sent as %20 is signed as %2520, which is how "/a%20b" sent raw would be signed by S3's rule.
  EXPECT_EQ(signature_of(normal, host + "/a%20b"), signature_of(s3, host + "/a%2520b"));
  EXPECT_EQ(signature_of(s3, host + "/a%20b"), signature_of(s3, host + "/a b"));
  EXPECT_EQ(signature_of(normal, host + "/a/../b"), signature_of(s3, host + "/b"));
  EXPECT_NE(signature_of(s3, host + "/a/../b"), signature_of(s3, host + "/b"));
}

TEST(Signer, HeadersThatProxiesChangeAreNotSigned) {
  const Signer signer("us-east-1", "service");
  Headers changed;
  changed.add("User-Agent", "x");
  changed.add("Connection", "close");
  changed.add("Expect", "100-continue");
  changed.add("X-Amzn-Trace-Id", "x");
  EXPECT_EQ(signature_of(signer, "https://example.amazonaws.com/", example(), kTime, changed),
            kVanilla);
  changed.add("X-Other", "x");
  EXPECT_NE(signature_of(signer, "https://example.amazonaws.com/", example(), kTime, changed),
            kVanilla);
}

TEST(Signer, TheHostIsSignedAsItIsSent) {
  const Signer signer("us-east-1", "service");
  EXPECT_EQ(signature_of(signer, "https://example.amazonaws.com:443/"), kVanilla);
  EXPECT_NE(signature_of(signer, "https://example.amazonaws.com:444/"), kVanilla);
  EXPECT_THROW(signature_of(signer, "example.amazonaws.com/"), Error);
  EXPECT_THROW(signature_of(signer, "https://user@example.amazonaws.com/"), Error);
  EXPECT_THROW(signature_of(signer, "https://example.amazonaws.com/?a=%zz"), Error);
}

TEST(Signer, TheKeyOfADayIsNotThatOfTheNextOrOfOtherCredentials) {
  const Signer signer("us-east-1", "service");
  const std::string url = "https://example.amazonaws.com/";
  EXPECT_EQ(signature_of(signer, url), kVanilla);
  const std::string tomorrow = signature_of(signer, url, example(), kTime + std::chrono::hours(24));
  EXPECT_NE(tomorrow, kVanilla);
  EXPECT_EQ(tomorrow, signature_of(Signer("us-east-1", "service"), url, example(),
                                   kTime + std::chrono::hours(24)));
  Credentials other = example();
  other.secret_access_key = Secret("other");
  EXPECT_NE(signature_of(signer, url, other), kVanilla);
  EXPECT_EQ(signature_of(signer, url), kVanilla);
}

TEST(Signer, LinksHoldFromASecondToSevenDays) {
  const Signer signer("us-east-1", "s3", PathRule::verbatim_once);
  const auto link = [&](seconds lifetime) {
    return signer.presign(Method::get, "https://b.example.com/k", {}, example(), kTime, lifetime);
  };
  EXPECT_THROW(link(seconds(0)), Error);
  EXPECT_THROW(link(seconds(604'801)), Error);
  EXPECT_THAT(link(seconds(604'800)), testing::HasSubstr("X-Amz-Expires=604800&"));
}

// The example of "Authenticating Requests: Using Query Parameters" in the API reference of Amazon S3.
TEST(Signer, PresignsTheExampleOfS3) {
  Credentials credentials;
  credentials.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  credentials.secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  const Signer signer("us-east-1", "s3", PathRule::verbatim_once);
  EXPECT_THAT(
      signer.presign(Method::get, "https://examplebucket.s3.amazonaws.com/test.txt", {},
                     credentials, parse_rfc3339("2013-05-24T00:00:00Z").value(), seconds(86'400)),
      testing::EndsWith(
          "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"));
}

}  // namespace
}  // namespace waymark::aws
