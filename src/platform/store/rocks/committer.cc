#include "platform/store/rocks/committer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/store/limits.h"
#include "platform/store/rocks/cached_files.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/reading.h"
#include "platform/store/rocks/time_mark.h"

namespace waymark::store::rocks {
namespace {

constexpr std::size_t kMaxBatchOperations = 1000;
constexpr std::size_t kMaxBatchBytes = 256 * 1024;
constexpr std::size_t kMaxWaiting = 20'000;

Error unavailable(const char* cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", cause);
}

std::size_t bytes_of(const Operation& operation) {
  const Put* put = std::get_if<Put>(&operation);
  return put ? put->item.size() : 0;
}

std::string item_key_of(const Operation& operation) {
  if (const Put* put = std::get_if<Put>(&operation))
    return item_key(put->item.text(attribute::kPk).value_or(""),
                    put->item.text(attribute::kSk).value_or(""));
  const Key key = key_of(operation);
  return item_key(key.pk, key.sk);
}

/// Brings the entries beside an item from what `before` needs to what `after` needs; either may be null.
class SecondaryWrites {
 public:
  /// `either` is one of the two that is there: it knows the key.
  SecondaryWrites(rocksdb::WriteBatch& writes, std::vector<PartitionStamps::Slot>& touched,
                  const Item& either, const Item* before, const Item* after)
      : writes_(writes),
        touched_(touched),
        before_(before),
        after_(after),
        pk_(either.text(attribute::kPk).value_or("")),
        sk_(either.text(attribute::kSk).value_or("")) {}

  void write() {
    touched_.push_back(PartitionStamps::slot_of(Index::table, pk_));
    const Secondary old = before_ ? secondary_of(*before_) : Secondary{};
    const Secondary fresh = after_ ? secondary_of(*after_) : Secondary{};
    for (int index = 1; index <= kIndexes; ++index) {
      const auto place = static_cast<std::size_t>(index - 1);
      touch(index, old.indexes[place]);
      touch(index, fresh.indexes[place]);
      erase_index(index, old.indexes[place], fresh.indexes[place]);
    }
    if (old.ttl && old.ttl != fresh.ttl) writes_.Delete(expiry_key(*old.ttl, pk_, sk_));
    if (!after_) return;
    each_entry(fresh, *after_,
               [&](const std::string& key, std::string_view value) { writes_.Put(key, value); });
  }

 private:
  void erase_index(int index, const std::optional<IndexKey>& old,
                   const std::optional<IndexKey>& fresh) {
    if (old && old != fresh) writes_.Delete(index_entry_key(index, *old, pk_, sk_));
  }

  void touch(int index, const std::optional<IndexKey>& entry) {
    if (entry) touched_.push_back(PartitionStamps::slot_of(static_cast<Index>(index), entry->pk));
  }

  rocksdb::WriteBatch& writes_;
  std::vector<PartitionStamps::Slot>& touched_;
  const Item* before_;
  const Item* after_;
  std::string_view pk_;
  std::string_view sk_;
};

}  // namespace

/// A suspended coroutine and the reactor it must resume on. Keeps that reactor's run() from ending.
class Committer::Waiter {
 public:
  explicit Waiter(Executor reactor) : guard_(reactor) {}
  virtual ~Waiter() = default;
  virtual void resume() = 0;
  Executor reactor() const { return guard_.get_executor(); }

  template <typename Handler>
  static std::unique_ptr<Waiter> of(Handler handler, Executor reactor) {
    struct Of final : Waiter {
      Of(Handler waiting, Executor where) : Waiter(where), handler(std::move(waiting)) {}
      void resume() override { std::move(handler)(); }
      Handler handler;
    };
    return std::make_unique<Of>(std::move(handler), reactor);
  }

 private:
  boost::asio::executor_work_guard<Executor> guard_;
};

/// A transaction on its way. Lives in the frame of commit(), which stays suspended until its waiter is resumed.
struct Committer::Pending {
  Transaction transaction;
  Mode mode = Mode::all_or_nothing;
  bool probe = false;
  std::vector<std::string> keys;
  std::size_t bytes = 0;
  bool needs_disk = false;  // sent back for it
  bool may_wait = false;    // has been read ahead

