// Jobs a second through the queue on the embedded store, beside the same through PostgreSQL's SELECT … FOR UPDATE SKIP
// LOCKED: send, receive, acknowledge, each durable (fsync) before it returns, on one machine in one run.
//
//   queue_bench [--json FILE] [--rounds N] [--jobs N] [--concurrency N] [--long N] [--long-batch N]
//
// Both sides have as many senders as receivers, and do the same with each job: a sender sends `batch` jobs at a time; a
// receiver claims `batch` at a time, hidden for 30 seconds, and acknowledges them. Ours are coroutines on one reactor;
// PostgreSQL's are sessions of its own over a Unix socket, prepared statements, one thread each. Rounds of both
// alternate, so that whatever else the machine does falls on both; medians are compared.
//
// --long N sends N jobs more through ours alone, and prints the rate of each tenth: a queue whose deleted heads pile up
// grows slower.
#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/runtime/testing.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark {
namespace {

using namespace queue;
using Seconds = std::chrono::duration<double>;
using std::chrono::steady_clock;

constexpr const char* kQueue = "bench";

struct Settings {
  int rounds = 3;
  int jobs = 20'000;  // a round
  int concurrency = 32;
  int long_run = 0;
  int long_batch = 1;
  std::string json;
};

std::string body() {
  return std::string(200, 'j');
}

/// Both sides' measure: all jobs sent and acknowledged, in jobs a second.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual double run(int jobs, int batch, int concurrency) = 0;
};

/// What senders and receivers share.
struct Work {
  Work(int total, int at_once) : jobs(total), batch(at_once) {}
  const int jobs;
  const int batch;
  std::atomic<int> to_send{0};
  std::atomic<int> done{0};
  /// How many the next send has; none when all are sent.
  int next() {
    const int begin = to_send.fetch_add(batch);
    return std::clamp(jobs - begin, 0, batch);
  }
};

// --- ours -------------------------------------------------------------------------------------------------------------

class OnEmbeddedStore final : public Subject {
 public:
  OnEmbeddedStore()
      : store_(store::RocksOptions(folder_.path() / "store"), clock_, random_, pool_, metrics_),
        queue_(store_, catalog_, clock_, ids_, loop_.executor()) {
    loop_.run(queue_.start());
  }
  ~OnEmbeddedStore() override {
    loop_.run(queue_.stop());
    store_.close();
    pool_.stop();
  }

  double run(int jobs, int batch, int concurrency) override {
    Work work(jobs, batch);
    int running = 0;
    const auto begin = steady_clock::now();
    for (int i = 0; i < concurrency; ++i, running += 2) {
      boost::asio::co_spawn(loop_.executor(), send(work, running), boost::asio::detached);
      boost::asio::co_spawn(loop_.executor(), receive(work, running), boost::asio::detached);
    }
    loop_.context().restart();
    while (running > 0) loop_.context().run_one();
    return jobs / Seconds(steady_clock::now() - begin).count();
  }

 private:
  Task<void> send(Work& work, int& running) {
    for (int count = work.next(); count > 0; count = work.next()) {
      std::vector<NewJob> jobs(static_cast<std::size_t>(count), NewJob(body()));
      co_await queue_.send(kQueue, std::move(jobs));
    }
    --running;
  }
  Task<void> receive(Work& work, int& running) {
    ReceiveOptions options(static_cast<std::size_t>(work.batch));
    options.wait = std::chrono::milliseconds(100);
    while (work.done < work.jobs) {
      const std::vector<Job> jobs = co_await queue_.receive(kQueue, options);
      if (jobs.empty()) continue;
      std::vector<Receipt> receipts;
      for (const Job& job : jobs) receipts.push_back(job.receipt);
      co_await queue_.ack(kQueue, std::move(receipts));
      work.done += static_cast<int>(jobs.size());
    }
    --running;
  }

  runtime::TemporaryFolder folder_;
  runtime::TestLoop loop_;
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  runtime::BackgroundPool pool_{2, 1000};
  store::RocksStore store_;
  Catalog catalog_{{QueueDefinition(kQueue)}};
  OnStoreQueue queue_;
};

// --- PostgreSQL -------------------------------------------------------------------------------------------------------

