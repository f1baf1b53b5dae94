#include "product/moderation/audit.h"

#include <gmock/gmock.h>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::moderation {
namespace {

class AuditTest : public ::testing::Test {
 protected:
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }
  Entry entry(std::string detail) {
    Entry made;
    made.at = clock.now();
    made.case_id = case_id;
    made.detail = std::move(detail);
    return made;
  }
  bool append(const AuditHead& head, std::string detail) {
    store::Transaction transaction;
    AuditLog::append(transaction, head, entry(std::move(detail)));
    return run(store.transact(std::move(transaction))).committed();
  }
  void fill() {
    for (const char* detail : {"one", "two", "three", "four"})
      ASSERT_TRUE(append(run(log.head()), detail));
  }
  static store::Key key(int number) {
    return store::Key("AUDIT", "ENTRY#000000000000000" + std::to_string(number));
  }
  void change(int number, const char* attribute, const std::string& value) {
    store::Changes changes;
    changes.set(attribute, store::Value(value));
    store::Transaction transaction;
    transaction.update(key(number), std::move(changes));
    run(store.transact(std::move(transaction)));
  }
  void erase(store::Key which) {
    store::Transaction transaction;
    transaction.erase(std::move(which));
    run(store.transact(std::move(transaction)));
  }
  std::string fault() { return run(log.verify()).fault.value_or(""); }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  AuditLog log{store};
  CaseId case_id = ids.make<CaseId>();
};

TEST_F(AuditTest, IsAChain) {
  EXPECT_EQ(fault(), "");
  fill();
  const AuditCheck check = run(log.verify());
  EXPECT_EQ(check.fault, std::nullopt);
  EXPECT_EQ(check.entries, 4);
  EXPECT_EQ(check.last_hash, run(log.head()).hash);
  const auto entries = run(log.of_case(case_id));
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries[2].previous, entries[1].hash);
  EXPECT_NE(entries[2].hash, entries[1].hash);
}

TEST_F(AuditTest, TwoCannotBothBeNext) {
  fill();
  const AuditHead head = run(log.head());
  EXPECT_TRUE(append(head, "five"));
  EXPECT_FALSE(append(head, "another fifth"));
  EXPECT_EQ(run(log.verify()).entries, 5);
}

TEST_F(AuditTest, AChangedEntryIsFound) {
  fill();
  change(2, "detail", "nothing happened");
  EXPECT_EQ(fault(), "entry 2 was changed");
  change(2, "detail", "two");
  EXPECT_EQ(fault(), "");
  change(3, "hash", std::string(64, 'a'));
  EXPECT_EQ(fault(), "entry 3 was changed");
}

TEST_F(AuditTest, AMissingEntryIsFound) {
  fill();
  erase(key(2));
  EXPECT_EQ(fault(), "entry 2 is missing");
}

TEST_F(AuditTest, AShortenedLogIsFound) {
  fill();
  erase(key(4));
  EXPECT_EQ(fault(), "the log ends at entry 3, and not at 4 as it should");
}

TEST_F(AuditTest, ALogWithoutItsHeadIsFound) {
  fill();
  erase(store::Key("AUDIT", "HEAD"));
  EXPECT_EQ(fault(), "the log ends at entry 4, and not at 0 as it should");
}

}  // namespace
}  // namespace waymark::moderation