  Outcome outcome;
  std::exception_ptr failure;
  std::unique_ptr<Waiter> waiter;
};

namespace {

/// From when a reactor is told to resume coroutines until it has, and has done what they set off at once.
template <typename Pending>
class Turn {
 public:
  explicit Turn(std::shared_ptr<Intake<Pending>> where) : intake_(std::move(where)) {
    intake_->begin_turn();
  }
  ~Turn() {
    if (intake_) intake_->end_turn();
  }
  Turn(Turn&&) noexcept = default;
  Turn& operator=(Turn&&) = delete;

 private:
  std::shared_ptr<Intake<Pending>> intake_;
};

/// Resumes the coroutines of one reactor in one turn of its loop.
template <typename Waiter, typename Pending>
class Resume {
 public:
  Resume(std::vector<std::unique_ptr<Waiter>> waiters, Turn<Pending> turn)
      : waiters_(std::move(waiters)), turn_(std::move(turn)) {}

  void operator()() {
    const Executor reactor = waiters_.back()->reactor();
    while (!waiters_.empty()) {
      const std::unique_ptr<Waiter> next = std::move(waiters_.back());
      waiters_.pop_back();
      try {
        next->resume();
      } catch (...) {
        // It belongs to whoever runs the loop; the others must be resumed all the same.
        if (!waiters_.empty())
          boost::asio::post(reactor, Resume(std::move(waiters_), std::move(turn_)));
        throw;
      }
    }
    boost::asio::post(reactor, AfterLaps{reactor, std::move(turn_), kLaps});
  }

 private:
  // A coroutine that was resumed may wake another through a signal, whose transaction is then three rounds of the loop
  // away: it belongs to this turn too.
  static constexpr int kLaps = 3;
  struct AfterLaps {
    Executor reactor;
    Turn<Pending> turn;
    int laps;
    void operator()() {
      if (laps > 1) boost::asio::post(reactor, AfterLaps{reactor, std::move(turn), laps - 1});
    }
  };
  std::vector<std::unique_ptr<Waiter>> waiters_;
  Turn<Pending> turn_;
};

}  // namespace

Committer::Committer(rocksdb::DB& database, const DiskGuard& disk, PartitionStamps& stamps,
                     const Clock& clock, runtime::BackgroundPool& pool, telemetry::Metrics& metrics)
    : database_(database),
      disk_(disk),
      stamps_(stamps),
      clock_(clock),
      pool_(pool),
      batch_sizes_(metrics.histogram("waymark_store_commit_batch_transactions",
                                     "Transactions written with one sync of the log.",
                                     {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000})),
      write_seconds_(metrics.histogram("waymark_store_commit_write_seconds",
                                       "Time to write and sync one batch.",
                                       telemetry::latency_buckets())),
      transactions_(metrics.counter("waymark_store_transactions_total",
                                    "Transactions that reached the committer.")),
      read_ahead_(metrics.counter("waymark_store_transactions_read_ahead_total",
                                  "Transactions whose items had to be read from the disk.")),
      intake_(std::make_shared<Intake<Pending>>(kMaxWaiting)) {
  metrics.gauge("waymark_store_transactions_waiting", "Transactions queued for the committer.",
                [intake = intake_] { return static_cast<double>(intake->size()); });
  thread_ = std::thread([this] { serve(); });
}

Committer::~Committer() {
  stop();
}

void Committer::stop() {
  intake_->close();
  if (thread_.joinable()) thread_.join();
}

Task<Outcome> Committer::commit(Transaction transaction, Mode mode) {
  check_transaction(transaction);
  Pending pending;
  pending.transaction = std::move(transaction);
  pending.mode = mode;
  pending.keys.reserve(pending.transaction.size());
  for (const Operation& operation : pending.transaction.operations()) {
    pending.keys.push_back(item_key_of(operation));
    pending.bytes += bytes_of(operation);
  }
  co_await submit(pending);
  if (std::exchange(pending.needs_disk, false)) {
    co_await read_ahead(pending.keys);
    pending.may_wait = true;
    co_await submit(pending);
  }
  co_return std::move(pending.outcome);
}

/// Brings the items into memory. Where the pool takes nothing more the committer reads them itself.
Task<void> Committer::read_ahead(const std::vector<std::string>& keys) {
  const auto read = [database = &database_, keys] {
    read_items(*database, keys, Instant(), From::disk);
  };
  try {
    co_await pool_.run(read);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unavailable) throw;
  }
}

