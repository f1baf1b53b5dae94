#include "platform/telemetry/redact.h"

#include <gtest/gtest.h>

namespace waymark::telemetry {
namespace {

TEST(Redact, HidesCredentialsWhereverTheyStand) {
  const std::string jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  EXPECT_EQ(redact("got " + jwt + "!"), "got [redacted]!");
  EXPECT_EQ(redact("Authorization: Bearer abcdefgh12345"), "Authorization: [redacted]");
  EXPECT_EQ(redact("sent Bearer abcdefgh12345 twice"), "sent Bearer [redacted] twice");
  EXPECT_EQ(redact("GET /confirm-email?token=s3cr3t&lang=en"),
            "GET /confirm-email?token=[redacted]&lang=en");
  EXPECT_EQ(redact(R"({"password":"hunter2","nick":"ana"})"),
            R"({"password":"[redacted]","nick":"ana"})");
  EXPECT_EQ(redact("postgres://ana:pw@db/x"), "postgres://[redacted]@db/x");
  EXPECT_EQ(redact("refresh_token = abc"), "refresh_token = [redacted]");
}

TEST(Redact, LeavesOrdinaryTextAlone) {
  for (const char* text : {"a basic idea", "tokenizer ran", "http://example.org/a:b@c",
                           "bearer of news", "eyJust a word", "the password was wrong"})
    EXPECT_EQ(redact(text), text);
}

TEST(Redact, KnowsTheNamesOfSecrets) {
  for (const char* name : {"password", "newPassword", "refresh_token", "X-Api-Key", "Authorization",
                           "Set-Cookie", "client-secret", "AWS_SECRET_ACCESS_KEY"})
    EXPECT_TRUE(names_a_secret(name)) << name;
  for (const char* name : {"nickname", "path", "status", "author", "key_count"})
    EXPECT_FALSE(names_a_secret(name)) << name;
}

}  // namespace
}  // namespace waymark::telemetry
