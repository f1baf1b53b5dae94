// How much the PostgreSQL engine costs above libpq: the same statements on the same table of one server, side by side in
// one run.
//
//   postgres_bench [--json FILE] [--rounds N] [--calls N]
//
// Ours are coroutines on one reactor with eight connections in pipeline mode. The raw client has eight threads with a
// blocking connection each, prepared statements, takes rows as bytes and makes nothing of them; its commits are a bare
// upsert, without the locks that make transactions of several items correct. Rounds alternate and medians are compared,
// by the clock on the wall and by the processor time of this process (the server's is not in it). Commits are synced.
#include <libpq-fe.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include <boost/asio/co_spawn.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/postgres/document.h"
#include "platform/store/postgres/postgres_store.h"
#include "platform/store/runner_test.h"

namespace waymark {
namespace {

using namespace store;

constexpr int kUsers = 500;
constexpr int kGoalsEach = 24;
constexpr std::uint32_t kPage = 20;
constexpr int kConnections = 8;
constexpr int kCallers = 32;

void check(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "postgres_bench: %s\n", what.c_str());
  std::exit(1);
}

struct Measure {
  double calls_per_second = 0;
  double micros_each = 0;  // of processor time
};

template <typename Work>
Measure measure(int calls, Work work) {
  const auto cpu = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double cpu_begin = cpu();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
  return Measure{calls / passed.count(), (cpu() - cpu_begin) * 1e6 / calls};
}

/// A blocking session with prepared statements.
class RawClient {
 public:
  explicit RawClient(const std::string& connection)
      : session_(PQconnectdb(connection.c_str()), &PQfinish) {
    check(PQstatus(session_.get()) == CONNECTION_OK, PQerrorMessage(session_.get()));
    for (const char* setting : {"SET plan_cache_mode = force_generic_plan",
                                "SET enable_seqscan = off", "SET enable_bitmapscan = off"})
      finish(PQexec(session_.get(), setting));
    prepare("get", "SELECT item FROM gg_core WHERE pk = $1 AND sk = $2");
    prepare("page",
            "SELECT item FROM gg_core WHERE pk = $1 AND sk >= ''::bytea AND (ttl IS NULL OR ttl > "
            "1700000000) ORDER BY sk LIMIT 21");
    prepare(
        "put",
        "INSERT INTO gg_core (pk, sk, item, size, gsi1pk, gsi1sk) VALUES ($1, $2, $3, 400, $1, $2) "
        "ON CONFLICT (pk, sk) DO UPDATE SET item = excluded.item");
  }

  std::size_t ask(const char* statement, const std::vector<std::string>& parameters) {
    std::array<const char*, 3> values{};
    std::array<int, 3> lengths{};
    const std::array<int, 3> formats{1, 1, 1};
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      values[i] = parameters[i].data();
      lengths[i] = static_cast<int>(parameters[i].size());
    }
    return finish(PQexecPrepared(session_.get(), statement, static_cast<int>(parameters.size()),
                                 values.data(), lengths.data(), formats.data(), 1));
  }

 private:
  void prepare(const char* name, const char* text) {
    finish(PQprepare(session_.get(), name, text, 0, nullptr));
  }
  /// Rows.
  std::size_t finish(PGresult* result) {
    const auto status = PQresultStatus(result);
    check(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK, PQerrorMessage(session_.get()));
    const auto rows = static_cast<std::size_t>(PQntuples(result));
    PQclear(result);
    return rows;
  }
  std::unique_ptr<PGconn, decltype(&PQfinish)> session_;
};

struct Comparison {
  const char* name;
  std::vector<Measure> raw;
  std::vector<Measure> ours;

  static double median(const std::vector<Measure>& measures, double Measure::*what) {
    std::vector<double> sorted;
    for (const Measure& one : measures) sorted.push_back(one.*what);
    std::ranges::sort(sorted);
    return sorted[sorted.size() / 2];
  }
};

