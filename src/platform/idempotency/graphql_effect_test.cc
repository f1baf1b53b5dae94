#include "platform/idempotency/graphql_effect.h"

#include <gtest/gtest.h>

namespace waymark::idempotency {
namespace {

Effect effect_of(std::string body, unsigned status = 200) {
  return graphql_effect(http::Response::json(std::move(body), status));
}

std::string failed(std::string_view code, std::string_view path = R"(["createGoal"])") {
  return R"({"errors":[{"message":"x","path":)" + std::string(path) + R"(,"extensions":{"code":")" +
         std::string(code) + R"("}}],"data":null})";
}

TEST(GraphqlEffect, DataIsDoneAndStatusesSpeakWhereTheyCan) {
  EXPECT_EQ(effect_of(R"({"data":{"createGoal":{"id":"1"}}})"), Effect::done);
  EXPECT_EQ(effect_of("{}", 400), Effect::none);
  EXPECT_EQ(effect_of("{}", 405), Effect::none);
  EXPECT_EQ(effect_of("{}", 503), Effect::unknown);
}

TEST(GraphqlEffect, WhatWasNeverBegunChangedNothing) {
  EXPECT_EQ(effect_of(R"({"errors":[{"message":"x"}]})"), Effect::none);
}

TEST(GraphqlEffect, TheCodeOfTheFieldSaysWhetherItIsKnown) {
  for (const char* code :
       {"INVALID_INPUT", "CONFLICT", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", "RATE_LIMITED"})
    EXPECT_EQ(effect_of(failed(code)), Effect::none) << code;
  for (const char* code : {"UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL"})
    EXPECT_EQ(effect_of(failed(code)), Effect::unknown) << code;
  EXPECT_EQ(effect_of(R"({"errors":[{"message":"x","path":["createGoal"]}],"data":null})"),
            Effect::unknown);
}

TEST(GraphqlEffect, WhatFailsBelowTheFieldCameAfterIt) {
  EXPECT_EQ(effect_of(failed("NOT_FOUND", R"(["addTask","goal"])")), Effect::done);
  EXPECT_EQ(effect_of(failed("INTERNAL", R"(["addTask","goal"])")), Effect::done);
}

TEST(GraphqlEffect, WhatCannotBeReadIsUnknown) {
  EXPECT_EQ(effect_of(R"({"errors":[)"), Effect::unknown);
  EXPECT_EQ(effect_of(R"({"errors":[1],"data":null})"), Effect::unknown);
  http::Response streamed;
  streamed.body = http::StreamedBody([](http::BodyWriter&) -> Task<void> { co_return; });
  EXPECT_EQ(graphql_effect(streamed), Effect::unknown);
}

}  // namespace
}  // namespace waymark::idempotency
