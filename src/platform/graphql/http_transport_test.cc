// GraphQL over HTTP, through a real socket.
#include "base/encoding.h"
#include "platform/graphql/transport_fixture_test.h"

namespace waymark::graphql {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using HttpTransportTest = TransportTest;

constexpr std::string_view kHero = R"({"query":"{ hero { name } }"})";
constexpr std::string_view kHeroAnswer = R"({"data":{"hero":{"name":"Ana"}}})";

auto status(int code) {
  return StartsWith("HTTP/1.1 " + std::to_string(code));
}

TEST_F(HttpTransportTest, AnswersInTheMediaTypeThatIsAsked) {
  serve();
  EXPECT_THAT(post(kHero, "application/graphql-response+json"),
              AllOf(status(200), EndsWith(kHeroAnswer),
                    HasSubstr("Content-Type: application/graphql-response+json; charset=utf-8")));
  EXPECT_THAT(post(kHero, "application/json"),
              AllOf(status(200), HasSubstr("Content-Type: application/json; charset=utf-8")));
  EXPECT_THAT(post(kHero, "*/*"), HasSubstr("application/graphql-response+json"));
  EXPECT_THAT(post(kHero, "application/json;q=0.5, application/graphql-response+json;q=0.1"),
              HasSubstr("Content-Type: application/json"));
  EXPECT_THAT(post(kHero, "image/png"), status(406));
}

TEST_F(HttpTransportTest, RequestErrorsAre400OrFollowTheOldRule) {
  serve();
  const std::string_view wrong = R"({"query":"{ hero { nix } }"})";
  EXPECT_THAT(post(wrong, "application/graphql-response+json"),
              AllOf(status(400), HasSubstr("GRAPHQL_VALIDATION_FAILED"), Not(HasSubstr("data"))));
  EXPECT_THAT(post(wrong, "application/json"), status(200));
  EXPECT_THAT(post(R"({"query":"{"})", "application/graphql-response+json"),
              AllOf(status(400), HasSubstr("GRAPHQL_PARSE_FAILED")));
  EXPECT_THAT(post(R"({"query":"query($n: Int!) { echo(number: $n) }","variables":{"n":"x"}})",
                   "application/graphql-response+json"),
              AllOf(status(400), HasSubstr("INVALID_INPUT")));
  EXPECT_THAT(post(R"({"query":"{ hero { broken } }"})", "application/graphql-response+json"),
              AllOf(status(200), HasSubstr("CONFLICT")));
}

TEST_F(HttpTransportTest, MalformedRequestsNameWhatIsWrong) {
  serve();
  EXPECT_THAT(post("{"), AllOf(status(400), HasSubstr("INVALID_INPUT")));
  EXPECT_THAT(post("{}"), AllOf(status(400), HasSubstr(R"("field":"query")")));
  EXPECT_THAT(post("[]"), AllOf(status(400), HasSubstr(R"("field":"body")")));
  EXPECT_THAT(post(R"({"query":1})"), AllOf(status(400), HasSubstr(R"("field":"query")")));
  EXPECT_THAT(post(R"({"query":"{__typename}","variables":[]})"),
              AllOf(status(400), HasSubstr(R"("field":"variables")")));
  EXPECT_THAT(post(R"({"query":"{__typename}","operationName":{}})"),
              AllOf(status(400), HasSubstr(R"("field":"operationName")")));
  EXPECT_THAT(post(R"({"query":"{__typename}","operationName":null,"variables":null,"more":1})"),
              AllOf(status(200), EndsWith(R"({"data":{"__typename":"Query"}})")));
  EXPECT_THAT(post(kHero, "*/*", "text/plain"), status(415));
}

TEST_F(HttpTransportTest, GetRunsQueriesOnly) {
  serve();
  EXPECT_THAT(get("query=%7Bhero%7Bname%7D%7D"), AllOf(status(200), EndsWith(kHeroAnswer)));
  EXPECT_THAT(get("query=query(%24n:Int)%7Becho(number:%24n)%7D&variables=%7B%22n%22:3%7D"),
              HasSubstr(R"(\"number\":3)"));
  EXPECT_THAT(get("query=%7Bhero%7Bname%7D%7D&variables=nonsense"),
              AllOf(status(400), HasSubstr(R"("field":"variables")")));
  EXPECT_THAT(get("query=mutation%7Badd(value:1)%7Bvalue%7D%7D"),
              AllOf(status(405), HasSubstr("Allow: POST")));
  EXPECT_THAT(post(R"({"query":"mutation{add(value:1){value}}"})"),
              EndsWith(R"({"data":{"add":{"value":1}}})"));
}

TEST_F(HttpTransportTest, UnderAnIdempotencyKeyOneThingIsDone) {
  serve();
  const auto keyed = [this](std::string_view body) {
    return connect()->ask(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: "
        "k\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  };
  EXPECT_THAT(keyed(R"({"query":"mutation{add(value:1){value}}"})"), status(200));
  EXPECT_THAT(keyed(R"({"query":"mutation{a:add(value:1){value} b:add(value:2){value}}"})"),
              AllOf(status(400), HasSubstr(R"("field":"query")")));
  EXPECT_THAT(keyed(R"({"query":"{a:hero{name} b:hero{name}}"})"), status(200));
  EXPECT_THAT(post(R"({"query":"mutation{a:add(value:1){value} b:add(value:2){value}}"})"),
              status(200));
}

TEST_F(HttpTransportTest, SubscriptionsNeedAnotherTransport) {
  serve();
  EXPECT_THAT(post(R"({"query":"subscription{count(to:1){value}}"})"),
              AllOf(status(400), HasSubstr("WebSocket")));
}

TEST_F(HttpTransportTest, KeepsDocumentsByTheirHash) {
  serve();
  const std::string hash = hex_encode(sha256("{__typename}"));
  EXPECT_EQ(hash, "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38");
  const std::string extensions =
      R"("extensions":{"persistedQuery":{"version":1,"sha256Hash":")" + hash + R"("}})";
  const std::string by_hash = "{" + extensions + "}";
  EXPECT_THAT(post(by_hash), AllOf(status(200), HasSubstr("PERSISTED_QUERY_NOT_FOUND"),
                                   HasSubstr("private, no-store")));
  EXPECT_THAT(post(R"({"query":"{ __typename }",)" + extensions + "}"),
              AllOf(status(400), HasSubstr("provided sha does not match query")));
  EXPECT_THAT(post(by_hash), HasSubstr("PERSISTED_QUERY_NOT_FOUND"));
  EXPECT_THAT(post(R"({"query":"{__typename}",)" + extensions + "}"), status(200));
  EXPECT_THAT(post(by_hash), EndsWith(R"({"data":{"__typename":"Query"}})"));
  EXPECT_THAT(post(R"({"extensions":{"persistedQuery":{"version":2,"sha256Hash":""}}})"),
              HasSubstr("PERSISTED_QUERY_NOT_SUPPORTED"));
}

TEST_F(HttpTransportTest, AQueryThatTakesTooLongIsCut) {
  TransportOptions options;
  options.timeout = std::chrono::milliseconds(20);
  serve(options);
  EXPECT_THAT(post(R"({"query":"{ never }"})"), HasSubstr("DEADLINE_EXCEEDED"));
}

TEST_F(HttpTransportTest, TheExplorerIsForDevelopment) {
  TransportOptions options;
  options.explorer = true;
  serve(options);
  EXPECT_THAT(get("", "text/html"),
              AllOf(status(200), HasSubstr("GraphQL explorer"), Not(HasSubstr("<script>"))));
  EXPECT_THAT(connect()->ask("GET /graphql/explorer/explorer.js HTTP/1.1\r\nHost: x\r\n\r\n"),
              AllOf(status(200), HasSubstr("text/javascript")));
  EXPECT_THAT(get("query=%7Bhero%7Bname%7D%7D", "text/html, */*;q=0.1"), EndsWith(kHeroAnswer));
}

TEST_F(HttpTransportTest, NoExplorerWithoutDevelopment) {
  serve();
  EXPECT_THAT(get("", "text/html"), status(406));
}

// Server-sent events.

std::string events_of(http::RawClient& client, std::string_view end) {
  return client.until(end);
}

class EventStreamTest : public TransportTest {
 protected:
  std::unique_ptr<http::RawClient> stream(std::string_view query) {
    auto client = connect();
    const std::string body = R"({"query":")" + std::string(query) + "\"}";
    client->send(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Accept: text/event-stream\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    return client;
  }
};

TEST_F(EventStreamTest, SendsEachEventThenCompletes) {
  serve();
  auto client = stream("subscription { count(to: 2) { value } }");
  const std::string all = events_of(*client, "event: complete\ndata:\n\n");
  EXPECT_THAT(all, AllOf(status(200), HasSubstr("text/event-stream"), HasSubstr(":\n\n")));
  EXPECT_THAT(all, HasSubstr("event: next\ndata: {\"data\":{\"count\":{\"value\":1}}}\n\n"));
  EXPECT_THAT(all, HasSubstr("event: next\ndata: {\"data\":{\"count\":{\"value\":2}}}\n\n"));
}

TEST_F(EventStreamTest, RunsQueriesToo) {
  serve();
  auto client = stream("{ hero { name } }");
  EXPECT_THAT(events_of(*client, "event: complete\ndata:\n\n"),
              HasSubstr("data: " + std::string(kHeroAnswer) + "\n\n"));
}

TEST_F(EventStreamTest, RefusalsAreEvents) {
  serve();
  auto invalid = stream("{ nix }");
  EXPECT_THAT(events_of(*invalid, "event: complete\ndata:\n\n"),
              AllOf(status(200), HasSubstr("GRAPHQL_VALIDATION_FAILED")));
  auto refused = stream("subscription { refused }");
  EXPECT_THAT(events_of(*refused, "event: complete\ndata:\n\n"), HasSubstr("FORBIDDEN"));
}

TEST_F(EventStreamTest, CommentsKeepItAliveAndNoticeThatTheClientHasGone) {
  TransportOptions options;
  options.heartbeat = std::chrono::milliseconds(5);
  serve(options);
  auto client = stream("subscription { once { value } }");
  events_of(*client, "\"value\":1");
  events_of(*client, ":\n\n");
  events_of(*client, ":\n\n");
  EXPECT_EQ(testing::live_sources(), 1);
  client.reset();
  for (int i = 0; i < 2000 && testing::live_sources() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(testing::live_sources(), 0);
}

TEST_F(EventStreamTest, OnePersonsStreamsAreEnded) {
  UserId ana;
  ana.uuid.bytes[0] = 1;
  router_.use([ana](http::Request& request, RequestContext& context, const http::Handler& next) {
    context.principal.emplace().user = ana;
    return next(request, context);
  });
  serve();
  auto client = stream("subscription { once { value } }");
  events_of(*client, "\"value\":1");
  transport_->end_all_of(UserId(), Error(ErrorCode::forbidden, "error.account.suspended"));
  transport_->end_all_of(ana, Error(ErrorCode::forbidden, "error.account.suspended"));
  const std::string rest = events_of(*client, "event: complete\ndata:\n\n");
  EXPECT_THAT(rest, AllOf(HasSubstr("Your account is suspended."), HasSubstr("FORBIDDEN")));
  for (int i = 0; i < 2000 && testing::live_sources() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(testing::live_sources(), 0);
}

}  // namespace
}  // namespace waymark::graphql