class Bench {
 public:
  explicit Bench(int calls) : calls_(calls) {
    runner_.loop().run(store_.create());
    for (int u = 0; u < kUsers; ++u) {
      Transaction transaction;
      for (int g = 0; g < kGoalsEach; ++g) {
        transaction.put(goal("USER#" + std::to_string(u)));
        keys_.push_back(key_of_last_);
      }
      check(runner_.transact(std::move(transaction)).committed(), "filling the table");
    }
    for (int i = 0; i < kConnections; ++i)
      raw_.push_back(std::make_unique<RawClient>(cluster_.local_connection()));
    std::ranges::shuffle(keys_, shuffle_);
  }

  void round() {
    alternate(one_read_, 1, &Bench::raw_read, &Bench::our_read);
    alternate(reads_, kCallers, &Bench::raw_read, &Bench::our_read);
    alternate(pages_, kCallers, &Bench::raw_page, &Bench::our_page);
    alternate(commits_, kCallers, &Bench::raw_commit, &Bench::our_commit);
    alternate(counts_, kCallers, &Bench::raw_commit, &Bench::our_count);
  }

  std::vector<const Comparison*> results() const {
    return {&one_read_, &reads_, &pages_, &commits_, &counts_};
  }

 private:
  using RawCall = void (Bench::*)(RawClient&, int);
  using OurCall = Task<void> (Bench::*)(int);

  Item goal(const std::string& user) {
    const std::string id = ids_.next().to_string();
    key_of_last_ = Key(user, "GOAL#" + id);
    Item item(key_of_last_);
    item.set("id", id).set("title", "Run the coast path from end to end").set("status", "ACTIVE");
    item.set("description",
             "Thirty kilometres of cliffs and coves, a little further every Sunday morning.");
    item.set("tags", Value(List{Value("running"), Value("outdoors"), Value("sea")}));
    item.set("version", 1).set("createdAt", "2026-11-21T03:36:00.000Z");
    item.set_index(1, user, "ENTITY#Goal#" + id);
    return item;
  }

  void alternate(Comparison& comparison, int callers, RawCall raw, OurCall ours) {
    comparison.raw.push_back(measure(calls_, [&] {
      std::vector<std::thread> threads;
      std::atomic<int> next{0};
      for (int i = 0; i < std::min(callers, kConnections); ++i)
        threads.emplace_back([&, i] {
          for (int call = next++; call < calls_; call = next++)
            (this->*raw)(*raw_[static_cast<std::size_t>(i)], call);
        });
      for (std::thread& thread : threads) thread.join();
    }));
    comparison.ours.push_back(measure(calls_, [&] {
      int next = 0;
      std::vector<Task<void>> tasks;
      for (int i = 0; i < callers; ++i) tasks.push_back(call_on(ours, next));
      run_together(runner_.loop(), std::move(tasks));
    }));
  }

  Task<void> call_on(OurCall call, int& next) {
    while (next < calls_) co_await (this->*call)(next++);
  }

  const Key& key(int call) const {
    return keys_[static_cast<std::size_t>(call) * 7 % keys_.size()];
  }

  void raw_read(RawClient& client, int call) {
    check(client.ask("get", {key(call).pk, key(call).sk}) == 1, "a raw read");
  }
  Task<void> our_read(int call) {
    const auto found = co_await store_.get(key(call));
    check(found.has_value(), "a read");
  }

  void raw_page(RawClient& client, int call) {
    check(client.ask("page", {key(call).pk}) == kPage + 1, "a raw page");
  }
  Task<void> our_page(int call) {
    Query query(Index::table, key(call).pk);
    query.at_most(kPage);
    const Page page = co_await store_.query(std::move(query));
    check(page.items.size() == kPage, "a page");
  }

