#include "platform/store/rocks/bulk_loader.h"

#include <fcntl.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <future>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "platform/store/limits.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/disk_guard.h"
#include "platform/store/rocks/entry_buffer.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/meta.h"
#include "platform/store/rocks/sorted_files.h"

namespace waymark::store {
namespace {

using namespace rocks;
namespace fs = std::filesystem;

constexpr std::size_t kCacheBytes = std::size_t{8} << 20;
constexpr std::uint64_t kRunFileBytes = std::uint64_t{64} << 20;
constexpr std::size_t kMergers = 2;  // spaces that are merged beside each other
constexpr std::array<char, 2 + kIndexes> kSpaces = {
    space::kItems,       space::kIndexes + 1, space::kIndexes + 2, space::kIndexes + 3,
    space::kIndexes + 4, space::kIndexes + 5, space::kIndexes + 6, space::kExpiry};

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", std::move(cause));
}

/// Files that are read once, from beginning to end.
rocksdb::Options run_options() {
  rocksdb::BlockBasedTableOptions table;
  table.no_block_cache = true;
  table.block_size = 32 * 1024;
  table.format_version = 5;
  rocksdb::Options options = database_options(kCacheBytes);
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw unavailable("the folder " + folder.string() + " cannot be synced");
}

/// The folder a load works in; only one at a time does. Goes away with the load.
class Workplace {
 public:
  explicit Workplace(const fs::path& store) : folder_(store) {
    folder_ += ".loading";
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path lock = folder_ / "lock";
    if (!error) lock_ = ::open(lock.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock_ < 0) throw unavailable("the folder " + folder_.string() + " cannot be made");
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
      ::close(lock_);
      throw unavailable("another process is loading into " + store.string());
    }
    try {
      fs::remove_all(runs());  // of a load that died
      fs::remove_all(database());
      fs::create_directories(runs());
    } catch (const fs::filesystem_error& failure) {
      ::close(lock_);
      throw unavailable(failure.what());
    }
  }
  ~Workplace() {
    std::error_code ignored;  // the next load removes what is left
    fs::remove_all(folder_, ignored);
    ::close(lock_);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  fs::path runs() const { return folder_ / "runs"; }
  fs::path database() const { return folder_ / "store"; }

 private:
  fs::path folder_;
  int lock_ = -1;
};

}  // namespace

struct BulkLoader::State {
  State(const BulkOptions& given, Random& source)
      : options(given),
        random(source),
        workplace(given.directory),
        disk(workplace.runs(), given.reserve_bytes),
        filling(std::make_unique<EntryBuffer>(given.memory_bytes / 8 * 3)),
        sorting(std::make_unique<EntryBuffer>(given.memory_bytes / 8 * 3)),
        in_order(workplace.runs() / "items", final_options, final_options.target_file_size_base,
                 disk) {}
  ~State() {
    if (sorted.valid()) sorted.wait();
  }

  void add(const Item& item);
  void add_to_buffer(const Item& item, const std::string* own_key);
  void begin_sorting();
  void end_sorting();
  void write_runs(EntryBuffer& buffer);
  void keep_run(std::size_t place, Run run);
  std::vector<std::string> merge_all();
  Run merge_space(std::size_t place);
  void make_database(const std::vector<std::string>& files);
  void publish();

  BulkOptions options;
  Random& random;
  Workplace workplace;
  DiskGuard disk;
  rocksdb::Options final_options = database_options(kCacheBytes);
  rocksdb::Options between_options = run_options();

  std::unique_ptr<EntryBuffer> filling;
  std::unique_ptr<EntryBuffer> sorting;  // the thread's behind `sorted`, while there is one
  std::future<void> sorted;
  std::array<std::vector<Run>, kSpaces.size()> runs;
  std::size_t run_number = 0;

  /// Items that came in the order of their keys from the beginning: these files are final, or one more run.
  SortedFileWriter in_order;
  bool still_in_order = true;

  std::vector<std::string> keys;  // of the item at hand
  BulkResult result;
};

bool BulkLoader::may_fill(const fs::path& directory) {
  std::error_code unknown;
  if (!fs::exists(directory / "CURRENT", unknown))
    return !fs::exists(directory, unknown) || fs::is_empty(directory, unknown);
  const auto database = open_database(directory, database_options(kCacheBytes));
  const std::unique_ptr<rocksdb::Iterator> iterator(database->NewIterator(rocksdb::ReadOptions()));
  iterator->Seek(std::string(1, space::kItems));
  require(iterator->status(), "looking into " + directory.string());
  return !iterator->Valid();
}

BulkLoader::BulkLoader(const BulkOptions& options, Random& random) {
  if (!may_fill(options.directory))
    throw Error::conflict("error.conflict", "the store in " + options.directory.string() +
                                                " holds items: only an empty one can be loaded");
  state_ = std::make_unique<State>(options, random);
}

BulkLoader::~BulkLoader() = default;

const BulkResult& BulkLoader::result() const {
  return state_->result;
}

void BulkLoader::add(const Item& item) {
  store::check_item(item);
  state_->add(item);
}

