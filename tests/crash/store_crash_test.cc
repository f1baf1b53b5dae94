// Kills a writing process at random moments; after every restart what was acknowledged is there, whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/test_seed.h"
#include "crash/ledger.h"
#include "crash/worker_process.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::crash {
namespace {

namespace fs = std::filesystem;
using namespace store;

using Steps = std::array<std::int64_t, kWriters>;

/// The writing process, and what it has acknowledged.
class Writer : public WorkerProcess {
 public:
  explicit Writer(const fs::path& directory)
      : WorkerProcess("WAYMARK_CRASH_WRITER", {directory.string()}) {}

  /// Waits for up to `lines` acknowledgements, fewer when the process ends.
  void read(int lines, Steps& steps) {
    for (; lines > 0; --lines) {
      const auto told = next();
      if (!told) return;
      ASSERT_TRUE(told->writer >= 0 && told->writer < kWriters);
      std::int64_t& last = steps[static_cast<std::size_t>(told->writer)];
      EXPECT_EQ(told->step, last + 1) << "writer " << told->writer << " skipped a step";
      last = told->step;
    }
  }
};

class StoreCrash : public testing::Test {
 protected:
  StoreCrash() {
    std::string name = (fs::temp_directory_path() / "waymark-crash-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    directory_ = name;
  }
  ~StoreCrash() override { fs::remove_all(directory_); }

  /// Opens what the killed process left and compares it with what it had acknowledged. Afterwards `steps` is what the
  /// store has: it may be one step ahead of what could still be told.
  void inspect(Steps& steps) {
    SystemClock clock;
    SystemRandom random;
    telemetry::Metrics metrics;
    runtime::BackgroundPool pool(1, 100);
    RocksStore store(RocksOptions(directory_), clock, random, pool, metrics);
    EXPECT_THAT(store.verify().faults, testing::IsEmpty());
    for (int writer = 0; writer < kWriters; ++writer) {
      std::int64_t& last = steps[static_cast<std::size_t>(writer)];
      const auto found = loop_.run(store.get(counter(writer)));
      const std::int64_t kept = found ? found->integer("n").value_or(-1) : 0;
      EXPECT_GE(kept, last) << "writer " << writer << ": an acknowledged step is lost";
      EXPECT_LE(kept, last + 1) << "writer " << writer << ": more steps than were begun";
      last = kept;
      expect_whole(store, writer, kept);
    }
  }

  void expect_whole(Store& store, int writer, std::int64_t kept) {
    SCOPED_TRACE("writer " + std::to_string(writer) + " at step " + std::to_string(kept));
    std::vector<std::string> entries;
    std::vector<std::string> copies;
    std::vector<std::string> in_index;
    for (std::int64_t step = 1; step <= kept; ++step) {
      entries.push_back("a#" + padded(step));
      copies.push_back("b#" + padded(step));
    }
    in_index = entries;
    if (kept > 0) entries.push_back("c#" + padded(kept));
    EXPECT_EQ(sort_keys(store, Index::table, ledger(writer)), entries);
    EXPECT_EQ(sort_keys(store, Index::table, copy(writer)), copies);
    EXPECT_EQ(sort_keys(store, Index::gsi1, ledger(writer)), in_index);
    EXPECT_EQ(sort_keys(store, Index::gsi2, copy(writer)), copies);
    if (kept == 0) return;
    EXPECT_THAT(sort_keys(store, Index::gsi3, counter_place(kept)),
                testing::Contains(std::to_string(writer)));
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

  fs::path directory_;
  runtime::TestLoop loop_;
};

TEST_F(StoreCrash, WhatWasAcknowledgedOutlivesEveryKill) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);

  constexpr int kKills = 22;
  Steps steps{};
  for (int round = 0; round < kKills && !HasFailure(); ++round) {
    SCOPED_TRACE("kill " + std::to_string(round));
    Writer writer(directory_);
    // At times while it opens, mostly in the middle of its work.
    writer.read(
        random() % 8 == 0 ? static_cast<int>(random() % 2) : 1 + static_cast<int>(random() % 400),
        steps);
    EXPECT_TRUE(writer.kill()) << "the writer ended by itself";
    constexpr int kAll = 1'000'000;
    writer.read(kAll, steps);
    inspect(steps);
  }
  std::int64_t total = 0;
  for (const std::int64_t step : steps) total += step;
  EXPECT_GT(total, 500) << "hardly anything was written: the test proves nothing";
}

}  // namespace
}  // namespace waymark::crash
