// Backups of a real database, and what comes back from them.
#include "platform/backup/restore.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/backup/testing.h"
#include "platform/backup/verify.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

class BackupTest : public testing::Test {
 protected:
  BackupVerification verification() {
    return backed_.loop().run(verify(backed_.blobs(), backed_.pool()));
  }
  std::vector<std::string> keys(std::string prefix) {
    const auto page =
        backed_.loop().run(backed_.blobs().list(blobs::ListRequest(std::move(prefix))));
    std::vector<std::string> found;
    for (const blobs::Entry& entry : page.entries) found.push_back(entry.key);
    return found;
  }
  /// What restoring throws.
  std::string refusal(const fs::path& target, std::optional<Instant> at, bool replace = false) {
    try {
      backed_.restore(target, at, replace);
    } catch (const Error& error) {
      return error.what();
    }
    return "nothing was refused";
  }
  void second() { backed_.clock().advance(seconds(1)); }

  BackedUp backed_;
  TemporaryFolder elsewhere_;
};

TEST_F(BackupTest, EverySecondCanBeBroughtBack) {
  std::map<Instant, BackedUp::Numbers> history;
  std::int64_t step = 0;
  const auto live = [&](int count) {
    for (int i = 0; i < count; ++i) {
      ++step;
      backed_.put("last", step);
      backed_.put("n" + std::to_string(step), step);
      history[backed_.clock().now()] = backed_.numbers();
      second();
      if (step % 3 == 0) backed_.archive();
    }
  };
  backed_.put("before", 0);
  backed_.back_up();
  second();
  live(7);
  backed_.back_up();
  second();
  live(5);
  backed_.reopen();
  live(4);
  backed_.archive();

  for (const auto& [moment, numbers] : history) {
    SCOPED_TRACE(to_rfc3339(moment));
    EXPECT_EQ(backed_.at(moment), numbers);
    EXPECT_EQ(backed_.at(moment + std::chrono::milliseconds(999)), numbers);
  }
  EXPECT_EQ(backed_.at(std::nullopt), backed_.numbers());
  const BackupVerification found = verification();
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(found.bases, 2U);
  ASSERT_EQ(found.reach.size(), 1U) << "a restart does not end a timeline";
  EXPECT_EQ(found.reach[0].from, kTestStart);
  EXPECT_EQ(found.reach[0].to, history.rbegin()->first);
}

TEST_F(BackupTest, TheReportTellsWhatWasDone) {
  backed_.back_up();
  second();
  for (int i = 0; i < 50; ++i) backed_.put("n", i);
  backed_.archive();
  const RestoreReport report = backed_.restore(elsewhere_.path() / "store", std::nullopt);
  EXPECT_EQ(report.commits, 50U);
  EXPECT_GT(report.segments, 1U);
  EXPECT_EQ(report.reached, backed_.clock().now());
  EXPECT_EQ(report.sequence, backed_.store().journal().last_sequence());
  EXPECT_GT(report.megabytes_per_second(), 0);
  EXPECT_EQ(report.replaced, std::nullopt);
}

