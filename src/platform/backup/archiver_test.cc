// The archiver when all is well, when the destination fails, and when time passes.
#include "platform/backup/archiver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/backup/catalogue.h"
#include "platform/backup/retention.h"
#include "platform/backup/testing.h"
#include "platform/backup/verify.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;
using Fault = FaultyBlobs::Fault;

class ArchiverTest : public testing::Test {
 protected:
  std::vector<BaseName> bases() { return backed_.loop().run(list_bases(backed_.blobs())); }
  std::size_t count(std::string prefix) {
    return backed_.loop()
        .run(backed_.blobs().list(blobs::ListRequest(std::move(prefix))))
        .entries.size();
  }
  /// Waits, within bounds, until the condition holds.
  template <typename Condition>
  Task<bool> eventually(Condition condition) {
    for (int i = 0; i < 1000; ++i) {
      if (co_await condition()) co_return true;
      co_await runtime::sleep_for(std::chrono::milliseconds(10));
    }
    co_return false;
  }

  BackedUp backed_;
};

TEST_F(ArchiverTest, KeepsADestinationUpToDateByItself) {
  backed_.put("n", 1);
  backed_.archiver().start(backed_.loop().executor());
  const auto has_log = [this]() -> Task<bool> {
    const std::vector<std::string> timelines = co_await list_timelines(backed_.blobs());
    const auto there = co_await list_bases(backed_.blobs());
    if (there.empty()) co_return false;
    const auto segments = co_await list_segments(backed_.blobs(), timelines.front());
    co_return !segments.empty();
  };
  const auto has_base = [this]() -> Task<bool> {
    const auto there = co_await list_bases(backed_.blobs());
    co_return !there.empty();
  };
  EXPECT_TRUE(backed_.loop().run(eventually(has_base)));
  backed_.clock().advance(seconds(5));
  backed_.put("n", 2);
  EXPECT_TRUE(backed_.loop().run(eventually(has_log)));
  backed_.put("n", 3);
  backed_.loop().run(backed_.archiver().stop());
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 3) << "the end takes along the last of the log";
}

TEST_F(ArchiverTest, NothingNewMakesNoSegment) {
  backed_.back_up();
  backed_.put("n", 1);
  backed_.archive();
  const std::size_t segments = count("log/");
  backed_.archive();
  backed_.archive();
  backed_.reopen();
  backed_.archive();
  EXPECT_EQ(count("log/"), segments);
}

TEST_F(ArchiverTest, AFailingDestinationIsCaughtUpWith) {
  backed_.options().segment_bytes = 500;
  backed_.reopen();
  backed_.back_up();
  backed_.blobs().fault_puts(Fault::fail);
  for (int i = 0; i < 30; ++i) {
    backed_.put("n", i);
    if (i % 10 == 0) {
      EXPECT_THROW(backed_.archive(), Error);
    }
  }
  backed_.blobs().fault_puts(Fault::fail, "", 2);  // it breaks again half way
  EXPECT_THROW(backed_.archive(), Error);
  backed_.blobs().fault_puts(Fault::none);
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 29);
  const BackupVerification found = backed_.loop().run(verify(backed_.blobs(), backed_.pool()));
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(found.reach.size(), 1U);
}

TEST_F(ArchiverTest, ABaseThatFailsLeavesNoBase) {
  backed_.put("n", 1);
  for (int allowed = 0; allowed < 3; ++allowed) {
    backed_.blobs().fault_puts(Fault::fail, "", allowed);
    EXPECT_THROW(backed_.back_up(), Error);
    EXPECT_THAT(bases(), IsEmpty());
    EXPECT_FALSE(fs::exists(backed_.options().staging)) << "the copy on the disk is gone";
  }
  backed_.blobs().fault_puts(Fault::none);
  backed_.put("n", 2);
  backed_.archive();
  backed_.back_up();
  backed_.put("n", 3);
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 3);
}

