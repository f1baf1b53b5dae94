// What a backup costs those who are being served meanwhile, and how fast data come back.
//
//   backup_bench [--json FILE] [--megabytes N] [--seconds N] [--rate N] [--pace N] [--folder DIR] [--timeline 1]
//
// A store of N megabytes of items that no compression makes smaller serves `rate` requests a second on two reactors,
// four reads of any item and one durable update in five, as they come in (latency counts from the moment a request was
// due, so that none is left out while the server stands still). First alone for `seconds`, or a third of the time
// that the backup will take if that is longer, so that both have their share of flushes and compactions; then while its first whole
// backup is made at `pace` megabytes a second into another folder of the same disk, which is the worst place. Then the
// data are restored from there and checked. With --timeline every ten seconds' p99 is printed.
//
// A thread on each core, which comes before all others and does nothing but look at the clock, tells meanwhile how long
// the machine itself stood still (StillWatch): a virtual machine is stopped by whoever runs it, and waits for memory that
// it touches for the first time. Requests that were under way at such a moment are told apart from the rest.
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "base/json.h"
#include "platform/backup/archiver.h"
#include "platform/backup/restore.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/store/rocks/rebuild.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using Micros = std::chrono::microseconds;

struct Settings {
  std::size_t megabytes = 300;
  int seconds = 5;
  int rate = 2'000;
  std::uint64_t pace = 50;
  bool timeline = false;
  std::string json;
  fs::path folder = fs::temp_directory_path();
};

constexpr std::size_t kItemBytes = 1'000;
constexpr std::size_t kItemsAtOnce = 50;
constexpr int kLoaders = 16;

std::string name_of(std::size_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}
store::Key key_of(std::size_t number) {
  return store::Key("P#" + std::to_string(number / 1000), name_of(number));
}

std::string random_text(std::mt19937_64& random) {
  std::string text(kItemBytes, '\0');
  for (char& c : text) c = static_cast<char>(' ' + random() % 95);
  return text;
}

template <typename T>
T run_on(runtime::Reactor& reactor, Task<T> task) {
  return boost::asio::co_spawn(reactor.context(), std::move(task), boost::asio::use_future).get();
}

Task<void> load(store::Store& store, std::size_t from, std::size_t to, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  while (from < to) {
    store::Transaction transaction;
    for (std::size_t i = 0; i < kItemsAtOnce && from < to; ++i, ++from) {
      store::Item item(key_of(from));
      item.set("text", random_text(random)).set("n", std::int64_t{0});
      transaction.put(std::move(item));
    }
    co_await store.transact(std::move(transaction));
  }
}

/// From when until when nothing ran on a core.
struct Still {
  steady_clock::time_point from;
  steady_clock::time_point to;
};

/// A thread on each core that sleeps for a millisecond, again and again, and notes when it woke more than 10 ms late. It
/// has the scheduler's real-time class, so that no other thread of ours can be the cause. Where that is not allowed
/// it notes nothing.
class StillWatch {
 public:
  StillWatch() {
    for (unsigned core = 0; core < std::thread::hardware_concurrency(); ++core)
      watchers_.emplace_back([this, core] { watch(core); });
  }
  ~StillWatch() { stop(); }
  void stop() {
    stop_ = true;
    for (std::thread& watcher : watchers_)
      if (watcher.joinable()) watcher.join();
  }
  /// By their beginnings. After stop().
  std::vector<Still> found() const {
    std::vector<Still> sorted = stills_;
    std::ranges::sort(sorted, {}, &Still::from);
    return sorted;
  }

 private:
  static constexpr std::chrono::milliseconds kStep{1};
  static constexpr std::chrono::milliseconds kLate{10};

  void watch(unsigned core) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    sched_param first{};
    first.sched_priority = 50;
    if (pthread_setaffinity_np(pthread_self(), sizeof one, &one) != 0 ||
        pthread_setschedparam(pthread_self(), SCHED_FIFO, &first) != 0)
      return;
    auto before = steady_clock::now();
    while (!stop_) {
      std::this_thread::sleep_for(kStep);
      const auto now = steady_clock::now();
      if (now - before > kStep + kLate) {
        const std::lock_guard guard(lock_);
        stills_.push_back(Still{before + kStep, now});
      }
      before = now;
    }
  }

  std::atomic<bool> stop_{false};
  std::mutex lock_;
  std::vector<Still> stills_;
  std::vector<std::thread> watchers_;
};

