// How the embedded store behaves as the data grow: a database of each size is filled with tasks, and what people wait for
// is measured.
//
//   scale_bench [--sizes 100000,300000,1000000] [--cache-megabytes 2048] [--directory DIR] [--json FILE] [--svg FILE]
//
// A task is what the product keeps: near 400 bytes, an entry in GSI1 (a person's tasks by time) and in GSI2 (what is due).
// They are loaded as `waymark store copy` does it, in an order that is not that of their keys. Point reads at the last size
// are compared with bare RocksDB on the very same files.
//
// Each size is measured twice. "cold": the store has just been opened and its files are in nobody's memory; what stands in
// the way there is the disk. Then warm, as on a server that has been up for a while and has memory for its data: the files
// that are about to be asked for are read once, and so are the blocks of as many reads as are measured.
#include <fcntl.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>

#include "base/failure.h"
#include "base/json.h"
#include "platform/store/entity.h"
#include "platform/store/rocks/bulk_loader.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace store;
using Steady = std::chrono::steady_clock;

constexpr std::uint64_t kTasksEach = 25;  // tasks of one person
constexpr std::size_t kColdReads = 2'000;
constexpr std::size_t kLoadBytes = std::size_t{2} << 30;  // of memory, for sorting
constexpr std::size_t kReads = 20'000;
constexpr std::size_t kPages = 4'000;
constexpr std::size_t kCommits = 8'192;
constexpr std::size_t kWriters = 64;

void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "scale_bench: %s\n", what);
  std::exit(1);
}

void check_none(const std::exception_ptr& failure) {
  if (failure) check(false, reason_of(failure).c_str());
}

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

/// An id that looks as ours do and can be made again from its number.
std::string id_of(std::uint64_t kind, std::uint64_t number) {
  const std::uint64_t a = mixed(number * 8 + kind);
  const std::uint64_t b = mixed(a);
  std::string id;
  id.reserve(36);
  for (const auto& [bits, digits] :
       {std::pair(a >> 32, 8), std::pair(a >> 16, 4), std::pair(0x7000 | (a & 0xFFF), 4),
        std::pair(0x8000 | (b >> 48 & 0x3FFF), 4), std::pair(b, 12)}) {
    if (!id.empty()) id += '-';
    for (int shift = 4 * digits - 4; shift >= 0; shift -= 4)
      id += "0123456789abcdef"[bits >> shift & 0xF];
  }
  return id;
}

std::string user_of(std::uint64_t task) {
  return "USER#" + id_of(1, task / kTasksEach);
}

Key key_of_task(std::uint64_t task) {
  return Key(user_of(task), "TASK#" + id_of(2, task / 5) + "#" + id_of(3, task));
}

Item make_task(std::uint64_t task) {
  const Instant created(std::chrono::seconds(1'700'000'000 + static_cast<std::int64_t>(task)));
  const std::string due = to_rfc3339(created + std::chrono::hours(24 * (mixed(task) % 60)));
  Item item(key_of_task(task));
  item.set("id", id_of(3, task)).set("goalId", id_of(2, task / 5));
  item.set("title", "Run " + std::to_string(mixed(task) % 40) + " km along the coast path");
  item.set("status", mixed(task) % 3 == 0 ? "DONE" : "OPEN").set("version", 1);
  item.set("dueAt", due)
      .set("createdAt", to_rfc3339(created))
      .set("updatedAt", to_rfc3339(created));
  item.set_index(1, user_of(task), "ENTITY#Task#" + to_rfc3339(created) + "#" + id_of(3, task));
  item.set_index(2, "DUE#" + due.substr(0, 10), due + "#TASK#" + id_of(3, task));
  return item;
}

struct Measured {
  std::uint64_t items = 0;
  double load_per_second = 0;
  double own_bytes = 0;         // of an item
  double overhead_bytes = 0;    // on the disk, beyond that
  double cold_read_micros = 0;  // medians
  double read_micros = 0;
  double read_p99_micros = 0;
  double cold_p99_micros = 0;
  double page_micros = 0;
  double commits_per_second = 0;
};

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}
double percentile99(std::vector<double> values) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 99 / 100);
  std::ranges::nth_element(values, place);
  return *place;
}
double micros_since(Steady::time_point begin) {
  return std::chrono::duration<double, std::micro>(Steady::now() - begin).count();
}

std::uint64_t bytes_in(const fs::path& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(directory))
    if (entry.path().extension() == ".sst") bytes += entry.file_size();
  return bytes;
}

