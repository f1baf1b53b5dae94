// How much the store costs above bare RocksDB: the same bytes, the same settings, side by side in one run.
//
//   store_bench [--json FILE] [--rounds N] [--directory DIR]
//
// Every round measures each pair once, one after the other, so that whatever else the machine does falls on both; the
// medians of all rounds are compared. Data lie in memory (memtables and block cache); commits are synced to the disk.
// Commits are counted by the clock on the wall, reads and pages by the time of the one thread that does them.
#include <rocksdb/db.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#include <boost/asio/co_spawn.hpp>

#include "base/json.h"
#include "platform/store/entity.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace store;

constexpr int kUsers = 2000;
constexpr int kGoalsEach = 24;  // more than a page
constexpr std::uint32_t kPage = 20;
constexpr int kWriters = 64;
constexpr int kCommits = 4'096;
constexpr int kReads = 10'000;
constexpr int kPages = 2'000;

/// A goal as people have them, near 500 bytes stored, with one index entry and an expiry.
struct Goal {
  GoalId id;
  std::string title;
  std::string description;
  std::vector<std::string> tags;
  Instant created_at;
  Instant updated_at;
  std::string status;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Goal, (),
                      (id, title, description, tags, created_at, updated_at, status, version))

class Goals {
 public:
  Item make(const std::string& user) {
    Goal goal;
    goal.id = ids_.make<GoalId>();
    goal.title = "Run the coast path from end to end";
    goal.description =
        "Thirty kilometres of cliffs and coves, a little further every Sunday morning.";
    goal.tags = {"running", "outdoors", "sea"};
    goal.created_at = goal.updated_at = clock_.now();
    goal.status = "ACTIVE";
    Item item = to_item(goal, Key("USER#" + user, "GOAL#" + goal.id.to_string()));
    item.set_index(1, "USER#" + user, "ENTITY#Goal#" + to_rfc3339(goal.created_at));
    item.set_ttl(clock_.now() + std::chrono::hours(24 * 365));
    return item;
  }
  std::string user() { return ids_.next().to_string(); }

 private:
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
};

/// The three records an item becomes.
struct Records {
  explicit Records(const Item& item) : value(item.encoded()) {
    const Key key = item.key();
    const rocks::Secondary secondary = rocks::secondary_of(item);
    item_key = rocks::item_key(key.pk, key.sk);
    index_key = rocks::index_entry_key(1, *secondary.indexes[0], key.pk, key.sk);
    expiry_key = rocks::expiry_key(*secondary.ttl, key.pk, key.sk);
  }
  void put(rocksdb::WriteBatch& batch) const {
    batch.Put(item_key, value);
    batch.Put(index_key, value);
    batch.Put(expiry_key, rocksdb::Slice());
  }
  std::string item_key;
  std::string index_key;
  std::string expiry_key;
  std::string value;
};

void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "store_bench: %s\n", what);
  std::exit(1);
}

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Of this thread alone: for work that waits for nothing, it holds still on a machine that others use.
double cpu_seconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  return now() - begin;
}

/// A pair of measurements, in operations a second.
struct Comparison {
  const char* name;
  const char* unit;
  double aim;  // the least ratio wanted; 0 for what only informs
  std::vector<double> raw;
  std::vector<double> ours;

  static double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
  }
  double ratio() const {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < raw.size(); ++i) ratios.push_back(ours[i] / raw[i]);
    return median(std::move(ratios));
  }
};

/// Both databases, filled alike.
class Bench {
 public:
  explicit Bench(const fs::path& directory) : directory_(directory) {
    open();
    fill();
    compact();
    open();
  }

  void round() {
    commits();
    reads();
    pages(table_pages_, Index::table);
    pages(index_pages_, Index::gsi1);
    keys_then_items();
  }

  std::vector<const Comparison*> results() const {
    return {&commits_, &reads_, &table_pages_, &index_pages_, &keys_then_items_};
  }