/// One request: when it was due, and how long it took.
struct Served {
  steady_clock::time_point due;
  double second = 0;  // since its load began
  double milliseconds = 0;
  bool wrote = false;
  bool stood_still = false;  // the machine did, meanwhile
};

/// Marks the requests that were under way while the machine stood still.
void mark_still(std::vector<Served>& served, const std::vector<Still>& stills) {
  for (Served& one : served) {
    const auto end = one.due + std::chrono::duration_cast<steady_clock::duration>(
                                   std::chrono::duration<double, std::milli>(one.milliseconds));
    one.stood_still = std::ranges::any_of(
        stills, [&](const Still& still) { return still.from < end && one.due < still.to; });
  }
}

/// The requests of one reactor.
class Load {
 public:
  Load(store::Store& store, std::size_t items, int rate, std::uint64_t seed)
      : store_(store), items_(items), every_(Micros(1'000'000 / rate)), random_(seed) {}

  Task<void> run() {
    const Executor executor = co_await boost::asio::this_coro::executor;
    steady_clock::time_point due = begun_ = steady_clock::now();
    while (!stop) {
      const auto now = steady_clock::now();
      for (; due <= now; due += every_) {
        ++open_;
        boost::asio::co_spawn(executor, request(due, random_() % items_, random_() % 5 == 0),
                              [this](std::exception_ptr failure) {
                                --open_;
                                if (failure) ++failed;
                              });
      }
      co_await runtime::sleep_for(std::chrono::milliseconds(1));
    }
    while (open_ > 0) co_await runtime::sleep_for(std::chrono::milliseconds(1));
  }

  std::atomic<bool> stop{false};
  std::vector<Served> served;
  std::size_t failed = 0;

 private:
  Task<void> request(steady_clock::time_point due, std::size_t number, bool writes) {
    if (writes) {
      store::Transaction transaction;
      transaction.update(key_of(number), store::Changes().add("n", 1));
      co_await store_.transact(std::move(transaction));
    } else {
      co_await store_.get(key_of(number));
    }
    const std::chrono::duration<double, std::milli> took = steady_clock::now() - due;
    Served one;
    one.due = due;
    one.second = std::chrono::duration<double>(due - begun_).count();
    one.milliseconds = took.count();
    one.wrote = writes;
    served.push_back(one);
  }

  store::Store& store_;
  std::size_t items_;
  Micros every_;
  std::mt19937_64 random_;
  steady_clock::time_point begun_;
  int open_ = 0;
};

struct Latency {
  std::int64_t requests = 0;
  std::int64_t failed = 0;
  double p50 = 0;
  double p99 = 0;
  double p999 = 0;
  double reads_p99 = 0;
  double updates_p99 = 0;
  std::int64_t stills = 0;   // how often a core stood still for more than 10 ms
  double still_seconds = 0;  // altogether
  double longest_still = 0;  // milliseconds
  double p99_otherwise = 0;  // of requests that were not under way then
};
BOOST_DESCRIBE_STRUCT(Latency, (),
                      (requests, failed, p50, p99, p999, reads_p99, updates_p99, stills,
                       still_seconds, longest_still, p99_otherwise))

