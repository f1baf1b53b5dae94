// The one thread that writes.
//
// It takes what has queued up while the last batch was being synced (at most about 256 KiB or 1,000 operations; when a
// batch ends, intake.h tells), checks each transaction's conditions against the database and the batch so far, writes
// one WriteBatch with one sync of the log, and then resumes every waiting coroutine on its own reactor. Nobody waits for
// a timer, and no lock is held while anything is awaited. Transactions happen in the order of the queue, one after the
// other: they are serializable.
//
// A transaction on items that the disk must be asked for would hold up the whole queue. It is sent back, its items are
// read in the background pool, and it queues again; only if they have left the memory once more does the thread wait.
//
// Every outcome, a failed condition too, is told only after the sync: it may rest on a write of the same batch.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/store/apply.h"
#include "platform/store/rocks/disk_guard.h"
#include "platform/store/rocks/intake.h"
#include "platform/store/rocks/read_cache.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store::rocks {

/// Owned by RocksStore, which outlives no reactor that waits for it: stop() comes before the reactors are destroyed.
class Committer {
 public:
  enum class Mode : std::uint8_t {
    all_or_nothing,   // a transaction
    each_for_itself,  // every operation whose condition holds
  };

  Committer(rocksdb::DB& database, const DiskGuard& disk, PartitionStamps& stamps,
            const Clock& clock, runtime::BackgroundPool& pool, telemetry::Metrics& metrics);
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  /// Throws what check_transaction() throws; Error(unavailable) when the queue is full, after stop(), or
  /// when the write failed; then whether it is kept is unknown only if the disk failed while syncing.
  Task<Outcome> commit(Transaction transaction, Mode mode);
  /// Writes and syncs a mark, to see that writing is possible; tries first to recover from an earlier failure.
  Task<void> probe();
  /// The time that the newest commit was marked with: no commit in the database is later. Any thread.
  Instant newest_mark() const {
    return Instant(std::chrono::milliseconds(newest_mark_.load(std::memory_order_acquire)));
  }
  /// Refuses what comes from now on, finishes what is queued, joins the thread. Does nothing when called again.
  void stop();

 private:
  class Waiter;
  struct Pending;

  Task<void> submit(Pending& pending);
  Task<void> read_ahead(const std::vector<std::string>& keys);
  void serve();
  bool gather_batch();
  void finish_batch();
  void stage_all(const std::vector<Pending*>& pending);
  bool stage(Pending& pending);
  void stage_operation(const std::string& key, const Item* stored, Effect effect);
  std::optional<const Item*> stored_item(const std::string& key, std::optional<Item>& loaded,
                                         bool may_wait);
  rocksdb::Status write();
  void mark();
  void resume_all();
  void send_back(Pending& pending);

  rocksdb::DB& database_;
  const DiskGuard& disk_;
  PartitionStamps& stamps_;
  const Clock& clock_;
  runtime::BackgroundPool& pool_;
  telemetry::Histogram& batch_sizes_;
  telemetry::Histogram& write_seconds_;
  telemetry::Counter& transactions_;
  telemetry::Counter& read_ahead_;
  // Shared with turns and metrics, which may outlive this.
  std::shared_ptr<Intake<Pending>> intake_;

  std::atomic<std::int64_t> newest_mark_{0};

  // The batch at hand; touched by the committer's thread only.
  Instant now_;
  std::vector<Pending*> batch_;
  rocksdb::WriteBatch writes_;
  std::vector<PartitionStamps::Slot> touched_;
  // What the batch so far has made of items; the keys are those of the pending operations.
  std::unordered_map<std::string_view, std::optional<Item>> overlay_;
  std::size_t batch_operations_ = 0;
  std::size_t batch_bytes_ = 0;
  bool probing_ = false;
  bool refusing_ = false;  // the last batch was not written
  std::chrono::steady_clock::duration last_write_{};

  std::thread thread_;
};

}  // namespace waymark::store::rocks
