#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/cache/local/local_limits.h"
#include "platform/http/middleware/access.h"
#include "platform/http/middleware/compression.h"
#include "platform/http/middleware/cors.h"
#include "platform/http/middleware/error_mapping.h"
#include "platform/http/middleware/security_headers.h"
#include "platform/http/middleware/throttle.h"
#include "platform/runtime/testing.h"

namespace waymark::http {
namespace {

using testing::HasSubstr;

Response run(const Middleware& middleware, Request& request, const Handler& handler) {
  RequestContext context;
  return runtime::run_task(middleware(request, context, handler));
}

Handler answering(Response response) {
  return [response](Request&, RequestContext&) -> Task<Response> {
    return [](Response made) -> Task<Response> { co_return made; }(response);
  };
}

std::string blocks_of(const Response& response) {
  std::string all;
  for (const std::string_view block : response.headers.blocks()) all += block;
  return all;
}

TEST(MapErrors, MakesProblemDocumentsInTheReadersLanguage) {
  Request request;
  RequestContext context;
  context.locale = Locale::pt_br;
  const Handler handler = [](Request&, RequestContext&) -> Task<Response> {
    throw Error::invalid("input.title", "error.required");
  };
  const Response response = runtime::run_task(map_errors()(request, context, handler));
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(response.headers.find("content-type"), "application/problem+json");
  EXPECT_THAT(std::get<std::string>(response.body), HasSubstr("\"title\":\"Dados inválidos\""));
  EXPECT_THAT(std::get<std::string>(response.body),
              HasSubstr("{\"field\":\"input.title\",\"message\":"));
}

TEST(SecurityHeaders, AreStrict) {
  SecurityHeaderOptions options;
  options.connect_sources = {"wss://live.example.org"};
  const Middleware middleware = security_headers(options);
  Request request;
  const std::string plain = blocks_of(run(middleware, request, answering(Response::text("x"))));
  EXPECT_THAT(plain, HasSubstr("Content-Security-Policy: default-src 'self'; "));
  EXPECT_THAT(plain, HasSubstr("; connect-src 'self' wss://live.example.org\r\n"));
  EXPECT_THAT(plain, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(plain, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(plain, testing::Not(HasSubstr("unsafe")));
  EXPECT_THAT(plain, testing::Not(HasSubstr("Strict-Transport-Security")));
  request.secure = true;
  Response own = Response::text("x");
  own.headers.add("Content-Security-Policy", "default-src 'none'");
  const std::string secure = blocks_of(run(middleware, request, answering(own)));
  EXPECT_THAT(secure, HasSubstr("Strict-Transport-Security: max-age=63072000"));
  EXPECT_THAT(secure, testing::Not(HasSubstr("Content-Security-Policy")));
}

TEST(Cors, AnswersPreflightsOfTheListOnly) {
  const Middleware middleware = cors({"https://app.example.org"});
  Request request;
  request.method = Method::options;
  request.headers.add("Origin", "https://app.example.org");
  request.headers.add("Access-Control-Request-Method", "PUT");
  request.headers.add("Access-Control-Request-Headers", "authorization, content-type");
  const Handler never = [](Request&, RequestContext&) -> Task<Response> {
    ADD_FAILURE() << "a preflight reached its handler";
    co_return Response();
  };
  const Response allowed = run(middleware, request, never);
  EXPECT_EQ(allowed.status, 204U);
  EXPECT_EQ(allowed.headers.find("access-control-allow-origin"), "https://app.example.org");
  EXPECT_EQ(allowed.headers.find("access-control-allow-credentials"), "true");
  EXPECT_EQ(allowed.headers.find("access-control-allow-headers"), "authorization, content-type");
  EXPECT_THAT(std::string(*allowed.headers.find("access-control-allow-methods")), HasSubstr("PUT"));
  request.headers.set("Origin", "https://app.example.org.evil.example");
  const Response refused = run(middleware, request, answering(Response::empty()));
  EXPECT_FALSE(refused.headers.find("access-control-allow-origin"));
}

TEST(Cors, MarksAnswersForTheListOnly) {
  const Middleware middleware = cors({"https://app.example.org"});
  Request request;
  EXPECT_EQ(blocks_of(run(middleware, request, answering(Response::text("x")))), "");
  request.headers.add("Origin", "https://app.example.org");
  const Response allowed = run(middleware, request, answering(Response::text("x")));
  EXPECT_EQ(allowed.headers.find("access-control-allow-origin"), "https://app.example.org");
  EXPECT_THAT(blocks_of(allowed), HasSubstr("Access-Control-Allow-Credentials: true\r\n"));
  EXPECT_THAT(blocks_of(allowed), HasSubstr("Vary: Origin\r\n"));
  request.headers.set("Origin", "https://evil.example");
  const Response other = run(middleware, request, answering(Response::text("x")));
  EXPECT_FALSE(other.headers.find("access-control-allow-origin"));
  EXPECT_EQ(blocks_of(other), "Vary: Origin\r\n");
}

TEST(Observe, CountsByRouteMethodAndStatus) {
  telemetry::Metrics metrics;
  const Middleware middleware = observe(metrics, false);
  Request request;
  request.route = "/quests/{id}";
  run(middleware, request, answering(Response::text("x", 200)));
  run(middleware, request, answering(Response::text("x", 200)));
  request.route = "";
  request.method = Method::post;
  run(middleware, request, answering(Response::text("x", 404)));
  const std::string rendered = metrics.render();
  EXPECT_THAT(
      rendered,
      HasSubstr(
          "waymark_http_requests_total{route=\"/quests/{id}\",method=\"GET\",status=\"200\"} 2\n"));
  EXPECT_THAT(
      rendered,
      HasSubstr("waymark_http_requests_total{route=\"none\",method=\"POST\",status=\"404\"} 1\n"));
  EXPECT_THAT(rendered,
              HasSubstr("waymark_http_request_seconds_count{route=\"/quests/{id}\"} 2\n"));
}

TEST(Throttle, RefusesWhoComesTooOftenUntilTheyHaveWaited) {
  FakeClock clock{parse_rfc3339("2026-11-21T10:00:00Z").value()};
  cache::LocalRateLimits limits(clock);
  cache::Rate rate;
  rate.burst = 3;
  rate.per_second = 2;
  const Middleware middleware = throttle(limits, rate, {"/api/teams", "/api/journeys"});
  const auto ask = [&](std::string_view route, const std::string& address) {
    Request request;
    request.route = route;
    RequestContext context;
    context.client_address = address;
    try {
      runtime::run_task(middleware(request, context, answering(Response::text("x"))));
      return 0U;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::rate_limited);
      return error.retry_after_seconds();
    }
  };
  EXPECT_EQ(ask("/api/teams", "192.0.2.1"), 0U);
  EXPECT_EQ(ask("/api/journeys/{id}", "192.0.2.1"), 0U);
  EXPECT_EQ(ask("/api/teams/{id}/progress", "192.0.2.1"), 0U);
  EXPECT_EQ(ask("/api/teams", "192.0.2.1"), 1U) << "counted together, and told when to come back";
  EXPECT_EQ(ask("/api/teams", "192.0.2.2"), 0U) << "others are not concerned";
  EXPECT_EQ(ask("/api/posts", "192.0.2.1"), 0U) << "nor are other routes";
  clock.advance(std::chrono::milliseconds(500));
  EXPECT_EQ(ask("/api/teams", "192.0.2.1"), 0U);
  EXPECT_EQ(ask("/api/teams", "192.0.2.1"), 1U);
}

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Compress, ShrinksTextForWhoAcceptsIt) {
  const std::string text = "[" + std::string(5'000, ' ') + "]";
  Request request;
  request.headers.add("Accept-Encoding", "br;q=0.2, gzip;q=0.9");
  Response original = Response::json(text);
  original.headers.add("ETag", "\"a\"");
  const Response zipped = run(compress(), request, answering(original));
  EXPECT_EQ(zipped.headers.find("content-encoding"), "gzip");
  EXPECT_EQ(zipped.headers.find("vary"), "Accept-Encoding");
  EXPECT_EQ(zipped.headers.find("etag"), "W/\"a\"");
  EXPECT_LT(std::get<std::string>(zipped.body).size(), 200U);
  EXPECT_EQ(gunzip(std::get<std::string>(zipped.body)), text);
  request.headers.set("Accept-Encoding", "gzip, br");
  EXPECT_EQ(run(compress(), request, answering(original)).headers.find("content-encoding"), "br");
}

TEST(Compress, LeavesAloneWhatItShould) {
  const std::string text(5'000, ' ');
  Request request;
  const auto left_alone = [&](Response response) {
    const std::string body = std::get<std::string>(response.body);
    const Response after = run(compress(), request, answering(std::move(response)));
    return std::get<std::string>(after.body) == body && !after.headers.find("content-encoding");
  };
  EXPECT_TRUE(left_alone(Response::json(text))) << "not asked for";
  request.headers.add("Accept-Encoding", "gzip;q=0, br;q=0");
  EXPECT_TRUE(left_alone(Response::json(text))) << "refused";
  request.headers.set("Accept-Encoding", "gzip, br");
  EXPECT_FALSE(left_alone(Response::json(text)));
  EXPECT_TRUE(left_alone(Response::json("[]"))) << "small";
  Response image = Response::text(text);
  image.headers.set("Content-Type", "image/png");
  EXPECT_TRUE(left_alone(image));
  Response cookie = Response::json(text);
  cookie.headers.add("Set-Cookie", "a=b");
  EXPECT_TRUE(left_alone(cookie));
}

}  // namespace
}  // namespace waymark::http
