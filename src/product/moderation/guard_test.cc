// The guard over real sockets, and before mutations.
#include "product/moderation/guard.h"

#include <gmock/gmock.h>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/cache/local/local_limits.h"
#include "platform/http/middleware/error_mapping.h"
#include "platform/http/server_fixture_test.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::moderation {
namespace {

using limits::Action;
using limits::parse_rate;
using testing::HasSubstr;

class GuardTest : public http::ServerTest {
 protected:
  void SetUp() override {
    http::ServerTest::SetUp();
    limits::Table table;
    table.at(Action::sign_up) = parse_rate("2 1/h").value();
    table.at(Action::upload) = parse_rate("2 1/h").value();
    table.at(Action::post) = parse_rate("2 1/h").value();
    counted.emplace(buckets, table);
    guard.emplace(suspensions, *counted);
    router_.use(http::map_errors());
    // Whoever says X-User is that person: the identity of these tests.
    router_.use([](http::Request& request, RequestContext& context, const http::Handler& next) {
      if (const auto user = request.headers.find("x-user"))
        context.principal.emplace().user = UserId::parse(*user).value();
      return next(request, context);
    });
    router_.use(guard->requests());
    for (const char* route :
         {"/users/signup", "/api/posts", "/auth/logout", "/api/media", "/api/users/{id}/block"})
      router_.add(http::Method::post, route, [](http::Request&, RequestContext&) {
        return answered(http::Response::json("{}"));
      });
    router_.add(http::Method::get, "/api/posts", [](http::Request&, RequestContext&) {
      return answered(http::Response::json("{}"));
    });
    start();
  }
  static Task<http::Response> answered(http::Response response) { co_return response; }

  std::string ask(const std::string& method, const std::string& path,
                  std::optional<UserId> who = std::nullopt) {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n";
    if (who) text += "X-User: " + who->to_string() + "\r\n";
    return connect()->ask(text + "\r\n");
  }
  static int status(const std::string& answer) { return std::stoi(answer.substr(9, 3)); }
  void suspend(UserId user) {
    accounts::Suspension suspension;
    suspension.user_id = user;
    suspensions.note(suspension);
  }
  ErrorCode before(std::string field, UserId user) {
    RequestContext context;
    context.principal.emplace().user = user;
    try {
      runtime::run_task(guard->before_field(std::move(field), context));
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;  // nothing was refused
  }

  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  accounts::Suspensions suspensions{store, clock};
  cache::LocalRateLimits buckets{clock};
  std::optional<limits::Limits> counted;
  std::optional<Guard> guard;
  UserId ana = ids.make<UserId>();
  UserId ben = ids.make<UserId>();
};

TEST_F(GuardTest, TooManySignUpsAreToldWhenToComeBack) {
  EXPECT_EQ(status(ask("POST", "/users/signup")), 200);
  EXPECT_EQ(status(ask("POST", "/users/signup")), 200);
  const std::string refused = ask("POST", "/users/signup");
  EXPECT_EQ(status(refused), 429);
  EXPECT_THAT(refused, HasSubstr("Retry-After: 3600\r\n"));
  EXPECT_THAT(refused, HasSubstr("\"code\":\"RATE_LIMITED\""));
}

TEST_F(GuardTest, PicturesAreCountedBeforeTheyAreRead) {
  EXPECT_EQ(status(ask("POST", "/api/media", ana)), 200);
  EXPECT_EQ(status(ask("POST", "/api/media", ana)), 200);
  EXPECT_EQ(status(ask("POST", "/api/media", ana)), 429);
  EXPECT_EQ(status(ask("POST", "/api/media", ben)), 200);
}

TEST_F(GuardTest, EachPersonIsCountedByWhicheverWayTheyCome) {
  EXPECT_EQ(status(ask("POST", "/api/posts", ana)), 200);
  EXPECT_EQ(before("createPost", ana), ErrorCode::internal);
  EXPECT_EQ(before("postActivity", ana), ErrorCode::rate_limited);
  EXPECT_EQ(status(ask("POST", "/api/posts", ana)), 429);
  EXPECT_EQ(status(ask("GET", "/api/posts", ana)), 200);
  EXPECT_EQ(status(ask("POST", "/api/posts", ben)), 200);
}

TEST_F(GuardTest, WhoIsSuspendedReadsAndGetsOutButChangesNothing) {
  suspend(ana);
  const std::string refused = ask("POST", "/api/users/1/block", ana);
  EXPECT_EQ(status(refused), 403);
  EXPECT_THAT(refused, HasSubstr("Your account is suspended."));
  EXPECT_EQ(status(ask("GET", "/api/posts", ana)), 200);
  EXPECT_EQ(status(ask("POST", "/auth/logout", ana)), 200);
  EXPECT_EQ(status(ask("POST", "/api/users/1/block", ben)), 200);
  EXPECT_EQ(before("createGoal", ana), ErrorCode::forbidden);
  EXPECT_EQ(before("onNotification", ana), ErrorCode::forbidden);
  EXPECT_EQ(before("appealDecision", ana), ErrorCode::internal);
  EXPECT_EQ(before("createGoal", ben), ErrorCode::internal);
}

}  // namespace
}  // namespace waymark::moderation