TEST_F(BackupTest, ABaseCopiesOnlyWhatIsNew) {
  for (int i = 0; i < 20; ++i) backed_.put_large("l" + std::to_string(i), 100'000);
  const BaseReport first = backed_.back_up();
  EXPECT_GT(first.copied_bytes, 2'000'000U);
  second();
  backed_.put("small", 1);
  const BaseReport next = backed_.back_up();
  EXPECT_LT(next.copied_bytes, 100'000U);
  EXPECT_GT(next.bytes, 2'000'000U);
  EXPECT_EQ(backed_.at(std::nullopt), backed_.numbers());
}

TEST_F(BackupTest, NoMomentBeforeTheFirstBase) {
  EXPECT_THAT(refusal(elsewhere_.path() / "store", std::nullopt), HasSubstr("holds no backup"));
  backed_.back_up();
  EXPECT_THAT(refusal(elsewhere_.path() / "store", kTestStart - seconds(1)),
              HasSubstr("the earliest moment in the backup is 2027-01-15T08:00:00.000Z"));
  EXPECT_TRUE(fs::is_empty(elsewhere_.path()));
}

TEST_F(BackupTest, NothingIsReplacedUnasked) {
  backed_.put("n", 1);
  backed_.back_up();
  second();
  backed_.put("n", 2);
  backed_.close();
  EXPECT_THAT(refusal(backed_.store_folder(), kTestStart), HasSubstr("is there already"));
  EXPECT_EQ(backed_.numbers_in(backed_.store_folder()).at("n"), 2);
  const RestoreReport report = backed_.restore(backed_.store_folder(), kTestStart, true);
  EXPECT_EQ(backed_.numbers_in(backed_.store_folder()).at("n"), 1);
  ASSERT_TRUE(report.replaced);
  EXPECT_EQ(backed_.numbers_in(*report.replaced).at("n"), 2);
  backed_.open();
}

TEST_F(BackupTest, ARestoredDatabaseBeginsATimelineOfItsOwn) {
  backed_.put("n", 1);
  backed_.back_up();
  second();
  backed_.put("n", 2);
  backed_.archive();
  const Instant before = backed_.clock().now();
  backed_.close();
  backed_.restore(backed_.store_folder(), kTestStart, true);
  backed_.open();
  second();
  backed_.put("n", 3);
  backed_.archive();
  backed_.back_up();
  second();
  backed_.put("n", 4);
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 4);
  EXPECT_EQ(backed_.at(before).at("n"), 2) << "what was abandoned can be reached still";
  const BackupVerification found = verification();
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(found.reach.size(), 2U);
}

TEST_F(BackupTest, OlderDataPutBackBeginANewTimeline) {
  backed_.put("n", 1);
  backed_.back_up();
  backed_.close();
  const fs::path copy = elsewhere_.path() / "copy";
  fs::copy(backed_.store_folder(), copy, fs::copy_options::recursive);
  backed_.open();
  second();
  backed_.put("n", 2);
  backed_.archive();
  backed_.close();
  // Someone puts a copy of the folder back, and the server counts on from there with the same numbers.
  fs::remove_all(backed_.store_folder());
  fs::rename(copy, backed_.store_folder());
  backed_.open();
  second();
  backed_.put("n", 30);
  backed_.put("m", 31);
  backed_.archive();
  backed_.back_up();
  backed_.put("m", 32);
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt), backed_.numbers());
  EXPECT_EQ(verification().reach.size(), 2U);
  EXPECT_THAT(verification().faults, IsEmpty());
}

TEST_F(BackupTest, AGapInTheLogBeginsANewTimeline) {
  backed_.put("n", 1);
  backed_.back_up();
  second();
  backed_.put("n", 2);
  backed_.archive();
  const Instant archived = backed_.clock().now();
  backed_.put("n", 3);
  backed_.reopen(0);  // without keeping the log …
  second();
  backed_.put("n", 4);
  backed_.reopen(0);  // … it is gone at the next start
  second();
  backed_.put("n", 5);
  backed_.archive();
  backed_.back_up();
  backed_.put("n", 6);
  backed_.archive();
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 6);
  EXPECT_EQ(backed_.at(archived).at("n"), 2);
  EXPECT_EQ(verification().reach.size(), 2U);
  EXPECT_THAT(verification().faults, IsEmpty());
}

TEST_F(BackupTest, AClockThatGoesBackLosesNothing) {
  backed_.put("n", 1);
  backed_.back_up();
  backed_.clock().advance(std::chrono::hours(1));
  backed_.put("n", 2);
  backed_.archive();
  backed_.clock().advance(-std::chrono::minutes(90));
  backed_.reopen();
  backed_.put("n", 3);
  backed_.archive();
  backed_.back_up();
  backed_.put("n", 4);
  backed_.archive();
  EXPECT_THAT(verification().faults, IsEmpty());
  EXPECT_EQ(backed_.at(std::nullopt).at("n"), 4);
  EXPECT_EQ(backed_.at(kTestStart).at("n"), 1);
}

// --- damage -----------------------------------------------------------------------------------------------------------

struct Damage {
  const char* prefix;
  void (*apply)(const fs::path&);
};