/// Of those that `chosen` takes.
template <typename Chosen>
double quantile(const std::vector<Served>& served, double part, Chosen&& chosen) {
  std::vector<double> times;
  for (const Served& one : served)
    if (chosen(one)) times.push_back(one.milliseconds);
  if (times.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(part * static_cast<double>(times.size() - 1));
  std::nth_element(times.begin(), times.begin() + at, times.end());
  return times[static_cast<std::size_t>(at)];
}

void print_timeline(const std::vector<Served>& served) {
  constexpr double kStep = 10;
  double last = 0;
  for (const Served& one : served) last = std::max(last, one.second);
  for (int step = 0; step * kStep < last; ++step) {
    const double from = step * kStep;
    const auto within = [&](const Served& one) {
      return one.second >= from && one.second < from + kStep;
    };
    const auto read = [&](const Served& one) { return within(one) && !one.wrote; };
    const auto wrote = [&](const Served& one) { return within(one) && one.wrote; };
    std::printf("  %5.0f s   reads p50 %7.2f p99 %7.2f   updates p50 %7.2f p99 %7.2f ms\n", from,
                quantile(served, 0.5, read), quantile(served, 0.99, read),
                quantile(served, 0.5, wrote), quantile(served, 0.99, wrote));
  }
}

/// Serves on all reactors until `until` returns.
template <typename Until>
Latency serve(store::Store& store, runtime::Reactors& reactors, std::size_t items, int rate,
              bool timeline, Until&& until) {
  std::vector<std::unique_ptr<Load>> loads;
  std::vector<std::future<void>> ends;
  const int each = rate / static_cast<int>(reactors.size());
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    loads.push_back(std::make_unique<Load>(store, items, each, i + 1));
    ends.push_back(
        boost::asio::co_spawn(reactors[i].context(), loads.back()->run(), boost::asio::use_future));
  }
  StillWatch watch;
  until();
  std::vector<Served> all;
  Latency latency;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    loads[i]->stop = true;
    ends[i].get();
    latency.failed += static_cast<std::int64_t>(loads[i]->failed);
    all.insert(all.end(), loads[i]->served.begin(), loads[i]->served.end());
  }
  watch.stop();
  const std::vector<Still> stills = watch.found();
  mark_still(all, stills);
  for (const Still& still : stills) {
    const std::chrono::duration<double> took = still.to - still.from;
    ++latency.stills;
    latency.still_seconds += took.count();
    latency.longest_still = std::max(latency.longest_still, 1000 * took.count());
  }
  if (timeline) print_timeline(all);
  const auto any = [](const Served&) { return true; };
  latency.requests = static_cast<std::int64_t>(all.size());
  latency.p50 = quantile(all, 0.5, any);
  latency.p99 = quantile(all, 0.99, any);
  latency.p999 = quantile(all, 0.999, any);
  latency.reads_p99 = quantile(all, 0.99, [](const Served& one) { return !one.wrote; });
  latency.updates_p99 = quantile(all, 0.99, [](const Served& one) { return one.wrote; });
  latency.p99_otherwise = quantile(all, 0.99, [](const Served& one) { return !one.stood_still; });
  return latency;
}

struct Results {
  std::int64_t megabytes = 0;
  std::int64_t requests_a_second = 0;
  std::int64_t pace_megabytes_a_second = 0;
  double load_megabytes_a_second = 0;
  Latency alone;
  Latency during_backup;
  double p99_ratio = 0;
  double p99_otherwise_ratio = 0;
  double backup_seconds = 0;
  double backup_megabytes_a_second = 0;
  double restore_seconds = 0;
  double restore_megabytes_a_second = 0;
};
BOOST_DESCRIBE_STRUCT(Results, (),
                      (megabytes, requests_a_second, pace_megabytes_a_second,
                       load_megabytes_a_second, alone, during_backup, p99_ratio,
                       p99_otherwise_ratio, backup_seconds, backup_megabytes_a_second,
                       restore_seconds, restore_megabytes_a_second))

double seconds_since(steady_clock::time_point begun) {
  return std::chrono::duration<double>(steady_clock::now() - begun).count();
}

void print(const char* what, const Latency& latency) {
  std::printf(
      "%-16s %9lld requests, %lld failed   p50 %7.2f ms   p99 %7.2f ms (reads %.2f, updates %.2f)  "
      " "
      "p99.9 %7.2f ms\n",
      what, static_cast<long long>(latency.requests), static_cast<long long>(latency.failed),
      latency.p50, latency.p99, latency.reads_p99, latency.updates_p99, latency.p999);
  std::printf(
      "%-16s the machine stood still %lld times, %.2f s in all, %.0f ms the longest; otherwise p99 "
      "%.2f ms\n",
      "", static_cast<long long>(latency.stills), latency.still_seconds, latency.longest_still,
      latency.p99_otherwise);
}

