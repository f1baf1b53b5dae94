#include "platform/auth/sessions.h"

#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>

#include "base/error.h"
#include "platform/auth/testing.h"
#include "platform/runtime/testing.h"

namespace waymark::auth {
namespace {

using runtime::run_task;

class SessionsTest : public testing::Test, protected AuthParts {
 protected:
  UserId user_ = ids.make<UserId>();
  OpenSession open_ = run_task(sessions.open(user_, "test"));

  OpenSession renew(const Secret& token) { return run_task(sessions.renew(token)); }
  std::string refusal(const Secret& token) {
    try {
      run_task(sessions.renew(token));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unauthenticated);
      return error.message_key();
    }
    return "accepted";
  }
};

TEST_F(SessionsTest, RotatesOnUse) {
  const OpenSession second = renew(open_.refresh_token);
  EXPECT_EQ(second.session, open_.session);
  EXPECT_EQ(second.user, user_);
  EXPECT_NE(second.refresh_token.expose(), open_.refresh_token.expose());
  clock.advance(std::chrono::hours(1));
  const OpenSession third = renew(second.refresh_token);
  EXPECT_NE(third.refresh_token.expose(), second.refresh_token.expose());
}

TEST_F(SessionsTest, GivesTheSameChildToParallelTabs) {
  const OpenSession first_tab = renew(open_.refresh_token);
  clock.advance(Sessions::kGrace);
  const OpenSession second_tab = renew(open_.refresh_token);
  EXPECT_EQ(first_tab.refresh_token.expose(), second_tab.refresh_token.expose());
  EXPECT_EQ(refusal(Secret("wr1.x")), "error.session.ended");
  renew(second_tab.refresh_token);
}

TEST_F(SessionsTest, ReuseEndsTheWholeFamily) {
  const OpenSession second = renew(open_.refresh_token);
  clock.advance(Sessions::kGrace + std::chrono::milliseconds(1));
  EXPECT_FALSE(revoked.contains(open_.session));
  EXPECT_EQ(refusal(open_.refresh_token), "error.session.reused");
  EXPECT_TRUE(revoked.contains(open_.session)) << "access tokens must stop working too";
  EXPECT_EQ(refusal(second.refresh_token), "error.session.ended");
}

TEST_F(SessionsTest, GraceCoversOnlyTheTokenBefore) {
  const OpenSession second = renew(open_.refresh_token);
  const OpenSession third = renew(second.refresh_token);
  EXPECT_EQ(refusal(open_.refresh_token), "error.session.reused");
  EXPECT_EQ(refusal(third.refresh_token), "error.session.ended");
}

TEST_F(SessionsTest, ForgedTokensEndNothing) {
  for (std::size_t i = 4; i < open_.refresh_token.expose().size(); ++i) {
    std::string forged = open_.refresh_token.expose();
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    if (forged == open_.refresh_token.expose()) continue;
    EXPECT_EQ(refusal(Secret(forged)), "error.session.ended") << "byte " << i;
    run_task(sessions.end(Secret(forged)));
  }
  EXPECT_FALSE(revoked.contains(open_.session));
  renew(open_.refresh_token);
}

TEST_F(SessionsTest, AnotherServerKeyMakesNoTokens) {
  Sessions thief(store, revoked, Secret(std::string(32, 't')), clock, ids, random);
  EXPECT_EQ(refusal(run_task(thief.open(user_, "thief")).refresh_token), "error.session.ended");
}

TEST_F(SessionsTest, StoresNoToken) {
  for (const store::Item& item : store.content())
    EXPECT_EQ(item.encoded().find(open_.refresh_token.expose().substr(60)), std::string::npos);
}

TEST_F(SessionsTest, EndsWhenIdleAndInAnyCaseAfterNinetyDays) {
  clock.advance(Sessions::kIdle);
  EXPECT_EQ(refusal(open_.refresh_token), "error.session.ended");
  OpenSession current = run_task(sessions.open(user_, "test"));
  for (int days = 0; days < 80; days += 20) {
    clock.advance(std::chrono::hours(24 * 20));
    current = renew(current.refresh_token);
  }
  clock.advance(std::chrono::hours(24 * 10));
  EXPECT_EQ(refusal(current.refresh_token), "error.session.ended");
}

TEST_F(SessionsTest, EndsAllButOne) {
  const OpenSession other = run_task(sessions.open(user_, "other"));
  const OpenSession someone = run_task(sessions.open(ids.make<UserId>(), "someone else"));
  run_task(sessions.end_all(user_, open_.session));
  EXPECT_EQ(refusal(other.refresh_token), "error.session.ended");
  EXPECT_TRUE(revoked.contains(other.session));
  renew(open_.refresh_token);
  renew(someone.refresh_token);
}

TEST_F(SessionsTest, KeepsAtMostFifty) {
  clock.advance(std::chrono::minutes(1));
  for (std::size_t i = 0; i < Sessions::kMost; ++i) {
    run_task(sessions.open(user_, "another"));
    clock.advance(std::chrono::seconds(1));
  }
  EXPECT_EQ(refusal(open_.refresh_token), "error.session.ended");
}

TEST_F(SessionsTest, ManyRenewingAtOnceGetOneChild) {
  runtime::TestLoop loop;
  std::vector<std::string> got;
  const auto tab = [&]() -> Task<void> {
    const OpenSession next = co_await sessions.renew(open_.refresh_token);
    got.push_back(next.refresh_token.expose());
  };
  for (int i = 0; i < 3; ++i) boost::asio::co_spawn(loop.context(), tab(), boost::asio::detached);
  loop.run(tab());
  for (const std::string& token : got) EXPECT_EQ(token, got.front());
  EXPECT_FALSE(got.empty());
}

}  // namespace
}  // namespace waymark::auth