void flip_a_bit(const fs::path& file) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(fs::file_size(file) / 2);
  stream.seekg(middle);
  const char byte = static_cast<char>(stream.get() ^ 0x10);
  stream.seekp(middle);
  stream.put(byte);
}
void cut(const fs::path& file) {
  fs::resize_file(file, fs::file_size(file) / 2);
}
void remove_file(const fs::path& file) {
  fs::remove(file);
}
void append(const fs::path& file) {
  std::ofstream(file, std::ios::app) << "more";
}

class BackupDamage : public BackupTest, public testing::WithParamInterface<Damage> {};

TEST_P(BackupDamage, IsNamedAndNeverServed) {
  backed_.put("n", 1);
  backed_.back_up();
  second();
  for (int i = 0; i < 100; ++i) backed_.put("n", i);
  backed_.archive();
  ASSERT_THAT(verification().faults, IsEmpty());
  const auto there = keys(GetParam().prefix);
  ASSERT_FALSE(there.empty());
  for (const std::string& key : there) {
    SCOPED_TRACE(key);
    const fs::path file = backed_.destination_folder() / key;
    const fs::path aside = elsewhere_.path() / "aside";
    fs::copy_file(file, aside);
    GetParam().apply(file);
    const BackupVerification found = verification();
    // A segment that is missing at the end is no fault that anyone could see.
    const bool last_segment = key == keys("log/").back() || key > keys("log/").back();
    if (GetParam().apply != &remove_file || !key.starts_with("log/") || !last_segment) {
      EXPECT_FALSE(found.sound());
      EXPECT_THAT(refusal(elsewhere_.path() / "store", std::nullopt),
                  testing::Not(HasSubstr("nothing was refused")));
      EXPECT_FALSE(fs::exists(elsewhere_.path() / "store"));
    }
    if (GetParam().apply != &remove_file) {
      EXPECT_THAT(found.faults, testing::Contains(HasSubstr(key)));
    }
    fs::rename(aside, file);
    fs::remove_all(elsewhere_.path() / "store.restoring");
  }
  EXPECT_THAT(verification().faults, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Backup, BackupDamage,
                         testing::Values(Damage{"files/", &flip_a_bit}, Damage{"files/", &cut},
                                         Damage{"files/", &remove_file}, Damage{"files/", &append},
                                         Damage{"bases/", &flip_a_bit}, Damage{"bases/", &cut},
                                         Damage{"log/", &flip_a_bit}, Damage{"log/", &cut},
                                         Damage{"log/", &remove_file}, Damage{"log/", &append}));

TEST_F(BackupTest, WhatAnInterruptedRestoreLeftIsUsedOrReplaced) {
  backed_.put("n", 1);
  backed_.back_up();
  second();
  backed_.put("n", 2);
  backed_.archive();
  const fs::path target = elsewhere_.path() / "store";
  const fs::path work = elsewhere_.path() / "store.restoring";
  fs::create_directories(work / "a folder");
  std::ofstream(work / "RESTORING") << "";
  std::ofstream(work / "CURRENT") << "MANIFEST-999999\n";
  std::ofstream(work / "000999.sst") << "rubbish";
  backed_.restore(target, std::nullopt);
  EXPECT_EQ(backed_.numbers_in(target).at("n"), 2);
  EXPECT_FALSE(fs::exists(work));
  EXPECT_FALSE(fs::exists(target / "000999.sst"));
}

TEST_F(BackupTest, AWholeFolderThatAKillLeftIsSetAside) {
  // The two folders had changed places, and the old one had not been renamed yet.
  backed_.put("n", 1);
  backed_.back_up();
  backed_.close();
  const fs::path target = elsewhere_.path() / "store";
  fs::copy(backed_.store_folder(), elsewhere_.path() / "store.restoring");
  backed_.restore(target, std::nullopt);
  std::size_t set_aside = 0;
  for (const auto& entry : fs::directory_iterator(elsewhere_.path()))
    if (entry.path().filename().native().starts_with("store.replaced-")) ++set_aside;
  EXPECT_EQ(set_aside, 1U);
  backed_.open();
}

}  // namespace
}  // namespace waymark::backup
