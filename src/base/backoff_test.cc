#include "base/backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace waymark {
namespace {

using std::chrono::milliseconds;

/// Gives one number again and again, big endian.
class FixedRandom final : public Random {
 public:
  explicit FixedRandom(std::uint64_t number) : number_(number) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::uint8_t>(number_ >> (8 * (bytes.size() - 1 - i)));
  }

 private:
  std::uint64_t number_;
};

TEST(Backoff, TheCeilingDoublesUpToTheCap) {
  const Backoff backoff{milliseconds(50), milliseconds(1'000)};
  EXPECT_EQ(backoff.ceiling(0), milliseconds(50));
  EXPECT_EQ(backoff.ceiling(1), milliseconds(100));
  EXPECT_EQ(backoff.ceiling(4), milliseconds(800));
  EXPECT_EQ(backoff.ceiling(5), milliseconds(1'000));
  EXPECT_EQ(backoff.ceiling(4'000'000'000U), milliseconds(1'000));
  const Backoff none{milliseconds(0), milliseconds(0)};
  EXPECT_EQ(none.ceiling(7), milliseconds(0));
}

TEST(Backoff, TheDelayIsAnywhereFromNothingToTheCeiling) {
  const Backoff backoff{milliseconds(50), milliseconds(1'000)};
  FixedRandom least(0);
  FixedRandom most(101 * 7 - 1);
  EXPECT_EQ(backoff.delay(1, least), milliseconds(0));
  EXPECT_EQ(backoff.delay(1, most), milliseconds(100));
  SystemRandom system;
  std::set<milliseconds> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(backoff.delay(3, system));
  EXPECT_GE(*seen.begin(), milliseconds(0));
  EXPECT_LE(*seen.rbegin(), milliseconds(400));
  EXPECT_GT(seen.size(), 100U) << "full jitter, not a fixed step";
}

}  // namespace
}  // namespace waymark