Results measure(const Settings& settings, const fs::path& folder) {
  SystemClock clock;
  SystemRandom random;
  telemetry::Metrics metrics;
  runtime::Reactors reactors(2);
  runtime::BackgroundPool pool(4, 100'000);
  runtime::BackgroundPool backup_pool(2, 256);
  reactors.start();
  Results results;
  results.megabytes = static_cast<std::int64_t>(settings.megabytes);
  results.requests_a_second = settings.rate;
  results.pace_megabytes_a_second = static_cast<std::int64_t>(settings.pace);
  const std::size_t items = settings.megabytes * 1'000'000 / kItemBytes;
  {
    store::RocksOptions options(folder / "store");
    options.log_kept_bytes = std::uint64_t{4} << 30;
    store::RocksStore store(options, clock, random, pool, metrics);

    auto begun = steady_clock::now();
    std::vector<std::future<void>> loaders;
    for (std::size_t i = 0; i < kLoaders; ++i)
      loaders.push_back(
          boost::asio::co_spawn(reactors[i % 2].context(),
                                load(store, items * i / kLoaders, items * (i + 1) / kLoaders, i),
                                boost::asio::use_future));
    for (auto& loader : loaders) loader.get();
    results.load_megabytes_a_second =
        static_cast<double>(settings.megabytes) / seconds_since(begun);

    // Compactions of the load end and caches fill, longer the more there is, before anything counts.
    const auto settled = std::chrono::seconds(settings.seconds + settings.megabytes / 40);
    serve(store, reactors, items, settings.rate, false,
          [&] { std::this_thread::sleep_for(settled); });
    // Each file is read three times: for its checksums, for the hash it is named by, and to be copied. A third of that
    // time has its share of flushes and compactions, too.
    const std::size_t reading = settings.pace == 0 ? 0 : settings.megabytes / settings.pace;
    const std::chrono::seconds alone(std::max(settings.seconds, static_cast<int>(reading)));
    results.alone = serve(store, reactors, items, settings.rate, settings.timeline,
                          [&] { std::this_thread::sleep_for(alone); });
    print("alone", results.alone);

    blobs::FileBlobs destination(blobs::FileBlobsOptions(folder / "backup"), clock, random,
                                 backup_pool);
    backup::ArchiverOptions archiving(folder / "staging");
    archiving.bytes_per_second = settings.pace << 20;
    backup::Archiver archiver(store.journal(), destination, archiving, clock, random, backup_pool,
                              metrics);
    backup::BaseReport report;
    begun = steady_clock::now();
    results.during_backup = serve(store, reactors, items, settings.rate, settings.timeline, [&] {
      report = run_on(reactors[0], archiver.back_up());
      run_on(reactors[0], archiver.archive());
    });
    results.backup_seconds = seconds_since(begun);
    results.backup_megabytes_a_second =
        static_cast<double>(report.copied_bytes) / 1e6 / results.backup_seconds;
    print("during a backup", results.during_backup);
    results.p99_ratio = results.during_backup.p99 / results.alone.p99;
    results.p99_otherwise_ratio = results.during_backup.p99_otherwise / results.alone.p99_otherwise;
    std::printf("p99 grows %.2f times (aim: at most 2), otherwise %.2f times; %.1f MB in %.1f s\n",
                results.p99_ratio, results.p99_otherwise_ratio,
                static_cast<double>(report.copied_bytes) / 1e6, results.backup_seconds);
    run_on(reactors[0], archiver.archive());

    backup::RestoreOptions restoring(folder / "restored");
    const backup::RestoreReport restored =
        run_on(reactors[0],
               backup::restore(destination, &store::open_rocks_rebuild, restoring, clock, pool));
    results.restore_seconds = restored.took.count();
    results.restore_megabytes_a_second = restored.megabytes_per_second();
    std::printf("restored %.1f MB (%zu commits of the log) in %.1f s: %.0f MB/s\n",
                static_cast<double>(restored.bytes) / 1e6, restored.commits,
                results.restore_seconds, results.restore_megabytes_a_second);
    if (restored.sequence != store.journal().last_sequence())
      throw std::runtime_error("the restored data are not those that were backed up");
    backup_pool.stop();
  }
  pool.stop();
  reactors.stop();
  return results;
}

Settings settings_of(int count, char** arguments) {
  Settings settings;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    const std::string value = arguments[i + 1];
    if (name == "--json")
      settings.json = value;
    else if (name == "--megabytes")
      settings.megabytes = std::stoul(value);
    else if (name == "--seconds")
      settings.seconds = std::stoi(value);
    else if (name == "--rate")
      settings.rate = std::stoi(value);
    else if (name == "--pace")
      settings.pace = std::stoul(value);
    else if (name == "--timeline")
      settings.timeline = value != "0";
    else if (name == "--folder")
      settings.folder = value;
    else
      throw std::runtime_error("no option is called " + name);
  }
  return settings;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) {
  using namespace waymark;
  try {
    const Settings settings = settings_of(count, arguments);
    std::string folder = (settings.folder / "waymark-backup-bench-XXXXXX").string();
    if (!mkdtemp(folder.data())) throw std::runtime_error("no folder for the bench");
    const Results results = measure(settings, folder);
    std::filesystem::remove_all(folder);
    if (!settings.json.empty()) std::ofstream(settings.json) << json::to_string(results) << "\n";
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "backup_bench: %s\n", error.what());
    return 1;
  }
}
