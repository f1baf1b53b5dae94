#include "platform/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/http/server_fixture_test.h"

namespace waymark::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Task<Response> hello(Request&, RequestContext&) {
  co_return Response::text("hello");
}

Task<Response> echo(Request& request, RequestContext&) {
  co_return Response::text(request.body);
}

Task<Response> show_id(Request& request, RequestContext&) {
  co_return Response::text(std::string(request.path_parameter("id")) + " " +
                           std::string(request.route));
}

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  router_.add(Method::get, "/hello", hello);
  start(2);
  auto client = connect();
  for (int i = 0; i < 3; ++i) {
    const std::string response = client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Length: 5\r\n"));
    EXPECT_THAT(response, EndsWith("\r\n\r\nhello"));
    EXPECT_THAT(response, Not(HasSubstr("Connection")));
  }
  client->send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client->all(), HasSubstr("\r\nConnection: close\r\n"));
}

TEST_F(ServerTest, OldClientsAreClosedUnlessTheyAskToStay) {
  router_.add(Method::get, "/hello", hello);
  start();
  auto client = connect();
  EXPECT_THAT(client->ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
              HasSubstr("\r\nConnection: keep-alive\r\n"));
  client->send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client->all(), EndsWith("hello"));
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  router_.add(Method::get, "/quests/{id}", show_id);
  router_.add(Method::post, "/echo", echo);
  start();
  auto client = connect();
  client->send(
      "GET /quests/a%20b HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz"
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2;x=1\r\nab\r\n1\r\nc\r\n0\r\nX: y\r\n\r\n"
      "GET /quests/2?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\na b /quests/{id}"));
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\nxyz"));
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\nabc"));
  EXPECT_THAT(client->response(), EndsWith("\r\n\r\n2 /quests/{id}"));
}

TEST_F(ServerTest, BytesMayComeOneByOne) {
  router_.add(Method::post, "/echo", echo);
  start();
  auto client = connect();
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const auto& [body, said] :
       {std::pair("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", "abc"), std::pair("0\r\n\r\n", ""),
        std::pair("0\r\nX: y\r\n\r\n", "")}) {
    for (const char c : head + body) client->send({&c, 1});
    EXPECT_THAT(client->response(), EndsWith("\r\n\r\n" + std::string(said)));
  }
}

TEST_F(ServerTest, HeadIsGetWithoutItsBody) {
  router_.add(Method::get, "/hello", hello);
  start();
  auto client = connect();
  client->send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client->until("\r\n\r\n"), HasSubstr("\r\nContent-Length: 5\r\n"));
  EXPECT_THAT(client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, SaysWhichMethodsThereAre) {
  router_.add(Method::get, "/hello", hello);
  router_.add(Method::put, "/hello", hello);
  start();
  auto client = connect();
  const std::string refused = client->ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(refused, HasSubstr("\r\nAllow: GET, HEAD, PUT, OPTIONS\r\n"));
  EXPECT_THAT(refused, HasSubstr("\"code\":\"METHOD_NOT_ALLOWED\""));
  const std::string options = client->ask("OPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(options, StartsWith("HTTP/1.1 204"));
  EXPECT_THAT(options, HasSubstr("\r\nAllow: GET, HEAD, PUT, OPTIONS\r\n"));
  EXPECT_THAT(client->ask("BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 405"));
}

TEST_F(ServerTest, ErrorsAreProblemDocuments) {
  router_.add(Method::get, "/wrong", [](Request&, RequestContext&) -> Task<Response> {
    throw Error::invalid("title", "error.required");
    co_return Response();
  });
  router_.add(Method::get, "/fault", [](Request&, RequestContext&) -> Task<Response> {
    throw std::runtime_error("a secret of ours");
    co_return Response();
  });
  router_.add(Method::get, "/limited", [](Request&, RequestContext&) -> Task<Response> {
    throw Error::rate_limited("error.rate_limited", 7);
    co_return Response();
  });
  start();
  auto client = connect();
  const std::string wrong = client->ask(
      "GET /wrong HTTP/1.1\r\nHost: a\r\n"
      "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n");
  EXPECT_THAT(wrong, HasSubstr("\r\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-"));
  EXPECT_THAT(wrong, Not(HasSubstr("00f067aa0ba902b7")));
  EXPECT_THAT(wrong, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(wrong, HasSubstr("\r\nContent-Type: application/problem+json\r\n"));
  EXPECT_THAT(
      wrong,
      HasSubstr("{\"type\":\"urn:waymark:problem:invalid-input\",\"title\":\"Invalid input\","
                "\"status\":400,\"detail\":\""));
  EXPECT_THAT(wrong,
              HasSubstr("\"errors\":[{\"field\":\"title\",\"message\":\"This is needed.\"}]"));
  EXPECT_THAT(wrong, HasSubstr("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}"));
  const std::string fault = client->ask("GET /fault HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(fault, StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(fault, Not(HasSubstr("secret")));
  EXPECT_THAT(client->ask("GET /limited HTTP/1.1\r\nHost: a\r\n\r\n"),
              HasSubstr("\r\nRetry-After: 7\r\n"));
  EXPECT_THAT(client->ask("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 404"));
}

TEST_F(ServerTest, MiddlewareSurroundsEveryHandlerAndTheLackOfOne) {
  const auto mark = [](std::string text) {
    return
        [text](Request& request, RequestContext& context, const Handler& next) -> Task<Response> {
          return [](std::string name, Task<Response> inner) -> Task<Response> {
            Response response = co_await std::move(inner);
            response.headers.add("X-Passed", name);
            co_return response;
          }(text, next(request, context));
        };
  };
  router_.add(Method::get, "/hello", hello);
  router_.use(mark("outer"));
  router_.use(mark("inner"));
  start();
  auto client = connect();
  EXPECT_THAT(client->ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"),
              HasSubstr("\r\nX-Passed: inner\r\nX-Passed: outer\r\n"));
}

TEST_F(ServerTest, AResponseCannotBeSplitByAValue) {
  router_.add(Method::get, "/split", [](Request&, RequestContext&) -> Task<Response> {
    Response response = Response::text("x");
    response.headers.add("X-Value", "a\r\nSet-Cookie: b=c");
    co_return response;
  });
  start();
  EXPECT_THAT(connect()->ask("GET /split HTTP/1.1\r\nHost: a\r\n\r\n"),
              HasSubstr("\r\nX-Value: a  Set-Cookie: b=c\r\n"));
}

TEST_F(ServerTest, LargeBodiesArriveWhole) {
  constexpr std::size_t kLarge = 8 << 20;
  serve_large(kLarge);
  start();
  auto client = connect();
  for (int i = 0; i < 2; ++i) {
    const std::string response = client->ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(response.size() - response.find("\r\n\r\n") - 4, kLarge);
  }
}

TEST_F(ServerTest, RefusesAPortThatIsTaken) {
  router_.add(Method::get, "/hello", hello);
  start();
  ServerOptions same = options_;
  same.port = server_->port();
  Server second(same, router_, *reactors_);
  try {
    second.start();
    ADD_FAILURE() << "two servers on one port";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(same.port)));
  }
}

}  // namespace
}  // namespace waymark::http
