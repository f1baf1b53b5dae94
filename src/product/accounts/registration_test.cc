#include "product/accounts/registration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/events/testing.h"
#include "product/accounts/testing.h"

namespace waymark::accounts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RegistrationTest : public testing::Test, protected World {
 protected:
  Error refusal(SignUp input) {
    return error_of([&] { run(accounts.registration.sign_up(std::move(input), context)); });
  }
  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    for (const events::Event& event : run(events::recorded_events(store)))
      types.push_back(event.type);
    return types;
  }
  auth::ExternalIdentity identity(std::optional<std::string> email) const {
    auth::ExternalIdentity identity;
    identity.issuer = "https://issuer.test";
    identity.subject = "subject-1";
    identity.verified_email = std::move(email);
    identity.name = "Ana Gomez";
    return identity;
  }
};

TEST_F(RegistrationTest, SignUpConfirmLogIn) {
  const User user = sign_up("ana");
  EXPECT_FALSE(user.email_confirmed);
  EXPECT_EQ(user.time_zone, "Europe/Madrid");
  ASSERT_EQ(mailer.mails.size(), 1U);
  EXPECT_EQ(mailer.mails[0].to, "ana@example.org");
  EXPECT_THAT(mailer.mails[0].text, HasSubstr("https://waymark.test/confirm-email?token="));
  EXPECT_THAT(mailer.mails[0].html, HasSubstr("https://waymark.test/confirm-email?token="));
  EXPECT_EQ(error_of([&] { log_in("ana"); }).message_key(), "error.login.unconfirmed");
  EXPECT_EQ(run(accounts.registration.confirm_email(mailer.token(), context)), "ana@example.org");
  const RequestContext mine = context_of(log_in("ana"));
  EXPECT_TRUE(run(accounts.profiles.me(Owner(mine))).email_confirmed);
  EXPECT_THAT(event_types(), ElementsAre("UserSignedUp", "EmailConfirmed"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(RegistrationTest, KeepsThePasswordAwayFromTheProfile) {
  const User user = sign_up("ana");
  const auto profile = run(store.get(People::profile_key(user.id)));
  EXPECT_EQ(profile->encoded().find("$2b$"), std::string::npos);
  for (const store::Item& item : store.content()) {
    EXPECT_EQ(item.encoded().find(kPassword), std::string::npos);
    EXPECT_EQ(item.encoded().find(mailer.token().expose()), std::string::npos)
        << "links are kept as hashes";
  }
}

TEST_F(RegistrationTest, SameAddressInAnotherSpellingIsTaken) {
  sign_up("ana");
  for (const char* email : {"ANA@example.org", "\uff41na@example.org", " ana@EXAMPLE.org"}) {
    SignUp input = sign_up_of("ben");
    input.email = email;
    EXPECT_THAT(problems_of(refusal(input)), ElementsAre("email error.email.taken")) << email;
  }
  SignUp input = sign_up_of("ben");
  input.nickname = "ANA";
  EXPECT_THAT(problems_of(refusal(input)), ElementsAre("nickname error.nickname.taken"));
  EXPECT_EQ(mailer.mails.size(), 1U);
  sign_up("ben");
}

TEST_F(RegistrationTest, TwoAtOnceGetOneAddress) {
  // Both have been checked before either commits: the locks of the commit decide.
  int refused = 0;
  const auto attempt = [&](std::string nickname) -> Task<void> {
    SignUp input = sign_up_of("ana");
    input.nickname = nickname;
    try {
      co_await accounts.registration.sign_up(std::move(input), context);
    } catch (const Error& error) {
      EXPECT_THAT(problems_of(error), ElementsAre("email error.email.taken"));
      ++refused;
    }
  };
  boost::asio::co_spawn(loop.context(), attempt("first"), [](std::exception_ptr) {});
  run(attempt("second"));
  EXPECT_EQ(refused, 1);
}

TEST_F(RegistrationTest, NamesEveryWrongField) {
  SignUp input;
  input.email = "nonsense";
  input.nickname = "a";
  input.password = Secret("password");
  input.language = "xx";
  input.time_zone = "Mars/Olympus";
  EXPECT_THAT(
      problems_of(refusal(input)),
      testing::UnorderedElementsAre("email error.email.invalid", "nickname error.nickname.length",
                                    "password error.password.common", "language error.language",
                                    "timeZone error.time_zone"));
  EXPECT_TRUE(store.content().empty()) << "nothing was changed";
  input = sign_up_of("marathoner");
  input.password = Secret("Marathoner1");
  EXPECT_THAT(problems_of(refusal(input)), ElementsAre("password error.password.personal"));
}

TEST_F(RegistrationTest, WritesInThePersonsLanguage) {
  context.locale = Locale::fr;
  EXPECT_EQ(sign_up("ana").language, "fr");
  EXPECT_EQ(mailer.mails.back().subject, "Bienvenue sur Waymark : confirmez votre adresse");
  SignUp input = sign_up_of("ben");
  input.language = "es";
  run(accounts.registration.sign_up(input, context));
  EXPECT_THAT(mailer.mails.back().text, HasSubstr("Hola, ben:"));
}

TEST_F(RegistrationTest, ConfirmationWorksADayAndTwiceTheSame) {
  sign_up("ana");
  const Secret token = mailer.token();
  EXPECT_EQ(error_of([&] {
              run(accounts.registration.confirm_email(Secret("x"), context));
            }).message_key(),
            "error.invalid_input");
  run(accounts.registration.confirm_email(token, context));
  EXPECT_EQ(run(accounts.registration.confirm_email(token, context)), "ana@example.org");
  EXPECT_THAT(event_types(), ElementsAre("UserSignedUp", "EmailConfirmed")) << "once";
  sign_up("ben");
  clock.advance(Registration::kConfirmationLife);
  EXPECT_THAT(problems_of(error_of(
                  [&] { run(accounts.registration.confirm_email(mailer.token(), context)); })),
              ElementsAre("token error.mail_token"));
}

TEST_F(RegistrationTest, ResendsToThoseWhoWaitAndTellsNobody) {
  sign_up("ana");
  run(accounts.registration.resend_confirmation("ANA@example.org", context));
  ASSERT_EQ(mailer.mails.size(), 2U);
  run(accounts.registration.confirm_email(mailer.token(), context));
  run(accounts.registration.resend_confirmation("ana@example.org", context));
  run(accounts.registration.resend_confirmation("nobody@example.org", context));
  EXPECT_EQ(mailer.mails.size(), 2U);
  run(accounts.registration.resend_confirmation("ana@example.org", context));
  EXPECT_EQ(error_of([&] {
              run(accounts.registration.resend_confirmation("ana@example.org", context));
            }).code(),
            ErrorCode::rate_limited);
}

TEST_F(RegistrationTest, ExternalIdentityMakesAnAccountOnce) {
  const Principal first = run(accounts.registration.resolve(identity("ana@example.org")));
  const Principal again = run(accounts.registration.resolve(identity("changed@example.org")));
  EXPECT_EQ(first.user, again.user) << "the link counts, not the address";
  const User user = run(accounts.profiles.me(Owner::acting_for(first.user)));
  EXPECT_TRUE(user.email_confirmed);
  EXPECT_EQ(user.nickname, "AnaGomez");
  EXPECT_EQ(error_of([&] { log_in("ana"); }).message_key(), "error.login.wrong")
      << "it has no password";
  auth::ExternalIdentity other = identity("ben@example.org");
  other.subject = "subject-2";
  const User second =
      run(accounts.profiles.me(Owner::acting_for(run(accounts.registration.resolve(other)).user)));
  EXPECT_THAT(second.nickname, testing::StartsWith("AnaGomez-"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(RegistrationTest, ExternalIdentityLinksAProvedAccountAndKeepsItsPassword) {
  const User user = confirmed("ana");
  EXPECT_EQ(run(accounts.registration.resolve(identity("Ana@Example.org"))).user, user.id);
  log_in("ana");
}

TEST_F(RegistrationTest, WhoeverOpenedAnUnprovedAccountLosesItToItsOwner) {
  const User squatted = sign_up("ana");
  const auth::OpenSession session = run(sessions.open(squatted.id, "squatter"));
  EXPECT_EQ(run(accounts.registration.resolve(identity("ana@example.org"))).user, squatted.id);
  EXPECT_TRUE(revoked.contains(session.session));
  EXPECT_EQ(error_of([&] { log_in("ana"); }).message_key(), "error.login.wrong");
}

TEST_F(RegistrationTest, IdentityWithoutAVerifiedAddressOpensNothing) {
  EXPECT_EQ(error_of([&] { run(accounts.registration.resolve(identity(std::nullopt))); }).code(),
            ErrorCode::unauthenticated);
  EXPECT_TRUE(store.content().empty());
}

}  // namespace
}  // namespace waymark::accounts
