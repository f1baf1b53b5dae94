// For tests: accounts on a store in memory, with mails kept in a list.
#pragma once

#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "platform/auth/access_tokens.h"
#include "platform/auth/password.h"
#include "platform/auth/testing.h"
#include "platform/cache/local/local_limits.h"
#include "platform/events/store_outbox.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/accounts.h"
#include "product/screening/testing.h"

namespace waymark::accounts {

/// Keeps what is posted, whether or not its transaction commits.
class KeptMails final : public mail::Post {
 public:
  queue::Enqueued post(store::Transaction&, const mail::Mail& mail,
                       const RequestContext&) override {
    mails.push_back(mail);
    return queue::Enqueued({});
  }
  /// The token of the link in the newest mail, "" when there is none.
  Secret token() const {
    std::smatch found;
    if (mails.empty() ||
        !std::regex_search(mails.back().text, found, std::regex("token=([A-Za-z0-9_-]+)")))
      return Secret();
    return Secret(found[1].str());
  }

  std::vector<mail::Mail> mails;
};

inline constexpr const char* kPassword = "correct horse battery";

inline limits::Table limits_of_tests() {
  limits::Table table;
  table.at(limits::Action::mail) = cache::Rate{3, 1.0 / 300};
  table.at(limits::Action::availability) = cache::Rate{60, 2};
  return table;
}

/// Everything accounts stand on. Tests call run() to await something.
class World {
 public:
  World() { run(outbox.start()); }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }

  SignUp sign_up_of(const std::string& name) const {
    SignUp input;
    input.email = name + "@example.org";
    input.nickname = name;
    input.password = Secret(kPassword);
    input.time_zone = "Europe/Madrid";
    return input;
  }
  User sign_up(const std::string& name) {
    return run(accounts.registration.sign_up(sign_up_of(name), context));
  }
  User confirmed(const std::string& name) {
    User user = sign_up(name);
    run(accounts.registration.confirm_email(mailer.token(), context));
    return user;
  }
  Credentials credentials(const std::string& name, const std::string& password = kPassword) const {
    Credentials credentials;
    credentials.email = name + "@example.org";
    credentials.password = Secret(password);
    return credentials;
  }
  LoggedIn log_in(const std::string& name, const std::string& password = kPassword) {
    return run(accounts.access.log_in(credentials(name, password), context));
  }
  /// The context of a request that carries this access token.
  RequestContext context_of(const LoggedIn& logged_in) const {
    RequestContext result = context;
    result.principal = std::get<Principal>(tokens.verify(logged_in.access.text));
    return result;
  }

  FakeClock clock{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  runtime::TestLoop loop;  // outlives the pool
  runtime::BackgroundPool pool{1, 64};
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  KeptMails mailer;
  store::MemoryStore key_store{clock};
  auth::LoadedKeys keys{key_store, clock, random};
  auth::AccessTokens tokens{"https://waymark.test", "waymark", keys, clock, ids};
  auth::RevokedSessions revoked{store, clock};
  auth::Sessions sessions{store, revoked, Secret(std::string(32, 's')), clock, ids, random};
  auth::PasswordOptions cheap{4, 32};
  auth::Passwords passwords{cheap, Secret(std::string(32, 'p')), random, pool};
  screening::ThreeWords screening;
  cache::LocalRateLimits buckets{clock};
  limits::Limits limits{buckets, limits_of_tests()};
  Services services{store,     outbox, mailer, passwords, sessions,
                    clock,     ids,    random, limits,    "https://waymark.test",
                    &screening};
  auth::LoginThrottle throttle{Secret(std::string(32, 'd')), buckets, std::nullopt, random};
  Accounts accounts{services, tokens, throttle};
  RequestContext context;
};

/// The Error that `act` throws; fails the test when it throws none.
template <typename Act>
Error error_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was refused";
  return Error(ErrorCode::internal, "nothing was refused");
}

/// "field message_key" of each problem, in order.
inline std::vector<std::string> problems_of(const Error& error) {
  std::vector<std::string> problems;
  for (const FieldProblem& problem : error.problems())
    problems.push_back(problem.field + " " + problem.message_key);
  return problems;
}

}  // namespace waymark::accounts
