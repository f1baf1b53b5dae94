#include "platform/store/rocks/rocks_store.h"

#include <algorithm>

#include "base/error.h"
#include "platform/store/cursor.h"
#include "platform/store/limits.h"
#include "platform/store/rocks/committer.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/disk_guard.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/meta.h"
#include "platform/store/rocks/read_cache.h"
#include "platform/store/rocks/reading.h"
#include "platform/store/rocks/rocks_journal.h"
#include "platform/store/rocks/verifier.h"

namespace waymark::store {
namespace {

using namespace rocks;

rocksdb::Options options_of(const RocksOptions& given, const DiskGuard& disk) {
  rocksdb::Options options = database_options(given.block_cache_bytes);
  // By size alone: what an archive has not read yet does not become less needed with time.
  options.WAL_size_limit_MB = given.log_kept_bytes >> 20;
  options.listeners.push_back(disk.listener());
  return options;
}

}  // namespace

struct RocksStore::State {
  State(const RocksOptions& options, const Clock& time, Random& random,
        runtime::BackgroundPool& background, telemetry::Metrics& metrics)
      : clock(time),
        pool(background),
        disk(options.directory, options.reserve_bytes),
        database(open_database(options.directory, options_of(options, disk))),
        cursors(make_cursor_key(*database, random, options.directory)),
        answers(options.read_cache_bytes, metrics),
        committer(*database, disk, answers.stamps(), clock, background, metrics),
        journal(*database, committer, clock) {}

  const Clock& clock;
  runtime::BackgroundPool& pool;
  DiskGuard disk;
  std::unique_ptr<rocksdb::DB> database;
  CursorSeal cursors;
  ReadCache answers;
  Committer committer;
  RocksJournal journal;
};

RocksStore::RocksStore(const RocksOptions& options, const Clock& clock, Random& random,
                       runtime::BackgroundPool& pool, telemetry::Metrics& metrics)
    : state_(std::make_unique<State>(options, clock, random, pool, metrics)) {}

RocksStore::~RocksStore() = default;

void RocksStore::close() {
  state_->committer.stop();
}

Task<std::optional<Item>> RocksStore::get(Key key) {
  check_key(key);
  const std::string encoded = item_key(key.pk, key.sk);
  const auto slot = PartitionStamps::slot_of(Index::table, key.pk);
  const Instant now = state_->clock.now();
  if (const auto answer = state_->answers.find(encoded, slot, now))
    co_return answer->items.empty() ? std::nullopt : std::optional(answer->items.front());

  const ReadCache::Reading reading(state_->answers, slot, now);
  auto found = read_item(*state_->database, encoded, now, From::memory);
  if (!found) {
    const auto from_disk = [database = state_->database.get(), encoded, now] {
      return read_item(*database, encoded, now, From::disk);
    };
    found = co_await state_->pool.run(from_disk);
  }
  reading.keep(encoded, *found);
  co_return std::move(*found);
}

Task<std::vector<std::optional<Item>>> RocksStore::batch_get(std::vector<Key> keys) {
  check_batch(keys);
  if (keys.empty()) co_return std::vector<std::optional<Item>>();
  const std::vector<std::string> encoded = item_keys(keys);
  const Instant now = state_->clock.now();
  if (auto found = read_items(*state_->database, encoded, now, From::memory))
    co_return std::move(*found);
  const auto from_disk = [database = state_->database.get(), encoded, now] {
    return *read_items(*database, encoded, now, From::disk);
  };
  co_return co_await state_->pool.run(from_disk);
}

Task<Page> RocksStore::query(Query query) {
  check_query(query);
  const auto after = query.after ? std::optional(state_->cursors.open(query)) : std::nullopt;
  std::string question = question_of(query);
  const auto slot = PartitionStamps::slot_of(query.index, query.partition);
  const Instant now = state_->clock.now();
  if (const auto answer = state_->answers.find(question, slot, now)) co_return *answer;

  const ReadCache::Reading reading(state_->answers, slot, now);
  const Range range = range_of(query, after);
  auto page = read_page(*state_->database, state_->cursors, query, range, now, From::memory);
  if (!page) {
    const auto from_disk = [state = state_.get(), query, range, now] {
      return read_page(*state->database, state->cursors, query, range, now, From::disk);
    };
    page = co_await state_->pool.run(from_disk);
  }
  reading.keep(std::move(question), *page);
  co_return std::move(*page);
}

Task<Outcome> RocksStore::transact(Transaction transaction) {
  return state_->committer.commit(std::move(transaction), Committer::Mode::all_or_nothing);
}

Task<Page> RocksStore::scan(Scan scan) {
  check_scan(scan);
  const auto from_disk = [state = state_.get(), scan] {
    return read_scan(*state->database, state->cursors, scan, state->clock.now());
  };
  co_return co_await state_->pool.run(from_disk);
}

Task<std::size_t> RocksStore::sweep(std::size_t limit) {
  std::size_t swept = 0;
  while (swept < limit) {
    const std::size_t count = std::min(limit - swept, kMaxOperations);
    const auto find = [state = state_.get(), count] {
      return expired_keys(*state->database, state->clock.now(), count);
    };
    std::vector<Key> expired = co_await state_->pool.run(find);
    if (expired.empty()) break;
    // To a transaction an expired item is absent; one that was put again since is not, and stays.
    Transaction deletions;
    for (Key& key : expired) deletions.erase(std::move(key), Condition::item_absent());
    const Outcome outcome =
        co_await state_->committer.commit(std::move(deletions), Committer::Mode::each_for_itself);
    swept += expired.size() - outcome.failed.size();
    if (expired.size() < count) break;
  }
  co_return swept;
}

Task<void> RocksStore::ping() {
  return state_->committer.probe();
}

Journal& RocksStore::journal() {
  return state_->journal;
}

Verification RocksStore::verify() const {
  return Verifier(*state_->database).run();
}

}  // namespace waymark::store
