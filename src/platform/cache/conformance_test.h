// What every engine of Cache and RateLimits must do.
//
//   class MyWorld {                       // made anew for every test, empty
//     runtime::TestLoop& loop();
//     Cache& cache();
//     RateLimits& limits();
//     void pass(std::chrono::milliseconds);    // time goes by
//   };
//   INSTANTIATE_TYPED_TEST_SUITE_P(My, CacheConformance, MyWorld);
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/error.h"
#include "platform/cache/cache.h"
#include "platform/cache/flights.h"
#include "platform/cache/limits.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"

namespace waymark::cache {

template <typename World>
class CacheConformance : public ::testing::Test {
 protected:
  using Milliseconds = std::chrono::milliseconds;
  template <typename T>
  T run(Task<T> task) {
    return world_.loop().run(std::move(task));
  }
  /// The value, "<nothing>" for a negative entry, "<unknown>".
  std::string get(const std::string& key) {
    const std::optional<Cached> cached = run(world_.cache().get(key));
    if (!cached) return "<unknown>";
    return cached->value.value_or("<nothing>");
  }
  void set(const std::string& key, std::optional<std::string> value,
           Milliseconds life = Milliseconds(60'000)) {
    run(world_.cache().set(key, std::move(value), life));
  }
  bool takes(const std::string& name, Rate rate) {
    return run(world_.limits().try_take(name, rate)).count() == 0;
  }

  World world_;
};

TYPED_TEST_SUITE_P(CacheConformance);

TYPED_TEST_P(CacheConformance, KeepsWhatIsSet) {
  EXPECT_EQ(this->get("a"), "<unknown>");
  this->set("a", "1");
  this->set("b", std::string("\0\r\n\xff", 4));
  this->set("empty", "");
  EXPECT_EQ(this->get("a"), "1");
  EXPECT_EQ(this->get("b"), std::string("\0\r\n\xff", 4));
  EXPECT_EQ(this->get("empty"), "");
  this->set("a", "2");
  EXPECT_EQ(this->get("a"), "2");
}

TYPED_TEST_P(CacheConformance, KnowsThatThereIsNothing) {
  this->set("gone", std::nullopt);
  EXPECT_EQ(this->get("gone"), "<nothing>");
  this->set("gone", "back");
  EXPECT_EQ(this->get("gone"), "back");
}

TYPED_TEST_P(CacheConformance, ForgetsWhatIsErased) {
  this->set("a", "1");
  this->run(this->world_.cache().erase("a"));
  EXPECT_EQ(this->get("a"), "<unknown>");
  this->run(this->world_.cache().erase("a"));
}

TYPED_TEST_P(CacheConformance, ForgetsInTime) {
  this->set("short", "1", std::chrono::milliseconds(200));
  this->set("long", "2", std::chrono::milliseconds(60'000));
  this->world_.pass(std::chrono::milliseconds(250));
  EXPECT_EQ(this->get("short"), "<unknown>");
  EXPECT_EQ(this->get("long"), "2");
}

TYPED_TEST_P(CacheConformance, PassesOverWhatIsTooLarge) {
  this->set("a", std::string(kMostValueBytes + 1, 'x'));
  EXPECT_EQ(this->get("a"), "<unknown>");
  const std::string long_key(kMostKeyBytes + 1, 'k');
  this->set(long_key, "1");
  EXPECT_EQ(this->get(long_key), "<unknown>");
}

TYPED_TEST_P(CacheConformance, LoadsOnceForAllWhoAskAtTheSameTime) {
  Flights flights(this->world_.cache());
  int loads = 0;
  std::vector<std::optional<std::string>> found(5);
  runtime::TaskGroup callers(this->world_.loop().executor(),
                             [](const std::exception_ptr&) { ADD_FAILURE(); });
  for (auto& each : found)
    callers.spawn([](Flights& all, int& count, std::optional<std::string>& into) -> Task<void> {
      const auto load = [&count]() -> Task<std::optional<std::string>> {
        return [](int& made) -> Task<std::optional<std::string>> {
          ++made;
          co_await runtime::sleep_for(std::chrono::milliseconds(20));
          co_return "loaded";
        }(count);
      };
      const Lives lives;
      into = co_await all.get_or_load("key", lives, load);
    }(flights, loads, each));
  while (callers.size() > 0) this->run(runtime::sleep_for(std::chrono::milliseconds(1)));
  EXPECT_EQ(loads, 1);
  EXPECT_THAT(found, ::testing::Each(std::optional<std::string>("loaded")));
  EXPECT_EQ(this->get("key"), "loaded");
}

TYPED_TEST_P(CacheConformance, LoadsNothingAsAnEntryAndFailuresNotAtAll) {
  Flights flights(this->world_.cache());
  int loads = 0;
  const auto nothing = [&loads]() -> Task<std::optional<std::string>> {
    ++loads;
    return []() -> Task<std::optional<std::string>> { co_return std::nullopt; }();
  };
  EXPECT_EQ(this->run(flights.get_or_load("none", Lives(), nothing)), std::nullopt);
  EXPECT_EQ(this->run(flights.get_or_load("none", Lives(), nothing)), std::nullopt);
  EXPECT_EQ(loads, 1);
  const auto fails = []() -> Task<std::optional<std::string>> {
    return []() -> Task<std::optional<std::string>> {
      throw Error(ErrorCode::unavailable, "error.unavailable");
      co_return std::nullopt;
    }();
  };
  EXPECT_THROW(this->run(flights.get_or_load("fails", Lives(), fails)), Error);
  EXPECT_EQ(this->get("fails"), "<unknown>");
}

TYPED_TEST_P(CacheConformance, WhatWasErasedWhileItWasLoadedIsNotKept) {
  Flights flights(this->world_.cache());
  const auto load = [&flights]() -> Task<std::optional<std::string>> {
    return [](Flights& all) -> Task<std::optional<std::string>> {
      co_await all.erase("key");
      co_return "old";
    }(flights);
  };
  EXPECT_EQ(this->run(flights.get_or_load("key", Lives(), load)), "old");
  EXPECT_EQ(this->get("key"), "<unknown>");
}

TYPED_TEST_P(CacheConformance, ABucketIsEmptiedAndFills) {
  const Rate rate{3, 10};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(this->takes("ana", rate));
  const auto wait = this->run(this->world_.limits().try_take("ana", rate));
  EXPECT_GT(wait.count(), 0);
  EXPECT_LE(wait.count(), 100);
  EXPECT_TRUE(this->takes("bo", rate)) << "others have buckets of their own";
  this->world_.pass(wait);
  EXPECT_TRUE(this->takes("ana", rate));
  this->world_.pass(std::chrono::milliseconds(1'000));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(this->takes("ana", rate)) << "full, and no fuller";
}

TYPED_TEST_P(CacheConformance, WhatIsGivenBackCanBeTaken) {
  const Rate rate{1, 0.001};
  EXPECT_TRUE(this->takes("ana", rate));
  EXPECT_FALSE(this->takes("ana", rate));
  this->run(this->world_.limits().give_back("ana", rate));
  EXPECT_TRUE(this->takes("ana", rate));
  this->run(this->world_.limits().give_back("bo", rate));
  EXPECT_TRUE(this->takes("bo", rate));
  EXPECT_FALSE(this->takes("bo", rate)) << "never fuller than full";
}

TYPED_TEST_P(CacheConformance, TakingTooMuchIsAnErrorThatSaysWhen) {
  const Rate rate{1, 0.1};
  this->run(take(this->world_.limits(), "ana", rate));
  try {
    this->run(take(this->world_.limits(), "ana", rate));
    FAIL() << "there was none to take";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::rate_limited);
    EXPECT_GE(error.retry_after_seconds(), 9U);
    EXPECT_LE(error.retry_after_seconds(), 10U);
  }
}

TYPED_TEST_P(CacheConformance, EachFailureDoublesTheWaitForTheNext) {
  const GuessRule rule{2, std::chrono::seconds(900), std::chrono::seconds(900)};
  const auto guess = [&](const std::string& name) {
    return this->run(this->world_.limits().guess(name, rule)).count();
  };
  EXPECT_EQ(guess("ana"), 0);
  EXPECT_EQ(guess("ana"), 0);
  const auto wait = guess("ana");
  EXPECT_GT(wait, 0);
  EXPECT_LE(wait, 1'000);
  EXPECT_EQ(guess("bo"), 0) << "others are counted on their own";
  this->world_.pass(std::chrono::milliseconds(wait + 1));
  EXPECT_EQ(guess("ana"), 0);
  EXPECT_GT(guess("ana"), 1'000);
  EXPECT_LE(guess("ana"), 2'000);
  EXPECT_TRUE(this->takes("ana", Rate{1, 1})) << "a bucket of that name is something else";
}

TYPED_TEST_P(CacheConformance, AGuessThatWasRightIsTakenBack) {
  const GuessRule rule{2, std::chrono::seconds(900), std::chrono::seconds(900)};
  const auto guess = [&] { return this->run(this->world_.limits().guess("ana", rule)).count(); };
  const auto forgive = [&] { this->run(this->world_.limits().forgive("ana", rule)); };
  forgive();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(guess(), 0) << i;
    forgive();
  }
  EXPECT_EQ(guess(), 0);
  EXPECT_EQ(guess(), 0);
  EXPECT_GT(guess(), 0);
  forgive();
  EXPECT_EQ(guess(), 0);
}

TYPED_TEST_P(CacheConformance, FailuresAreForgivenInTime) {
  const GuessRule rule{1, std::chrono::seconds(1), std::chrono::seconds(1)};
  const auto guess = [&] { return this->run(this->world_.limits().guess("ana", rule)).count(); };
  EXPECT_EQ(guess(), 0);
  EXPECT_GT(guess(), 0);
  this->world_.pass(std::chrono::milliseconds(1'100));
  EXPECT_EQ(guess(), 0);
}

REGISTER_TYPED_TEST_SUITE_P(CacheConformance, KeepsWhatIsSet, KnowsThatThereIsNothing,
                            ForgetsWhatIsErased, ForgetsInTime, PassesOverWhatIsTooLarge,
                            LoadsOnceForAllWhoAskAtTheSameTime,
                            LoadsNothingAsAnEntryAndFailuresNotAtAll,
                            WhatWasErasedWhileItWasLoadedIsNotKept, ABucketIsEmptiedAndFills,
                            WhatIsGivenBackCanBeTaken, TakingTooMuchIsAnErrorThatSaysWhen,
                            EachFailureDoublesTheWaitForTheNext, AGuessThatWasRightIsTakenBack,
                            FailuresAreForgivenInTime);

}  // namespace waymark::cache
