// What the conformance suite stands on: an empty store of the engine under test, and time that the test owns.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/store/runner_test.h"

namespace waymark::store {

class StoreConformance : public testing::TestWithParam<StoreMaker> {
 protected:
  FakeClock clock_{kConformanceStart};
  std::unique_ptr<StoreUnderTest> engine_ = GetParam()(clock_);
  StoreRunner run_{engine_->store()};

  static Item item(std::string pk, std::string sk, int n = 0) {
    return Item(Key(std::move(pk), std::move(sk))).set("n", n);
  }
  Instant in(std::chrono::seconds seconds) const { return clock_.now() + seconds; }

  /// `n` of the item, -1 when there is none.
  std::int64_t n_of(const std::string& pk, const std::string& sk) {
    const auto found = run_.get(Key(pk, sk));
    return found ? found->integer("n").value_or(-2) : -1;
  }

  template <typename F>
  void expect_error(ErrorCode code, F&& f) {
    try {
      f();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
    }
  }
  template <typename F>
  void expect_refused_cursor(F&& f) {
    try {
      f();
      ADD_FAILURE() << "the cursor was accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      ASSERT_EQ(error.problems().size(), 1u);
      EXPECT_EQ(error.problems()[0].field, "after");
    }
  }
};

using testing::ElementsAre;
using testing::IsEmpty;

}  // namespace waymark::store
