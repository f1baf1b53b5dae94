#include "platform/cache/local/local_cache.h"

#include "base/fake_clock.h"
#include "platform/cache/conformance_test.h"
#include "platform/cache/local/local_limits.h"

namespace waymark::cache {
namespace {

class LocalWorld {
 public:
  runtime::TestLoop& loop() { return loop_; }
  Cache& cache() { return cache_; }
  RateLimits& limits() { return limits_; }
  void pass(std::chrono::milliseconds time) { clock_.advance(time); }

 private:
  runtime::TestLoop loop_;
  FakeClock clock_{Instant(std::chrono::milliseconds(1'795'000'000'000))};
  LocalCache cache_{16 << 20, clock_};
  LocalRateLimits limits_{clock_};
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Local, CacheConformance, LocalWorld);

namespace {

TEST(LocalCache, IsBoundedAndForgetsWhatWasNotUsedLongest) {
  runtime::TestLoop loop;
  FakeClock clock{Instant(std::chrono::milliseconds(0))};
  constexpr std::size_t kBytes = 16 * 4096;
  LocalCache cache(kBytes, clock);
  loop.run(cache.set("used", "x", std::chrono::hours(1)));
  for (int i = 0; i < 5'000; ++i) {
    loop.run(cache.set(std::to_string(i), std::string(20, 'v'), std::chrono::hours(1)));
    ASSERT_TRUE(loop.run(cache.get("used"))) << "after " << i;
  }
  EXPECT_LE(cache.bytes(), kBytes);
  EXPECT_FALSE(loop.run(cache.get("0")));
  EXPECT_TRUE(loop.run(cache.get("4999")));
}

TEST(LocalRateLimits, AFloodOfNamesCannotMakeItGrow) {
  runtime::TestLoop loop;
  FakeClock clock{Instant(std::chrono::milliseconds(0))};
  LocalRateLimits limits(clock, 10);
  const Rate rate{1, 1};
  for (int i = 0; i < 10; ++i) loop.run(limits.try_take(std::to_string(i), rate));
  EXPECT_GT(loop.run(limits.try_take("3", rate)).count(), 0);
  for (int i = 10; i < 40; ++i)
    EXPECT_EQ(loop.run(limits.try_take(std::to_string(i), rate)).count(), 0);
}

TEST(GuessCounter, AFloodOfNamesCannotMakeItGrow) {
  FakeClock clock(*parse_rfc3339("2026-11-21T08:00:00Z"));
  GuessCounter counter(clock, 100);
  const GuessRule rule{1, std::chrono::seconds(60), std::chrono::seconds(60)};
  for (int i = 0; i < 10'000; ++i) counter.guess("name " + std::to_string(i), rule);
  int blocked = 0;
  for (int i = 9'900; i < 10'000; ++i)
    blocked += counter.guess("name " + std::to_string(i), rule).count() > 0;
  EXPECT_LE(blocked, 100);
  EXPECT_GT(blocked, 0);
}

}  // namespace
}  // namespace waymark::cache
