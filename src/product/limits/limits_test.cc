#include "product/limits/limits.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/cache/local/local_limits.h"
#include "platform/runtime/testing.h"

namespace waymark::limits {
namespace {

cache::Rate rate_of(std::string_view text) {
  return parse_rate(text).value().value();
}

TEST(ParseRate, ReadsWhatPeopleWrite) {
  EXPECT_DOUBLE_EQ(rate_of("30 60/h").burst, 30);
  EXPECT_DOUBLE_EQ(rate_of("30 60/h").per_second, 1.0 / 60);
  EXPECT_DOUBLE_EQ(rate_of("1 0.5/s").per_second, 0.5);
  EXPECT_DOUBLE_EQ(rate_of("5 24/d").per_second, 24.0 / 86'400);
  EXPECT_DOUBLE_EQ(rate_of("5 3/m").per_second, 0.05);
  EXPECT_TRUE(parse_rate("off"));
  EXPECT_FALSE(*parse_rate("off"));
  for (const char* wrong : {"", "30", "30 60", "30 /h", "30 60/w", "0 1/s", "-1 1/s", "x 1/s",
                            "30 0/h", "30 60/hh", "30  60/h", "nan 1/s", "1 inf/s"})
    EXPECT_FALSE(parse_rate(wrong)) << wrong;
}

class LimitsTest : public ::testing::Test {
 protected:
  LimitsTest() {
    table.network_factor = 3;
    table.at(Action::post) = rate_of("2 1/s");
    table.at(Action::sign_up) = rate_of("2 1/s");
  }
  RequestContext context(bool known, std::string address) {
    RequestContext made;
    if (known) made.principal.emplace().user = ids.make<UserId>();
    made.client_address = std::move(address);
    return made;
  }
  /// Seconds to wait; 0: taken.
  unsigned take(Action action, const RequestContext& who) {
    const Limits counted(limits, table);
    try {
      loop.run(counted.take(action, who));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::rate_limited);
      return error.retry_after_seconds();
    }
    return 0;
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  cache::LocalRateLimits limits{clock};
  Table table;
};

TEST_F(LimitsTest, APersonIsToldWhenToComeBack) {
  const RequestContext ana = context(true, "192.0.2.1");
  EXPECT_EQ(take(Action::post, ana), 0u);
  EXPECT_EQ(take(Action::post, ana), 0u);
  EXPECT_EQ(take(Action::post, ana), 1u);
  EXPECT_EQ(take(Action::comment, ana), 0u) << "is not counted";
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(take(Action::post, ana), 0u);
}

TEST_F(LimitsTest, ManyAtOneAddressShareWhatANetworkMayDo) {
  for (int person = 0; person < 3; ++person) {
    const RequestContext who = context(true, "2001:db8::" + std::to_string(person + 1));
    for (int i = 0; i < 2; ++i) EXPECT_EQ(take(Action::post, who), 0u);
  }
  EXPECT_GT(take(Action::post, context(true, "2001:db8::99")), 0u) << "the same /64";
  EXPECT_EQ(take(Action::post, context(true, "192.0.2.9")), 0u);
}

TEST_F(LimitsTest, WhatNobodyDoesAsSomebodyIsCountedByNetworkOnce) {
  for (int i = 0; i < 2; ++i) EXPECT_EQ(take(Action::sign_up, context(false, "192.0.2.1")), 0u);
  EXPECT_GT(take(Action::sign_up, context(true, "192.0.2.1")), 0u);
  EXPECT_EQ(take(Action::sign_up, context(false, "192.0.2.2")), 0u);
}

TEST_F(LimitsTest, WhomItIsDoneToIsCountedWhoeverDoesIt) {
  table.at(Action::mail) = rate_of("1 1/h");
  const Limits counted(limits, table);
  loop.run(counted.take_for(Action::mail, "ana@example.org"));
  EXPECT_THROW(loop.run(counted.take_for(Action::mail, "ana@example.org")), Error);
  EXPECT_FALSE(loop.run(counted.try_take_for(Action::mail, "ana@example.org")));
  EXPECT_TRUE(loop.run(counted.try_take_for(Action::mail, "ben@example.org")));
  EXPECT_TRUE(loop.run(counted.try_take_for(Action::typing, "ana"))) << "is not counted";
}

}  // namespace
}  // namespace waymark::limits