  void raw_commit(RawClient& client, int call) {
    thread_local std::string document = [this] {
      std::string made(1, '\1');
      postgres::append_document(made, goal("USER#raw"));
      return made;
    }();
    client.ask("put",
               {"NEW#raw", std::to_string(commits_done_++) + "/" + std::to_string(call), document});
  }
  Task<void> our_commit(int call) {
    Transaction transaction;
    transaction.put(goal("NEW#" + std::to_string(call % 100)), Condition::item_absent());
    const Outcome outcome = co_await store_.transact(std::move(transaction));
    check(outcome.committed(), "a commit");
  }
  /// What product code does most: an item, and a counter that must stay within a limit.
  Task<void> our_count(int call) {
    const std::string user = "NEW#" + std::to_string(call % 100);
    Transaction transaction;
    transaction.put(goal(user), Condition::item_absent());
    transaction.update(
        Key(user, "TALLY"), Changes().add("goals", 1),
        Condition::any_of({Condition::absent("goals"),
                           Condition::compare(Condition::Op::less, "goals", 1'000'000)}));
    const Outcome outcome = co_await store_.transact(std::move(transaction));
    check(outcome.committed(), "a commit with a counter");
  }

  const int calls_;
  PostgresCluster cluster_{{"shared_buffers=256MB"}};
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  PostgresStore store_{PostgresOptions(Secret(cluster_.local_connection()), std::string(32, 'b')),
                       clock_, random_, metrics_};
  StoreRunner runner_{store_};
  std::vector<std::unique_ptr<RawClient>> raw_;
  std::mt19937_64 shuffle_{20261121};
  std::vector<Key> keys_;
  Key key_of_last_;
  std::atomic<int> commits_done_{0};
  Comparison one_read_{"point reads, one caller", {}, {}};
  Comparison reads_{"point reads, 32 callers", {}, {}};
  Comparison pages_{"pages of 20, 32 callers", {}, {}};
  Comparison commits_{"commits of one item, 32 callers", {}, {}};
  Comparison counts_{"commits of an item and a counter", {}, {}};
};

void print(const std::vector<const Comparison*>& results) {
  std::printf("%-36s %11s %11s %7s %10s %10s\n", "", "libpq/s", "ours/s", "ratio", "libpq us",
              "ours us");
  for (const Comparison* one : results) {
    const double raw = Comparison::median(one->raw, &Measure::calls_per_second);
    const double ours = Comparison::median(one->ours, &Measure::calls_per_second);
    std::printf("%-36s %11.0f %11.0f %7.2f %10.1f %10.1f\n", one->name, raw, ours, ours / raw,
                Comparison::median(one->raw, &Measure::micros_each),
                Comparison::median(one->ours, &Measure::micros_each));
  }
}

void write_json(const std::string& file, const std::vector<const Comparison*>& results) {
  std::string out = "[";
  for (const Comparison* one : results) {
    out += out.size() > 1 ? ",\n {\"name\":" : "\n {\"name\":";
    json::append_string(out, one->name);
    const std::pair<const char*, double> numbers[] = {
        {",\"libpq_per_second\":", Comparison::median(one->raw, &Measure::calls_per_second)},
        {",\"ours_per_second\":", Comparison::median(one->ours, &Measure::calls_per_second)},
        {",\"libpq_cpu_micros\":", Comparison::median(one->raw, &Measure::micros_each)},
        {",\"ours_cpu_micros\":", Comparison::median(one->ours, &Measure::micros_each)}};
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
  int rounds = 5;
  int calls = 4'000;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--json") == 0) json_file = argv[i + 1];
    if (std::strcmp(argv[i], "--rounds") == 0) rounds = std::max(1, std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--calls") == 0) calls = std::max(1, std::atoi(argv[i + 1]));
  }
  Bench bench(calls);
  for (int i = 0; i < rounds; ++i) bench.round();
  print(bench.results());
  if (!json_file.empty()) write_json(json_file, bench.results());
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  return waymark::run(argc, argv);
}
