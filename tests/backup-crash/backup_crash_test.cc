// Kills processes that back up, archive and restore, at random moments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "backup-crash/steps.h"
#include "base/error.h"
#include "base/test_seed.h"
#include "crash/worker_process.h"
#include "platform/backup/restore.h"
#include "platform/backup/verify.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rebuild.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::crash {
namespace {

namespace fs = std::filesystem;
using namespace store;
using Steps = std::array<std::int64_t, kWriters>;

class Worker : public WorkerProcess {
 public:
  Worker(const char* mode, const fs::path& folder, const fs::path& destination)
      : WorkerProcess("WAYMARK_BACKUP_WORKER", {mode, folder.string(), destination.string()}) {}

  /// Reads up to `lines` lines, fewer when the process ends.
  void read(int lines, Steps& archived) {
    for (; lines > 0; --lines) {
      const auto told = next();
      if (!told) return;
      archived.at(static_cast<std::size_t>(told->writer)) = told->step;
    }
  }
};

class BackupCrash : public testing::Test {
 protected:
  BackupCrash() {
    std::string name = (fs::temp_directory_path() / "waymark-bcrash-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    seed_ = test_seed();
    random_.seed(seed_);
  }
  ~BackupCrash() override { fs::remove_all(folder_); }

  fs::path data() const { return folder_ / "data"; }
  fs::path destination() const { return folder_ / "destination"; }
  blobs::FileBlobs blobs() {
    return blobs::FileBlobs(blobs::FileBlobsOptions(destination()), clock_, system_random_, pool_);
  }

  /// What a database holds, and that it is whole.
  Steps inspect(const fs::path& folder) {
    telemetry::Metrics metrics;
    RocksStore store(RocksOptions(folder), clock_, system_random_, pool_, metrics);
    EXPECT_THAT(store.verify().faults, testing::IsEmpty());
    Steps kept{};
    for (int writer = 0; writer < kWriters; ++writer) {
      const auto found = loop_.run(store.get(counter(writer)));
      const std::int64_t count = found ? found->integer("n").value_or(-1) : 0;
      kept[static_cast<std::size_t>(writer)] = count;
      for (const Index index : {Index::table, Index::gsi1}) {
        std::vector<std::string> expected;
        for (std::int64_t step = 1; step <= count; ++step) expected.push_back(padded(step));
        EXPECT_EQ(sort_keys(store, index, steps(writer)), expected);
      }
    }
    return kept;
  }
  std::vector<std::string> sort_keys(Store& store, Index index, const std::string& partition) {
    std::vector<std::string> keys;
    Query query(index, partition);
    for (bool more = true; more;) {
      const Page page = loop_.run(store.query(query));
      for (const Item& item : page.items) keys.push_back(item.key().sk);
      more = page.next.has_value();
      query.starting_after(page.next);
    }
    return keys;
  }
  /// A database with one step in it.
  Steps make_old(const fs::path& folder) {
    {
      telemetry::Metrics metrics;
      RocksStore store(RocksOptions(folder), clock_, system_random_, pool_, metrics);
      Item entry(Key(steps(0), padded(1)));
      entry.set_index(1, steps(0), padded(1));
      Transaction transaction;
      transaction.put(std::move(entry)).update(counter(0), Changes().add("n", 1));
      EXPECT_TRUE(loop_.run(store.transact(std::move(transaction))).committed());
    }
    return inspect(folder);
  }
  void restore_to(const fs::path& target) {
    blobs::FileBlobs source = blobs();
    backup::RestoreOptions options(target);
    loop_.run(backup::restore(source, &open_rocks_rebuild, std::move(options), clock_, pool_));
  }

  fs::path folder_;
  std::uint64_t seed_ = 0;
  std::mt19937_64 random_;
  SystemClock clock_;
  SystemRandom system_random_;
  runtime::BackgroundPool pool_{2, 1000};
  runtime::TestLoop loop_;
};

TEST_F(BackupCrash, WhatWasArchivedOutlivesEveryKill) {
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed_));
  constexpr int kKills = 12;
  Steps archived{};
  for (int round = 0; round < kKills && !HasFailure(); ++round) {
    SCOPED_TRACE("kill " + std::to_string(round));
    Worker worker("write", data(), destination());
    // Now and then before anything is archived, mostly in the middle of everything.
    worker.read(static_cast<int>(random_() % 60), archived);
    EXPECT_TRUE(worker.kill()) << "the worker ended by itself";
    constexpr int kAll = 1'000'000;
    worker.read(kAll, archived);

    blobs::FileBlobs source = blobs();
    const auto bases = loop_.run(backup::list_bases(source));
    if (bases.empty()) continue;
    const auto found = loop_.run(backup::verify(source, pool_));
    EXPECT_THAT(found.faults, testing::IsEmpty());
    EXPECT_EQ(found.reach.size(), 1U) << "a kill does not end a timeline";
    const fs::path target = folder_ / "restored";
    restore_to(target);
    const Steps restored = inspect(target);
    fs::remove_all(target);
    for (std::size_t writer = 0; writer < kWriters; ++writer)
      EXPECT_GE(restored[writer], archived[writer]) << "writer " << writer;
  }
  EXPECT_GT(archived[0], 20) << "hardly anything was archived: the test proves nothing";
}

TEST_F(BackupCrash, ARestoreThatIsKilledLeavesTheOldDataOrTheNew) {
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed_));
  Steps archived{};
  {
    Worker worker("write", data(), destination());
    worker.read(300, archived);
    worker.kill();
  }
  restore_to(folder_ / "expected");
  const Steps expected = inspect(folder_ / "expected");
  const fs::path target = folder_ / "target";
  const Steps old = make_old(target);

  const auto begun = std::chrono::steady_clock::now();
  {
    fs::create_directories(folder_ / "timed");
    Worker worker("restore", folder_ / "timed" / "target", destination());
    EXPECT_EQ(worker.wait(), 0);
  }
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);

  int old_ones = 0;
  for (int round = 0; round < 20 && !HasFailure(); ++round) {
    SCOPED_TRACE("kill " + std::to_string(round));
    Worker worker("restore", target, destination());
    std::this_thread::sleep_for(whole * static_cast<int>(random_() % 120) / 100);
    worker.kill();
    const Steps found = inspect(target);
    if (found == old) {
      ++old_ones;
      continue;
    }
    EXPECT_EQ(found, expected);
    fs::remove_all(target);
    make_old(target);
  }
  EXPECT_GT(old_ones, 0);
  Worker worker("restore", target, destination());
  EXPECT_EQ(worker.wait(), 0) << "what the killed ones left is in nobody's way";
  EXPECT_EQ(inspect(target), expected);
}

}  // namespace
}  // namespace waymark::crash
