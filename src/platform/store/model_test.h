// Random operations on an engine and on the plain model (memory/), which must answer alike and end up alike.
//
// The seed of a failing run is printed (base/test_seed.h).
#pragma once

#include <random>

#include "base/test_seed.h"
#include "platform/store/conformance_test.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::store {

/// Makes operations on few keys, so that they meet each other.
class RandomOperations {
 public:
  RandomOperations(std::uint64_t seed, const Clock& clock) : random_(seed), clock_(clock) {}

  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  bool chance(int percent) { return below(100) < percent; }

  std::string partition() {
    return kPartitions[static_cast<std::size_t>(below(static_cast<int>(kPartitions.size())))];
  }
  std::string sort() {
    std::string key;
    for (int length = 1 + below(3); length > 0; --length)
      key += kAlphabet[static_cast<std::size_t>(below(static_cast<int>(kAlphabet.size())))];
    return key;
  }
  Key key() { return Key(partition(), sort()); }

  Item item() {
    Item made(key());
    made.set("n", below(10)).set("version", below(3));
    for (int index = 1; index <= 6; ++index)
      if (chance(30)) made.set_index(index, partition(), sort());
    if (chance(5)) made.set("GSI1PK", "half");
    if (chance(30)) made.set_ttl(clock_.now() + std::chrono::seconds(below(20) - 2));
    if (chance(5)) made.set("bulk", std::string(static_cast<std::size_t>(below(5000)), 'x'));
    return made;
  }

  Condition condition() {
    switch (below(9)) {
      case 0:
        return Condition::item_absent();
      case 1:
        return Condition::item_exists();
      case 2:
        return Condition::version_is(below(3));
      case 3:
        return Condition::compare(Condition::Op::less, "n", below(10));
      case 4:
        return Condition::exists("bulk");
      case 5:
        return Condition::any_of({Condition::item_absent(), Condition::version_is(1)});
      default:
        return Condition();
    }
  }

  Changes changes() {
    Changes made;
    made.add("n", below(5) - 2);
    if (chance(30)) made.set("GSI2PK", partition()).set("GSI2SK", sort());
    if (chance(20)) made.remove("GSI1PK");
    if (chance(20))
      made.set("ttl",
               std::chrono::floor<std::chrono::seconds>(clock_.now().time_since_epoch()).count() +
                   below(20));
    if (chance(10)) made.remove("ttl");
    if (chance(20)) made.set_if_absent("GSI3PK", partition()).set_if_absent("GSI3SK", sort());
    if (chance(1)) made.add("GSI3SK", 1);
    return made;
  }

  Transaction transaction() {
    Transaction made;
    std::set<Key> used;
    for (int operations = chance(60) ? 1 : 1 + below(8); operations > 0; --operations) {
      Item put = item();
      const Key target = put.key();
      if (!used.insert(target).second && !chance(1))
        continue;  // now and then one key twice: refused alike
      switch (below(10)) {
        case 0:
          made.erase(target, condition());
          break;
        case 1:
          made.check(target, condition());
          break;
        case 2:
        case 3:
          made.update(target, changes(), condition());
          break;
        default:
          made.put(std::move(put), condition());
      }
    }
    return made;
  }

  Query query() {
    Query made(static_cast<Index>(below(7)), partition());
    constexpr int kOperations = 8;
    made.where(SortKey(static_cast<SortKey::Op>(below(kOperations)), sort(), sort()));
    if (chance(50)) made.newest_first();
    made.at_most(static_cast<std::uint32_t>(chance(50) ? 1 + below(4) : 1 + below(50)));
    return made;
  }

 private:
  inline static const std::vector<std::string> kPartitions{"p", "q", "pq", std::string("p\0", 2),
                                                           "p\xff"};
  inline static const std::vector<std::string> kAlphabet{"a", "b", std::string("\0", 1), "\xff",
                                                         "\x01"};
  std::mt19937_64 random_;
  const Clock& clock_;
};

class StoreModel : public testing::TestWithParam<StoreMaker> {
 protected:
  /// The result, or the code of the error, as text to compare.
  template <typename F>
  static std::string told(F&& f) {
    try {
      return f();
    } catch (const Error& error) {
      return "error " + std::string(to_string(error.code()));
    }
  }

  static std::string text(const std::vector<Item>& items) {
    std::string all;
    for (const Item& item : items) {
      Map sorted;  // engines may keep attributes in an order of their own
      item.each([&](std::string_view name, const ValueView& value) {
        sorted.emplace(name, value.to_value());
      });
      Item ordered;
      for (const auto& [name, value] : sorted) ordered.set(name, value);
      all += ordered.encoded() + "|";
    }
    return all;
  }

  static std::string transact(StoreRunner& run, const Transaction& transaction) {
    return told([&] {
      std::string failed = "failed:";
      for (const std::size_t i : run.transact(transaction).failed)
        failed += " " + std::to_string(i);
      return failed;
    });
  }

  /// Everything that can be read, by every index in both orders.
  static std::string content(StoreRunner& run, const std::vector<std::string>& partitions) {
    std::string all;
    for (int index = 0; index <= 6; ++index)
      for (const std::string& partition : partitions) {
        Query query(static_cast<Index>(index), partition);
        all += text(run.all(query)) + text(run.all(query.newest_first().at_most(13))) + "\n";
      }
    return all;
  }
};

TEST_P(StoreModel, RandomOperationsAgreeWithTheModel) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  FakeClock clock(kConformanceStart);
  const auto engine = GetParam()(clock);
  MemoryStore memory(clock);
  StoreRunner real(engine->store());
  StoreRunner model(memory);
  RandomOperations random(seed, clock);
  const std::vector<std::string> partitions{"p", "q", "pq", std::string("p\0", 2), "p\xff", "half"};

  constexpr int kSteps = 3000;
  for (int step = 0; step < kSteps && !HasFailure(); ++step) {
    const int kind = random.below(100);
    if (kind < 60) {
      const Transaction transaction = random.transaction();
      EXPECT_EQ(transact(real, transaction), transact(model, transaction)) << "step " << step;
    } else if (kind < 70) {
      const std::vector<Key> keys{random.key(), random.key(), random.key()};
      EXPECT_EQ(real.get(keys[0]), model.get(keys[0])) << "step " << step;
      EXPECT_EQ(real.batch_get(keys), model.batch_get(keys)) << "step " << step;
    } else if (kind < 90) {
      const Query query = random.query();
      EXPECT_EQ(text(real.all(query)), text(model.all(query))) << "step " << step;
    } else if (kind < 96) {
      clock.advance(std::chrono::milliseconds(random.below(3000)));
    } else if (step % 100 != 99) {
      EXPECT_EQ(real.sweep(10'000), model.sweep(10'000)) << "step " << step;
    } else {
      EXPECT_EQ(content(real, partitions), content(model, partitions)) << "step " << step;
    }
  }
  EXPECT_EQ(content(real, partitions), content(model, partitions));
}

}  // namespace waymark::store