/// A database of one size.
class Bench {
 public:
  Bench(fs::path directory, std::size_t cache_bytes, std::uint64_t size)
      : directory_(std::move(directory)), cache_bytes_(cache_bytes), size_(size) {}
  ~Bench() {
    store_.reset();
    fs::remove_all(directory_);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  Measured measure() {
    Measured measured;
    measured.items = size_;
    load(measured);
    forget_files();
    open();
    std::vector<double> cold = run(read_times(kColdReads));
    measured.cold_read_micros = median(cold);
    measured.cold_p99_micros = percentile99(std::move(cold));
    read_files(rocks::space::kItems);
    run(read_times(kReads));
    std::vector<double> reads = run(read_times(kReads));
    measured.read_micros = median(reads);
    measured.read_p99_micros = percentile99(std::move(reads));
    read_files(rocks::space::kIndexes + 1);
    run(page_times());
    measured.page_micros = median(run(page_times()));
    read_files(rocks::space::kItems);  // a commit reads what it changes
    const auto begin = Steady::now();
    std::size_t left = kCommits;
    run_all(kWriters, [&](Task<void>& made) { made = writer(left); });
    measured.commits_per_second = kCommits * 1e6 / micros_since(begin);
    return measured;
  }

  /// Reads a second, bare RocksDB and ours, on the same files, one after the other.
  std::pair<double, double> compare_reads() {
    std::vector<double> raw_rates;
    std::vector<double> our_rates;
    for (int round = 0; round < 3; ++round) {
      const std::vector<std::uint64_t> chosen = some_tasks(kReads);
      store_.reset();
      raw_rates.push_back(raw_reads(chosen));
      open();
      run(read_all(chosen));  // both begin with what the files' cache of the machine holds
      const auto begin = Steady::now();
      run(read_all(chosen));
      our_rates.push_back(static_cast<double>(chosen.size()) * 1e6 / micros_since(begin));
    }
    return {median(raw_rates), median(our_rates)};
  }

 private:
  void load(Measured& measured) {
    BulkOptions options(directory_);
    options.memory_bytes = kLoadBytes;
    std::uint64_t own_bytes = 0;
    const auto begin = Steady::now();
    BulkLoader loader(options, random_);
    for (std::uint64_t task = 0; task < size_; ++task) {
      const Item item = make_task(task);
      own_bytes += item.size();
      loader.add(item);
    }
    loader.finish();
    const auto items = static_cast<double>(size_);
    measured.load_per_second = items * 1e6 / micros_since(begin);
    measured.own_bytes = static_cast<double>(own_bytes) / items;
    measured.overhead_bytes =
        static_cast<double>(bytes_in(directory_)) / items - measured.own_bytes;
  }

  void open() {
    RocksOptions options(directory_);
    options.block_cache_bytes = cache_bytes_;
    options.read_cache_bytes = 0;  // what is measured here is the engine beneath it
    store_.emplace(options, clock_, random_, pool_, metrics_);
  }

  /// The machine forgets what it has of the files.
  void forget_files() {
    for (const auto& entry : fs::directory_iterator(directory_)) {
      const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
      check(::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0, "forgetting a file");
      ::close(file);
    }
  }

  /// Reads the files of one kind of entry once, so that the machine has of them what its memory can hold.
  void read_files(char space) {
    std::vector<rocksdb::LiveFileMetaData> files;
    store_.reset();
    rocks::open_database(directory_, rocks::database_options(cache_bytes_))
        ->GetLiveFilesMetaData(&files);
    open();
    std::vector<char> block(std::size_t{1} << 20);
    for (const rocksdb::LiveFileMetaData& one : files) {
      if (one.smallestkey.front() > space || one.largestkey.front() < space) continue;
      std::ifstream file(one.db_path + one.name, std::ios::binary);
      while (file.read(block.data(), static_cast<std::streamsize>(block.size()))) {
      }
    }
  }

  double raw_reads(const std::vector<std::uint64_t>& tasks) {
    const auto raw = rocks::open_database(directory_, rocks::database_options(cache_bytes_));
    double rate = 0;
    for (int pass = 0; pass < 2; ++pass) {
      const auto begin = Steady::now();
      rocksdb::PinnableSlice value;
      for (const std::uint64_t task : tasks) {
        const Key key = key_of_task(task);
        check(raw->Get(rocksdb::ReadOptions(), raw->DefaultColumnFamily(),
                       rocks::item_key(key.pk, key.sk), &value)
                  .ok(),
              "a bare read");
        value.Reset();
      }
      rate = static_cast<double>(tasks.size()) * 1e6 / micros_since(begin);
    }
    return rate;
  }

  std::vector<std::uint64_t> some_tasks(std::size_t count) {
    std::vector<std::uint64_t> tasks(count);
    for (std::uint64_t& task : tasks) task = shuffle_() % size_;
    return tasks;
  }

  Task<std::vector<double>> read_times(std::size_t count) {
    std::vector<double> times;
    for (const std::uint64_t task : some_tasks(count)) {
      const auto begin = Steady::now();
      const auto item = co_await store_->get(key_of_task(task));
      times.push_back(micros_since(begin));
      check(item.has_value(), "an item is missing");
    }
    co_return times;
  }

  Task<int> read_all(const std::vector<std::uint64_t>& tasks) {
    for (const std::uint64_t task : tasks) {
      const auto item = co_await store_->get(key_of_task(task));
      check(item.has_value(), "an item is missing");
    }
    co_return 0;
  }

  Task<std::vector<double>> page_times() {
    std::vector<double> times;
    for (const std::uint64_t task : some_tasks(kPages)) {
      Query query(Index::gsi1, user_of(task));
      query.at_most(20).newest_first();
      const auto begin = Steady::now();
      const Page page = co_await store_->query(std::move(query));
      times.push_back(micros_since(begin));
      check(page.items.size() == 20, "a page is short");
    }
    co_return times;
  }

  /// Edits of what is there, each its own transaction.
  Task<void> writer(std::size_t& left) {
    while (left > 0) {
      --left;
      Changes changes;
      changes.set("status", std::string("DONE"));
      Transaction transaction;
      transaction.update(key_of_task(shuffle_() % size_), std::move(changes));
      co_await store_->transact(std::move(transaction));
    }
  }

  template <typename Make>
  void run_all(std::size_t count, Make make) {
    for (std::size_t i = 0; i < count; ++i) {
      Task<void> task;
      make(task);
      boost::asio::co_spawn(reactor_, std::move(task),
                            [](std::exception_ptr failure) { check_none(failure); });
    }
    reactor_.restart();
    reactor_.run();
  }

  template <typename T>
  T run(Task<T> task) {
    std::optional<T> result;
    boost::asio::co_spawn(reactor_, std::move(task), [&](std::exception_ptr failure, T value) {
      check_none(failure);
      result.emplace(std::move(value));
    });
    reactor_.restart();
    reactor_.run();
    return std::move(*result);
  }

  fs::path directory_;
  std::size_t cache_bytes_;
  std::uint64_t size_;
  SystemClock clock_;
  SystemRandom random_;
  runtime::BackgroundPool pool_{2, 1000};
  telemetry::Metrics metrics_;
  boost::asio::io_context reactor_{1};
  std::optional<RocksStore> store_;
  std::mt19937_64 shuffle_{20261121};
};

/// Each cost by the size of the data, as a multiple of the first; both axes logarithmic.
class Chart {
 public:
  void line(const char* name, const char* colour, const std::vector<Measured>& sizes,
            double (*cost)(const Measured&)) {
    std::string points;
    char text[256];
    for (const Measured& one : sizes) {
      const double x = 60 + 520 * log_of(one.items, sizes.front().items, sizes.back().items);
      const double y = 330 - 90 * std::log2(cost(one) / cost(sizes.front()));
      std::snprintf(text, sizeof text, "%.1f,%.1f ", x, y);
      points += text;
      std::snprintf(text, sizeof text, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>\n", x, y,
                    colour);
      body_ += text;
    }
    body_ += "<polyline fill='none' stroke-width='2' stroke='" + std::string(colour) +
             "' points='" + points + "'/>\n";
    std::snprintf(text, sizeof text, "<text x='70' y='%d' fill='%s'>%s</text>\n",
                  30 + 18 * lines_++, colour, name);
    body_ += text;
  }
  std::string svg(const std::vector<Measured>& sizes) const {
    std::string out =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 400' font-family='sans-serif' "
        "font-size='13'>\n"
        "<rect width='640' height='400' fill='white'/>\n";
    char text[256];
    for (int doubling = 0; doubling <= 3; ++doubling) {
      const int y = 330 - 90 * doubling;
      std::snprintf(
          text, sizeof text,
          "<line x1='60' x2='580' y1='%d' y2='%d' stroke='#ddd'/><text x='20' y='%d'>%d ×</text>\n",
          y, y, y + 4, 1 << doubling);
      out += text;
    }
    for (const Measured& one : sizes) {
      std::snprintf(text, sizeof text,
                    "<text x='%.0f' y='355' text-anchor='middle'>%.3g M</text>\n",
                    60 + 520 * log_of(one.items, sizes.front().items, sizes.back().items),
                    static_cast<double>(one.items) / 1e6);
      out += text;
    }
    return out + body_ +
           "<text x='320' y='385' text-anchor='middle'>items; cost against the smallest "
           "size</text>\n</svg>\n";
  }

