#include "product/accounts/suspensions.h"

#include <gtest/gtest.h>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

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