Task<void> Committer::probe() {
  Pending pending;
  pending.probe = true;
  co_await submit(pending);
}

Task<void> Committer::submit(Pending& pending) {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  const auto start = [](auto handler, Committer* self, Pending* waiting, Executor where) {
    waiting->waiter = Waiter::of(std::move(handler), where);
    if (self->intake_->push(waiting)) return;
    waiting->failure =
        std::make_exception_ptr(unavailable("the store is closing, or too many transactions wait"));
    std::vector<std::unique_ptr<Waiter>> refused;
    refused.push_back(std::move(waiting->waiter));
    boost::asio::post(where, Resume(std::move(refused), Turn<Pending>(self->intake_)));
  };
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      start, use_task, this, &pending, reactor);
  if (pending.failure) std::rethrow_exception(std::exchange(pending.failure, nullptr));
}

void Committer::serve() {
  while (gather_batch()) finish_batch();
}

/// Takes in and stages one batch. False when there is nothing left to do.
bool Committer::gather_batch() {
  std::vector<Pending*> taken = intake_->take();
  if (taken.empty()) return false;
  const auto deadline = std::chrono::steady_clock::now() + last_write_;
  while (!taken.empty()) {
    stage_all(taken);
    if (batch_operations_ >= kMaxBatchOperations || batch_bytes_ >= kMaxBatchBytes) break;
    taken = intake_->take_more(deadline);
  }
  return true;
}

void Committer::stage_all(const std::vector<Pending*>& pending) {
  now_ = clock_.now();
  for (Pending* one : pending) {
    try {
      if (!stage(*one)) {
        send_back(*one);
        continue;
      }
    } catch (...) {
      one->failure =
          std::current_exception();  // a fault of this transaction alone: nothing of it is staged
    }
    batch_.push_back(one);
    batch_operations_ += one->keys.size();
    batch_bytes_ += one->bytes;
  }
}

/// False, and nothing of it is staged, when it needs the disk and may not wait.
bool Committer::stage(Pending& pending) {
  if (pending.probe) {
    probing_ = true;
    writes_.Put(meta_key("probe"), rocksdb::Slice());
    return true;
  }
  const auto& operations = pending.transaction.operations();
  std::vector<std::optional<Item>> loaded(operations.size());
  std::vector<const Item*> stored(operations.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto found = stored_item(pending.keys[i], loaded[i], pending.may_wait);
    if (!found) return false;
    stored[i] = *found;
  }
  std::vector<Effect> effects;
  effects.reserve(operations.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    effects.push_back(apply(operations[i], stored[i], now_));
    if (std::holds_alternative<Refused>(effects.back())) pending.outcome.failed.push_back(i);
  }
  if (pending.mode == Mode::all_or_nothing && !pending.outcome.committed()) return true;
  for (std::size_t i = 0; i < operations.size(); ++i)
    stage_operation(pending.keys[i], stored[i], std::move(effects[i]));
  return true;
}

void Committer::stage_operation(const std::string& key, const Item* stored, Effect effect) {
  if (std::holds_alternative<Erased>(effect)) {
    writes_.Delete(key);
    SecondaryWrites(writes_, touched_, *stored, stored, nullptr).write();
    overlay_.insert_or_assign(key, std::nullopt);
  } else if (Item* item = std::get_if<Item>(&effect)) {
    writes_.Put(key, item->encoded());
    SecondaryWrites(writes_, touched_, *item, stored, item).write();
    overlay_.insert_or_assign(key, std::move(*item));
  }
}