/// A session with prepared statements. Throws std::runtime_error with PostgreSQL's message.
class Session {
 public:
  explicit Session(const std::string& where) : connection_(PQconnectdb(where.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
  }
  ~Session() { PQfinish(connection_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
  Result run(const char* sql) { return checked(PQexec(connection_, sql)); }
  void prepare(const char* name, const char* sql) {
    checked(PQprepare(connection_, name, sql, 1, nullptr));
  }
  Result execute(const char* name, const std::string& argument) {
    const char* value = argument.c_str();
    return checked(PQexecPrepared(connection_, name, 1, &value, nullptr, nullptr, 0));
  }

 private:
  Result checked(PGresult* result) {
    Result owned(result, &PQclear);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
    return owned;
  }
  PGconn* connection_;
};

class OnPostgres final : public Subject {
 public:
  OnPostgres() : cluster_({"max_connections=300", "shared_buffers=512MB", "fsync=on"}) {
    Session(cluster_.local_connection())
        .run(
            "CREATE TABLE jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            " priority smallint NOT NULL, visible_at timestamptz NOT NULL DEFAULT now(),"
            " receives int NOT NULL DEFAULT 0, body text NOT NULL);"
            "CREATE INDEX ON jobs (priority, id)");
  }

  double run(int jobs, int batch, int concurrency) override {
    Work work(jobs, batch);
    std::vector<std::unique_ptr<Session>> sessions;
    for (int i = 0; i < 2 * concurrency; ++i) sessions.push_back(session());
    std::vector<std::thread> threads;
    const auto begin = steady_clock::now();
    for (std::size_t i = 0; i < sessions.size(); i += 2) {
      threads.emplace_back([&, i] { send(work, *sessions[i]); });
      threads.emplace_back([&, i] { receive(work, *sessions[i + 1]); });
    }
    for (std::thread& thread : threads) thread.join();
    return jobs / Seconds(steady_clock::now() - begin).count();
  }

 private:
  std::unique_ptr<Session> session() {
    auto opened = std::make_unique<Session>(cluster_.local_connection());
    opened->prepare("send", ("INSERT INTO jobs (priority, body) SELECT 1, '" + body() +
                             "' FROM generate_series(1, $1::int)")
                                .c_str());
    opened->prepare(
        "claim",
        "UPDATE jobs SET visible_at = now() + interval '30 seconds', receives = receives + 1"
        " WHERE id IN (SELECT id FROM jobs WHERE visible_at <= now() ORDER BY priority, id"
        " LIMIT $1::int FOR UPDATE SKIP LOCKED) RETURNING id, body");
    opened->prepare("ack", "DELETE FROM jobs WHERE id = ANY ($1::bigint[])");
    return opened;
  }
  static void send(Work& work, Session& session) {
    for (int count = work.next(); count > 0; count = work.next())
      session.execute("send", std::to_string(count));
  }
  static void receive(Work& work, Session& session) {
    while (work.done < work.jobs) {
      const auto claimed = session.execute("claim", std::to_string(work.batch));
      const int count = PQntuples(claimed.get());
      if (count == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        continue;
      }
      std::string ids = "{";
      for (int i = 0; i < count; ++i) {
        if (i > 0) ids += ',';
        ids += PQgetvalue(claimed.get(), i, 0);
      }
      session.execute("ack", ids + "}");
      work.done += count;
    }
  }

  store::PostgresCluster cluster_;
};

// --- side by side -----------------------------------------------------------------------------------------------------

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Compared {
  int batch;
  std::vector<double> ours;
  std::vector<double> theirs;
};

void print(const Compared& one, int concurrency) {
  const double ours = median(one.ours);
  const double theirs = median(one.theirs);
  std::printf("%2d at a time, %d senders and receivers %12.0f %12.0f %8.1f\n", one.batch,
              concurrency, theirs, ours, ours / theirs);
}

boost::json::object to_json(const Compared& one) {
  return {{"batch", one.batch},
          {"embedded_jobs_per_second", median(one.ours)},
          {"postgres_jobs_per_second", median(one.theirs)},
          {"ratio", median(one.ours) / median(one.theirs)}};
}

int run(const Settings& settings) {
  OnEmbeddedStore ours;
  boost::json::object report;
  if (settings.rounds > 0) {
    OnPostgres theirs;
    std::vector<Compared> all{{1, {}, {}}, {10, {}, {}}};
    for (int round = 0; round < settings.rounds; ++round)
      for (Compared& one : all) {
        const int jobs = one.batch == 1 ? settings.jobs : 5 * settings.jobs;
        one.theirs.push_back(theirs.run(jobs / 4, one.batch, settings.concurrency));
        one.ours.push_back(ours.run(jobs, one.batch, settings.concurrency));
      }
    std::printf("%-42s %12s %12s %8s\n", "jobs/s: send, receive, acknowledge, synced", "PostgreSQL",
                "embedded", "ratio");
    boost::json::array rows;
    for (const Compared& one : all) {
      print(one, settings.concurrency);
      rows.push_back(to_json(one));
    }
    report["compared"] = std::move(rows);
  }
  if (settings.long_run > 0) {
    boost::json::array tenths;
    std::printf("tenths of %d jobs, %d at a time, jobs/s:", settings.long_run, settings.long_batch);
    for (int tenth = 0; tenth < 10; ++tenth) {
      tenths.push_back(ours.run(settings.long_run / 10, settings.long_batch, settings.concurrency));
      std::printf(" %.0f", tenths.back().as_double());
      std::fflush(stdout);
    }
    std::printf("\n");
    report["long_run"] = std::move(tenths);
  }
  if (!settings.json.empty())
    std::ofstream(settings.json) << boost::json::serialize(report) << '\n';
  return 0;
}

Settings parse(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--json") settings.json = argv[i + 1];
    if (name == "--rounds") settings.rounds = std::stoi(argv[i + 1]);
    if (name == "--jobs") settings.jobs = std::stoi(argv[i + 1]);
    if (name == "--concurrency") settings.concurrency = std::stoi(argv[i + 1]);
    if (name == "--long") settings.long_run = std::stoi(argv[i + 1]);
    if (name == "--long-batch") settings.long_batch = std::stoi(argv[i + 1]);
  }
  return settings;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  return waymark::run(waymark::parse(argc, argv));
}
