#include "base/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "base/fake_clock.h"

namespace waymark {
namespace {

using namespace std::chrono_literals;

TEST(Uuid, GoesThereAndBack) {
  constexpr const char* kText = "019aa4c2-7f00-7abc-8def-0123456789ab";
  EXPECT_EQ(Uuid::parse(kText).value().to_string(), kText);
  EXPECT_EQ(Uuid::parse("019AA4C2-7F00-7ABC-8DEF-0123456789AB"), Uuid::parse(kText));
  for (const char* text :
       {"", "019aa4c2", "019aa4c2-7f00-7abc-8def-0123456789ag",
        "019aa4c27f00-7abc-8def-0123456789ab-", "019aa4c2-7f00-7abc-8def-0123456789abc"})
    EXPECT_EQ(Uuid::parse(text), std::nullopt) << text;
}

TEST(UuidV7, CarriesTimeVersionAndVariant) {
  FakeClock clock(Instant(0x0123456789abms));
  SystemRandom random;
  UuidV7Source ids(clock, random);
  const std::string text = ids.next().to_string();
  EXPECT_EQ(text.substr(0, 13), "01234567-89ab");
  EXPECT_EQ(text[14], '7');
  EXPECT_NE(std::string_view("89ab").find(text[19]), std::string_view::npos);
}

TEST(UuidV7, RisesWithinAMillisecondAndWhenTheClockStepsBack) {
  FakeClock clock(Instant(1'000'000ms));
  SystemRandom random;
  UuidV7Source ids(clock, random);
  Uuid last = ids.next();
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.advance(-10s);
    const Uuid next = ids.next();
    ASSERT_LT(last, next);
    ASSERT_LT(last.to_string(), next.to_string());
    last = next;
  }
}

TEST(UuidV7, IsUniqueAcrossThreads) {
  FakeClock clock(Instant(1ms));
  SystemRandom random;
  UuidV7Source ids(clock, random);
  std::array<std::vector<Uuid>, 4> made;
  std::vector<std::thread> threads;
  threads.reserve(made.size());
  for (auto& mine : made)
    threads.emplace_back([&ids, &mine] {
      for (int i = 0; i < 2'000; ++i) mine.push_back(ids.next());
    });
  for (auto& thread : threads) thread.join();
  std::set<Uuid> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 8'000u);
}

}  // namespace
}  // namespace waymark
