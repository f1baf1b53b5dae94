#include "platform/store/rocks/rocks_follower.h"

#include <utility>

#include "base/error.h"
#include "platform/store/cursor.h"
#include "platform/store/limits.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/meta.h"
#include "platform/store/rocks/reading.h"

namespace waymark::store {
namespace {

using namespace rocks;

constexpr std::size_t kBlockCacheBytes = std::size_t{32} << 20;

std::unique_ptr<rocksdb::DB> follow(const std::filesystem::path& directory,
                                    const std::filesystem::path& own_folder) {
  rocksdb::Options options = database_options(kBlockCacheBytes);
  options.create_if_missing = false;
  options.max_open_files = -1;  // files that the other process deletes must stay open
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenAsSecondary(options, directory.string(), own_folder.string(), &opened);
  if (!status.ok())
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the store in " + directory.string() + " cannot be followed: " + status.ToString());
  return std::unique_ptr<rocksdb::DB>(opened);
}

Error read_only() {
  return Error(ErrorCode::unavailable, "error.unavailable",
               "the store belongs to another process and is only read");
}

}  // namespace

struct RocksFollower::State {
  State(const std::filesystem::path& directory, const std::filesystem::path& own_folder,
        const Clock& time, runtime::BackgroundPool& background)
      : clock(time),
        pool(background),
        database(follow(directory, own_folder)),
        cursors(require_cursor_key(*database, directory)) {}

  const Clock& clock;
  runtime::BackgroundPool& pool;
  std::unique_ptr<rocksdb::DB> database;
  CursorSeal cursors;
};

RocksFollower::RocksFollower(const std::filesystem::path& directory,
                             const std::filesystem::path& own_folder, const Clock& clock,
                             runtime::BackgroundPool& pool)
    : state_(std::make_unique<State>(directory, own_folder, clock, pool)) {}

RocksFollower::~RocksFollower() = default;

void RocksFollower::catch_up() {
  require(state_->database->TryCatchUpWithPrimary(), "catching up with the other process");
}

Task<std::optional<Item>> RocksFollower::get(Key key) {
  check_key(key);
  const auto read = [state = state_.get(), encoded = item_key(key.pk, key.sk)] {
    return *read_item(*state->database, encoded, state->clock.now(), From::disk);
  };
  co_return co_await state_->pool.run(read);
}

Task<std::vector<std::optional<Item>>> RocksFollower::batch_get(std::vector<Key> keys) {
  check_batch(keys);
  if (keys.empty()) co_return std::vector<std::optional<Item>>();
  const auto read = [state = state_.get(), encoded = item_keys(keys)] {
    return *read_items(*state->database, encoded, state->clock.now(), From::disk);
  };
  co_return co_await state_->pool.run(read);
}

Task<Page> RocksFollower::query(Query query) {
  check_query(query);
  const auto read = [state = state_.get(), query = std::move(query)] {
    const auto after = query.after ? std::optional(state->cursors.open(query)) : std::nullopt;
    const Range range = range_of(query, after);
    return *read_page(*state->database, state->cursors, query, range, state->clock.now(),
                      From::disk);
  };
  co_return co_await state_->pool.run(read);
}

Task<Page> RocksFollower::scan(Scan scan) {
  check_scan(scan);
  const auto read = [state = state_.get(), scan = std::move(scan)] {
    return read_scan(*state->database, state->cursors, scan, state->clock.now());
  };
  co_return co_await state_->pool.run(read);
}

Task<Outcome> RocksFollower::transact(Transaction) {
  throw read_only();
  co_return Outcome();
}

Task<std::size_t> RocksFollower::sweep(std::size_t) {
  throw read_only();
  co_return 0;
}

Task<void> RocksFollower::ping() {
  throw read_only();
  co_return;
}

}  // namespace waymark::store
