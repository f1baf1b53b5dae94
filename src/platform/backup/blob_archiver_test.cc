// Pictures beside the backup of the store: copied once, brought back to any moment, and forgotten when none needs them.
#include "platform/backup/blob_archiver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/test_seed.h"
#include "platform/backup/blob_restore.h"
#include "platform/backup/retention.h"
#include "platform/backup/testing.h"
#include "platform/backup/verify.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using Fault = FaultyBlobs::Fault;
using Keys = std::set<std::string>;

std::string bytes_of(const std::string& key) {
  return "the bytes of " + key;
}

/// The server's pictures, a destination, and an archiver between them.
class BlobArchiverTest : public testing::Test {
 protected:
  BlobArchiverTest()
      : served_files_(blobs::FileBlobsOptions(folder_.path() / "served"), clock_, random_, pool_),
        served_(served_files_),
        destination_files_(blobs::FileBlobsOptions(folder_.path() / "destination"), clock_, random_,
                           pool_),
        destination_(destination_files_) {
    restart();
  }

  void restart() {
    BlobArchiverOptions options(folder_.path() / "staging");
    options.prefix = "media/";
    options.most_noted = 20;
    options.bytes_per_second = 0;
    archiver_.reset();
    metrics_ = std::make_unique<telemetry::Metrics>();
    archiver_ = std::make_unique<BlobArchiver>(served_, destination_, std::move(options), clock_,
                                               pool_, *metrics_);
  }
  void put(const std::string& key) {
    loop_.run(blobs::put_bytes(served_, key, bytes_of(key)));
    archiver_->note(key);
  }
  void remove(const std::string& key) { loop_.run(served_.remove(key)); }
  void archive() { loop_.run(archiver_->archive()); }
  BlobReport back_up() { return loop_.run(archiver_->back_up()); }
  BackupVerification verification() { return loop_.run(verify(destination_, pool_)); }
  std::vector<std::string> copies(const std::string& prefix = "blobs/") {
    std::vector<std::string> keys;
    for (const auto& entry : loop_.run(blobs::list_all(destination_, prefix, "", 100'000)))
      keys.push_back(entry.key);
    return keys;
  }
  std::size_t lists() { return copies("blob-lists/").size(); }

  /// What a server that has lost everything gets back; each must have its bytes.
  Keys at(std::optional<Instant> moment) {
    const TemporaryFolder folder;
    blobs::FileBlobs back(blobs::FileBlobsOptions(folder.path()), clock_, random_, pool_);
    report_ = loop_.run(restore_blobs(destination_, back, "media/", moment, pool_));
    Keys keys;
    for (const auto& entry : loop_.run(blobs::list_all(back, "", "", 100'000))) {
      EXPECT_EQ(loop_.run(blobs::get_bytes(back, entry.key, 1 << 20)), bytes_of(entry.key));
      keys.insert(entry.key);
    }
    EXPECT_EQ(report_.restored, keys.size());
    return keys;
  }
  Instant second() {
    clock_.advance(seconds(1));
    return clock_.now();
  }

  TemporaryFolder folder_;
  FakeClock clock_{kTestStart};
  SystemRandom random_;
  runtime::BackgroundPool pool_{2, 1000};
  runtime::TestLoop loop_;
  std::unique_ptr<telemetry::Metrics> metrics_;
  blobs::FileBlobs served_files_;
  FaultyBlobs served_;
  blobs::FileBlobs destination_files_;
  FaultyBlobs destination_;
  std::unique_ptr<BlobArchiver> archiver_;
  BlobsBack report_;
};

TEST_F(BlobArchiverTest, WhatIsPutIsCopiedWithinARound) {
  put("media/a");
  put("other/b");
  archive();
  EXPECT_THAT(copies(), ElementsAre(HasSubstr("/media/a")));
  EXPECT_EQ(at(std::nullopt), Keys({"media/a"})) << "before there is any list";
}

TEST_F(BlobArchiverTest, WhatNobodyNotedIsFoundByComparing) {
  put("media/a");
  put("media/b");
  restart();  // killed: what was noted is forgotten
  archive();
  EXPECT_THAT(copies(), IsEmpty());
  const BlobReport report = back_up();
  EXPECT_EQ(report.blobs, 2U);
  EXPECT_EQ(report.copied_blobs, 2U);
  EXPECT_EQ(report.copied_bytes, 2 * bytes_of("media/a").size());
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b"}));
}

TEST_F(BlobArchiverTest, EachIsCopiedOnce) {
  put("media/a");
  archive();
  put("media/b");
  back_up();
  put("media/c");
  archive();
  restart();
  put("media/d");
  EXPECT_EQ(back_up().copied_blobs, 0U) << "what was noted is copied before the comparison";
  back_up();
  archive();
  restart();
  EXPECT_EQ(back_up().copied_blobs, 0U);
  EXPECT_EQ(copies().size(), 4U);
  EXPECT_EQ(lists(), 2U) << "a list that says the same is not written again";
  EXPECT_THAT(verification().faults, testing::Contains(HasSubstr("there is no base")))
      << "of the store: pictures have none";
  EXPECT_EQ(verification().fault_count, 1U);
  EXPECT_EQ(verification().blobs, 4U);
}

TEST_F(BlobArchiverTest, LargeOnesAndEmptyOnesComeBackWhole) {
  std::string large;
  large.resize(9'000'001, 'x');
  loop_.run(blobs::put_bytes(served_, "media/large", large));
  loop_.run(blobs::put_bytes(served_, "media/empty", ""));
  back_up();
  remove("media/large");
  remove("media/empty");
  const BlobsBack back = loop_.run(restore_blobs(destination_, served_, "media/", {}, pool_));
  EXPECT_EQ(back.restored, 2U);
  EXPECT_EQ(loop_.run(blobs::get_bytes(served_, "media/large", 1 << 24)), large);
  EXPECT_EQ(loop_.run(blobs::get_bytes(served_, "media/empty", 1 << 24)), "");
}

TEST_F(BlobArchiverTest, ARestoreBringsOnlyWhatIsMissing) {
  for (const char* key : {"media/a", "media/b", "media/c"}) put(key);
  back_up();
  remove("media/b");
  loop_.run(blobs::put_bytes(served_, "media/c", "cut"));
  const BlobsBack back = loop_.run(restore_blobs(destination_, served_, "media/", {}, pool_));
  EXPECT_EQ(back.restored, 2U);
  EXPECT_EQ(back.kept, 1U);
  EXPECT_EQ(loop_.run(blobs::get_bytes(served_, "media/c", 100)), bytes_of("media/c"));
}

TEST_F(BlobArchiverTest, AFailingDestinationIsCaughtUpWith) {
  destination_.fault_puts(Fault::fail, "", 1);
  put("media/a");
  put("media/b");
  EXPECT_THROW(archive(), Error);
  EXPECT_THROW(archive(), Error);
  EXPECT_THROW(back_up(), Error);
  destination_.fault_puts(Fault::none);
  archive();
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b"}));
  EXPECT_EQ(copies().size(), 2U);
}

TEST_F(BlobArchiverTest, AComparisonThatFailsHalfWayDoesNotBeginAnew) {
  for (int i = 0; i < 10; ++i) put("media/" + std::to_string(i));
  restart();
  destination_.fault_puts(Fault::fail, "", 6);
  EXPECT_THROW(back_up(), Error);
  EXPECT_EQ(lists(), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "staging"));
  destination_.fault_puts(Fault::none);
  EXPECT_EQ(back_up().copied_blobs, 4U);
}

TEST_F(BlobArchiverTest, ComparesAtItsStartAndEveryDay) {
  EXPECT_TRUE(archiver_->comparison_is_due());
  back_up();
  EXPECT_FALSE(archiver_->comparison_is_due());
  clock_.advance(hours(24));
  EXPECT_TRUE(archiver_->comparison_is_due());
}

TEST_F(BlobArchiverTest, MoreThanCanBeNotedIsFoundByComparingHoweverOftenThatFails) {
  back_up();
  destination_.fault_puts(Fault::fail);
  for (int i = 0; i < 25; ++i) put("media/" + std::to_string(i));
  EXPECT_TRUE(archiver_->comparison_is_due());
  EXPECT_THROW(back_up(), Error);
  EXPECT_TRUE(archiver_->comparison_is_due()) << "what the first does not reach";
  destination_.fault_puts(Fault::fail, "blob-lists/");
  EXPECT_THROW(back_up(), Error);
  EXPECT_TRUE(archiver_->comparison_is_due()) << "what the second reaches, and does not finish";
  destination_.fault_puts(Fault::none);
  back_up();
  EXPECT_FALSE(archiver_->comparison_is_due());
  EXPECT_EQ(at(std::nullopt).size(), 25U);
}

TEST_F(BlobArchiverTest, OneThatCannotBeReadKeepsNoOtherBack) {
  for (const char* key : {"media/a", "media/b", "media/c"}) put(key);
  served_.fail_gets("media/b");
  archive();
  const BlobReport report = back_up();
  EXPECT_EQ(report.blobs, 2U);
  EXPECT_EQ(report.failed_blobs, 1U);
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/c"}));
  served_.fail_gets("");
  EXPECT_EQ(back_up().copied_blobs, 1U);
}

TEST_F(BlobArchiverTest, OneThatIsDeletedMeanwhileIsNoFailure) {
  put("media/a");
  put("media/b");
  remove("media/a");
  archive();
  EXPECT_EQ(back_up().failed_blobs, 0U);
  EXPECT_EQ(at(std::nullopt), Keys({"media/b"}));
}

TEST_F(BlobArchiverTest, ACopyThatWasLostIsMadeAgain) {
  put("media/a");
  put("media/b");
  back_up();
  loop_.run(destination_.remove(copies().front()));
  EXPECT_THAT(verification().faults, testing::Contains(HasSubstr("it is missing; blob-lists/")));
  second();
  EXPECT_EQ(back_up().copied_blobs, 1U);
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b"}));
}

TEST_F(BlobArchiverTest, DamageIsNamedAndTheRestComesBack) {
  put("media/a");
  put("media/b");
  back_up();
  const std::string damaged = copies().front();
  std::string bytes = bytes_of("media/a");
  bytes[3] ^= 1;
  loop_.run(blobs::put_bytes(destination_, damaged, bytes));
  EXPECT_THAT(verification().faults, testing::Contains(HasSubstr(damaged + ": its bytes")));
  EXPECT_EQ(at(std::nullopt), Keys({"media/b"}));
  EXPECT_THAT(report_.faults, ElementsAre(HasSubstr(damaged)));
}

TEST_F(BlobArchiverTest, ADamagedListIsNamedAndNotReliedOn) {
  put("media/a");
  back_up();
  const std::string list = copies("blob-lists/").front();
  loop_.run(blobs::put_bytes(destination_, list, "what is this\n"));
  EXPECT_THAT(verification().faults, testing::Contains(HasSubstr(list)));
  restart();
  second();
  put("media/b");
  back_up();
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b"}));
}

TEST_F(BlobArchiverTest, AClockThatJumpsBackLosesNothing) {
  put("media/a");
  back_up();
  clock_.set(kTestStart - hours(5));
  put("media/b");
  archive();
  restart();
  put("media/c");
  archive();
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b", "media/c"}));
  back_up();
  EXPECT_EQ(at(std::nullopt), Keys({"media/a", "media/b", "media/c"}));
}

TEST_F(BlobArchiverTest, KeepsADestinationUpToDateByItself) {
  loop_.run(blobs::put_bytes(served_, "media/before", bytes_of("media/before")));
  archiver_->start(loop_.executor());
  const auto copied = [this](std::size_t count) -> Task<bool> {
    for (int i = 0; i < 1000; ++i) {
      const auto found = co_await blobs::list_all(destination_, "blobs/", "", 100);
      if (found.size() >= count) co_return true;
      co_await runtime::sleep_for(std::chrono::milliseconds(10));
    }
    co_return false;
  };
  EXPECT_TRUE(loop_.run(copied(1)));
  put("media/last");
  loop_.run(archiver_->stop());
  EXPECT_EQ(at(std::nullopt), Keys({"media/before", "media/last"})) << "the end takes it along";
}

/// Random histories: at every moment of the window all there was comes back, and copies of what is older go.
TEST_F(BlobArchiverTest, EveryMomentOfTheWindowComesBack) {
  std::mt19937_64 random(test_seed());
  std::map<Instant, Keys> history;
  Keys there;
  RetentionOptions retention;
  retention.keep = hours(24 * 10);
  int number = 0;
  for (int step = 0; step < 250; ++step) {
    clock_.advance(std::chrono::minutes(1 + random() % 240));
    switch (random() % 8) {
      case 0:
      case 1:
      case 2: {
        const std::string key = "media/" + std::to_string(1000 + number++);
        put(key);
        there.insert(key);
        break;
      }
      case 3:
        if (!there.empty()) {
          const auto gone =
              std::next(there.begin(), static_cast<std::ptrdiff_t>(random() % there.size()));
          remove(*gone);
          there.erase(gone);
        }
        break;
      case 4:
        back_up();
        retention.now = clock_.now();
        loop_.run(forget(destination_, retention));
        break;
      case 5:
        restart();
        back_up();  // as a start does
        break;
      default:
        break;
    }
    archive();
    history[clock_.now()] = there;
  }
  const Instant window = clock_.now() - retention.keep;
  for (const auto& [moment, keys] : history) {
    if (moment < window || random() % 4 != 0) continue;
    SCOPED_TRACE(to_rfc3339(moment));
    EXPECT_THAT(at(moment), IsSupersetOf(keys));
    EXPECT_THAT(report_.faults, IsEmpty());
  }
  EXPECT_EQ(verification().fault_count, 1U) << "only that the store has no base";

  // Once everything is gone for longer than the window, nothing is left of it.
  for (const std::string& key : there) remove(key);
  for (int day = 0; day < 15; ++day) {
    clock_.advance(hours(24));
    put("media/day" + std::to_string(day));
    back_up();
  }
  retention.now = clock_.now();
  loop_.run(forget(destination_, retention));
  EXPECT_THAT(copies(), testing::Each(HasSubstr("/media/day")));
}

}  // namespace
}  // namespace waymark::backup
