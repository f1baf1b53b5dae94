#include "product/accounts/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "product/accounts/testing.h"

namespace waymark::accounts {
namespace {

using testing::ElementsAre;

class AccessTest : public testing::Test, protected World {
 protected:
  User user_ = confirmed("ana");

  std::string refusal_key(const std::string& password) {
    return error_of([&] { log_in("ana", password); }).message_key();
  }
  void forget() { run(accounts.access.forgot_password("ana@example.org", context)); }
  void reset(const Secret& token, const std::string& password) {
    run(accounts.access.reset_password(token, Secret(password), context));
  }
};

TEST_F(AccessTest, LogInProvesWho) {
  const LoggedIn logged_in = log_in("ana");
  const RequestContext mine = context_of(logged_in);
  EXPECT_EQ(mine.principal->user, user_.id);
  EXPECT_EQ(mine.principal->session, logged_in.session.session);
  EXPECT_FALSE(logged_in.device.empty());
}

TEST_F(AccessTest, SaysTheSameForAWrongPasswordAndAnUnknownAddress) {
  const Error wrong = error_of([&] { log_in("ana", "not the password"); });
  const Error unknown = error_of([&] { log_in("nobody", "not the password"); });
  EXPECT_EQ(wrong.code(), ErrorCode::unauthenticated);
  EXPECT_EQ(wrong.message_key(), "error.login.wrong");
  EXPECT_STREQ(wrong.what(), unknown.what());
}

TEST_F(AccessTest, AddressInAnySpellingLogsIn) {
  Credentials credentials = this->credentials("ana");
  credentials.email = "ANA@Example.ORG";
  run(accounts.access.log_in(std::move(credentials), context));
}

TEST_F(AccessTest, GuessingSlowsStrangersButNotTheOwnersDevice) {
  const Secret device = log_in("ana").device;
  for (int i = 0; i < 8; ++i) {
    context.client_address = "198.51.100." + std::to_string(i);
    error_of([&] { log_in("ana", "guess"); });
  }
  const Error stopped = error_of([&] { log_in("ana"); });
  EXPECT_EQ(stopped.code(), ErrorCode::rate_limited) << "even with the right password";
  EXPECT_GT(stopped.retry_after_seconds(), 0U);
  Credentials known = credentials("ana");
  known.device = device;
  run(accounts.access.log_in(std::move(known), context));
}

TEST_F(AccessTest, RehashesWhenTheCostChanged) {
  const auth::PasswordOptions dearer{5, 32};
  auth::Passwords stronger(dearer, Secret(std::string(32, 'p')), random, pool);
  const Services with_stronger{store, outbox, mailer, stronger, sessions,
                               clock, ids,    random, limits,   "https://waymark.test"};
  Accounts later(with_stronger, tokens, throttle);
  const std::string before = run(store.get(People::password_key(user_.id)))->encoded();
  run(later.access.log_in(credentials("ana"), context));
  const std::string after = run(store.get(People::password_key(user_.id)))->encoded();
  EXPECT_NE(before.find("$2b$04$"), std::string::npos);
  EXPECT_NE(after.find("$2b$05$"), std::string::npos);
  run(later.access.log_in(credentials("ana"), context));
  EXPECT_EQ(run(store.get(People::password_key(user_.id)))->encoded(), after) << "once";
}

TEST_F(AccessTest, RenewalCarriesRightsGivenMeanwhile) {
  const LoggedIn logged_in = log_in("ana");
  EXPECT_TRUE(context_of(logged_in).principal->scopes.empty());
  run(accounts.access.grant("ANA", "admin"));
  run(accounts.access.grant("ana", "admin"));
  const LoggedIn renewed = run(accounts.access.renew(logged_in.session.refresh_token));
  EXPECT_THAT(context_of(renewed).principal->scopes, ElementsAre("admin"));
  run(accounts.access.withdraw("ana", "admin"));
  EXPECT_TRUE(revoked.contains(renewed.session.session));
  EXPECT_TRUE(context_of(log_in("ana")).principal->scopes.empty());
  EXPECT_EQ(error_of([&] { run(accounts.access.grant("nobody", "admin")); }).code(),
            ErrorCode::not_found);
}

TEST_F(AccessTest, LogOutEndsTheSession) {
  const LoggedIn by_token = log_in("ana");
  run(accounts.access.log_out(by_token.session.refresh_token, context));
  EXPECT_TRUE(revoked.contains(by_token.session.session));
  const LoggedIn by_bearer = log_in("ana");
  run(accounts.access.log_out(Secret(), context_of(by_bearer)));
  EXPECT_TRUE(revoked.contains(by_bearer.session.session));
  EXPECT_EQ(error_of([&] { run(accounts.access.renew(by_bearer.session.refresh_token)); }).code(),
            ErrorCode::unauthenticated);
  EXPECT_EQ(error_of([&] { run(accounts.access.log_out(Secret(), context)); }).code(),
            ErrorCode::unauthenticated);
}

TEST_F(AccessTest, ChangingThePasswordEndsOtherSessionsOnly) {
  const LoggedIn other = log_in("ana");
  const LoggedIn mine = log_in("ana");
  const RequestContext me = context_of(mine);
  const auto change = [&](const std::string& current, const std::string& next) {
    run(accounts.access.change_password(Secret(current), Secret(next), me));
  };
  EXPECT_THAT(problems_of(error_of([&] { change("wrong", "another fine phrase"); })),
              ElementsAre("currentPassword error.password.wrong"));
  EXPECT_THAT(problems_of(error_of([&] { change(kPassword, "short"); })),
              ElementsAre("newPassword error.password.too_short"));
  change(kPassword, "another fine phrase");
  EXPECT_TRUE(revoked.contains(other.session.session));
  EXPECT_FALSE(revoked.contains(mine.session.session));
  EXPECT_EQ(refusal_key(kPassword), "error.login.wrong");
  log_in("ana", "another fine phrase");
}

TEST_F(AccessTest, ResetWorksOnceWithinAnHourAndEndsEverySession) {
  const LoggedIn thief = log_in("ana");
  forget();
  const Secret token = mailer.token();
  EXPECT_THAT(mailer.mails.back().text,
              testing::HasSubstr("https://waymark.test/reset-password?token="));
  EXPECT_THAT(problems_of(error_of([&] { reset(token, "password"); })),
              ElementsAre("password error.password.common"));
  reset(token, "another fine phrase");
  EXPECT_TRUE(revoked.contains(thief.session.session));
  EXPECT_THAT(problems_of(error_of([&] { reset(token, "a third phrase of mine"); })),
              ElementsAre("token error.mail_token"));
  log_in("ana", "another fine phrase");
  forget();
  clock.advance(Access::kResetLife);
  EXPECT_THAT(problems_of(error_of([&] { reset(mailer.token(), "a third phrase of mine"); })),
              ElementsAre("token error.mail_token"));
}

TEST_F(AccessTest, OlderResetLinksDieWithAChangedPassword) {
  forget();
  const Secret first = mailer.token();
  clock.advance(std::chrono::minutes(1));
  forget();
  reset(mailer.token(), "another fine phrase");
  EXPECT_THAT(problems_of(error_of([&] { reset(first, "the thief's own phrase"); })),
              ElementsAre("token error.mail_token"));
}

TEST_F(AccessTest, ResetProvesTheAddress) {
  sign_up("ben");
  run(accounts.access.forgot_password("ben@example.org", context));
  run(accounts.access.reset_password(mailer.token(), Secret("another fine phrase"), context));
  log_in("ben", "another fine phrase");
}

TEST_F(AccessTest, ForgettingTellsNobodyWhetherThereIsAnAccount) {
  const std::size_t before = mailer.mails.size();
  run(accounts.access.forgot_password("nobody@example.org", context));
  EXPECT_EQ(mailer.mails.size(), before);
  for (int i = 0; i < 3; ++i) forget();
  EXPECT_EQ(error_of([&] { forget(); }).code(), ErrorCode::rate_limited);
}

}  // namespace
}  // namespace waymark::accounts
