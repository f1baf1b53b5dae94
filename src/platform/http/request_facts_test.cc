// What a request tells about itself: parameters, cookies, traces, proxies, codings.
#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/http/field_text.h"
#include "platform/http/json_body.h"
#include "platform/http/message.h"
#include "platform/http/trace_context.h"
#include "platform/http/trusted_proxies.h"

namespace waymark::http {
namespace {

TEST(Request, DecodesQueryParameters) {
  Request request;
  request.target = "/search?q=caf%C3%A9+cr%C3%A8me&empty=&flag&q=second&broken=%zz";
  EXPECT_EQ(request.query("q"), "café crème");
  EXPECT_EQ(request.query("empty"), "");
  EXPECT_EQ(request.query("flag"), "");
  EXPECT_EQ(request.query("broken"), std::nullopt);
  EXPECT_EQ(request.query("none"), std::nullopt);
  EXPECT_EQ(Request().query("q"), std::nullopt);
}

TEST(Request, FindsCookiesAndMediaType) {
  Request request;
  request.headers.add("cookie", "a=1; session=x=y;  b=2");
  request.headers.add("Cookie", "c=3");
  EXPECT_EQ(request.cookie("session"), "x=y");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("c"), "3");
  EXPECT_EQ(request.cookie("essio"), std::nullopt);
  request.headers.add("content-type", " Application/JSON ; charset=utf-8");
  EXPECT_EQ(request.media_type(), "application/json");
  EXPECT_EQ(Request().media_type(), "");
}

TEST(JsonBody, NeedsTheMediaType) {
  Request request;
  EXPECT_THROW(require_json(request), Error);
  request.headers.set("Content-Type", "text/json");
  EXPECT_THROW(require_json(request), Error);
  request.headers.set("Content-Type", "application/json; charset=utf-8");
  EXPECT_NO_THROW(require_json(request));
  request.headers.set("Content-Type", "application/merge-patch+json");
  EXPECT_NO_THROW(require_json(request));
}

TEST(CodingWeight, FollowsTheHeader) {
  EXPECT_EQ(coding_weight("gzip, br;q=0.5", "gzip"), 1000);
  EXPECT_EQ(coding_weight("gzip, BR ; q=0.5", "br"), 500);
  EXPECT_EQ(coding_weight("gzip;q=0, *;q=0.1", "gzip"), 0);
  EXPECT_EQ(coding_weight("gzip;q=0, *;q=0.1", "br"), 100);
  EXPECT_EQ(coding_weight("identity", "br"), 0);
  EXPECT_EQ(coding_weight("", "br"), 0);
}

TEST(TraceParent, ReadsWhatIsValidOnly) {
  const std::string valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const auto trace = parse_traceparent(valid);
  ASSERT_TRUE(trace);
  EXPECT_TRUE(trace->sampled);
  const auto text = format_traceparent(*trace);
  EXPECT_EQ(std::string(text.data(), text.size()), valid);
  EXPECT_TRUE(parse_traceparent("cc" + valid.substr(2) + "-what-the-future-brings"));
  for (const std::string& wrong : std::vector<std::string>{
           "", "ff" + valid.substr(2), valid + "-more", valid.substr(0, 54),
           "cc" + valid.substr(2) + ".x", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00_" + valid.substr(3)})
    EXPECT_FALSE(parse_traceparent(wrong)) << wrong;
}

TEST(TraceIds, KeepTheCallersTraceAndNeverRepeat) {
  SystemRandom random;
  TraceIds ids(random);
  const Trace kept = ids.next("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EXPECT_EQ(kept.trace_id[0], 0x4b);
  EXPECT_NE(kept.span_id[1], 0xf0) << "a span of our own";
  EXPECT_NE(ids.next("broken").trace_id, ids.next(std::nullopt).trace_id);
}

TEST(TrustedProxies, TellTheClientOnlyWhenTrusted) {
  const TrustedProxies proxies({"10.0.0.0/8", "::1", "192.0.2.7"});
  Headers headers;
  headers.add("X-Forwarded-For", "203.0.113.9, 198.51.100.1");
  headers.add("X-Forwarded-For", "10.1.2.3");
  headers.add("X-Forwarded-Proto", "https");
  bool secure = false;
  EXPECT_EQ(proxies.client("198.51.100.77", headers, secure), "198.51.100.77")
      << "anybody can write such a field";
  EXPECT_FALSE(secure);
  EXPECT_EQ(proxies.client("10.9.9.9", headers, secure), "198.51.100.1")
      << "the first hop that is not ours";
  EXPECT_TRUE(secure);
  EXPECT_EQ(proxies.client("::ffff:192.0.2.7", headers, secure), "198.51.100.1");
  EXPECT_EQ(proxies.client("::1", Headers(), secure), "::1");
  Headers broken;
  broken.add("X-Forwarded-For", "203.0.113.9, unknown");
  EXPECT_EQ(proxies.client("10.9.9.9", broken, secure), "10.9.9.9");
  EXPECT_THROW(TrustedProxies({"10.0.0.0/40"}), Error);
  EXPECT_THROW(TrustedProxies({"localhost"}), Error);
}

}  // namespace
}  // namespace waymark::http