 private:
  static double log_of(std::uint64_t value, std::uint64_t first, std::uint64_t last) {
    if (first == last) return 0;
    return std::log(static_cast<double>(value) / static_cast<double>(first)) /
           std::log(static_cast<double>(last) / static_cast<double>(first));
  }
  std::string body_;
  int lines_ = 0;
};

void write_file(const std::string& file, const std::string& text) {
  if (!file.empty()) std::ofstream(file) << text;
}

int run(int count, char** arguments) {
  std::vector<std::uint64_t> sizes{100'000, 300'000, 1'000'000};
  std::size_t cache_bytes = std::size_t{2048} << 20;
  fs::path parent = fs::temp_directory_path();
  std::string json;
  std::string svg;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string option = arguments[i];
    const std::string value = arguments[i + 1];
    if (option == "--cache-megabytes") cache_bytes = std::stoull(value) << 20;
    if (option == "--directory") parent = value;
    if (option == "--json") json = value;
    if (option == "--svg") svg = value;
    if (option == "--sizes") {
      sizes.clear();
      for (std::size_t at = 0; at < value.size();) {
        std::size_t used = 0;
        sizes.push_back(std::stoull(value.substr(at), &used));
        at += used + 1;
      }
    }
  }
  const fs::path directory = parent / ("waymark-scale-" + std::to_string(::getpid()));
  std::vector<Measured> measured;
  std::pair<double, double> reads;
  std::printf("%10s %9s %9s %9s %9s %9s %9s %9s %9s\n", "items", "loaded/s", "overhead", "cold µs",
              "p99 µs", "read µs", "p99 µs", "page µs", "commits/s");
  for (const std::uint64_t size : sizes) {
    Bench bench(directory, cache_bytes, size);
    const Measured one = bench.measure();
    measured.push_back(one);
    std::printf("%10llu %9.0f %9.1f %9.1f %9.1f %9.1f %9.1f %9.1f %9.0f\n",
                static_cast<unsigned long long>(one.items), one.load_per_second, one.overhead_bytes,
                one.cold_read_micros, one.cold_p99_micros, one.read_micros, one.read_p99_micros,
                one.page_micros, one.commits_per_second);
    std::fflush(stdout);
    if (size == sizes.back()) reads = bench.compare_reads();
  }
  std::printf(
      "an item is %.0f bytes; on disk, with its index entries: %+.0f bytes beyond that (aim: "
      "+60)\n",
      measured.back().own_bytes, measured.back().overhead_bytes);
  std::printf("point reads at random: bare RocksDB %.0f/s, store %.0f/s, ratio %.2f (aim 0.5)\n",
              reads.first, reads.second, reads.second / reads.first);