 private:
  static constexpr std::size_t kCache = std::size_t{512} << 20;

  void open() {
    raw_ = rocks::open_database(directory_ / "raw", rocks::database_options(kCache));
    store_.emplace(options(directory_ / "store"), clock_, random_, pool_, metrics_);
  }

  /// Both begin with all data in tables of the last level.
  void compact() {
    store_.reset();
    for (const char* name : {"store", "raw"}) {
      raw_.reset();
      raw_ = rocks::open_database(directory_ / name, rocks::database_options(kCache));
      check(raw_->Flush(rocksdb::FlushOptions()).ok(), "flushing");
      check(raw_->CompactRange(rocksdb::CompactRangeOptions(), nullptr, nullptr).ok(),
            "compacting");
    }
    raw_.reset();
  }

  static RocksOptions options(const fs::path& directory) {
    RocksOptions made(directory);
    made.block_cache_bytes = kCache;
    made.read_cache_bytes = 0;  // what is compared is the engine beneath it
    return made;
  }

  void fill() {
    for (int u = 0; u < kUsers; ++u) {
      users_.push_back(goals_.user());
      Transaction transaction;
      rocksdb::WriteBatch batch;
      for (int g = 0; g < kGoalsEach; ++g) {
        const Item item = goals_.make(users_.back());
        const Records records(item);
        records.put(batch);
        batch.Put(keys_only(records.index_key), records.item_key);
        keys_.push_back(item.key());
        transaction.put(item);
      }
      check(raw_->Write(rocksdb::WriteOptions(), &batch).ok(), "filling the bare database");
      run(put(std::move(transaction)));
    }
    std::ranges::shuffle(keys_, shuffle_);
  }

  // Index entries that hold only a key, for the alternative the store did not take.
  static std::string keys_only(std::string index_key) {
    index_key.front() = 'k';
    return index_key;
  }

  std::vector<Item> make_items() {
    std::vector<Item> items;
    items.reserve(kCommits);
    for (int i = 0; i < kCommits; ++i)
      items.push_back(goals_.make(users_[shuffle_() % users_.size()] + "+"));
    return items;
  }

  template <typename T>
  T run(Task<T> task) {
    std::optional<T> result;
    boost::asio::co_spawn(reactor_, std::move(task), [&](std::exception_ptr failure, T value) {
      check(!failure, "an operation failed");
      result.emplace(std::move(value));
    });
    reactor_.restart();
    reactor_.run();
    return std::move(*result);
  }

  Task<bool> put(Transaction transaction) {
    const Outcome outcome = co_await store_->transact(std::move(transaction));
    co_return outcome.committed();
  }

  Task<void> writer(std::vector<Item>& items, std::size_t& next) {
    while (next < items.size()) {
      Transaction transaction;
      transaction.put(std::move(items[next++]));
      const Outcome outcome = co_await store_->transact(std::move(transaction));
      check(outcome.committed(), "a commit was refused");
    }
  }

  void commit_all(std::vector<Item> items) {
    std::size_t next = 0;
    for (int i = 0; i < kWriters; ++i)
      boost::asio::co_spawn(reactor_, writer(items, next),
                            [](std::exception_ptr failure) { check(!failure, "a writer failed"); });
    reactor_.restart();
    reactor_.run();
  }

  void commits() {
    std::vector<Item> items = make_items();
    const std::vector<Records> records(items.begin(), items.end());
    const auto raw = [&] {
      rocksdb::WriteOptions synced;
      synced.sync = true;
      for (std::size_t i = 0; i < records.size();) {
        rocksdb::WriteBatch batch;
        for (int k = 0; k < kWriters && i < records.size(); ++k) records[i++].put(batch);
        check(raw_->Write(synced, &batch).ok(), "writing to the bare database");
      }
    };
    const auto ours = [&] { commit_all(std::move(items)); };
    commits_.raw.push_back(kCommits / seconds(raw));
    commits_.ours.push_back(kCommits / seconds(ours));
  }