TEST_F(ArchiverTest, AHangingDestinationHoldsUpNobody) {
  backed_.back_up();
  backed_.blobs().fault_puts(Fault::hang, "log/");
  backed_.put("n", 1);
  backed_.archiver().start(backed_.loop().executor());
  const auto hangs = [this]() -> Task<bool> { co_return backed_.blobs().hanging() > 0; };
  EXPECT_TRUE(backed_.loop().run(eventually(hangs)));
  backed_.put("n", 2);
  EXPECT_EQ(backed_.numbers().at("n"), 2) << "the store goes on";
  backed_.blobs().fault_puts(Fault::none);
  backed_.loop().run(backed_.archiver().stop());
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 2);
}

TEST_F(ArchiverTest, OneBaseAtATime) {
  backed_.blobs().fault_puts(Fault::hang, "files/");
  runtime::TaskGroup group(backed_.loop().executor(), [](std::exception_ptr) {});
  const auto first = [this]() -> Task<void> { co_await backed_.archiver().back_up(); };
  group.spawn(first());
  const auto hangs = [this]() -> Task<bool> { co_return backed_.blobs().hanging() > 0; };
  ASSERT_TRUE(backed_.loop().run(eventually(hangs)));
  try {
    backed_.back_up();
    ADD_FAILURE() << "a second one was made";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
  }
  backed_.loop().run(group.stop());
  backed_.blobs().fault_puts(Fault::none);
  backed_.back_up();
  EXPECT_THAT(bases(), SizeIs(1));
}

// --- retention --------------------------------------------------------------------------------------------------------

TEST_F(ArchiverTest, TheWindowStaysReachableAndTheRestGoes) {
  backed_.options().keep = hours(10 * 24);
  backed_.reopen();
  std::map<Instant, std::int64_t> history;
  for (int day = 0; day < 30; ++day) {
    backed_.back_up();
    for (int i = 0; i < 3; ++i) {
      backed_.put("n", day * 10 + i);
      history[backed_.clock().now()] = day * 10 + i;
      backed_.clock().advance(hours(8));
      backed_.archive();
    }
  }
  backed_.back_up();
  const Instant now = backed_.clock().now();
  EXPECT_THAT(bases(), SizeIs(11)) << "ten days, and the day the window begins in";
  for (const auto& [moment, number] : history) {
    if (moment < now - hours(10 * 24)) continue;
    SCOPED_TRACE(to_rfc3339(moment));
    EXPECT_EQ(backed_.at(moment).at("n"), number);
  }
  EXPECT_THROW(backed_.at(now - hours(13 * 24)), Error);
  EXPECT_LT(count("log/"), 40U);
  const BackupVerification found = backed_.loop().run(verify(backed_.blobs(), backed_.pool()));
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(count("files/"), found.files) << "no file is kept that nobody needs";
}

TEST_F(ArchiverTest, TheLastBaseIsNeverForgotten) {
  backed_.put("n", 1);
  backed_.back_up();
  RetentionOptions retention;
  retention.now = kTestStart + hours(24 * 365 * 5);
  backed_.loop().run(forget(backed_.blobs(), retention));
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 1);
}

TEST_F(ArchiverTest, WhatABaseInTheMakingNeedsIsLeftAlone) {
  backed_.put("n", 1);
  backed_.back_up();
  // Another process has copied files for a base whose manifest is still to come.
  backed_.loop().run(blobs::put_bytes(backed_.blobs(), file_key(std::string(64, 'a')), "x"));
  RetentionOptions retention;
  retention.now = SystemClock().now();
  EXPECT_EQ(backed_.loop().run(forget(backed_.blobs(), retention)).files, 0U);
  retention.now += hours(25);
  EXPECT_EQ(backed_.loop().run(forget(backed_.blobs(), retention)).files, 1U);
}

}  // namespace
}  // namespace waymark::backup