  Chart chart;
  chart.line("point read", "#1f6f8b", measured, [](const Measured& m) { return m.read_micros; });
  chart.line("page of 20", "#c8553d", measured, [](const Measured& m) { return m.page_micros; });
  chart.line("commit", "#588157", measured,
             [](const Measured& m) { return 1e6 / m.commits_per_second; });
  write_file(svg, chart.svg(measured));
  boost::json::array rows;
  for (const Measured& one : measured)
    rows.push_back({{"items", one.items},
                    {"loadedPerSecond", one.load_per_second},
                    {"itemBytes", one.own_bytes},
                    {"overheadBytes", one.overhead_bytes},
                    {"coldReadMicros", one.cold_read_micros},
                    {"coldReadP99Micros", one.cold_p99_micros},
                    {"readMicros", one.read_micros},
                    {"readP99Micros", one.read_p99_micros},
                    {"pageMicros", one.page_micros},
                    {"commitsPerSecond", one.commits_per_second}});
  const boost::json::object result{{"sizes", rows},
                                   {"rawReadsPerSecond", reads.first},
                                   {"readsPerSecond", reads.second},
                                   {"cacheBytes", cache_bytes}};
  write_file(json, boost::json::serialize(result) + "\n");
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) {
  return waymark::run(count, arguments);
}