/// Writes the batch and tells everyone in it.
void Committer::finish_batch() {
  if (batch_.empty()) return;  // all were sent back
  const rocksdb::Status status = write();
  if (!status.ok()) {
    for (Pending* pending : batch_) {
      try {
        fail(status, "writing a batch");
      } catch (...) {
        pending->failure = std::current_exception();
      }
    }
  }
  batch_sizes_.observe(static_cast<double>(batch_.size()));
  transactions_.add(batch_.size());
  overlay_.clear();
  writes_.Clear();
  batch_operations_ = batch_bytes_ = 0;
  probing_ = false;
  resume_all();
}

/// Null when there is none; nothing when only the disk knows and `may_wait` is false.
std::optional<const Item*> Committer::stored_item(const std::string& key,
                                                  std::optional<Item>& loaded, bool may_wait) {
  const auto staged = overlay_.find(key);
  if (staged != overlay_.end()) return staged->second ? &*staged->second : nullptr;
  std::optional<NoWaiting> in_memory;
  if (!may_wait) in_memory.emplace();
  std::string encoded;
  const rocksdb::Status status = database_.Get(rocksdb::ReadOptions(), key, &encoded);
  if (status.IsNotFound()) return nullptr;
  if (!may_wait && status.IsBusy()) return std::nullopt;
  require(status, "reading an item to be changed");
  loaded = Item::decode(std::move(encoded));
  return &*loaded;
}

/// Resumed at once: nothing it would rest on is being written.
void Committer::send_back(Pending& pending) {
  pending.needs_disk = true;
  read_ahead_.add();
  std::unique_ptr<Waiter> waiter = std::move(pending.waiter);
  const Executor reactor = waiter->reactor();
  boost::asio::post(reactor, [waiting = std::move(waiter)] { waiting->resume(); });
}

rocksdb::Status Committer::write() {
  if (writes_.Count() == 0) return rocksdb::Status::OK();
  rocksdb::Status allowed = disk_.may_write();
  if (!allowed.ok()) {
    refusing_ = true;
    touched_.clear();
    return allowed;
  }
  // What failed for want of room goes on where it was; when all is well this does nothing.
  if (probing_ || refusing_) database_.Resume();
  mark();
  rocksdb::WriteOptions options;
  options.sync = true;
  const auto begin = std::chrono::steady_clock::now();
  stamps_.begin_change(touched_);
  rocksdb::Status status = database_.Write(options, &writes_);
  stamps_.end_change(touched_);
  touched_.clear();
  refusing_ = !status.ok();
  last_write_ = std::chrono::steady_clock::now() - begin;
  write_seconds_.observe(std::chrono::duration<double>(last_write_).count());
  return status;
}

/// Marks never go back, whatever the clock does: an archive of the log is played back up to a mark.
void Committer::mark() {
  const Instant time = std::max(clock_.now(), newest_mark());
  newest_mark_.store(time.time_since_epoch().count(), std::memory_order_release);
  mark_time(writes_, time);
}

void Committer::resume_all() {
  std::vector<std::unique_ptr<Waiter>> waiters;
  waiters.reserve(batch_.size());
  for (Pending* pending : batch_) waiters.push_back(std::move(pending->waiter));
  batch_.clear();  // once resumed, a pending transaction is gone
  std::ranges::reverse(waiters);
  while (!waiters.empty()) {
    const Executor reactor = waiters.back()->reactor();
    const auto others =
        std::stable_partition(waiters.begin(), waiters.end(),
                              [&](const auto& waiter) { return waiter->reactor() != reactor; });
    std::vector<std::unique_ptr<Waiter>> own(std::make_move_iterator(others),
                                             std::make_move_iterator(waiters.end()));
    waiters.erase(others, waiters.end());
    boost::asio::post(reactor, Resume(std::move(own), Turn<Pending>(intake_)));
  }
}

}  // namespace waymark::store::rocks
