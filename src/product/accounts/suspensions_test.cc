#include "product/accounts/suspensions.h"

#include <gtest/gtest.h>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "platform/telemetry/metrics.h"
#include "product/accounts/suspension_news.h"

namespace waymark::accounts {
namespace {

class SuspensionsTest : public ::testing::Test {
 protected:
  Suspension of(UserId user, std::optional<Instant> until = std::nullopt) {
    Suspension made;
    made.user_id = user;
    made.decision_id = "why";
    made.since = made.changed_at = clock.now();
    made.until = until;
    return made;
  }
  void keep(const Suspension& suspension) {
    store::Transaction transaction;
    Suspensions::put(transaction, suspension);
    run(store.transact(std::move(transaction)));
  }
  static Task<void> until(std::function<bool()> holds) {
    while (!holds()) co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  Suspensions here{store, clock};
  Suspensions there{store, clock};
  UserId ana = ids.make<UserId>();
  UserId ben = ids.make<UserId>();
};

TEST_F(SuspensionsTest, CountAtOnceHereAndOnOtherNodesOnceTheyLook) {
  run(there.load());
  const Suspension suspension = of(ana);
  keep(suspension);
  here.note(suspension);
  EXPECT_TRUE(here.contains(ana));
  EXPECT_FALSE(here.contains(ben));
  EXPECT_FALSE(there.contains(ana));
  clock.advance(std::chrono::seconds(5));
  run(there.load());
  EXPECT_TRUE(there.contains(ana));
  EXPECT_EQ(run(there.of(Owner::acting_for(ana)))->decision_id, "why");
}

TEST_F(SuspensionsTest, AreToldOfOnceAsTheyBegin) {
  std::vector<UserId> begun;
  here.on_suspended([&](UserId user) { begun.push_back(user); });
  Suspension suspension = of(ana);
  here.note(suspension);
  here.note(suspension);
  EXPECT_EQ(begun, std::vector<UserId>{ana});
  suspension.lifted = true;
  here.note(suspension);
  EXPECT_EQ(begun.size(), 1u);
  suspension.lifted = false;
  here.note(suspension);
  EXPECT_EQ(begun.size(), 2u) << "again";
}

TEST_F(SuspensionsTest, AreHeardOfByOtherNodesAtOnce) {
  telemetry::Metrics metrics;
  realtime::LocalHub hub(metrics);
  SuspensionNews theirs(there, hub);
  const SuspensionNews ours(here, hub);
  run(theirs.start(loop.executor()));
  Suspension suspension = of(ana);
  keep(suspension);
  ours.tell(ana);
  run(until([&] { return there.contains(ana); }));
  suspension.lifted = true;
  keep(suspension);
  ours.tell(ana);
  run(until([&] { return !there.contains(ana); }));
  ours.tell(ben);
  run(theirs.stop());
  EXPECT_FALSE(there.contains(ben)) << "what is told is not believed: the store is asked";
  run(hub.stop());
}

TEST_F(SuspensionsTest, AreReadAtTheStart) {
  keep(of(ana));
  clock.advance(std::chrono::days(100));
  Suspensions fresh(store, clock);
  run(fresh.load());
  EXPECT_TRUE(fresh.contains(ana)) << "for good";
}

TEST_F(SuspensionsTest, EndByTheClock) {
  const Suspension suspension = of(ana, clock.now() + std::chrono::hours(1));
  keep(suspension);
  here.note(suspension);
  EXPECT_TRUE(here.contains(ana));
  clock.advance(std::chrono::hours(1));
  EXPECT_FALSE(here.contains(ana));
  Suspensions fresh(store, clock);
  run(fresh.load());
  EXPECT_FALSE(fresh.contains(ana));
}

TEST_F(SuspensionsTest, AreLifted) {
  Suspension suspension = of(ana);
  keep(suspension);
  run(there.load());
  EXPECT_TRUE(there.contains(ana));
  clock.advance(std::chrono::minutes(10));
  suspension.lifted = true;
  suspension.changed_at = clock.now();
  keep(suspension);
  run(there.load());
  EXPECT_FALSE(there.contains(ana));
}

}  // namespace
}  // namespace waymark::accounts
