#include "platform/auth/throttle.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/auth/api_keys.h"
#include "platform/cache/local/local_limits.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

class ThrottleTest : public testing::Test {
 protected:
  FakeClock clock_{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random_;
  cache::LocalRateLimits limits_{clock_};
  LoginThrottle throttle_{Secret(std::string(32, 'd')), limits_, cache::Rate{30, 1.0 / 60},
                          random_};
  int next_address_ = 0;

  std::string fresh_address() { return "198.51.100." + std::to_string(next_address_++ % 250); }
  /// Seconds to wait, 0 when the attempt was let through (and failed).
  unsigned fail(std::string_view account, std::string_view address,
                const Secret& proof = Secret()) {
    try {
      runtime::run_task(throttle_.begin(std::string(account), std::string(address), proof));
      return 0;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::rate_limited);
      return error.retry_after_seconds();
    }
  }
};

TEST_F(ThrottleTest, WaitDoublesWithEachFailure) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fail("ana", fresh_address()), 0U) << i;
  unsigned expected = 1;
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(fail("ana", fresh_address()), expected);
    clock_.advance(std::chrono::seconds(expected));
    EXPECT_EQ(fail("ana", fresh_address()), 0U);
    expected = std::min(expected * 2, 900U);
    // (What was forgiven meanwhile is less than one failure until the waits grow long.)
    if (expected > 256) break;
  }
  EXPECT_GT(expected, 256U);
}

TEST_F(ThrottleTest, AttackerCannotLockOutADeviceThatWasInBefore) {
  const Secret proof = throttle_.device_proof("ana");
  for (int i = 0; i < 50; ++i) fail("ana", fresh_address());
  EXPECT_GT(fail("ana", fresh_address()), 0U) << "strangers wait";
  EXPECT_EQ(fail("ana", "203.0.113.1", proof), 0U) << "the known device does not";
  for (int i = 0; i < 9; ++i) fail("ana", "203.0.113.1", proof);
  EXPECT_GT(fail("ana", "203.0.113.1", proof), 0U) << "until it fails itself too often";
}

TEST_F(ThrottleTest, ProofIsGoodForOneAccountOnlyAndCannotBeMade) {
  const Secret proof = throttle_.device_proof("ben");
  for (int i = 0; i < 20; ++i) fail("ana", fresh_address());
  EXPECT_GT(fail("ana", fresh_address(), proof), 0U);
  EXPECT_GT(fail("ana", fresh_address(), Secret(std::string(32, '0') + "." + std::string(43, 'A'))),
            0U);
  EXPECT_GT(fail("ana", fresh_address(), Secret("x")), 0U);
}

TEST_F(ThrottleTest, OneAddressCannotTryManyAccounts) {
  unsigned let_through = 0;
  for (int i = 0; i < 200; ++i)
    let_through += fail("account" + std::to_string(i), "2001:db8::" + std::to_string(i)) == 0;
  EXPECT_LE(let_through, 31U) << "a /64 counts as one address";
  EXPECT_EQ(fail("ana", "2001:db8:0:1::1"), 0U);
}

TEST_F(ThrottleTest, WhoGuessesInAnOfficeStopsNoDeviceThatWasInBefore) {
  const Secret proof = throttle_.device_proof("ana");
  for (int i = 0; i < 100; ++i) fail("account" + std::to_string(i), "203.0.113.7");
  EXPECT_GT(fail("ana", "203.0.113.7"), 0U) << "a device that was never in waits";
  EXPECT_EQ(fail("ana", "203.0.113.7", proof), 0U);
}

TEST_F(ThrottleTest, WhereTheNetworkHasToWaitTheAccountIsNotCounted) {
  for (int i = 0; i < 30; ++i) fail("account" + std::to_string(i), "203.0.113.7");
  for (int i = 0; i < 20; ++i) EXPECT_GT(fail("ana", "203.0.113.7"), 1U);
  EXPECT_EQ(fail("ana", "198.51.100.1"), 0U);
}

TEST_F(ThrottleTest, SuccessTakesItsAttemptBack) {
  for (int i = 0; i < 100; ++i) {
    auto attempt = runtime::run_task(throttle_.begin("ana", "203.0.113.7", Secret()));
    runtime::run_task(attempt.succeeded());
  }
  EXPECT_EQ(fail("ana", "203.0.113.7"), 0U);
}

TEST_F(ThrottleTest, ForgivesInTime) {
  for (int i = 0; i < 30; ++i) fail("ana", fresh_address());
  clock_.advance(std::chrono::hours(10));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fail("ana", fresh_address()), 0U);
}

TEST(NetworkOf, CountsAHouseholdOnce) {
  EXPECT_EQ(network_of("192.0.2.9"), "192.0.2.9");
  EXPECT_EQ(network_of("::ffff:192.0.2.9"), "192.0.2.9");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::1"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
}

TEST(ApiKeys, AcceptsTheWebAppsAndConfiguredOnes) {
  const ApiKeys keys(Secret(std::string(32, 'k')), {hex_encode(sha256("partner key"))});
  EXPECT_TRUE(keys.accepts(keys.web_key()));
  EXPECT_TRUE(keys.accepts("partner key"));
  EXPECT_FALSE(keys.accepts("partner kex"));
  EXPECT_FALSE(keys.accepts(""));
  EXPECT_THROW(ApiKeys(Secret(std::string(32, 'k')), {"not a hash"}), std::invalid_argument);
}

}  // namespace
}  // namespace waymark::auth
