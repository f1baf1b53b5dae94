#include "platform/cache/redis/redis_cache.h"

#include "base/random.h"
#include "base/time.h"
#include "platform/cache/conformance_test.h"
#include "platform/cache/local/local_limits.h"
#include "platform/redis/server_test.h"

namespace waymark::cache {
namespace {

class RedisWorld {
 public:
  RedisWorld() {
    loop_.run(client_.start());
    loop_.run(wait_until(true));
  }
  ~RedisWorld() { loop_.run(client_.stop()); }
  runtime::TestLoop& loop() { return loop_; }
  Cache& cache() { return cache_; }
  RateLimits& limits() { return limits_; }
  /// The server's clock is no fake.
  void pass(std::chrono::milliseconds time) { loop_.run(runtime::sleep_for(time)); }
  redis::TestServer& server() { return server_; }
  redis::Client& client() { return client_; }
  Task<void> wait_until(bool connected) {
    while (client_.connected() != connected)
      co_await runtime::sleep_for(std::chrono::milliseconds(2));
  }

 private:
  redis::TestServer server_;
  runtime::TestLoop loop_;
  SystemRandom random_;
  SystemClock clock_;
  redis::Client client_{server_.address(), "test", random_};
  RedisCache cache_{client_, "test"};
  LocalRateLimits alone_{clock_};
  RedisRateLimits limits_{client_, "test", alone_};
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Redis, CacheConformance, RedisWorld);

namespace {

TEST(RedisCache, GoesOnWithoutTheServerAndComesBack) {
  RedisWorld world;
  const Rate rate{2, 0.001};
  const auto set = [&](std::string value) {
    world.loop().run(world.cache().set("a", std::move(value), std::chrono::minutes(1)));
  };
  const auto takes = [&] {
    return world.loop().run(world.limits().try_take("ana", rate)).count() == 0;
  };
  set("1");
  EXPECT_TRUE(takes());
  EXPECT_TRUE(world.cache().healthy());

  world.server().kill();
  world.loop().run(world.wait_until(false));
  EXPECT_FALSE(world.cache().healthy());
  EXPECT_FALSE(world.loop().run(world.cache().get("a")));
  set("2");
  world.loop().run(world.cache().erase("a"));
  EXPECT_TRUE(takes());
  EXPECT_TRUE(takes());
  EXPECT_FALSE(takes()) << "alone it counts as well";

  world.server().start();
  world.loop().run(world.wait_until(true));
  EXPECT_TRUE(world.cache().healthy());
  set("3");
  EXPECT_EQ(world.loop().run(world.cache().get("a"))->value, "3");
  EXPECT_TRUE(takes()) << "the server has forgotten, and its script too";
}

TEST(RedisCache, BucketsExpireWhenTheyAreFull) {
  RedisWorld world;
  const Rate rate{5, 1'000};
  world.loop().run(world.limits().try_take("ana", rate));
  const auto keys = [&] { return world.loop().run(world.client().call({"DBSIZE"})).integer; };
  while (keys() > 0) continue;
}

TEST(RedisAddress, IsReadFromItsUrl) {
  const auto parse = [](const char* url) { return redis::parse_address(Secret(url), "redis.url"); };
  const redis::Address whole = parse("redis://ana:p%40ss@cache.example:6390/3");
  EXPECT_EQ(whole.host, "cache.example");
  EXPECT_EQ(whole.port, 6390);
  EXPECT_EQ(whole.user, "ana");
  EXPECT_EQ(whole.password.expose(), "p@ss");
  EXPECT_EQ(whole.database, 3U);
  const redis::Address least = parse("redis://localhost");
  EXPECT_EQ(least.port, 6379);
  EXPECT_TRUE(least.password.empty());
  EXPECT_EQ(parse("redis://[::1]:1").host, "::1");
  for (const char* wrong : {"", "localhost:6379", "http://x", "redis://", "redis://x/one",
                            "redis://x:0", "redis://x:99999"})
    EXPECT_THROW(parse(wrong), Error) << wrong;
}

}  // namespace
}  // namespace waymark::cache
