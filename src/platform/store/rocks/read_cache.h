// Answers kept in memory: what was read lately and has not changed since.
//
// Asking RocksDB for a page of twenty items costs about 20 µs even when every block is in its cache: an iterator is
// built, and each step compares keys across the memtable and every level. People look at the same few pages again and
// again, so their answers are kept whole.
//
// An answer is as good as a read of the database at the moment it is given. Every partition (of the table or of an
// index) has a stamp, shared with others by its hash; the committer makes the stamps of all partitions that a batch
// touches odd before it writes, and even, with a higher number, afterwards. An answer is kept with the stamp that held
// before and after it was read, and given only while that stamp holds. While the stamp is odd everyone reads the
// database, so that of two readers none sees the new and then the old.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store::rocks {

/// Any thread reads; the committer alone changes.
class PartitionStamps {
 public:
  using Slot = std::uint32_t;
  static Slot slot_of(Index index, std::string_view partition);

  /// nullopt while a commit that touches the partition (or one of the same slot) is under way.
  std::optional<std::uint64_t> steady(Slot slot) const;

  /// `slots` may hold one twice. Each begin is followed by an end with the same slots.
  void begin_change(std::vector<Slot>& slots);
  void end_change(const std::vector<Slot>& slots);

 private:
  static constexpr std::size_t kSlots = 1 << 16;
  std::unique_ptr<std::atomic<std::uint64_t>[]> stamps_ =
      std::make_unique<std::atomic<std::uint64_t>[]>(kSlots);
};

/// What a query asks, as one text. A single item's question is its key in the database (keys.h), which begins otherwise.
std::string question_of(const Query& query);

/// Bounded by bytes; the answers unused for longest make room. Kept is what was asked for twice within a while: what is
/// read once and never again (an export, a job) costs no copy and pushes nothing out. Any thread; a lock is held for a
/// few steps only.
class ReadCache {
 public:
  using Slot = PartitionStamps::Slot;
  /// Larger answers are not kept: they would push out many that are asked for more often.
  static constexpr std::size_t kLargestAnswer = 64 * 1024;

  /// 0 bytes: keeps nothing.
  ReadCache(std::size_t bytes, telemetry::Metrics& metrics);

  /// Null when the answer is not there or no longer good. A single item is a page of one or none.
  std::shared_ptr<const Page> find(const std::string& question, Slot slot, Instant now);

  /// Takes down the stamp before the database is read, and keeps what was read if it still holds.
  class Reading {
   public:
    Reading(ReadCache& cache, Slot slot, Instant now);
    void keep(std::string question, const Page& answer) const;
    void keep(std::string question, const std::optional<Item>& answer) const;

   private:
    void store(std::string question, const Page& answer) const;
    bool worth_keeping(const std::string& question) const;
    ReadCache& cache_;
    Slot slot_;
    Instant now_;
    std::optional<std::uint64_t> stamp_;
  };

  PartitionStamps& stamps() { return stamps_; }

 private:
  struct Answer {
    std::string question;
    std::shared_ptr<const Page> page;
    std::size_t bytes = 0;
    std::uint64_t stamp = 0;
    Instant from;   // when it was read: a clock that has gone back since knows less
    Instant until;  // when the first of its items expires
  };
  struct Shard {
    std::mutex mutex;
    std::list<Answer> by_use;  // the latest first
    std::unordered_map<std::string_view, std::list<Answer>::iterator> by_question;
    std::size_t bytes = 0;
  };
  static constexpr std::size_t kShards = 16;

  static constexpr std::size_t kRecent = 1 << 15;

  Shard& shard_of(const std::string& question);
  bool asked_before(const std::string& question);
  void insert(Answer answer);
  static void remove(Shard& shard, std::list<Answer>::iterator answer);

  std::size_t shard_bytes_;
  PartitionStamps stamps_;
  std::array<Shard, kShards> shards_;
  // Hashes of questions that missed lately, each in its place: a question seen there is asked again.
  std::unique_ptr<std::atomic<std::uint32_t>[]> recent_ =
      std::make_unique<std::atomic<std::uint32_t>[]>(kRecent);
  telemetry::Counter& hits_;
  telemetry::Counter& misses_;
};

}  // namespace waymark::store::rocks