void BulkLoader::finish() {
  state_->begin_sorting();
  state_->end_sorting();
  state_->filling.reset();
  state_->sorting.reset();
  state_->make_database(state_->merge_all());
  state_->publish();
}

void BulkLoader::State::add(const Item& item) {
  std::string key =
      item_key(item.text(attribute::kPk).value_or(""), item.text(attribute::kSk).value_or(""));
  still_in_order = still_in_order && key >= in_order.last_key();
  if (still_in_order) in_order.put(key, item.encoded());
  add_to_buffer(item, still_in_order ? nullptr : &key);
  ++result.items;
}

/// `own_key`: null when the item itself is written already.
void BulkLoader::State::add_to_buffer(const Item& item, const std::string* own_key) {
  keys.clear();
  if (own_key) keys.push_back(*own_key);
  const auto secondary = secondary_of(item);
  each_entry(secondary, item, [&](std::string key, std::string_view) {
    keys.push_back(std::move(key));
    ++result.entries;
  });
  if (keys.empty()) return;
  std::size_t bytes = item.size();
  for (const std::string& key : keys) bytes += key.size();
  if (!filling->has_room(bytes, keys.size())) begin_sorting();
  const std::uint32_t value = filling->keep(item.encoded());
  for (const std::string& key : keys)
    filling->add(key, value, key.front() == space::kExpiry ? 0 : item.size());
}

/// Hands the full buffer to a thread and takes the one that is free again.
void BulkLoader::State::begin_sorting() {
  end_sorting();
  if (filling->empty()) return;
  std::swap(filling, sorting);
  sorted = std::async(std::launch::async, [this] { write_runs(*sorting); });
}

void BulkLoader::State::end_sorting() {
  if (sorted.valid()) sorted.get();
}

void BulkLoader::State::write_runs(EntryBuffer& buffer) {
  for (std::size_t place = 0; place < kSpaces.size(); ++place) {
    const fs::path name = workplace.runs() / ("run-" + std::to_string(run_number++));
    SortedFileWriter writer(name, between_options, kRunFileBytes, disk);
    buffer.each_sorted(kSpaces[place], [&](std::string_view key, std::string_view value) {
      writer.put(key, value);
    });
    Run run = writer.finish();
    if (!run.empty()) keep_run(place, std::move(run));
  }
  buffer.clear();
}

void BulkLoader::State::keep_run(std::size_t place, Run run) {
  std::vector<Run>& kept = runs[place];
  kept.push_back(std::move(run));
  ++result.runs;
  if (kept.size() < options.merge_width) return;
  const fs::path name = workplace.runs() / ("run-" + std::to_string(run_number++));
  SortedFileWriter writer(name, between_options, kRunFileBytes, disk);
  Run merged = merge_runs(std::exchange(kept, {}), between_options, writer);
  kept.push_back(std::move(merged));
}

/// All files of the store to be.
std::vector<std::string> BulkLoader::State::merge_all() {
  std::array<Run, kSpaces.size()> merged;
  std::atomic<std::size_t> next{0};
  const auto merge_some = [&] {
    for (std::size_t place = next++; place < kSpaces.size(); place = next++)
      merged[place] = merge_space(place);
  };
  std::vector<std::future<void>> mergers;
  for (std::size_t i = 0; i < kMergers; ++i)
    mergers.push_back(std::async(std::launch::async, merge_some));
  for (auto& merger : mergers) merger.wait();
  for (auto& merger : mergers) merger.get();
  std::vector<std::string> files;
  for (const Run& run : merged)
    for (const fs::path& file : run) files.push_back(file.string());
  return files;
}

Run BulkLoader::State::merge_space(std::size_t place) {
  if (kSpaces[place] == space::kItems) {
    Run items = in_order.finish();
    if (runs[place].empty()) return items;
    if (!items.empty()) runs[place].push_back(std::move(items));
  }
  const fs::path name = workplace.runs() / ("space-" + std::to_string(place));
  SortedFileWriter writer(name, final_options, final_options.target_file_size_base, disk);
  return merge_runs(std::move(runs[place]), between_options, writer);
}

void BulkLoader::State::make_database(const std::vector<std::string>& files) {
  const auto database = open_database(workplace.database(), final_options);
  make_cursor_key(*database, random, options.directory);
  rocksdb::IngestExternalFileOptions taking;
  taking.move_files = true;
  taking.write_global_seqno = false;  // they are taken as they are
  if (!files.empty())
    require(database->IngestExternalFile(files, taking), "taking in the sorted files");
  require(database->Flush(rocksdb::FlushOptions()), "writing the new store");
  require(database->Close(), "closing the new store");
}

void BulkLoader::State::publish() {
  if (!may_fill(options.directory))
    throw Error::conflict("error.conflict", "somebody has put items into " +
                                                options.directory.string() + " meanwhile");
  std::error_code error;
  fs::remove_all(options.directory, error);  // an empty store, or none
  if (!error) fs::rename(workplace.database(), options.directory, error);
  if (error)
    throw unavailable("the new store cannot be moved to " + options.directory.string() + ": " +
                      error.message());
  sync_folder(fs::absolute(options.directory).parent_path());
}

}  // namespace waymark::store