  Task<std::size_t> read_keys(std::size_t from) {
    std::size_t bytes = 0;
    for (int i = 0; i < kReads; ++i) {
      const auto item =
          co_await store_->get(keys_[(from + static_cast<std::size_t>(i)) % keys_.size()]);
      bytes += item->size();
    }
    co_return bytes;
  }

  std::size_t raw_reads(const std::vector<std::string>& keys) {
    std::size_t bytes = 0;
    rocksdb::PinnableSlice value;
    for (const std::string& key : keys) {
      check(raw_->Get(rocksdb::ReadOptions(), raw_->DefaultColumnFamily(), key, &value).ok(),
            "a bare read");
      bytes += value.size();
      value.Reset();
    }
    return bytes;
  }

  void reads() {
    const std::size_t from = shuffle_() % keys_.size();
    std::vector<std::string> raw_keys;
    for (std::size_t i = 0; i < kReads; ++i) {
      const Key& key = keys_[(from + i) % keys_.size()];
      raw_keys.push_back(rocks::item_key(key.pk, key.sk));
    }
    std::size_t raw_bytes = 0;
    std::size_t our_bytes = 0;
    const auto raw = [&] { raw_bytes = raw_reads(raw_keys); };
    const auto ours = [&] { our_bytes = run(read_keys(from)); };
    reads_.raw.push_back(kReads / cpu_seconds(raw));
    reads_.ours.push_back(kReads / cpu_seconds(ours));
    check(raw_bytes == our_bytes, "the reads differ");
  }

  std::vector<std::string> random_users() {
    std::vector<std::string> chosen;
    for (int i = 0; i < kPages; ++i) chosen.push_back("USER#" + users_[shuffle_() % users_.size()]);
    return chosen;
  }

  Task<std::size_t> read_pages(const std::vector<std::string>& users, Index index) {
    std::size_t bytes = 0;
    for (const std::string& user : users) {
      Query query(index, user);
      query.at_most(kPage);
      const Page page = co_await store_->query(std::move(query));
      for (const Item& item : page.items) bytes += item.size();
    }
    co_return bytes;
  }

  template <typename F>
  void raw_page(const rocks::Range& range, F&& f) {
    const rocksdb::Slice end(range.end);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &end;
    const std::unique_ptr<rocksdb::Iterator> iterator(raw_->NewIterator(options));
    std::uint32_t rows = 0;
    for (iterator->Seek(range.begin); iterator->Valid() && rows < kPage; iterator->Next(), ++rows)
      f(iterator->value());
  }

  std::vector<rocks::Range> ranges(const std::vector<std::string>& users, Index index) {
    std::vector<rocks::Range> made;
    for (const std::string& user : users)
      made.push_back(rocks::range_of(Query(index, user), std::nullopt));
    return made;
  }

  void pages(Comparison& comparison, Index index) {
    const std::vector<std::string> users = random_users();
    const std::vector<rocks::Range> wanted = ranges(users, index);
    std::size_t raw_bytes = 0;
    std::size_t our_bytes = 0;
    const auto raw = [&] {
      for (const rocks::Range& range : wanted)
        raw_page(range, [&](const rocksdb::Slice& value) { raw_bytes += value.size(); });
    };
    const auto ours = [&] { our_bytes = run(read_pages(users, index)); };
    comparison.raw.push_back(kPages / cpu_seconds(raw));
    comparison.ours.push_back(kPages / cpu_seconds(ours));
    check(raw_bytes == our_bytes, "the pages differ");
  }

