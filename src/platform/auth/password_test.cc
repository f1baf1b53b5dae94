#include "platform/auth/password.h"

#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>

#include "base/random.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

class PasswordsTest : public testing::Test {
 protected:
  SystemRandom random_;
  runtime::TestLoop loop_;  // outlives the pool, whose threads still hold it when a result arrives
  runtime::BackgroundPool pool_{1, 64};
  PasswordOptions options_{4, 32};
  Secret pepper_{std::string(32, 'p')};
  Passwords passwords_{options_, pepper_, random_, pool_};

  std::string hash(const std::string& text) { return loop_.run(passwords_.hash(Secret(text))); }
  bool matches(const std::string& text, const std::string& stored) {
    return loop_.run(passwords_.verify(Secret(text), stored)).matches;
  }
};

TEST_F(PasswordsTest, MatchesOnlyItself) {
  const std::string stored = hash("correct horse battery");
  EXPECT_TRUE(stored.starts_with("wm1:"));
  EXPECT_EQ(stored.find("correct"), std::string::npos);
  EXPECT_TRUE(matches("correct horse battery", stored));
  EXPECT_FALSE(matches("correct horse batterz", stored));
  EXPECT_FALSE(matches("", stored));
  EXPECT_NE(hash("correct horse battery"), stored) << "every hash has its own salt";
}

TEST_F(PasswordsTest, EveryByteCountsPastBcryptsSeventyTwo) {
  const std::string base(100, 'x');
  const std::string stored = hash(base + "1");
  EXPECT_TRUE(matches(base + "1", stored));
  EXPECT_FALSE(matches(base + "2", stored));
  EXPECT_FALSE(matches(base, stored));
}

TEST_F(PasswordsTest, NulBytesDoNotEndIt) {
  const std::string with_nul("secret\0tail", 11);
  const std::string stored = hash(with_nul);
  EXPECT_TRUE(matches(with_nul, stored));
  EXPECT_FALSE(matches("secret", stored));
  EXPECT_FALSE(matches(std::string("secret\0tale", 11), stored));
}

TEST_F(PasswordsTest, UnicodeFormsAreOneButCaseAndSpacesCount) {
  const std::string composed = "contrase\u00f1a \u00e9";
  const std::string decomposed = "contrasen\u0303a e\u0301";
  const std::string stored = hash(composed);
  EXPECT_TRUE(matches(decomposed, stored));
  EXPECT_FALSE(matches("Contrase\u00f1a \u00e9", stored));
  EXPECT_FALSE(matches(composed + " ", stored));
}

TEST_F(PasswordsTest, TellsWhenTheCostHasChanged) {
  const std::string stored = hash("correct horse battery");
  EXPECT_FALSE(loop_.run(passwords_.verify(Secret("correct horse battery"), stored)).outdated);
  options_.cost = 5;
  Passwords dearer(options_, pepper_, random_, pool_);
  const PasswordVerdict verdict = loop_.run(dearer.verify(Secret("correct horse battery"), stored));
  EXPECT_TRUE(verdict.matches);
  EXPECT_TRUE(verdict.outdated);
  EXPECT_FALSE(loop_.run(dearer.verify(Secret("wrong"), stored)).outdated);
}

TEST_F(PasswordsTest, StolenHashesAreUselessWithoutThePepper) {
  const std::string stored = hash("correct horse battery");
  Passwords elsewhere(options_, Secret(std::string(32, 'q')), random_, pool_);
  EXPECT_FALSE(loop_.run(elsewhere.verify(Secret("correct horse battery"), stored)).matches);
}

TEST_F(PasswordsTest, UnknownAccountsNeverMatch) {
  EXPECT_FALSE(loop_.run(passwords_.verify(Secret("anything"), std::nullopt)).matches);
  EXPECT_FALSE(loop_.run(passwords_.verify(Secret("anything"), "$1$broken")).matches);
  EXPECT_FALSE(loop_.run(passwords_.verify(Secret(""), "")).matches);
}

TEST_F(PasswordsTest, AdmitsOnlySoManyAtOnce) {
  options_.admitted = 1;
  Passwords narrow(options_, pepper_, random_, pool_);
  int refused = 0;
  const auto attempt = [&]() -> Task<void> {
    try {
      co_await narrow.hash(Secret("correct horse battery"));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::rate_limited);
      EXPECT_GT(error.retry_after_seconds(), 0U);
      ++refused;
    }
  };
  const auto story = [&]() -> Task<void> {
    boost::asio::co_spawn(loop_.context(), attempt(), boost::asio::detached);
    co_await attempt();
    EXPECT_EQ(refused, 1);
    auto nothing = [] {};
    co_await pool_.run(nothing);  // behind the first one, on the pool's only thread
    co_await attempt();
    EXPECT_EQ(refused, 1) << "the place must be free again";
  };
  loop_.run(story());
}

std::string weakness(const std::string& password, const std::vector<std::string>& personal = {}) {
  const auto problem = password_weakness("password", Secret(password), personal);
  return problem ? problem->message_key : "";
}

TEST(PasswordWeakness, AcceptsLongAndUnusualOnes) {
  EXPECT_EQ(weakness("correct horse battery"), "");
  EXPECT_EQ(weakness("kvQ7!pzx"), "");
  EXPECT_EQ(weakness("\u044f \u043b\u044e\u0431\u043b\u044e \u0433\u043e\u0440\u044b"), "");
  EXPECT_EQ(weakness(std::string(90, 'a') + "bcq"), "");
}

TEST(PasswordWeakness, RefusesShortLongAndBroken) {
  EXPECT_EQ(weakness("kvQ7!pz"), "error.password.too_short");
  EXPECT_EQ(weakness("\u00e9\u00e9\u00e9\u00e9"), "error.password.too_short")
      << "characters, not bytes";
  EXPECT_EQ(weakness(std::string(1025, 'q')), "error.password.too_long");
  EXPECT_EQ(weakness("abcdefg\xff\xfe"), "error.json.utf8");
}

TEST(PasswordWeakness, RefusesCommonOnesInAnyDress) {
  for (const char* password :
       {"password", "PASSWORD", "Password1", "P4ssw0rd", "p@ssword123!", "123password", "baseball",
        "aaaaaaaa", "12345678", "hgfedcba", "123456789", "Trustno1", "iloveyou2024",
        "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44"})
    EXPECT_EQ(weakness(password), "error.password.common") << password;
}

TEST(PasswordWeakness, RefusesLittleMoreThanOnesName) {
  const std::vector<std::string> personal{"marathoner", "Ana.Gomez@example.org"};
  EXPECT_EQ(weakness("Marathoner1", personal), "error.password.personal");
  EXPECT_EQ(weakness("ana.gomez77", personal), "error.password.personal");
  EXPECT_EQ(weakness("ana.gomez@example.org", personal), "error.password.personal");
  EXPECT_EQ(weakness("marathoner runs up hills", personal), "");
}

}  // namespace
}  // namespace waymark::auth