  /// What a page of an index would cost bare RocksDB if entries held keys, against entries that hold items.
  void keys_then_items() {
    const std::vector<rocks::Range> wanted = ranges(random_users(), Index::gsi1);
    std::size_t item_bytes = 0;
    std::size_t key_bytes = 0;
    const auto whole = [&] {
      for (const rocks::Range& range : wanted)
        raw_page(range, [&](const rocksdb::Slice& value) { item_bytes += value.size(); });
    };
    const auto by_key = [&] {
      for (const rocks::Range& range : wanted) key_bytes += multi_get(range);
    };
    keys_then_items_.raw.push_back(kPages / cpu_seconds(whole));
    keys_then_items_.ours.push_back(kPages / cpu_seconds(by_key));
    check(item_bytes == key_bytes, "the pages by key differ");
  }

  std::size_t multi_get(const rocks::Range& range) {
    std::vector<std::string> keys;
    raw_page(rocks::Range{keys_only(range.begin), keys_only(range.end)},
             [&](const rocksdb::Slice& value) { keys.push_back(value.ToString()); });
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    raw_->MultiGet(rocksdb::ReadOptions(), raw_->DefaultColumnFamily(), keys.size(), slices.data(),
                   values.data(), statuses.data());
    std::size_t bytes = 0;
    for (const auto& value : values) bytes += value.size();
    return bytes;
  }

  fs::path directory_;
  SystemClock clock_;
  SystemRandom random_;
  Goals goals_;
  runtime::BackgroundPool pool_{1, 1000};
  telemetry::Metrics metrics_;
  boost::asio::io_context reactor_{1};
  std::unique_ptr<rocksdb::DB> raw_;
  std::optional<RocksStore> store_;
  std::mt19937_64 shuffle_{20261121};
  std::vector<std::string> users_;
  std::vector<Key> keys_;

  Comparison commits_{"durable commits, 64 writers", "commits/s", 0.7, {}, {}};
  Comparison reads_{"point reads", "reads/CPU s", 0.7, {}, {}};
  Comparison table_pages_{"pages of 20, table", "pages/CPU s", 0.5, {}, {}};
  Comparison index_pages_{"pages of 20, index", "pages/CPU s", 0.5, {}, {}};
  Comparison keys_then_items_{
      "bare: entries with items / keys + MultiGet", "pages/CPU s", 0, {}, {}};
};

void print(const std::vector<const Comparison*>& results) {
  std::printf("%-44s %12s %12s %7s %5s\n", "", "RocksDB", "store", "ratio", "aim");
  for (const Comparison* one : results)
    std::printf("%-44s %12.0f %12.0f %7.2f %5.1f  %s\n", one->name, Comparison::median(one->raw),
                Comparison::median(one->ours), one->ratio(), one->aim, one->unit);
}

void write_json(const std::string& file, const std::vector<const Comparison*>& results) {
  std::string out = "[";
  for (const Comparison* one : results) {
    out += out.size() > 1 ? ",\n {\"name\":" : "\n {\"name\":";
    json::append_string(out, one->name);
    out += ",\"unit\":";
    json::append_string(out, one->unit);
    const std::pair<const char*, double> numbers[] = {
        {",\"rocksdb\":", Comparison::median(one->raw)},
        {",\"store\":", Comparison::median(one->ours)},
        {",\"ratio\":", one->ratio()},
        {",\"aim\":", one->aim}};
    for (const auto& [name, number] : numbers) {
      out += name;
      json::append_number(out, number);
    }
    out += '}';
  }
  std::ofstream(file) << out << "\n]\n";
}

int run(int argc, char** argv) {
  std::string json_file;
  fs::path parent = fs::temp_directory_path();
  int rounds = 21;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--json") == 0) json_file = argv[i + 1];
    if (std::strcmp(argv[i], "--rounds") == 0) rounds = std::max(1, std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--directory") == 0) parent = argv[i + 1];
  }
  std::string name = (parent / "waymark-bench-XXXXXX").string();
  check(mkdtemp(name.data()) != nullptr, "no folder to work in");
  {
    Bench bench(name);
    for (int i = 0; i < rounds; ++i) bench.round();
    print(bench.results());
    if (!json_file.empty()) write_json(json_file, bench.results());
  }
  fs::remove_all(name);
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  return waymark::run(argc, argv);
}
